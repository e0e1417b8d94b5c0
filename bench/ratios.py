"""Measure what was promised of this site's speed: `python -m bench.ratios [--only NAME]`.

Our site runs as deploy/ starts it, with the demo clinic, beside a Wagtail site with the same article and a
file from nginx. Everything is on loopback and in a temporary folder. Rates are medians of rounds in which
the sides take turns; wrk has one thread and 16 connections for all of them. Exit code 1: a goal is missed.
"""

# ruff: noqa: T201 - it speaks to a person

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import beside_wordpress, footprint, growth, posting, reading, servers
from bench.goals import Line
from bench.rig import Rig

LINES: dict[str, Callable[[Rig], list[Line]]] = {
    "start": footprint.start,
    "weight": footprint.weight,
    "memory": footprint.memory,
    "rates": reading.rates,
    "uncached": reading.uncached,
    "replies": posting.replies,
    "comments": growth.comments,
    "lists": growth.lists,
    "queue": growth.queue,
    "wordpress": beside_wordpress.lines,
}


def load() -> str:
    """Say how busy the machine is: figures from a busy one are worth less."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument(
        "--only", choices=LINES, action="append", help="may be given several times"
    )
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = options.parse_args()
    print(f"{asked.database}; before the start: {load()}", flush=True)
    found: list[Line] = []
    # Bytecode as an installation has it, beside nothing of ours.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(servers.HERE / ".build" / "bytecode")
    with tempfile.TemporaryDirectory(prefix="clinic-bench-", dir="/tmp") as name:
        Path(name).chmod(0o755)  # PostgreSQL and nginx run as other users
        with contextlib.ExitStack() as ends:
            database = None
            if asked.database == "postgresql":
                database = servers.Database(Path(name))
                ends.callback(database.stop)
                database.start()
            began = time.monotonic()
            rig = Rig(Path(name), ends, database)
            print(f"the site is ready after {time.monotonic() - began:.0f} s", flush=True)
            for one in asked.only or LINES:
                began = time.monotonic()
                print(f"{one}:", flush=True)
                try:
                    found += LINES[one](rig)
                except RuntimeError:
                    print(servers.server_log().read_text()[-4_000:], file=sys.stderr)
                    raise
                print(f"  {time.monotonic() - began:.0f} s, {load()}", flush=True)
    print("\n".join(["", *map(str, found)]))
    goals = [line for line in found if line.goal is not None]
    missed = sum(not line.met for line in goals)
    print(f"{len(goals) - missed} goals met, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
