"""deploy/README.md, "On a server of your own", as somebody types it who has a fresh Debian before them."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.deployment import programs
from tests.deployment.debian import Debian
from tests.deployment.files import HOST, Changed, replaced
from tests.deployment.surroundings import certificate, environment
from tests.deployment.walk import MAIL

PAGE = (programs.HERE / "deploy/README.md").read_text()
ROAD = PAGE.partition("## On a server of your own\n")[2].partition("\n## ")[0]
UNITS = ("clinic-web", "clinic-worker", "clinic-clock.timer", "clinic-daily.timer")
TLS = Path("etc/letsencrypt/live") / HOST
NO_INDEX = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/srv/wheels"}
# What a rehearsal on this machine says of itself, or the page says otherwise for a server of one's own.
OF_THE_PAGE = {"DATA_DIR": "/var/lib/clinic", "STATIC_ROOT": "/var/lib/clinic-static"}
OF_REHEARSALS = {"PATH", "LANG", "DJANGO_SETTINGS_MODULE"}


def said(words: str) -> str:
    """Return a command that the page says somewhere, as it is. Raises Changed."""
    if words not in " ".join(PAGE.split()):
        raise Changed(f"deploy/README.md does not say “{words}” any more: walk as it says.")
    return words


def block(beginning: str) -> str:
    """Return the one block of commands on this road that begins so. Raises Changed."""
    blocks = [re.sub(r"(?m)^ +", "", text) for text in re.findall(r"```sh\n(.+?)```", ROAD, re.S)]
    found = [text for text in blocks if text.startswith(beginning)]
    if len(found) != 1:
        raise Changed(f"deploy/README.md has {len(found)} blocks that begin with “{beginning}”.")
    return found[0]


def packages() -> list[str]:
    """Return what the page lets apt install, besides certbot, which needs the authority."""
    [first] = re.findall(r"`apt install ([^`]+)`, and for backups", ROAD)
    return [*first.split(), *re.findall(r"`(postgresql-client)`", ROAD), "age", "redis-server"]


def settle(server: Debian, wheels: Path, commit: str) -> None:
    """Walk from step 1 to step 6 with this commit. The certificate is signed by its own key."""
    root = server.root
    shutil.copytree(wheels, root / "srv/wheels")
    repository = root / "srv/clinic.git"
    # Not a clone: what is checked out here need not be a branch, and `git pull` wants one.
    _git("init", "--quiet", "--bare", "--initial-branch=main", str(repository))
    _git("push", "--quiet", str(repository), "HEAD:refs/heads/main")
    number = _git("rev-parse", commit)
    typed = replaced(
        block("useradd"), "deploy/README.md",
        [
            ("<this repository>", "/srv/clinic.git"),
            ("cd /srv/clinic\n", f"cd /srv/clinic && git reset --quiet --hard {number}\n"),
        ],
    )  # fmt: skip
    server.run(typed, typed="password\npassword\n", **NO_INDEX)
    _write_variables(root / "etc/clinic/environment")
    _release(server)
    answer = server.run(said("clinic-manage check --deploy") + " 2>&1")
    if "no issues" not in answer:
        raise AssertionError(answer)
    server.run(said(f"systemctl enable --now {' '.join(UNITS)}"))
    (root / TLS).mkdir(parents=True)
    certificate(programs.need("openssl")["openssl"], root / TLS)
    with (root / "etc/hosts").open("a") as hosts:
        hosts.write(f"127.0.0.1 {HOST}\n")
    server.run(block("sed -e"))


def _write_variables(file: Path) -> None:
    database = "postgres://clinic:password@127.0.0.1/clinic"
    variables = environment(file.parent, file.parent, database, 6379, MAIL) | OF_THE_PAGE
    file.parent.mkdir()
    file.touch(mode=0o600)
    file.write_text(
        "".join(
            f"{name}={value}\n" for name, value in variables.items() if name not in OF_REHEARSALS
        )
    )


def upgrade(server: Debian) -> None:
    """Do what the page says of a new version, on a server of one's own."""
    [pip] = re.findall(r"\.venv/bin/pip install .+", block("useradd"))
    [compiling] = re.findall(r"\.venv/bin/python -m compileall .+", block("useradd"))
    for command in (said("git pull"), pip, compiling):
        server.run(f"cd /srv/clinic && {command}", **NO_INDEX)
    _release(server)
    server.run(said("systemctl daemon-reload"))
    server.run(said("systemctl reload clinic-web"))
    server.run(said("systemctl restart clinic-worker"))


def _release(server: Debian) -> None:
    """Step 3, and the units of step 4."""
    for command in ("migrate", "createcachetable", "sync_roles", "collectstatic --no-input"):
        server.run(said(f"clinic-manage {command}"))
    for unit in re.findall(r"`(clinic-[a-z]+\.(?:service|timer))`", ROAD):
        server.run(f"cp /srv/clinic/deploy/{unit} /etc/systemd/system/")


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=programs.HERE, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
