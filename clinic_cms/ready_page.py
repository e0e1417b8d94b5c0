"""A page as readers get it: its bytes by coding, the heads of its answers, how long nginx keeps it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.http import parse_http_date_safe

from articles.compression import accepted, unpacked

Environ = dict[str, Any]
Start = Callable[..., Any]

# nginx reads this header, which no reader sees, and keeps an answer no longer than it says.
KEEP = "X-Accel-Expires"


@dataclass(frozen=True)
class Coded:
    """A page in one coding: its bytes, and the heads of an answer with them and of one without.

    The bytes without any coding are not kept: they are most of a page, and almost nobody asks for them.
    """

    body: bytes
    headers: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]  # for 304

    @classmethod
    def of(cls, body: bytes, coding: str, tag: str, headers: list[tuple[str, str]]) -> "Coded":
        shared = [*headers, ("ETag", tag), ("Vary", "Accept-Encoding")]
        full = [*shared, ("Content-Length", str(len(body)))]
        return cls(
            body if coding else b"",
            [*full, ("Content-Encoding", coding)] if coding else full,
            [(name, value) for name, value in shared if not name.lower().startswith("content-t")],
        )


@dataclass(frozen=True)
class Said:
    """What is everybody's and no page: gone, not found, elsewhere. For those who wait; never stored.

    ``failed``: an error of the server, which is for the one who asked.
    """

    epoch: int
    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def failed(self) -> bool:
        return self.status.startswith("5")

    def answer(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a reader. nginx may keep it for the rest of this second: it takes the place of a page."""
        kept = [] if self.failed else [(KEEP, until())]
        start(self.status, [*self.headers, *kept])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else self.body]


@dataclass(frozen=True)
class Stored:
    """A page as readers get it, by coding. Made once, so that an answer is only looked up."""

    epoch: int
    drawn_at: float
    coded: dict[str, Coded]
    tags: frozenset[str]
    modified: int | None
    failed = False  # as ``Said`` may have

    @property
    def size(self) -> int:
        return sum(len(coded.body) for coded in self.coded.values())

    def answer(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a reader: with the page, with its head alone, or that their copy of it still stands."""
        coded = self.coded[accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))]
        if self._stands(environ):
            start("304 Not Modified", [(KEEP, until()), *coded.unchanged])
            return [b""]
        start("200 OK", [(KEEP, until()), *coded.headers])
        if environ["REQUEST_METHOD"] == "HEAD":
            return [b""]
        return [coded.body or unpacked(self.coded["gzip"].body)]

    def _stands(self, environ: Environ) -> bool:
        """Say whether the reader's own copy is this page. A tag counts before a date (RFC 9110, 13.2.2)."""
        if asked := environ.get("HTTP_IF_NONE_MATCH"):
            known = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
            return "*" in known or not known.isdisjoint(self.tags)
        if asked := environ.get("HTTP_IF_MODIFIED_SINCE"):
            since = parse_http_date_safe(asked)
            return since is not None and self.modified is not None and self.modified <= since
        return False


def until() -> str:
    """Return until when an answer of this moment may be kept: to the end of this second of the clock."""
    return f"@{int(time.time())}"
