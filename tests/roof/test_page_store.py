"""Ready pages: who gets them, what is stored, and that nothing outlives the change that made it untrue.

The store stands before the real Django here, and before the real database.
"""

import gzip
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import InterfaceError, OperationalError, connection, connections
from django.test import RequestFactory

from articles import publishing
from clinic_cms import page_store, ready_page
from clinic_cms.clinic import late
from clinic_cms.clinic.models import ClinicProfile, SiteGeneration
from clinic_cms.epoch import STILL_SHOWN, WITHOUT_DATABASE, Epoch
from comments import moderation
from tests import acts, factories

DJANGO = get_wsgi_application()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Site:
    """A store with its own clock, before a Django that counts what it is asked for."""

    seconds: float = 1000.0
    asked: list[str] = field(default_factory=list)
    saw: list[dict[str, Any]] = field(default_factory=list)
    limit: int = page_store.LIMIT

    def __post_init__(self) -> None:
        self.epoch = Epoch()
        self.epoch.clock = lambda: self.seconds
        # Another thread has no part in a test's transaction.
        self.epoch.behind.do = lambda work: work()
        self.store = page_store.PageStore(self._django, self.epoch, self.limit)

    def _django(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        self.saw.append(environ)
        return DJANGO(environ, start)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = path.partition("?")
        environ = RequestFactory().generic(method, path, **headers).environ | {
            "QUERY_STRING": query,
            "HTTP_HOST": headers.get("HTTP_HOST", "testserver"),
        }
        got: list[Any] = []
        parts = self.store(environ, lambda status, heads, exc=None: got.extend([status, heads]))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return Answer(int(got[0][:3]), {k.lower(): v for k, v in got[1]}, body)

    def send(self, status: str) -> None:
        """Send a form that is answered so."""
        app = self.store._app
        self.store._app = lambda environ, start: [start(status, []) or b""]
        self.get("/sent/", method="POST")
        self.store._app = app

    def later(self, seconds: float = 1.01) -> None:
        self.seconds += seconds


@pytest.fixture
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the server's habit of closing connections from the one that the test's transaction is on."""
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def site(clinic: ClinicProfile, one_connection: None) -> Site:
    page_store._known_host.cache_clear()
    return Site()


@pytest.fixture
def address(published) -> str:
    return f"/articles/{published.slug}/"


# Who gets a ready page


def test_the_second_reader_gets_the_first_ones_page(site, address) -> None:
    first, second = site.get(address), site.get(address)
    assert first.status == second.status == 200
    assert first.body == second.body
    assert site.asked == [address]


def test_a_page_knows_nothing_of_its_first_reader(site, address) -> None:
    first = site.get(
        address,
        HTTP_COOKIE="csrftoken=mine; other=1",
        HTTP_ACCEPT_LANGUAGE="de",
        HTTP_USER_AGENT="Somebody",
        HTTP_REFERER="https://elsewhere.example/",
        HTTP_X_FORWARDED_FOR="192.0.2.7",
    )
    assert "set-cookie" not in first.headers
    told = {name for name in site.saw[0] if name.startswith("HTTP_")}
    assert told <= {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO"}


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_COOKIE": "sessionid=x"}, {"HTTP_COOKIE": "a=b; __Host-sessionid=x"}],
)
def test_staff_get_their_own(site, address, headers) -> None:
    site.get(address)
    site.get(address, **headers)
    assert site.asked == [address, address]
    assert site.saw[1]["HTTP_COOKIE"] == headers["HTTP_COOKIE"]


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/admin/",
        "/healthz",
        "/search/?q=pain",
        "/no-such-page/",
        "/articles/x/",
    ],
)
def test_what_is_not_everybodys_is_never_stored(site, db, path) -> None:
    first = site.get(path, HTTP_COOKIE="csrftoken=" + "a" * 32)
    site.get(path, HTTP_COOKIE="csrftoken=" + "a" * 32)
    assert len(site.asked) >= 2
    assert not site.store._once
    assert not site.store._again
    assert first.status in (200, 302, 404)
    if path == "/accounts/login/":
        assert site.saw[0]["HTTP_COOKIE"]


def test_a_foreign_host_name_is_djangos_to_refuse(site, address) -> None:
    site.get(address)
    assert site.get(address, HTTP_HOST="evil.example").status == 400
    assert site.get(address).status == 200


def test_without_encryption_django_is_asked_which_sends_readers_to_it(
    clinic, one_connection, address, settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    site.get(address, HTTP_X_FORWARDED_PROTO="https")
    site.get(address, HTTP_X_FORWARDED_PROTO="https")
    assert len(site.asked) == 1
    site.get(address, HTTP_X_FORWARDED_PROTO="http")
    assert len(site.asked) == 2


# Nothing outlives its truth


def test_a_withdrawn_page_is_gone_within_a_second(site, address, published, publisher) -> None:
    site.get(address)
    publishing.withdraw(
        article=acts.fresh(published), by=publisher, revision=acts.fresh(published).revision,
        reason="The study was retracted.",
    )  # fmt: skip
    site.later()
    assert site.get(address).status == 410
    assert site.get("/articles/").text.count(published.title) == 0


def test_an_approved_reply_appears_and_a_removed_one_is_gone(
    site, address, published, moderator
) -> None:
    reply = factories.pending_comment(published.editions.get(), text="It helped me sleep.")
    assert "It helped me sleep." not in site.get(address).text
    moderation.approve(comment=reply, by=moderator, version=1)
    site.later()
    assert "It helped me sleep." in site.get(address).text
    moderation.remove(comment=reply, by=moderator, version=2, reason="abuse")
    site.later()
    assert "It helped me sleep." not in site.get(address).text


def test_a_held_reply_leaves_the_stored_pages_alone(site, address, published) -> None:
    site.get(address)
    before = SiteGeneration.objects.get().number
    factories.pending_comment(published.editions.get())
    site.later()
    site.get(address)
    assert SiteGeneration.objects.get().number == before
    assert len(site.asked) == 1


def test_a_scheduled_edition_appears_at_its_time(
    site, clock, address, published, author, reviewer, publisher
) -> None:
    acts.edit(published, author, summary="What is new.")
    acts.approve(acts.submit(published, author), reviewer)
    article = acts.fresh(published)
    begins = clock.now + clock.now.resolution * 60_000_000
    publishing.publish(article=article, by=publisher, revision=article.revision, live_from=begins)
    site.later()
    assert "What is new." not in site.get(address).text
    clock.tick(seconds=61)
    site.later()
    assert "What is new." in site.get(address).text


def test_a_page_that_a_clock_ahead_withdrew_is_gone_once_this_clock_says_so(
    site, clock, address, published, publisher
) -> None:
    """Two machines: what one withdraws ends in two seconds of the other's time."""
    here = clock.now
    clock.tick(seconds=2)
    acts.withdraw(published, publisher)
    clock.now = here
    site.later()
    assert site.get(address).status == 200
    clock.tick(seconds=3)
    site.later()
    assert site.get(address).status == 410


def test_a_clock_that_ran_ahead_shows_nothing_early_once_it_is_set_back(
    site, clock, approved, publisher
) -> None:
    at = f"/articles/{approved.slug}/"
    acts.publish(approved, publisher, live_from=clock.now + timedelta(minutes=30))
    clock.tick(hours=1)
    assert site.get(at).status == 200
    clock.tick(hours=-1)
    site.later()
    assert site.get(at).status == 404


def test_pages_are_drawn_again_at_midnight(site, clock, address) -> None:
    site.get(address)
    clock.tick(days=1)
    site.later()
    site.get(address)
    assert len(site.asked) == 2


@pytest.mark.behaviour(25)
def test_replies_close_at_midnight_with_nothing_done(site, clock, address, clinic) -> None:
    clinic.replies_close_after_days = 1
    clinic.save()
    assert "reply-form" in site.get(address).text
    clock.tick(days=1)
    site.later()
    assert "Replies to this page are closed." in site.get(address).text
    assert "reply-form" not in site.get(address).text


def test_a_change_of_the_profile_shows(site, address, clinic) -> None:
    site.get(address)
    clinic.name = "Another name"
    clinic.save()
    site.later()
    assert "Another name" in site.get(address).text


def test_raw_sql_counts_as_well(site, address) -> None:
    site.get(address)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clinic_clinicprofile SET name = 'By hand'")
    site.later()
    assert "By hand" in site.get(address).text


def test_who_sends_a_form_sees_its_effect_at_once(site, address, clinic) -> None:
    site.get(address)
    clinic.name = "Another name"
    clinic.save()
    assert "Another name" not in site.get(address).text
    site.send("303 See Other")
    assert "Another name" in site.get(address).text


def test_a_page_that_was_drawn_before_a_change_is_neither_shown_nor_stored_after_it(
    site, address, clinic
) -> None:
    def change_meanwhile(environ: dict[str, Any], start: Any) -> Any:
        site.store._app = DJANGO
        drawn = list(DJANGO(environ, start))
        clinic.name = "After the drawing"
        clinic.save()
        site.later()
        site.get("/policies/")  # another reader makes the worker read the generation anew
        return drawn

    site.store._app = change_meanwhile
    assert "After the drawing" in site.get(address).text
    assert "After the drawing" in site.get(address).text


def test_a_page_is_drawn_again_after_a_while_for_its_form(site, address) -> None:
    site.get(address)
    site.later(590)
    site.get(address)
    assert len(site.asked) == 1
    site.later(20)
    site.get(address)
    assert len(site.asked) == 2


# The database is down


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_readers_are_answered_for_a_while_without_the_database(
    site, address, kind, monkeypatch
) -> None:
    ready = site.get(address)

    def down(*args: Any, **kwargs: Any) -> None:
        raise kind("no connection")

    monkeypatch.setattr(SiteGeneration.objects, "values_list", down)
    site.later(WITHOUT_DATABASE - 1)
    assert site.get(address).body == ready.body
    site.later(2)
    assert site.epoch.now() is None


# What goes over the line


@pytest.mark.parametrize(
    ("accepts", "coding", "opened"),
    [
        ("", "", bytes),
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("nonsense", "", bytes),
    ],
)
def test_codings(site, address, accepts, coding, opened) -> None:
    plain = site.get(address)
    packed = site.get(address, HTTP_ACCEPT_ENCODING=accepts)
    assert packed.headers.get("content-encoding", "") == coding
    assert opened(packed.body) == plain.body
    assert packed.headers["content-length"] == str(len(packed.body))
    assert packed.headers["vary"] == "Accept-Encoding"
    assert len(site.asked) == 1


def test_tags_are_strong_and_differ_by_coding(site, address) -> None:
    tags = {
        site.get(address, HTTP_ACCEPT_ENCODING=accepts).headers["etag"]
        for accepts in ("", "gzip", "br")
    }
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


def test_a_copy_that_stands_is_not_sent_again(site, address) -> None:
    page = site.get(address, HTTP_ACCEPT_ENCODING="br")
    tag, day = page.headers["etag"], page.headers["last-modified"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = site.get(address, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert site.get(address, HTTP_IF_MODIFIED_SINCE=day).status == 304
    assert site.get(address, HTTP_IF_NONE_MATCH='"other"', HTTP_IF_MODIFIED_SINCE=day).status == 200
    assert site.get(address, HTTP_IF_MODIFIED_SINCE="nonsense").status == 200


def test_head_is_get_without_the_page(site, address) -> None:
    page, head = site.get(address), site.get(address, method="HEAD")
    assert head.body == b""
    assert head.headers == page.headers


def test_security_headers_are_stored_with_the_page(site, address) -> None:
    site.get(address)
    ready = site.get(address).headers
    assert "default-src 'none'" in ready["content-security-policy"]
    assert ready["x-content-type-options"] == "nosniff"
    assert ready["cache-control"] == "no-cache"


# What nginx may keep, until when


def this_second() -> set[str]:
    """Return the second that it is, and the one before, should another have begun while we look."""
    now = time.time()
    return {f"@{int(now - 0.5)}", f"@{int(now)}"}


def test_a_page_may_be_kept_to_the_end_of_the_second(site, address) -> None:
    drawn, ready = site.get(address), site.get(address)
    stands = site.get(address, HTTP_IF_NONE_MATCH=ready.headers["etag"])
    assert stands.status == 304
    for answer in (drawn, ready, stands):
        assert answer.headers["x-accel-expires"] in this_second()


@pytest.mark.parametrize("part", [0.0, 0.5, 0.999])
def test_no_part_of_a_second_lets_a_page_live_longer(monkeypatch, part) -> None:
    """nginx keeps it until the named second is over: 101.0 at the latest."""
    monkeypatch.setattr(ready_page.time, "time", lambda: 100 + part)
    assert ready_page.until() == "@100"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_that_a_page_is_gone_may_be_kept_too(site, address, published, publisher, method) -> None:
    """What cannot be kept does not take the old page's place: nginx would show that one again."""
    acts.withdraw(published, publisher)
    assert site.get(address, method=method).headers["x-accel-expires"] in this_second()
    assert "x-accel-expires" in site.get("/articles/never-there/").headers
    assert "x-accel-expires" in site.get("/conditions/never-there/").headers


def test_what_is_somebodys_may_not_be_kept(site, address) -> None:
    for path in ("/accounts/login/", "/healthz", "/comments/mine/", "/search/?q=pain", "/nowhere"):
        assert "x-accel-expires" not in site.get(path).headers
    for headers in ({"HTTP_COOKIE": "sessionid=x"}, {"HTTP_HOST": "evil.example"}):
        assert "x-accel-expires" not in site.get(address, **headers).headers
    assert "x-accel-expires" not in site.get(f"{address}comments/", method="POST").headers


def test_an_error_of_the_server_may_not_be_kept(site, address) -> None:
    def broken(environ: dict[str, Any], start: Any) -> Any:
        start("503 Service Unavailable", [("Content-Type", "text/html")])
        return [b"later"]

    site.store._app = broken
    assert "x-accel-expires" not in site.get(address).headers


def test_a_page_whose_view_cannot_be_imported_is_an_error_in_words(site, monkeypatch) -> None:
    def broken(path: str) -> Any:
        raise RuntimeError(path)

    monkeypatch.setattr(late, "import_string", broken)
    answer = site.get("/conditions/")
    assert answer.status == 500
    assert "Something went wrong" in answer.text


def test_a_reading_of_the_generation_stands_for_a_quarter_of_a_second(
    site, address, clinic
) -> None:
    site.get(address)
    clinic.name = "Another name"
    clinic.save()
    before = site.epoch._number
    site.later(0.26)
    assert site.epoch.now() == before + 1
    site.later(0.25)
    assert "Another name" in site.get(address).text


# Memory, and many at once


def test_a_walk_through_every_address_pushes_out_no_page_that_is_asked_for_again(
    clinic, one_connection, published
) -> None:
    address = f"/articles/{published.slug}/"
    walk = "/ /articles/ /conditions/ /treatments/ /side-effects/ /physicians/ /feed/".split()
    alone = Site()
    alone.get(address)
    site = Site(limit=alone.store.size * 6)
    site.get(address)
    site.get(address)
    for path in walk:
        site.get(path)
    kept = sum(page.size for page in (*site.store._once.values(), *site.store._again.values()))
    assert kept <= site.limit
    site.get(address)
    site.get(walk[0])
    assert site.asked == [address, *walk, walk[0]]


def test_many_who_ask_at_once_cost_one_drawing(site, address) -> None:
    drawing, go = threading.Event(), threading.Event()

    def slow(environ: dict[str, Any], start: Any) -> Any:
        site.asked.append(environ["PATH_INFO"])
        drawing.set()
        go.wait(5)
        start("200 OK", [("Content-Type", "text/html")])
        return [b"<p>drawn</p>"]

    site.epoch.now()
    # The other threads have no part in this test's transaction.
    site.epoch._ask = lambda asked: None
    site.store._app = slow
    got: list[Answer] = []
    readers = [threading.Thread(target=lambda: got.append(site.get(address))) for _ in range(8)]
    for reader in readers:
        reader.start()
    drawing.wait(5)
    go.set()
    for reader in readers:
        reader.join(10)
    assert [answer.body for answer in got] == [b"<p>drawn</p>"] * 8
    assert site.asked == [address]


@dataclass
class Together:
    """Eight readers who ask for a page before it is drawn. ``meanwhile`` happens before it is."""

    site: Site
    path: str
    status: str
    header: tuple[str, str] = ("X-Odd", "1")
    meanwhile: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.drawn, self.came, self.all_there = 0, 0, threading.Event()
        self.site.epoch.now()
        self.site.epoch._ask = lambda asked: None  # threads have no part in this test's transaction
        self.site.store._app, self._begun = self._slow, self.site.store._begun
        self.site.store._begun = self._counted
        self.got: list[Answer] = []
        readers = [threading.Thread(target=self._read) for _ in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(20)

    def _read(self) -> None:
        self.got.append(self.site.get(self.path))

    def _counted(self, path: str) -> Any:
        begun = self._begun(path)
        self.came += 1
        if self.came == 8:
            self.all_there.set()
        return begun

    def _slow(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        assert self.all_there.wait(10)
        self.drawn += 1
        if self.drawn == 1:
            self.meanwhile()
        start(self.status, [("Content-Type", "text/html"), self.header])
        return [b"words"]


@pytest.mark.parametrize("status", ["410 Gone", "404 Not Found", "301 Moved Permanently"])
def test_many_who_ask_for_what_is_gone_cost_one_drawing_and_it_is_not_stored(
    site, address, status
) -> None:
    readers = Together(site, address, status)
    assert readers.drawn == 1
    assert {(a.status, a.body) for a in readers.got} == {(int(status[:3]), b"words")}
    assert all(a.headers["x-accel-expires"].startswith("@") for a in readers.got)
    assert site.get(address, "HEAD").body == b""
    assert readers.drawn == 2


@pytest.mark.parametrize(
    ("status", "name", "value"),
    [
        ("500 Internal Server Error", "X-Odd", "1"),
        ("404 Not Found", "Cache-Control", "private"),
        ("410 Gone", "Set-Cookie", "a=b"),
    ],
)
def test_an_error_or_what_is_somebodys_is_given_to_nobody_else(
    site, address, status, name, value
) -> None:
    readers = Together(site, address, status, (name, value))
    assert readers.drawn >= 8
    assert not any("x-accel-expires" in answer.headers for answer in readers.got)


def test_what_was_said_before_a_change_is_not_given_after_it(site, address) -> None:
    readers = Together(site, address, "404 Not Found", meanwhile=lambda: ended(site))
    assert readers.drawn == 8


def test_what_was_taken_back_while_its_page_was_drawn_is_not_shown(site, address) -> None:
    texts = [b"new", b"withdrawn"]

    def slow(environ: dict[str, Any], start: Any) -> list[bytes]:
        if len(texts) == 2:
            ended(site)
            site.later(STILL_SHOWN)
        start("200 OK", [("Content-Type", "text/html")])
        return [texts.pop()]

    site.epoch.now()
    site.epoch._ask = lambda asked: None
    site.store._app = slow
    assert site.get(address).body == b"new"


def ended(site: Site) -> None:
    """Let the epoch end now, as a reading would."""
    site.epoch._ended = site.epoch._number, site.seconds
    site.epoch._number += 1


@dataclass
class Redrawing:
    """A stored page whose epoch ended a moment ago, and which is drawn anew until ``end``."""

    site: Site
    path: str

    def __post_init__(self) -> None:
        self._begun, self._go = threading.Event(), threading.Event()
        self.site.epoch._ask = lambda asked: None  # threads have no part in this test's transaction
        ended(self.site)
        self.site.store._app = self._slow
        self.got: list[Answer] = []
        self._threads: list[threading.Thread] = []
        self.reader()
        assert self._begun.wait(5)

    def _slow(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self._begun.set()
        self._go.wait(5)
        start("200 OK", [("Content-Type", "text/html")])
        return [b"<p>new</p>"]

    def reader(self) -> None:
        self._threads.append(
            threading.Thread(target=lambda: self.got.append(self.site.get(self.path)))
        )
        self._threads[-1].start()

    def end(self) -> set[bytes]:
        """Let it be drawn, and return what the readers got."""
        self._go.set()
        for thread in self._threads:
            thread.join(10)
        self.site.store._behind.do(lambda: None).result(10)  # it has one thread
        assert len(self.got) == len(self._threads)
        return {answer.body for answer in self.got}


def test_nobody_waits_while_a_page_is_drawn_anew(site, address) -> None:
    old = site.get(address)
    redrawing = Redrawing(site, address)
    assert site.get(address).body == old.body
    assert redrawing.end() == {old.body}
    assert site.get(address).body == b"<p>new</p>"


def test_what_has_ended_is_not_shown_for_longer_than_a_moment(site, address) -> None:
    old = site.get(address)
    redrawing = Redrawing(site, address)
    site.seconds += STILL_SHOWN
    redrawing.reader()
    assert redrawing.end() == {old.body, b"<p>new</p>"}


def test_who_comes_first_after_a_quiet_time_gets_what_is_true(site, address, clinic) -> None:
    site.get(address)
    before = site.epoch._number
    clinic.name = "Another name"
    clinic.save()
    site.later(STILL_SHOWN)
    assert site.epoch.now() == before + 1
    assert not site.epoch.has_just_ended(before)


def test_an_error_behind_a_readers_back_is_told(site, address, caplog) -> None:
    site.get(address)
    redrawing = Redrawing(site, address)
    site.store._drawing.clear()
    redrawing.end()
    assert "KeyError" in caplog.text


def test_only_the_last_epoch_has_just_ended(site, clinic) -> None:
    site.get("/articles/")
    first = site.epoch._number
    for name in ("One name", "Another name"):
        clinic.name = name
        clinic.save()
        site.later(0.26)
        site.epoch.now()
    assert site.epoch._number == first + 2
    assert site.epoch.has_just_ended(first + 1)
    assert not site.epoch.has_just_ended(first)
    assert not site.epoch.has_just_ended(first + 2)


def test_who_sends_a_form_is_not_shown_what_it_ended(site, address, clinic) -> None:
    site.get(address)
    before = site.epoch._number
    clinic.name = "Another name"
    clinic.save()
    site.send("303 See Other")
    site.get("/articles/")
    assert site.epoch._number == before + 1
    assert not site.epoch.has_just_ended(before)


@pytest.mark.parametrize(
    ("status", "name", "value"),
    [
        ("200 OK", "Set-Cookie", "a=b"),
        ("200 OK", "Cache-Control", "private"),
        ("200 OK", "Cache-Control", "max-age=0, no-store"),
        ("500 Internal Server Error", "X-Odd", "1"),
        ("404 Not Found", "X-Odd", "1"),
        ("302 Found", "Location", "/"),
    ],
)
def test_what_is_one_readers_or_an_error_is_not_kept(site, address, status, name, value) -> None:
    def odd(environ: dict[str, Any], start: Any) -> list[bytes]:
        start(status, [("Content-Type", "text/html"), (name, value)])
        return [b"odd"]

    site.store._app = odd
    site.get(address)
    site.store._app = DJANGO
    assert site.get(address).body != b"odd"


def test_whoever_cannot_wait_draws_what_only_stands_in_the_queue(site, address) -> None:
    old, others = site.get(address), threading.Event()
    site.epoch._ask = lambda asked: None
    ended(site)
    site.store._behind.do(lambda: others.wait(30))  # longer than a reader waits
    assert site.get(address).body == old.body
    drawn: list[str] = []

    def quick(environ: dict[str, Any], start: Any) -> list[bytes]:
        drawn.append(environ["PATH_INFO"])
        start("200 OK", [("Content-Type", "text/html")])
        return [b"<p>new</p>"]

    site.store._app = quick
    site.later(STILL_SHOWN + 0.1)
    assert site.get(address).body == b"<p>new</p>"
    others.set()
    site.store._behind.do(lambda: None).result(10)
    assert drawn == [address]


@pytest.mark.parametrize(
    ("status", "forgets"), [("303 See Other", True), ("200 OK", True), ("422 No", False)]
)
def test_only_what_was_taken_ends_a_reading(site, address, status: str, forgets: bool) -> None:
    site.get(address)
    site.later(0.01)
    site.send(status)
    assert (site.epoch._since == site.seconds) is forgets
