"""nginx before the site, from deploy/nginx.conf with loopback in place of the containers' names.

The same server gives the limit: the page's own bytes from a file, compressed beforehand (gzip_static).
"""

# ruff: noqa: S603 - the command is our own

import contextlib
import gzip
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

CONF = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
LIMIT = """
        location /limit/ {{
            alias {files}/;
            gzip_static on;
            default_type text/html;
        }}
        location /static/ {{"""


def configuration(folder: Path, port: int, upstream: int) -> str:
    """Return the configuration: plain HTTP on one port, temporary files in a folder of this run."""
    text = CONF.read_text()
    changes = (
        (r" /tmp/", f" {folder}/"),
        (r"/dev/stdout", f"{folder}/access.log"),
        (r"/dev/stderr", f"{folder}/error.log"),
        (r"server web:8000", f"server 127.0.0.1:{upstream}"),
        (r"listen 8443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"\n\s*listen \[::\][^\n]*", ""),
        (r"listen 8080;", f"listen 127.0.0.1:{free_port()};"),
        (r"listen 127\.0\.0\.1:8081;", f"listen 127.0.0.1:{free_port()};"),
        (r"\n\s*ssl_[^\n]*", ""),
        (r"\n\s*location /static/ \{", LIMIT.format(files=folder / "limit")),
        (r"/srv/static/", f"{folder.parent}/static/"),
    )
    for found, replaced in changes:
        text, count = re.subn(found, replaced, text)
        if not count:
            raise RuntimeError(f"deploy/nginx.conf has no longer a line like {found!r}")
    return text


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(
    folder: Path, port: int, upstream: int, page: bytes
) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx before ``upstream``; /limit/page.html is ``page`` from the disk, gzip bytes as they are."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise SystemExit("nginx is missing: apt-get install nginx")
    (folder / "limit").mkdir(parents=True)
    (folder / "limit" / "page.html").write_bytes(gzip.decompress(page))
    (folder / "limit" / "page.html.gz").write_bytes(page)
    conf = folder / "nginx.conf"
    conf.write_text(configuration(folder, port, upstream))
    server = subprocess.Popen([program, "-p", folder, "-c", conf, "-g", "daemon off;"])
    try:
        _wait(server, port, folder)
        yield server
    finally:
        server.terminate()
        server.wait(30)


def _wait(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    log = folder / "error.log"
    raise RuntimeError("nginx did not start: " + (log.read_text()[-500:] if log.exists() else ""))
