"""`make first-day`: deploy/README.md, "On a server of your own", walked in a fresh Debian under systemd.

What the page says is what is typed, in its order: packages, commands, units, nginx, with the code of the
last commit. Then the server has to do what the page promises: everything runs, a reply's mail is delivered,
the daily run makes a backup, a new version and a reload refuse nobody, what is killed comes back, a reboot
brings all of it back, a backup is restored. Needs root, debootstrap and systemd-nspawn (three minutes).
"""

import argparse
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.deployment import programs
from tests.deployment.debian import Debian, made, python_of
from tests.deployment.post_office import PostOffice
from tests.deployment.road import ROAD, TLS, UNITS, packages, said, settle, upgrade
from tests.deployment.waiting import until
from tests.deployment.walk import (
    AFTER,
    MAIL,
    Walk,
    only_what_was_backed_up,
    reading,
    reply_with_mail,
    sound,
)


@dataclass
class Server(Walk):
    """The site on a Debian of its own."""

    debian: Debian

    def run(self, script: str) -> str:
        """Run a script of the shell there, as root."""
        return self.debian.run(script)


def all_runs(server: Server) -> str:
    """Each unit runs, and what they make is sound."""
    server.run(f"systemctl is-active {' '.join(UNITS)} nginx")
    return sound(server)


def daily_run(server: Server) -> str:
    """Both timers' services end well; the first leaves a backup and the list of erasures."""
    server.run("systemctl start clinic-daily clinic-clock")
    server.run("test -e /var/lib/clinic/erasures.jsonl")
    return server.run("cd /var/lib/clinic-backups && ls -sh | tail -n +2").strip()


def new_version(server: Server) -> str:
    """The code of now takes over from that of ``--from``, and everybody is answered."""
    commit, before = _commit(server), set(_workers(server))
    with reading(server) as seen:
        upgrade(server.debian)
        _wait_for_new_workers(server, before)
    assert set(seen) == {200}, seen
    return f"{commit} to {_commit(server)}, {seen.total()} answers, all 200; {all_runs(server)}"


def _commit(server: Server) -> str:
    return server.run("git -C /srv/clinic log -1 --format=%h").strip()


def reload(server: Server) -> str:
    """While new workers take over, everybody is answered."""
    before = set(_workers(server))
    with reading(server) as seen:
        server.run(said("systemctl reload clinic-web"))
        _wait_for_new_workers(server, before)
    assert set(seen) == {200}, seen
    return f"{seen.total()} answers, all 200"


def _wait_for_new_workers(server: Server, before: set[str]) -> None:
    until(
        lambda: len(now := _workers(server)) == 2 and not before & set(now),
        60, "the workers are those of before",
    )  # fmt: skip


def _workers(server: Server) -> list[str]:
    return server.run("pgrep -f '^clinic-web worker' || true").split()


def killed(server: Server) -> str:
    """What is killed is started again."""
    for unit in ("clinic-web", "clinic-worker"):
        server.run(f"systemctl kill --signal=KILL {unit}")
        until(lambda unit=unit: _restarts(server, unit) >= 1, 30, f"{unit} was not started again")
    return all_runs(server)


def _restarts(server: Server, unit: str) -> int:
    return int(server.run(f"systemctl show --value --property=NRestarts {unit}"))


def reboot(server: Server) -> str:
    """After a reboot everything is there by itself, and so is what was written."""
    server.post.close()
    server.debian.reboot()
    server.debian.enter_network()
    server.post.open()
    return all_runs(server)


def restored(server: Server) -> str:
    """The backup comes back as the page says; what came after it is gone, the chain holds."""
    server.reply(AFTER)
    [backup] = server.run("ls /var/lib/clinic-backups/*").split()[-1:]
    server.run(f"systemctl stop {' '.join(UNITS)}")
    server.manage(f"restore {backup} --erasures /var/lib/clinic/erasures.jsonl --replace")
    server.manage("sync_roles")
    server.run(f"systemctl start {' '.join(UNITS)}")
    return f"{only_what_was_backed_up(server)} {all_runs(server)}"


def confined(server: Server) -> str:
    """systemd rates the units no worse than the page says."""
    [promised] = re.findall(r"each of them (\d\.\d), of 10", ROAD)
    rates = {}
    for unit in ("clinic-web", "clinic-worker", "clinic-clock", "clinic-daily"):
        words = server.run(f"systemd-analyze security --no-pager {unit}.service")
        [rates[unit]] = re.findall(r"exposure level for \S+: (\S+)", words)
    assert max(map(float, rates.values())) <= float(promised), rates
    return f"{', '.join(sorted(set(rates.values())))} of 10 for anything"


def quiet(server: Server) -> str:
    """No unit has failed, and none has written of an error."""
    failed = server.run("systemctl list-units --failed --plain --no-legend 'clinic-*' nginx*")
    assert not failed, failed
    lines = server.run("journalctl --no-pager --output=cat --unit='clinic-*'").splitlines()
    bad = [line for line in lines if re.search(r"Traceback|ERROR|CRITICAL", line)]
    assert not bad, bad
    return f"{len(lines)} lines in the journals of the units, none of an error"


STEPS: tuple[tuple[str, Callable[[Server], str]], ...] = (
    ("everything runs", all_runs),
    ("a reply and its mail", reply_with_mail),
    ("the daily run and the clock", daily_run),
    ("a new version", new_version),
    ("a reload", reload),
    ("granian and worker killed", killed),
    ("a reboot", reboot),
    ("a backup restored", restored),
    ("what the units may do", confined),
    ("journals", quiet),
)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--from", dest="first", default="HEAD", help="the commit to begin with")
    options.add_argument("--release", default="bookworm", help="Debian 12, the oldest that will do")
    chosen = options.parse_args()
    if os.geteuid() != 0:
        sys.exit("Only root can make and boot a Debian.")
    programs.need("debootstrap", "systemd-nspawn", "openssl")
    base = made(programs.HERE / ".build" / chosen.release, chosen.release, packages())
    with tempfile.TemporaryDirectory(prefix="clinic-first-day-", dir="/var/tmp") as name:
        folder = Path(name)
        wheels = folder / "wheels"
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:",
             f"--python-version={python_of(base)}", "--require-hashes", f"--dest={wheels}",
             f"--requirement={programs.HERE}/requirements.txt"],
            check=True,
        )  # fmt: skip
        subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(folder / "root")], check=True)
        debian = Debian(folder / "root", folder / "console.log")
        try:
            debian.boot()
            debian.enter_network()
            settle(debian, wheels, chosen.first)
            server = Server(
                debian.root / TLS / "fullchain.pem",
                lambda words: debian.run(f"clinic-manage {words}"),
                PostOffice(MAIL).open(),
                debian,
            )
            server.manage(f"seed_demo --password {secrets.token_hex(12)}")
            for title, step in STEPS:
                print(f"{title}: {step(server)}", flush=True)
        finally:
            debian.stop()
    print("The first day went as deploy/README.md says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
