"""Real servers for the load: a PostgreSQL that keeps what it acknowledged, and granian."""

# ruff: noqa: S603 - the commands are our own

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from tests import postgres

HERE = Path(__file__).resolve().parent.parent


class Database:
    """A PostgreSQL with its defaults: every commit is on the disk before it is answered."""

    def __init__(self, folder: Path) -> None:
        programs = postgres.binaries()
        if programs is None:
            raise RuntimeError("No PostgreSQL server is installed.")
        self.programs, self.folder = programs, folder / "postgresql"
        self.folder.mkdir()
        self.lower, owner = postgres.unprivileged()
        os.chown(self.folder, owner, -1)
        self.process: subprocess.Popen[bytes] | None = None
        self.url = f"postgres://clinic@{quote(str(self.folder), safe='')}/postgres"
        initdb = [programs / "initdb", "-D", self.folder / "data", "-U", "clinic", "--auth=trust"]
        initdb += ["--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **self._options())

    def _options(self) -> dict[str, object]:
        return {"cwd": self.folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}, **self.lower}

    def start(self) -> None:
        """Start it, and return once it takes questions."""
        command = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "-c", "listen_addresses="], stdout=log, stderr=log,
                start_new_session=True, **self._options(),
            )  # fmt: skip
        ask = [
            self.programs / "psql",
            "-h",
            self.folder,
            "-U",
            "clinic",
            "-d",
            "postgres",
            "-qc",
            "SELECT 1",
        ]
        deadline = time.monotonic() + 60
        while subprocess.run(ask, capture_output=True, check=False, **self._options()).returncode:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(
                    "PostgreSQL did not start: " + (self.folder / "log").read_text()[-2000:]
                )
            time.sleep(0.1)

    def kill(self) -> None:
        """Take its life without a word: the server and every process of its group."""
        if self.process is None:
            raise RuntimeError("PostgreSQL was not started.")
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in order."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


def granian(port: int, workers: int) -> subprocess.Popen[bytes]:
    """Start the web server on loopback, and return once it is ready."""
    command = [
        Path(sys.executable).with_name("granian"),
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
    ]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "8"]
    command += ["--log-level", "error", "clinic_cms.wsgi:application"]
    server = subprocess.Popen(command, cwd=HERE, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(line):
            line.request("GET", "/readyz")
            if line.getresponse().status == 200:
                return server
        time.sleep(0.2)
    server.kill()
    raise RuntimeError("The web server did not become ready.")
