"""The programs that a rehearsal needs of the machine. One that is missing is named, and ends the run."""

import shutil
import sys
from pathlib import Path

from tests import postgres

HERE = Path(__file__).resolve().parent.parent.parent
PACKAGES = {
    "nginx": "nginx-light",
    "redis-server": "redis-server",
    "openssl": "openssl",
    "postgres": "postgresql",
    "wrk": "wrk",
    "cc": "gcc libc6-dev",
    "docker": "docker.io docker-compose",
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
}


def find(name: str) -> str | None:
    """Return the path of a program, or None."""
    if name == "postgres":
        folder = postgres.binaries()
        return str(folder / "postgres") if folder else None
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def need(*names: str) -> dict[str, str]:
    """Return the path of each. Where one is missing, say what to install, and end with exit code 1."""
    found = {name: find(name) for name in names}
    if missing := [name for name, path in found.items() if path is None]:
        packages = " ".join(PACKAGES[name] for name in missing)
        sys.exit(
            f"Not installed here: {', '.join(missing)}. "
            f"On Debian or Ubuntu, as root: apt-get install {packages}"
        )
    return {name: str(path) for name, path in found.items()}
