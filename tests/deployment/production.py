"""The production set on this machine: PostgreSQL, Redis, granian, the worker, nginx, a mail server.

Ports, paths, host name and certificate are this rehearsal's own; commands, settings and nginx's rules are
those of deploy/, docker-compose.yml and the Dockerfile (``tests.deployment.files``).
"""

import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.servers import Database
from tests.deployment import files, programs
from tests.deployment.files import Ports
from tests.deployment.people import Failed, Staff
from tests.deployment.post_office import PostOffice
from tests.deployment.processes import Service
from tests.deployment.surroundings import certificate, environment, free_ports
from tests.deployment.visitor import LOST, Visitor
from tests.deployment.waiting import ready, until


@dataclass
class Production:
    """Everything that runs. ``webs`` and ``workers``: one Service for each master and worker."""

    folder: Path
    ports: Ports
    env: dict[str, str]
    database: Database
    post: PostOffice
    access_log: Path
    redis: Service
    webs: list[Service] = field(default_factory=list)
    workers: list[Service] = field(default_factory=list)
    nginx: Service | None = None
    staff: Staff | None = None
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def certificate(self) -> Path:
        return self.folder / "fullchain.pem"

    def visitor(self, address: str = "", timeout: float = 30) -> Visitor:
        """Return somebody who comes through nginx, from an address of 127.0.0.0/8."""
        self.visitors.append(Visitor(self.ports.https, self.certificate, address, timeout))
        return self.visitors[-1]

    def do(self, act: str, **arguments: Any) -> Any:
        """Ask an act of the staff."""
        if self.staff is None:
            self.staff = Staff(self.env)
        return self.staff.do(act, **arguments)

    def manage(self, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run a management command in the clinic's own environment. Its exit code is for the caller."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], env=self.env | more, cwd=programs.HERE,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def logged(self) -> list[str]:
        """Return the lines of nginx's access log."""
        return self.access_log.read_text().splitlines() if self.access_log.exists() else []

    def wait_for_webs(self) -> None:
        """Return once every granian says that it is ready."""
        for port in self.ports.webs:
            until(lambda port=port: ready(port), 60, f"granian on port {port} is not ready")


@contextlib.contextmanager
def production(
    *,
    masters: int = 1,
    workers: int = 1,
    pages: int = 4,
    replies: int = 3,
    static: bool = True,
    quiet: bool = False,
    disk: Path | None = None,
    surroundings: dict[str, str] | None = None,
) -> Iterator[Production]:
    """Start everything, with a clinic in it; stop everything and delete it at the end.

    ``quiet``: nginx writes no access log. ``disk``: a folder for the database and DATA_DIR, which may be
    small. ``surroundings``: further variables of granian, worker and nginx.
    """
    programs.need("nginx", "redis-server", "openssl", "postgres")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)  # so that nothing is left running
    folder = Path(tempfile.mkdtemp(prefix="clinic-rehearsal-", dir="/tmp"))
    folder.chmod(0o755)  # PostgreSQL and the processes of nginx run as other users
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        numbers = free_ports(masters + 5)
        ports = Ports(tuple(numbers[:masters]), *numbers[masters : masters + 3])
        database = Database(disk or folder)
        stack.callback(database.stop)
        database.start()
        env = environment(folder, disk or folder, database.url, *numbers[masters + 3 :])
        log = Path("/dev/null") if quiet else folder / "access.log"
        post = PostOffice(numbers[-1]).open()
        stack.callback(post.close)
        redis = _redis(folder, env, numbers[masters + 3])
        stack.callback(redis.stop)
        clinic = Production(folder, ports, env, database, post, log, redis.start())
        stack.callback(_let_go, clinic)
        _release(clinic, static=static)
        clinic.do("open_clinic", pages=pages, replies=replies)
        _start(clinic, workers, surroundings or {}, stack)
        yield clinic


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _let_go(clinic: Production) -> None:
    if clinic.staff:
        clinic.staff.go_home()
    for visitor in clinic.visitors:
        visitor.close()


def _redis(folder: Path, env: dict[str, str], port: int) -> Service:
    command = files.redis_command(programs.need("redis-server")["redis-server"], port, folder)
    return Service("redis", command, {"PATH": env["PATH"]}, folder / "redis.log")


def _release(clinic: Production, *, static: bool) -> None:
    """Do what the service `migrate` does before the others start."""
    for name in ("DATA_DIR", "STATIC_ROOT"):
        Path(clinic.env[name]).mkdir()
    for command in files.release_commands():
        if static or "collectstatic" not in command:
            subprocess.run(
                command, env=clinic.env, cwd=programs.HERE, check=True, stdout=subprocess.DEVNULL
            )


def _start(
    clinic: Production, workers: int, more: dict[str, str], stack: contextlib.ExitStack
) -> None:
    folder, env = clinic.folder, clinic.env | more
    web, worker = files.unit("clinic-web.service"), files.unit("clinic-worker.service")
    for number, port in enumerate(clinic.ports.webs):
        command = files.web_command(port)
        clinic.webs.append(
            Service(
                f"web {number}", command, web.variables | env, folder / f"web-{number}.log",
                web.restart_after,
            )
        )  # fmt: skip
    for number in range(workers):
        clinic.workers.append(
            Service(
                f"worker {number}", files.worker_command(), env, folder / f"worker-{number}.log",
                worker.restart_after,
            )
        )  # fmt: skip
    for service in (*clinic.webs, *clinic.workers):
        stack.callback(service.start().stop)
    clinic.nginx = _nginx(clinic, more)
    stack.callback(clinic.nginx.start().stop)
    clinic.wait_for_webs()
    try:
        until(lambda: _answers(clinic), 15, "")
    except TimeoutError:
        raise Failed(f"nginx does not answer:\n{(folder / 'nginx.log').read_text()}") from None


def _nginx(clinic: Production, more: dict[str, str]) -> Service:
    found = programs.need("nginx", "openssl")
    folder = clinic.folder
    certificate(found["openssl"], folder)
    conf = folder / "nginx.conf"
    conf.write_text(files.nginx_conf(folder, folder / "static", clinic.ports, clinic.access_log))
    command = [
        found["nginx"],
        "-e",
        "stderr",
        "-p",
        str(folder),
        "-c",
        str(conf),
        "-g",
        "daemon off;",
    ]
    return Service("nginx", command, {"PATH": clinic.env["PATH"], **more}, folder / "nginx.log")


def _answers(clinic: Production) -> bool:
    try:
        return clinic.visitor(timeout=5).get("/readyz").status == 200
    except LOST:
        return False
