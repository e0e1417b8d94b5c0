"""The peer: a minimal Wagtail site with our article and replies, in a virtual environment of its own.

It lives in .build/, outside what is kept, and is made once for its requirements. Wagtail's migrations take
most of the time that its preparation needs.
"""

# ruff: noqa: S603 - the commands are our own

import contextlib
import hashlib
import http.cookiejar
import json
import re
import secrets
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import servers

PROJECT = Path(__file__).resolve().parent / "peers" / "wagtail"
REQUIREMENTS = PROJECT / "requirements.txt"
VENV = PROJECT.parent.parent.parent / ".build" / "wagtail"
PAGE = "/guide/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def install() -> Path:
    """Return the Python of the peer's virtual environment; make that when requirements have changed."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    python, stamp = VENV / "bin" / "python", VENV / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print("Making the virtual environment of the peer (about a minute)", flush=True)  # noqa: T201
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], check=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--require-hashes",
    ]
    subprocess.run([*pip, "-r", REQUIREMENTS], check=True)
    stamp.write_text(wanted)
    return python


@dataclass
class Peer:
    """A Wagtail site with its database in ``folder``, or in ``database``."""

    folder: Path
    database: servers.Database | None = None
    python: Path = field(default_factory=install)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.surroundings = servers.environment() | {
            "PEER_DATA": str(self.folder), "SECRET_KEY": secrets.token_urlsafe(60),
            "DJANGO_SETTINGS_MODULE": "peer.settings",
            "PEER_POSTGRESQL": str(self.database.folder) if self.database else "",
        }  # fmt: skip

    def prepare(self, told: dict[str, Any]) -> None:
        """Make tables, and the page with the same words as ours (``our_site.told``)."""
        if self.database:
            self.database.create("peer")
        source = self.folder / "told.json"
        source.write_text(json.dumps(told))
        for words in (["-m", "django", "migrate", "--verbosity=0"], ["fill.py", str(source)]):
            command = [self.python, "-W", "ignore", *words]
            subprocess.run(command, cwd=PROJECT, env=self.surroundings, check=True)

    @contextlib.contextmanager
    def served(self, port: int) -> Iterator[subprocess.Popen[bytes]]:
        """Run granian with the options that ours has, but for its name, which only our code reads."""
        command = servers.command(port)
        command[0], command[-1] = str(self.python.with_name("granian")), "peer.wsgi:application"
        named = command.index("--process-name")
        del command[named : named + 2]
        with (self.folder / "granian.log").open("wb") as log:
            server = subprocess.Popen(
                command, cwd=PROJECT, env=self.surroundings, stdout=log, stderr=log
            )
        try:
            servers.wait_for(server, port, PAGE)
            yield server
        finally:
            servers.stop(server)


def form(port: int) -> tuple[dict[str, str], str]:
    """Return the headers and the fixed part of the peer's form: its cookie, its token, a name."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    html = opener.open(f"http://127.0.0.1:{port}{PAGE}").read().decode()
    cookie = "; ".join(f"{c.name}={c.value}" for c in jar)
    token = TOKEN.search(html)
    if token is None:
        raise RuntimeError("The peer's page has no form.")
    return {"Cookie": cookie}, f"csrfmiddlewaretoken={token[1]}&name=Reader"
