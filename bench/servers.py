"""Real servers for the load: a PostgreSQL that keeps what it acknowledged, and granian."""

# ruff: noqa: S603 - the commands are our own

import contextlib
import http.client
import os
import secrets
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from bench import cpu
from tests import postgres
from tests.deployment import files

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

    def create(self, name: str) -> None:
        """Make a further database."""
        create = [self.programs / "createdb", "-h", self.folder, "-U", "clinic", name]
        subprocess.run(create, check=True, **self._options())

    def kill(self) -> None:
        """Take its life without a word: the server and every process of its group."""
        if self.process is None:
            raise RuntimeError("PostgreSQL was not started.")
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def freeze(self) -> None:
        """Stop every process of it where it is."""
        self._tell(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._tell(signal.SIGCONT)

    def _tell(self, what: signal.Signals) -> None:
        if self.process is None:
            raise RuntimeError("PostgreSQL was not started.")
        for pid in cpu.family(self.process.pid):
            os.kill(pid, what)

    def stop(self) -> None:
        """End it in order."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


SET_HERE = (
    "SECRET_KEY", "DATA_DIR", "TLS", "SECOND_FACTOR", "ALLOWED_HOSTS", "SITE_URL", "STATIC_ROOT",
    "CSRF_TRUSTED_ORIGINS", "TRUSTED_PROXIES", "DATABASE_URL",
)  # fmt: skip


def surroundings(folder: str, port: int, database: Database | None) -> None:
    """Give settings.py what it insists on: production's settings, but for TLS."""
    os.environ |= {
        "SECRET_KEY": secrets.token_urlsafe(60), "DATA_DIR": folder, "TLS": "false",
        "DJANGO_SETTINGS_MODULE": "clinic_cms.settings",
        "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": f"http://127.0.0.1:{port}",
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port}", "TRUSTED_PROXIES": "1",
        "STATIC_ROOT": f"{folder}/static",
    }  # fmt: skip
    if database:
        os.environ["DATABASE_URL"] = database.url


def command(port: int) -> list[str]:
    """Return the web server's command as deploy/clinic-web.service has it, but for the port."""
    program, *options = files.web_command(port)
    return [program, "--log-level", "error", *options]


def environment() -> dict[str, str]:
    """Return the environment, with what that unit adds to it: how many workers there are, for one."""
    return os.environ | files.unit("clinic-web.service").variables


def server_log() -> Path:
    """Return the file in which the web server says what went wrong."""
    return Path(os.environ["DATA_DIR"]) / "granian.log"


def granian(port: int) -> subprocess.Popen[bytes]:
    """Start the web server on loopback, and return once it is ready."""
    with server_log().open("ab") as log:
        server = subprocess.Popen(command(port), cwd=HERE, env=environment(), stderr=log)
    wait_for(server, port, "/readyz")
    return server


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server in order, or, when it does not in time, with every process below it."""
    below = cpu.family(server.pid)
    server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        for pid in below:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.wait()


def wait_for(server: subprocess.Popen[bytes], port: int, path: str) -> None:
    """Return once a server answers 200 at an address. Ends it when it does not within a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(line):
            line.request("GET", path)
            if line.getresponse().status == 200:
                return
        time.sleep(0.02)
    server.kill()
    raise RuntimeError("The web server did not become ready.")
