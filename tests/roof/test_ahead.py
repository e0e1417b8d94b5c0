"""Pages that are drawn ahead: which, when, and how often. The store stands before a site of a few words."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import RequestFactory

from clinic_cms import ahead, page_store
from clinic_cms.epoch import Epoch
from clinic_cms.page_store import AHEAD, LATELY, PageStore

pytestmark = pytest.mark.once

PAGE = "/articles/asthma/"


@dataclass
class Site:
    """A store with its own clock. Each page says how many were drawn before it."""

    seconds: float = 1000.0
    drawn: list[str] = field(default_factory=list)
    saw: list[dict[str, Any]] = field(default_factory=list)
    status: str = "200 OK"
    readings: int = 0

    def __post_init__(self) -> None:
        self.epoch = Epoch()
        self.epoch.clock = lambda: self.seconds
        self.epoch.behind.do = lambda work: work()
        self.epoch._ask = self._read
        self.store = PageStore(self._app, self.epoch)
        self.store._behind.do = lambda work: work()

    def _read(self, asked: float) -> None:
        self.readings += 1
        self.epoch._answered = asked

    def _app(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self.drawn.append(environ["PATH_INFO"])
        self.saw.append(environ)
        start(self.status, [("Content-Type", "text/html")])
        return [str(len(self.drawn)).encode()]

    def get(self, path: str = PAGE, **headers: str) -> bytes:
        page_store._known_host.cache_clear()
        environ = RequestFactory().get(path, **headers).environ
        environ |= {"QUERY_STRING": "", "HTTP_HOST": "testserver"}
        return b"".join(self.store(environ, lambda *said: None))

    def come_back(self, path: str = PAGE) -> None:
        """Ask for a page twice."""
        self.get(path), self.get(path)

    def end(self, later: float = 1.0) -> None:
        """Let all pages end, some time after."""
        self.seconds += later
        self.epoch._ended = self.epoch._number, self.seconds - later
        self.epoch._number += 1


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_page_is_there_again_before_anybody_asks(site) -> None:
    assert site.get() == site.get() == b"1"
    site.end()
    site.store.draw_ahead()
    assert site.drawn == [PAGE] * 2
    assert site.get() == b"2"
    site.store.draw_ahead()
    assert site.drawn == [PAGE] * 2, "what has not ended is not drawn"


def test_a_page_that_nobody_came_back_for_is_not_drawn(site) -> None:
    site.get()
    site.end()
    site.store.draw_ahead()
    assert site.drawn == [PAGE]


def test_what_nobody_asks_for_any_more_is_not_drawn_and_nothing_is_read_for_it(site) -> None:
    site.come_back()
    before = site.readings
    site.end(LATELY)
    site.store.draw_ahead()
    assert (site.drawn, site.readings) == ([PAGE], before)


def test_the_latest_first_and_not_all(site) -> None:
    paths = [f"/articles/page-{number}/" for number in range(AHEAD + 2)]
    for path in paths:
        site.seconds += 0.01
        site.come_back(path)
    site.end()
    del site.drawn[:]
    site.store.draw_ahead()
    assert site.drawn == paths[:1:-1]


def test_a_page_that_is_gone_is_asked_for_once(site) -> None:
    site.come_back()
    site.end()
    site.status = "410 Gone"
    for _ in range(3):
        site.store.draw_ahead()
    assert site.drawn == [PAGE] * 2


def test_what_is_drawn_ahead_knows_nothing_of_a_reader(site) -> None:
    site.get(HTTP_COOKIE="csrftoken=mine", HTTP_X_FORWARDED_FOR="192.0.2.7")
    kept = site.store._like
    assert "wsgi.input" not in kept, "it holds the reader's connection"
    assert {name for name in kept if name.startswith("HTTP_")} == {"HTTP_HOST"}
    site.get("/articles/gout/")
    site.come_back()
    site.end()
    site.store.draw_ahead()
    assert [seen["PATH_INFO"] for seen in site.saw[2:]] == [PAGE]


def test_who_draws_already_is_not_joined(site) -> None:
    waiting: list[Any] = []
    site.store._behind.do = waiting.append
    site.come_back()
    site.end()
    site.store.draw_ahead()
    site.store.draw_ahead()
    assert len(waiting) == 1


def test_an_error_is_told_and_ends_nothing(monkeypatch, caplog) -> None:
    monkeypatch.setattr(ahead, "LOOK", 0.001)
    looked, again = [], threading.Event()

    class Broken(PageStore):
        def draw_ahead(self) -> None:
            looked.append(time.monotonic())
            if len(looked) == 1:
                raise ValueError("odd")
            again.set()
            threading.Event().wait()  # the thread has no end

    monkeypatch.setattr(ahead, "PageStore", Broken)
    ahead.kept_ready(lambda environ, start: [])
    assert again.wait(10)
    assert "No page was drawn ahead" in caplog.text
