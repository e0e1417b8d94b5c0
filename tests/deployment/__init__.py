"""The production set, rehearsed: the files of deploy/ started as real processes on this machine.

`make test-deploy` runs the tests here; `make test` leaves them out. `make withdrawals`, `make faults` and
`make soak` are longer runs on the same set. `make first-day` and `make containers` walk the two roads of
deploy/README.md: a Debian under systemd, and an engine's containers.
"""
