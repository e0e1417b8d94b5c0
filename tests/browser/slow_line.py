"""A line so slow that a page comes in pieces, and the browser paints what has come of it."""

import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TAGS = 12  # in each piece
PIECES = 40  # so many pieces, then the rest: the first screen has come long before
WAIT = 0.03  # seconds between two: a browser paints sixty times a second


def pieces(page: str) -> list[str]:
    """Cut a page before every twelfth of its tags."""
    starts = [tag.start() for tag in re.finditer("<", page)][::TAGS][: PIECES + 1]
    return [page[start:end] for start, end in zip(starts, [*starts[1:], len(page)], strict=True)]


@contextmanager
def slow_line(url: str) -> Iterator[str]:
    """Serve what the site at `url` answers with; of a page, piece by piece. Yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing among the tests' own lines."""

        def do_GET(self) -> None:
            with urllib.request.urlopen(url + self.path) as answer:  # noqa: S310 - the clinic's own
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            is_page = kind.startswith("text/html")
            for part in map(str.encode, pieces(body.decode())) if is_page else [body]:
                self.wfile.write(part)
                time.sleep(WAIT)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
