"""`make containers`: docker-compose.yml started as deploy/README.md says, and tried.

A reply's mail is delivered, a new web container is found wherever the engine puts it, what is killed comes
back, a backup is restored. Needs root, an engine with compose, its images, and the ports 80 and 443.
"""

import argparse
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.deployment import networks, programs
from tests.deployment.post_office import PostOffice
from tests.deployment.surroundings import certificate, environment
from tests.deployment.waiting import until
from tests.deployment.walk import AFTER, MAIL, Walk, only_what_was_backed_up, reply_with_mail, sound

PROJECT = "clinic-rehearsal"


class Compose:
    """The engine's compose, for a project of its own. ``folder``: for secrets and certificate."""

    def __init__(self, folder: Path) -> None:
        plugin = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
        program = ["docker", "compose"] if plugin.returncode == 0 else ["docker-compose"]
        self._command = [*program, "-p", PROJECT, "--env-file", str(folder / "env")]
        certificate(programs.need("openssl")["openssl"], folder)
        (folder / "privkey.pem").chmod(0o644)  # nginx is not root in its container
        given = environment(folder, folder, "", 0, MAIL) | {
            "POSTGRES_PASSWORD": secrets.token_hex(24),
            "TLS_FOLDER": str(folder),
        }
        text = (programs.HERE / "docker-compose.yml").read_text()
        wanted = sorted(set(re.findall(r"\$\{([A-Z_]+):\?", text)))
        (folder / "env").write_text("".join(f"{name}={given[name]}\n" for name in wanted))

    def __call__(self, *words: str) -> str:
        """Run a command of compose and return what it printed. Raises CalledProcessError."""
        done = subprocess.run(
            [*self._command, *words], cwd=programs.HERE, stdin=subprocess.DEVNULL, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            print(done.stdout, done.stderr, file=sys.stderr)
            done.check_returncode()
        return done.stdout

    def inside(self, service: str, *words: str) -> str:
        """Run a command in the container of a service."""
        return self("exec", "-T", service, *words)

    def state(self, service: str) -> dict:
        """Return what the engine knows of the container of a service."""
        labels = {"project": PROJECT, "service": service, "oneoff": "False"}
        named = [
            f"--filter=label=com.docker.compose.{key}={label}" for key, label in labels.items()
        ]
        [number] = _docker("ps", "--all", "--quiet", *named).split()
        return json.loads(_docker("inspect", number))[0]

    def wait(self) -> None:
        """Return once everything is healthy that people wait for."""
        for name in ("db", "redis", "web", "worker", "nginx"):
            until(
                lambda name=name: self.state(name)["State"]["Health"]["Status"] == "healthy",
                150, f"{name} is not healthy",
            )  # fmt: skip


def _docker(*words: str) -> str:
    return subprocess.run(["docker", *words], capture_output=True, text=True, check=True).stdout


@dataclass
class Containers(Walk):
    """The site in containers."""

    compose: Compose

    def open_mail(self) -> None:
        """Let the mail server listen where the worker looks for it: in its own network, on loopback."""
        self.post.close()
        with networks.entered(self.compose.state("worker")["State"]["Pid"]):
            self.post.open()


def all_runs(site: Containers) -> str:
    site.compose.wait()
    return sound(site)


def new_web(site: Containers) -> str:
    """A new container that is started after others took the old one's place is found by nginx."""
    site.compose("rm", "-fs", "web", "clock")
    site.compose("up", "--detach", "--no-build", "clock")
    site.compose("up", "--detach", "--no-build", "web")
    until(lambda: site.status("/readyz") == 200, 60, "nginx does not find the new container")
    seen = Counter(site.status(f"/articles/?{number}") for number in range(20))
    assert set(seen) == {200}, seen
    return "20 answers, all 200"


def killed(site: Containers) -> str:
    """What dies is started again."""
    for service in ("web", "worker"):
        first = site.compose.state(service)["State"]["Pid"]
        [main] = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        os.kill(int(main), signal.SIGKILL)
        until(
            lambda service=service: site.compose.state(service)["RestartCount"] >= 1,
            30, f"{service} was not started again",
        )  # fmt: skip
    site.open_mail()
    return all_runs(site)


def restored(site: Containers) -> str:
    """The backup comes back as the page says; what came after it is gone, the chain holds."""
    run, erasures = site.compose.inside, "/srv/data/erasures.jsonl"
    run("daily", "python", "manage.py", "replay_erasures", "--export", erasures)
    run("daily", "python", "manage.py", "backup", "/srv/backups", "--keep-days", "30")
    [backup] = run("daily", "sh", "-c", "ls /srv/backups/*").split()[-1:]
    site.reply(AFTER)
    site.compose("stop", "nginx", "web", "worker", "clock", "daily")
    once = ("run", "--rm", "daily", "python", "manage.py")
    site.compose(*once, "restore", backup, "--erasures", erasures, "--replace")
    site.compose(*once, "sync_roles")
    site.compose("up", "--detach", "--no-build")
    site.open_mail()
    return f"{only_what_was_backed_up(site)} {all_runs(site)}"


STEPS: tuple[tuple[str, Callable[[Containers], str]], ...] = (
    ("everything runs", all_runs),
    ("a reply and its mail", reply_with_mail),
    ("a new web container", new_web),
    ("granian and worker killed", killed),
    ("a backup restored", restored),
)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--no-build", action="store_true", help="the image clinic-cms is there")
    build = "--no-build" if options.parse_args().no_build else "--build"
    programs.need("docker", "openssl")
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
        sys.exit(
            "The container engine does not answer. Start it (systemctl start docker), as root."
        )
    with tempfile.TemporaryDirectory(prefix="clinic-containers-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        compose = Compose(folder)
        try:
            try:
                compose("up", build, "--detach")
            except subprocess.CalledProcessError:
                # What compose says is which container ended; why stands in that one's log.
                print(compose("logs", "--tail", "40"), file=sys.stderr)
                raise
            site = Containers(
                folder / "fullchain.pem",
                lambda words: compose.inside("worker", "python", "manage.py", *words.split()),
                PostOffice(MAIL),
                compose,
            )
            site.open_mail()
            site.manage(f"seed_demo --password {secrets.token_hex(12)}")
            for title, step in STEPS:
                print(f"{title}: {step(site)}", flush=True)
        finally:
            compose("down", "--volumes")
    print("The containers did as deploy/README.md says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
