"""A PostgreSQL server for one test run: made in a temporary folder, gone afterwards.

It never runs as root (PostgreSQL refuses that), listens on a socket in its own folder and on no
port, and does not wait for the disk, since nobody will ask for this data tomorrow.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

# No autovacuum: a worker of it that is still connected keeps a test database from being dropped.
FAST = ("autovacuum=off", "fsync=off", "synchronous_commit=off", "full_page_writes=off")
PRIVATE = ("listen_addresses=",)  # no port at all; its folder keeps other users out


def binaries() -> Path | None:
    """Return the folder of the newest server's programs, or None when no server is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    found.sort(
        key=lambda path: [int(part) for part in path.parent.name.split(".") if part.isdigit()]
    )
    if found:
        return found[-1]
    elsewhere = shutil.which("postgres")
    return Path(elsewhere).resolve().parent if elsewhere and shutil.which("initdb") else None


def unprivileged() -> tuple[dict[str, Any], int]:
    """Return subprocess options that step down from root, and the user's number."""
    if os.geteuid() != 0:
        return {}, os.geteuid()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}, user.pw_uid
    raise RuntimeError("There is neither a user postgres nor a user nobody to run the server as.")


@contextlib.contextmanager
def throwaway_server() -> Iterator[str]:
    """Yield a DATABASE_URL; stop the server and delete everything at the end, whatever happened."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("No PostgreSQL server is installed.")
    lower, owner = unprivileged()
    # Directly in /tmp: a socket's path may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="clinic-pg-", dir="/tmp"))
    server: subprocess.Popen[bytes] | None = None
    try:
        os.chown(folder, owner, -1)
        # A session of its own: ctrl-C is for us, and we stop the server when the tests are done.
        options = {"cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}, **lower}
        options["start_new_session"] = True
        data, log = folder / "data", folder / "log"
        initdb: list[str | Path] = [programs / "initdb", "-D", data, "-U", "clinic"]
        initdb += ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **options)
        settings = [part for setting in FAST + PRIVATE for part in ("-c", setting)]
        with log.open("wb") as output:
            command: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder]
            command += settings
            options["stdin"] = subprocess.DEVNULL
            server = subprocess.Popen(command, stdout=output, stderr=output, **options)
        _wait(programs, folder, server, log, options)
        yield f"postgres://clinic@{quote(str(folder), safe='')}/clinic"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": ends connections, then itself
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(
    programs: Path,
    folder: Path,
    server: subprocess.Popen[bytes],
    log: Path,
    options: dict[str, Any],
) -> None:
    """Return once the server has made the database that DATABASE_URL names."""
    deadline = time.monotonic() + 30
    ask: list[str | Path] = [programs / "psql", "-h", folder, "-U", "clinic", "-d", "postgres"]
    ask += ["-qc", "CREATE DATABASE clinic"]
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(ask, capture_output=True, check=False, **options).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start:\n" + log.read_text(errors="replace")[-2000:])
