"""Ports, variables and certificate of a rehearsal."""

import contextlib
import os
import secrets
import socket
import subprocess
from pathlib import Path

from tests.deployment import files
from tests.deployment.files import HOST


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [server.getsockname()[1] for server in taken]


def environment(folder: Path, disk: Path, database: str, redis: int, mail: int) -> dict[str, str]:
    """Return the variables that deploy/README.md asks for, and no others that settings read."""
    ours = {
        "SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": database,
        "REDIS_URL": f"redis://127.0.0.1:{redis}/0",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail}",
        "DEFAULT_FROM_EMAIL": "website@clinic.example",
        "TIME_ZONE": "America/New_York",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "CSRF_TRUSTED_ORIGINS": f"https://{HOST}",
        "TRUSTED_PROXIES": "1",
        "DATA_DIR": str(disk / "data"),
        "STATIC_ROOT": str(folder / "static"),
    }
    if unnamed := set(ours) - files.variables_of_the_readme():
        raise files.Changed(f"deploy/README.md does not name {', '.join(sorted(unnamed))}.")
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, **ours, "DJANGO_SETTINGS_MODULE": "clinic_cms.settings"}


def certificate(openssl: str, folder: Path) -> None:
    """Make a key and a certificate for HOST, signed by itself, which visitors are told to trust."""
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    command += ["-keyout", f"{folder}/privkey.pem", "-out", f"{folder}/fullchain.pem"]
    subprocess.run(command, check=True, capture_output=True)
