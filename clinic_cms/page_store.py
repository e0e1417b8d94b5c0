"""Ready pages ahead of Django: a WSGI callable that answers readers from memory.

A page is stored as it was drawn, once, for everybody, with its gzip and brotli bytes. It belongs to an
epoch (``clinic_cms.epoch``): when anything that readers see has changed or begins to be live, every page
of the epoch before is drawn again before it is shown. What is uncertain goes to Django: staff, forms,
query strings, foreign host names, statuses other than 200.
"""

import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils.http import parse_http_date_safe

from articles.compression import CODINGS, packed
from clinic_cms.behind import Behind
from clinic_cms.epoch import Epoch
from clinic_cms.ready_page import KEEP, Coded, Environ, Said, Start, Stored, until

App = Callable[[Environ, Start], Iterable[bytes]]

LIMIT = 64 * 1024 * 1024  # bytes of pages in one worker
LONGEST = 2 * 1024 * 1024  # bytes of one page; a longer one is drawn each time
FRESH = 600.0  # seconds: the form tokens in a page stand for a day, and should not be old from the start
WAIT = 10.0  # seconds that a reader waits for another's drawing of the same page
# Pages found here within so many seconds are drawn ahead, so many after each change: with several workers
# nginx, which asks once a second, comes to each of them now and then.
LATELY = 10.0
AHEAD = 32
# What Django sees of a reader whose page will be everybody's.
KEPT_HEADERS = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
DROPPED = {"content-length", "content-encoding", "etag", "vary", "connection", "date", "server"}


class Drawing:
    """A page that is drawn, or will be in its turn behind others. Who cannot wait for that takes it.

    ``said``: what there was to say instead of a page, for those who wait.
    """

    def __init__(self) -> None:
        self.done = threading.Event()
        self.said: Said | None = None
        self._free = threading.Lock()

    def is_mine(self) -> bool:
        """Say whether the caller is to draw it: the first who asks."""
        return self._free.acquire(blocking=False)


