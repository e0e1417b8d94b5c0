"""Ready pages ahead of Django: a WSGI callable that answers readers from memory.

A page is stored as it was drawn, once, for everybody, with its gzip and brotli bytes. It belongs to an
epoch (``clinic_cms.epoch``): when anything that readers see has changed or begins to be live, every page
of the epoch before is drawn again before it is shown. What is uncertain goes to Django: staff, forms,
query strings, foreign host names, statuses other than 200.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils.http import parse_http_date_safe

from articles.compression import accepted, packed
from clinic_cms.epoch import Epoch

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]

LIMIT = 64 * 1024 * 1024  # bytes of pages in one worker
LONGEST = 2 * 1024 * 1024  # bytes of one page; a longer one is drawn each time
FRESH = 600.0  # seconds: the form tokens in a page stand for a day, and should not be old from the start
WAIT = 10.0  # seconds that a reader waits for another's drawing of the same page
# What Django sees of a reader whose page will be everybody's.
KEPT_HEADERS = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
# nginx reads this header, which no reader sees, and keeps an answer no longer than it says.
KEEP = "X-Accel-Expires"
KEPT = 0.5  # seconds that nginx may keep an answer, at most one
DROPPED = {"content-length", "content-encoding", "etag", "vary", "connection", "date", "server"}


@dataclass(frozen=True)
class Stored:
    """A page's bytes by coding, their tags, and what belongs in its head."""

    epoch: int
    drawn_at: float
    headers: list[tuple[str, str]]
    bodies: dict[str, bytes]
    tags: dict[str, str]
    modified: int | None

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values()))


