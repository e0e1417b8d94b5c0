"""What can be wrong before the demo starts. Each check returns one clear line, or None."""

from __future__ import annotations

import errno
import os
import socket
import tempfile


def port_of(text: str | None) -> tuple[int, str | None]:
    """Read PORT as (number, None), or (0, problem). Empty means 8000."""
    text = (text or "").strip() or "8000"
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65535):
        shown = ascii(text[:40])
        return 0, f"PORT must be a whole number from 1 to 65535, not {shown}: PORT=8080 make demo"
    return int(text), None


def taken(port: int, host: str = "127.0.0.1") -> str | None:
    """Say why nobody could listen on this port."""
    with socket.socket() as probe:
        # As servers do: without it a port that was closed a moment ago counts as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                return f"Only root may listen on port {port}. Take another: PORT=8080 make demo"
            other = 8001 if port == 8000 else 8000
            return f"Port {port} is taken by another program. Take another: PORT={other} make demo"
    return None


def unwritable(folder: os.PathLike[str]) -> str | None:
    """Say why nothing can be written here. It tries: for root, permission bits tell nothing."""
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return f"The demo must write into {os.fspath(folder)} and cannot: {error.strerror}."
    return None


def bad_password(text: str | None) -> str | None:
    """Say why DEMO_PASSWORD cannot be typed into a sign-in form."""
    if text and (not text.isprintable() or text != text.strip() or len(text) < 8):
        return "DEMO_PASSWORD needs at least 8 printable characters, with no space at either end."
    return None
