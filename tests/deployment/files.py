"""What stands in deploy/ and docker-compose.yml, with this rehearsal's ports and paths put in its place.

Every replacement names the text that it replaces, and fails when that text is not there any more: what is
rehearsed is what is deployed.
"""

import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent.parent.parent
HOST = "www.clinic.example"
IPV6 = Path("/proc/net/if_inet6").exists()  # as deploy/README.md asks


class Changed(Exception):
    """A file of deploy/ does not say any more what the rehearsal would replace."""


def replaced(text: str, name: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the text of the file called ``name`` with every first of a pair replaced by its second."""
    for old, new in pairs:
        if old not in text:
            raise Changed(f"{name} does not hold “{old}” any more: change the rehearsal with it.")
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Ports:
    """Ports on loopback. ``webs``: one for each granian master."""

    webs: tuple[int, ...]
    http: int
    https: int
    health: int


def nginx_conf(folder: Path, static: Path, ports: Ports, log: Path) -> str:
    """Return deploy/nginx.conf for this rehearsal: other ports, other paths, and nothing else."""
    webs = " ".join(f"server 127.0.0.1:{port};" for port in ports.webs)
    pairs = [
        ("pid /tmp/nginx.pid;", f"pid {folder}/nginx.pid;"),
        ("access_log /dev/stdout quiet;", f"access_log {log} quiet;"),
        ("server web:8000;", webs),
        ("listen 127.0.0.1:8081;", f"listen 127.0.0.1:{ports.health};"),
        ("listen 8080;", f"listen 127.0.0.1:{ports.http};"),
        ("listen 8443 ssl", f"listen 127.0.0.1:{ports.https} ssl"),
        ("listen [::]:8080;", f"listen [::1]:{ports.http};" if IPV6 else ""),
        ("listen [::]:8443 ssl http2;", f"listen [::1]:{ports.https} ssl http2;" if IPV6 else ""),
        ("root /srv/acme;", f"root {folder}/acme;"),
        ("alias /srv/static/;", f"alias {static}/;"),
        ("/etc/nginx/tls/", f"{folder}/"),
        ("proxy_cache_path /tmp/cache ", f"proxy_cache_path {folder}/cache "),
    ]
    pairs += [
        (f"{kind}_temp_path /tmp/{path};", f"{kind}_temp_path {folder}/{path};")
        for kind, path in [
            ("client_body", "body"), ("proxy", "proxy"), ("fastcgi", "fastcgi"),
            ("uwsgi", "uwsgi"), ("scgi", "scgi"),
        ]
    ]  # fmt: skip
    return replaced((HERE / "deploy/nginx.conf").read_text(), "deploy/nginx.conf", pairs)


@dataclass(frozen=True)
class Unit:
    """A systemd unit: its commands, its variables, and after how many seconds it is started again."""

    commands: list[list[str]]
    variables: dict[str, str]
    restart_after: float | None


def unit(name: str) -> Unit:
    """Read one of the units in deploy/. Its programs are those of this virtual environment."""
    text = (HERE / "deploy" / name).read_text()
    if "WorkingDirectory=/srv/clinic\n" not in text:
        raise Changed(f"deploy/{name} does not work in /srv/clinic any more.")
    commands = [
        shlex.split(replaced(line, name, [("/srv/clinic/.venv/bin/", f"{_programs()}/")]))
        for line in re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    ]
    always = "Restart=always\n" in text
    [seconds] = re.findall(r"^RestartSec=(\d+)$", text, re.MULTILINE) if always else [0]
    variables = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.MULTILINE))
    return Unit(commands, variables, float(seconds) if always else None)


def web_command(port: int) -> list[str]:
    """Return the command of a granian master on this port, which is also that of the image."""
    web, dockerfile = unit("clinic-web.service"), (HERE / "Dockerfile").read_text()
    [command] = web.commands
    [image] = re.findall(r"^CMD (\[.*?\])", dockerfile, re.M | re.S)
    words = [word.strip('"') for word in re.findall(r'"[^"]*"', image)]
    if [Path(command[0]).name, *command[1:]] != [
        word.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - the container's own network
        for word in words
    ]:
        raise Changed("The Dockerfile and clinic-web.service do not start granian in the same way.")
    of_image = dict(
        variable.split("=", 1)
        for line in re.findall(r"^ENV (.+)$", dockerfile, re.MULTILINE)
        for variable in line.split()
    )
    if not web.variables.items() <= of_image.items():
        raise Changed("The Dockerfile and clinic-web.service give granian other variables.")
    at = command.index("--port")
    return [*command[: at + 1], str(port), *command[at + 2 :]]


def worker_command() -> list[str]:
    """Return the command of the background worker, which is also that of the container."""
    [command] = unit("clinic-worker.service").commands
    if compose()["worker"]["command"] != [Path(command[0]).name, *command[1:]]:
        raise Changed("docker-compose.yml and clinic-worker.service start another worker.")
    return command


def release_commands() -> list[list[str]]:
    """Return what the service `migrate` runs before the others start."""
    shell, flag, script = compose()["migrate"]["command"]
    if (shell, flag) != ("sh", "-c"):
        raise Changed("The service migrate is not a shell's script any more.")
    steps = [shlex.split(step) for step in script.split("&&")]
    return [[f"{_programs()}/{step[0]}", *step[1:]] for step in steps]


def redis_command(program: str, port: int, folder: Path) -> list[str]:
    """Return the command of the service `redis`, on this port of loopback."""
    words = [str(word) for word in compose()["redis"]["command"]]
    if words[0] != "redis-server":
        raise Changed("The service redis does not run redis-server any more.")
    return [program, *words[1:], "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]


def variables_of_the_readme() -> set[str]:
    """Return the names of the variables that deploy/README.md says an installation has."""
    text = (HERE / "deploy/README.md").read_text()
    return set(re.findall(r"\b([A-Z][A-Z_]+)=", text))


def compose() -> dict:
    """Return the services of docker-compose.yml."""
    return yaml.safe_load((HERE / "docker-compose.yml").read_text())["services"]


def _programs() -> Path:
    return Path(sys.executable).parent