class PageStore:
    """WSGI: answer from memory where that is safe, else ask Django."""

    def __init__(self, app: App, epoch: Epoch | None = None, limit: int = LIMIT) -> None:
        self._app, self._epoch, self._limit = app, epoch or Epoch(), limit
        self._lock = threading.Lock()
        self._drawing: dict[str, threading.Event] = {}
        # Pages asked for once stand in the first, and make room for each other only: a walk through
        # every address of the site does not push out what readers come back for.
        self._once: OrderedDict[str, Stored] = OrderedDict()
        self._again: OrderedDict[str, Stored] = OrderedDict()

    @property
    def size(self) -> int:
        """Return the bytes of all stored pages."""
        with self._lock:
            return sum(page.size for pages in (self._once, self._again) for page in pages.values())

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            answer = self._app(environ, start)
            self._epoch.forget()  # who has just changed something sees it at once
            return answer
        if not _for_everybody(environ):
            return self._app(environ, start)
        path = environ["PATH_INFO"]
        page = self._find(path) or self._draw_once(path, environ)
        if page is None:
            return self._app(environ, _to_be_kept(path, start))
        return _answer(page, environ, start)

    def _find(self, path: str) -> Stored | None:
        epoch = self._epoch.now()
        with self._lock:
            page = self._again.get(path) or self._once.get(path)
            if page is None or page.epoch != epoch:
                return None
            # Nothing can be drawn while the database is silent: an old form is better than none.
            if self._epoch.clock() - page.drawn_at > FRESH and not self._epoch.is_silent:
                return None
            if self._once.pop(path, None):
                self._again[path] = page
                self._shrink(self._again, self._limit * 3 // 4)
            else:
                self._again.move_to_end(path)
            return page

    def _draw_once(self, path: str, environ: Environ) -> Stored | None:
        """Draw a page, or wait for whoever draws it. None when it is not one to be stored."""
        if not _is_readers_page(path):
            return None
        with self._lock:
            drawing = self._drawing.get(path)
            if drawing is None:
                self._drawing[path] = threading.Event()
        if drawing is not None:
            drawing.wait(WAIT)
            return self._find(path)
        try:
            return self._draw(path, environ)
        finally:
            with self._lock:
                self._drawing.pop(path).set()

    def _draw(self, path: str, environ: Environ) -> Stored | None:
        # Taken before the drawing: what changes meanwhile leaves this page in the epoch before.
        epoch, drawn_at = self._epoch.now(), self._epoch.clock()
        if epoch is None:
            return None
        status, headers, body = _ask(self._app, environ)
        names = {name.lower(): value for name, value in headers}
        if status != "200 OK" or not _is_everybodys(names) or len(body) > LONGEST:
            return None
        bodies = {coding: packed(body, coding) for coding in ("", "gzip", "br")}
        digest = hashlib.sha256(body).hexdigest()[:32]
        page = Stored(
            epoch=epoch,
            drawn_at=drawn_at,
            headers=[(name, value) for name, value in headers if name.lower() not in DROPPED],
            bodies=bodies,
            tags={coding: f'"{digest}{coding and "-"}{coding}"' for coding in bodies},
            modified=parse_http_date_safe(names.get("last-modified", "")),
        )
        with self._lock:
            self._again.pop(path, None)
            self._once[path] = page
            self._once.move_to_end(path)
            self._shrink(self._once, self._limit // 4)
        return page

    @staticmethod
    def _shrink(pages: "OrderedDict[str, Stored]", limit: int) -> None:
        size = sum(page.size for page in pages.values())
        while size > limit:
            size -= pages.popitem(last=False)[1].size


def _for_everybody(environ: Environ) -> bool:
    """Say whether a request is one that any reader's could stand for."""
    if environ.get("QUERY_STRING") or settings.SESSION_COOKIE_NAME in environ.get(
        "HTTP_COOKIE", ""
    ):
        return False
    return _known_host(environ.get("HTTP_HOST", "")) and (
        not settings.SECURE_SSL_REDIRECT or _is_secure(environ)
    )


def _is_secure(environ: Environ) -> bool:
    header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
    if header:
        return bool(environ.get(header[0]) == header[1])
    return bool(environ["wsgi.url_scheme"] == "https")


@lru_cache(maxsize=256)
def _known_host(host: str) -> bool:
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def _is_readers_page(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "for_readers", False)
    except (Resolver404, UnicodeError):
        return False


def _is_everybodys(names: dict[str, str]) -> bool:
    """Say whether an answer with these headers, by their small names, may be given to somebody else."""
    said = names.get("cache-control", "")
    return not ("no-store" in said or "private" in said or "set-cookie" in names)


def _to_be_kept(path: str, start: Start) -> Start:
    """Return a start_response that lets nginx keep an answer of Django's for the rest of this second.

    Of readers' pages that is every answer but an error of the server, above all that a page is withdrawn:
    it has to take the place of what nginx kept before. Of other addresses (pictures) it is what says
    "public".
    """

    def begin(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        names = {name.lower(): value for name, value in headers}
        shared = _is_readers_page(path) or "public" in names.get("cache-control", "")
        if shared and _is_everybodys(names) and not status.startswith("5"):
            headers = [*headers, (KEEP, _until())]
        return start(status, headers, exc_info) if exc_info else start(status, headers)

    return begin


def _until() -> str:
    """Return until when an answer of this moment may be kept.

    nginx counts whole seconds, and keeps until the one that is named is over. Who is answered in the later
    part of a second names that second, who is answered before names the one that is over.
    """
    return f"@{int(time.time() - 1 + KEPT)}"


def _ask(app: App, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return Django's answer to a reader of whom nothing is known."""
    asked = {k: v for k, v in environ.items() if not k.startswith("HTTP_") or k in KEPT_HEADERS}
    answer: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer[:] = [status, headers]

    parts = app(asked | {"REQUEST_METHOD": "GET"}, start)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return answer[0], answer[1], body


def _answer(page: Stored, environ: Environ, start: Start) -> Iterable[bytes]:
    coding = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body, tag = page.bodies[coding], page.tags[coding]
    headers = [(KEEP, _until()), *page.headers, ("ETag", tag), ("Vary", "Accept-Encoding")]
    if _stands(page, environ):
        start("304 Not Modified", [h for h in headers if not h[0].lower().startswith("content-t")])
        return [b""]
    if coding:
        headers.append(("Content-Encoding", coding))
    headers.append(("Content-Length", str(len(body))))
    start("200 OK", headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _stands(page: Stored, environ: Environ) -> bool:
    """Say whether the reader's own copy is this page. A tag counts before a date (RFC 9110, 13.2.2)."""
    if asked := environ.get("HTTP_IF_NONE_MATCH"):
        known = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in known or not known.isdisjoint(page.tags.values())
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    return since is not None and page.modified is not None and page.modified <= since
