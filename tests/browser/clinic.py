"""A whole clinic for the browser: its own database with the demo in it, behind the real server.

Not pytest-django's live server: that one shares the test's connection between threads and is emptied
after each test. Here the journeys meet granian, as readers do, and the demo is made once.
"""

import contextlib
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import psycopg2

from tests import migrated

HERE = Path(__file__).resolve().parent.parent.parent
PREPARE = """
import sys, django
django.setup()
from django.core.management import call_command as run
run("migrate", verbosity=0)
run("createcachetable")
run("sync_roles")
run("seed_demo", f"--password={sys.argv[1]}")
if sys.argv[2:]:
    run("collectstatic", interactive=False, verbosity=0)
"""
# One process for all that tests want done within: each start of Django takes a second of a processor.
LISTEN = """
import contextlib, io, json, sys, django
django.setup()
for line in sys.stdin:
    program, *sys.argv[1:] = json.loads(line)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(program, {"sys": sys})
    print(json.dumps(said.getvalue()), flush=True)
"""
JOURNEYS = "tests.browser.settings"


@dataclass(frozen=True)
class Clinic:
    """Where it is, the password of its five accounts, and the settings that it runs with."""

    url: str
    password: str
    env: dict[str, str] = field(default_factory=dict, repr=False)

    _listening: list[subprocess.Popen[str]] = field(default_factory=list, repr=False)

    def do(self, program: str, *arguments: str) -> str:
        """Run a program in the clinic's own surroundings and return what it printed."""
        if not self._listening:
            command = [sys.executable, "-c", LISTEN]
            pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            self._listening.append(subprocess.Popen(command, cwd=HERE, env=self.env, **pipes))
        process = self._listening[0]
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([program, *arguments]) + "\n")
        process.stdin.flush()
        said = process.stdout.readline()
        assert said, "The program ended with an error, which stands above."
        return str(json.loads(said))

    def close(self) -> None:
        """End what ``do`` has started."""
        while self._listening:
            with self._listening.pop() as process:  # closes its input, at which it ends
                process.stdin.close()  # type: ignore[union-attr]


@contextlib.contextmanager
def database(name: str, folder: Path) -> Iterator[str]:
    """Yield the address of a fresh database, on the server that DATABASE_URL names if it names one."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        migrated.copy_to(folder / f"{name}.sqlite3")
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    administration = psycopg2.connect(server)
    administration.autocommit = True  # databases are not made inside a transaction
    with contextlib.closing(administration), administration.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}{migrated.template()}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def open_clinic(
    name: str, folder: Path, settings: str = JOURNEYS, log: IO[bytes] | None = None
) -> Iterator[Clinic]:
    """Yield a clinic with the demo's content; close it and forget its database at the end.

    The server's log goes to ``log``, or to the standard error.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    clinic = Clinic(f"http://127.0.0.1:{port}", secrets.token_urlsafe(12))
    with database(name, folder) as address:
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": address,
            "DATA_DIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": clinic.url,
            "ALLOWED_HOSTS": "127.0.0.1",
            "CSRF_TRUSTED_ORIGINS": clinic.url,
            "TLS": "false",
            "SECOND_FACTOR": "false",
            "TRUSTED_PROXIES": "1",  # visitors say themselves where they come from
        }
        clinic.env.update(env)
        (folder / "static").mkdir()
        prepare = [sys.executable, "-c", PREPARE, clinic.password]
        prepare += ["static"] * (settings != JOURNEYS)
        subprocess.run(prepare, cwd=HERE, env=env, check=True, stdout=subprocess.DEVNULL)
        serve = [Path(sys.executable).with_name("granian"), "--interface", "wsgi"]
        serve += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
        serve += ["--workers", "1", "--blocking-threads", "4", "clinic_cms.wsgi:application"]
        server = subprocess.Popen(serve, cwd=HERE, env=env, stderr=log)
        try:
            _wait(port, server)
            yield clinic
        finally:
            clinic.close()
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with (
            contextlib.suppress(OSError),
            contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as asking,
        ):
            asking.request("GET", "/readyz")
            if asking.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("The server for the browser did not become ready.")