class PageStore:
    """WSGI: answer from memory where that is safe, else ask Django."""

    def __init__(self, app: App, epoch: Epoch | None = None, limit: int = LIMIT) -> None:
        self._app, self._epoch, self._limit = app, epoch or Epoch(), limit
        self._lock = threading.Lock()
        self._drawing: dict[str, Drawing] = {}
        self._behind = Behind("drawing")  # draws what readers do not wait for
        self._lately: dict[str, float] = {}  # when readers last found a page here
        self._like: Environ = {}  # how one of them asked
        # Pages asked for once stand in the first, and make room for each other only: a walk through
        # every address of the site does not push out what readers come back for.
        self._once: OrderedDict[str, Stored] = OrderedDict()
        self._again: OrderedDict[str, Stored] = OrderedDict()
        # Read once: each look into the settings costs as much as finding a page.
        self._session_cookie: str = settings.SESSION_COOKIE_NAME
        self._needs_tls: bool = settings.SECURE_SSL_REDIRECT
        self._tls_header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER

    @property
    def size(self) -> int:
        """Return the bytes of all stored pages."""
        return _size(self._once) + _size(self._again)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            said: list[str] = []
            answer = self._app(environ, _told(said, start))
            if said[0] < "4":
                self._epoch.forget()  # who has just changed something sees it at once
            return answer
        if not self._is_for_everybody(environ):
            return self._app(environ, start)
        path = environ["PATH_INFO"]
        page = self._find(path) or self._draw_once(path, environ)
        if page is None:
            return self._app(environ, _to_be_kept(path, start))
        return page.answer(environ, start)

    def draw_ahead(self) -> None:
        """Have the pages drawn that have ended and were found here lately. Called all the time.

        What is asked for once in the time between two changes would be drawn for nobody.
        """
        since = self._epoch.clock() - LATELY
        # A copy in one step: readers ask meanwhile.
        asked = {path: at for path, at in list(self._lately.items()) if at > since}
        self._lately = asked
        if not asked:
            return
        epoch = self._epoch.now()
        for path in sorted(asked, key=asked.__getitem__, reverse=True)[:AHEAD]:
            page = self._again.get(path) or self._once.get(path)
            if page and page.epoch != epoch:
                self._have_drawn(path, self._like | {"PATH_INFO": path})

    def _is_for_everybody(self, environ: Environ) -> bool:
        """Say whether a request is one that any reader's could stand for."""
        return (
            not environ.get("QUERY_STRING")
            and self._session_cookie not in environ.get("HTTP_COOKIE", "")
            and _known_host(environ.get("HTTP_HOST", ""))
            and (not self._needs_tls or self._is_secure(environ))
        )

    def _is_secure(self, environ: Environ) -> bool:
        if self._tls_header:
            name, value = self._tls_header
            return bool(environ.get(name) == value)
        return bool(environ["wsgi.url_scheme"] == "https")

    def _find(self, path: str) -> Stored | None:
        """Return a page that is true now. Without the lock: readers' threads would queue for it."""
        epoch = self._epoch.now()
        page = self._again.get(path) or self._once.get(path)
        if page is None or page.epoch != epoch:
            return None
        now = self._epoch.clock()
        # Nothing can be drawn while the database is silent: an old form is better than none.
        if now - page.drawn_at > FRESH and not self._epoch.is_silent:
            return None
        self._lately[path] = now
        try:
            self._again.move_to_end(path)
        except KeyError:  # it is asked for the second time, or was pushed out meanwhile
            self._come_again(path)
        return page

    def _come_again(self, path: str) -> None:
        with self._lock:
            if page := self._once.pop(path, None):
                self._again[path] = page
                _shrink(self._again, self._limit * 3 // 4)

    def _draw_once(self, path: str, environ: Environ) -> Stored | Said | None:
        """Draw a page, or wait for whoever draws it. None when it is nothing that others may have.

        Nobody waits while the page that was true a moment ago may still be shown.
        """
        if not _is_readers_page(path):
            return None
        last = self._again.get(path) or self._once.get(path)
        if last and self._epoch.has_just_ended(last.epoch):
            self._have_drawn(path, environ)
            return last
        drawing, _ = self._begun(path)
        if drawing.is_mine():
            page = self._draw(path, environ)
            # Where it took long, what it holds may have been taken back meanwhile.
            return page if page and (page.failed or self._is_true(page.epoch)) else None
        drawing.done.wait(WAIT)
        said = drawing.said
        shared = said if said and not said.failed and said.epoch == self._epoch.now() else None
        return self._find(path) or shared

    def _is_true(self, epoch: int) -> bool:
        return epoch == self._epoch.now() or self._epoch.has_just_ended(epoch)

    def _have_drawn(self, path: str, environ: Environ) -> None:
        """Have a page drawn in its turn behind others, unless somebody draws it already."""
        drawing, is_first = self._begun(path)
        if is_first:
            self._behind.do(lambda: self._draw(path, environ) if drawing.is_mine() else None)

    def _begun(self, path: str) -> tuple[Drawing, bool]:
        """Return the drawing of a page, and whether the caller is the first who asks for it."""
        with self._lock:
            drawing = self._drawing.get(path)
            if drawing:
                return drawing, False
            drawing = self._drawing[path] = Drawing()
            return drawing, True

    def _draw(self, path: str, environ: Environ) -> Stored | Said | None:
        """Draw a page and store it, if it is one to be stored, and tell who waits for it."""
        try:
            like = _like(environ)
            page = self._drawn(like)
            self._like = like
            if isinstance(page, Stored):
                with self._lock:
                    self._again.pop(path, None)
                    self._once[path] = page
                    self._once.move_to_end(path)
                    _shrink(self._once, self._limit // 4)
            else:
                self._lately.pop(path, None)
                self._drawing[path].said = page
            return page
        finally:
            with self._lock:
                self._drawing.pop(path).done.set()

    def _drawn(self, like: Environ) -> Stored | Said | None:
        # Taken before the drawing: what changes meanwhile leaves this page in the epoch before.
        epoch, drawn_at = self._epoch.now(), self._epoch.clock()
        if epoch is None:
            return None
        status, headers, body = _ask(self._app, like)
        names = {name.lower(): value for name, value in headers}
        failed = status.startswith("5")
        if not failed and (not _is_everybodys(names) or len(body) > LONGEST):
            return None
        if status != "200 OK":
            return Said(epoch, status, headers, body)
        shared = [(name, value) for name, value in headers if name.lower() not in DROPPED]
        digest = hashlib.sha256(body).hexdigest()[:32]
        tags = {coding: f'"{digest}{coding and "-"}{coding}"' for coding in CODINGS}
        return Stored(
            epoch=epoch,
            drawn_at=drawn_at,
            coded={c: Coded.of(packed(body, c), c, tag, shared) for c, tag in tags.items()},
            tags=frozenset(tags.values()),
            modified=parse_http_date_safe(names.get("last-modified", "")),
        )


def _size(pages: "OrderedDict[str, Stored]") -> int:
    # A copy in one step: readers reorder these pages meanwhile.
    return sum(page.size for page in list(pages.values()))


def _shrink(pages: "OrderedDict[str, Stored]", limit: int) -> None:
    size = _size(pages)
    while size > limit:
        size -= pages.popitem(last=False)[1].size


@lru_cache(maxsize=256)
def _known_host(host: str) -> bool:
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def _is_readers_page(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "for_readers", False)
    except (Resolver404, UnicodeError):
        return False
    except Exception:  # noqa: BLE001 - of a view that cannot be imported; Django says so, in its page and the log
        return False


def _is_everybodys(names: dict[str, str]) -> bool:
    """Say whether an answer with these headers, by their small names, may be given to somebody else."""
    said = names.get("cache-control", "")
    return not ("no-store" in said or "private" in said or "set-cookie" in names)


def _told(said: list[str], start: Start) -> Start:
    """Return a start_response that notes the status."""

    def begin(status: str, *rest: Any) -> Any:
        said[:] = [status]
        return start(status, *rest)

    return begin


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
            headers = [*headers, (KEEP, until())]
        return start(status, headers, exc_info) if exc_info else start(status, headers)

    return begin


def _like(environ: Environ) -> Environ:
    """Return a request without what tells of its reader, who may be gone when it is answered."""
    kept = {k: v for k, v in environ.items() if not k.startswith("HTTP_") or k in KEPT_HEADERS}
    kept.pop("wsgi.input", None)
    return kept | {"REQUEST_METHOD": "GET"}


def _ask(app: App, like: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return Django's answer to a reader of whom nothing is known (``_like``)."""
    answer: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer[:] = [status, headers]

    parts = app(like | {"wsgi.input": io.BytesIO()}, start)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return answer[0], answer[1], body
