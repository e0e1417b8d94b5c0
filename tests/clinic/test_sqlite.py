"""Connections to SQLite that are kept between requests: nothing is written into nowhere or left unsaved."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.db.models import Max

from clinic_cms.clinic.sqlite import base
from comments.models import WriterAddress

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE said (words TEXT)")
    return path


@pytest.fixture
def kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[base.DatabaseWrapper]:
    """A connection like those of the site, as its thread has it between two requests."""
    monkeypatch.setattr(base, "_checkpointed", -base.CHECKPOINT)
    like = connection.settings_dict | {"NAME": str(file), "CONN_MAX_AGE": 600}
    wrapper = base.DatabaseWrapper(like, alias="kept")
    try:
        yield wrapper
    finally:
        wrapper.close()


@pytest.fixture
def say(kept: base.DatabaseWrapper) -> Callable[[str], None]:
    """Return what a request does: it writes, and the connection is looked over before and after it."""

    def request(words: str) -> None:
        kept.close_if_unusable_or_obsolete()
        with kept.cursor() as cursor:
            cursor.execute("INSERT INTO said VALUES (%s)", [words])
        kept.close_if_unusable_or_obsolete()

    return request


def said(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return [words for (words,) in database.execute("SELECT words FROM said")]


def test_the_site_uses_it() -> None:
    assert settings.DATABASES["default"]["ENGINE"] == "clinic_cms.clinic.sqlite"
    assert isinstance(connections["default"], base.DatabaseWrapper)


def test_it_is_kept(kept: base.DatabaseWrapper, say: Callable[[str], None]) -> None:
    say("one")
    opened: Any = kept.connection
    assert opened is not None
    say("two")
    assert kept.connection is opened


def test_a_restored_file_gets_what_is_written(
    file: Path, kept: base.DatabaseWrapper, say: Callable[[str], None]
) -> None:
    restored = file.with_name("restored")
    shutil.copy(file, restored)
    say("before")
    for log in file.parent.glob("clinic.sqlite3-*"):
        log.unlink()
    restored.replace(file)
    say("after")
    assert said(file) == ["after"]


def test_after_an_error_another_is_opened(
    kept: base.DatabaseWrapper, say: Callable[[str], None]
) -> None:
    say("one")
    broken = kept.connection
    with pytest.raises(OperationalError), kept.cursor() as cursor:
        cursor.execute("SELECT nonsense")
    kept.close_if_unusable_or_obsolete()
    say("two")
    assert kept.connection is not broken


def test_what_was_committed_is_in_the_file_and_not_in_its_log_only(
    file: Path, say: Callable[[str], None]
) -> None:
    say("taken")
    alone = file.with_name("without-its-log")
    shutil.copy(file, alone)
    assert said(alone) == ["taken"]


def test_a_busy_process_does_so_once_a_second(
    file: Path, say: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    say("one")
    say("two")
    alone = file.with_name("without-its-log")
    shutil.copy(file, alone)
    assert said(alone) == ["one"]
    monkeypatch.setattr(base, "_checkpointed", base._checkpointed - base.CHECKPOINT)
    say("three")
    shutil.copy(file, alone)
    assert said(alone) == ["one", "two", "three"]


@pytest.fixture
def reader(file: Path) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Return what begins to read, and goes on reading what was there then."""
    made = []

    def begin() -> sqlite3.Connection:
        made.append(sqlite3.connect(file, check_same_thread=False))
        made[-1].execute("BEGIN")
        made[-1].execute("SELECT * FROM said").fetchall()
        return made[-1]

    yield begin
    for one in made:
        one.close()


def begun(file: Path) -> int:
    """Return how often the log was begun anew: sqlite.org/fileformat.html, "The WAL File Format"."""
    return int.from_bytes(file.with_name(f"{file.name}-wal").read_bytes()[12:16])


def test_a_long_log_is_begun_anew_though_somebody_reads_all_the_time(
    file: Path, say: Callable[[str], None], reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it grows for as long as there are readers."""
    monkeypatch.setattr(base, "LONGEST_LOG", 0)
    monkeypatch.setattr(base, "STAND_STILL", 20.0)
    monkeypatch.setattr(base, "_checkpointed", base.time.monotonic())
    say("one")  # too early for a checkpoint
    first = reader()
    monkeypatch.setattr(base, "_checkpointed", -base.CHECKPOINT)
    leaving = threading.Timer(0.1, first.rollback)
    leaving.start()
    say("two")  # waits for the first reader, who might need what was there before
    leaving.join()
    reader()
    before = begun(file)
    say("three")
    assert begun(file) == before + 1
    assert said(file) == ["one", "two", "three"]


def test_for_a_short_log_nobody_waits(
    file: Path, say: Callable[[str], None], reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "STAND_STILL", 20.0)
    say("one")
    reader()
    monkeypatch.setattr(base, "_checkpointed", -base.CHECKPOINT)
    at = base.time.monotonic()
    say("two")
    assert base.time.monotonic() - at < 10
    assert said(file) == ["one", "two"]


def test_a_query_s_places_are_found_once(kept: base.DatabaseWrapper, file: Path) -> None:
    """And a per cent sign that is meant stays one."""
    base._with_marks.cache_clear()
    for word in ("one", "two"):
        with kept.cursor() as cursor:
            cursor.execute("INSERT INTO said VALUES (%s || '%%s')", [word])
    assert base._with_marks.cache_info().misses == 1
    with kept.cursor() as cursor:
        cursor.execute("INSERT INTO said VALUES (%(word)s)", {"word": "three"})
    assert said(file) == ["one%s", "two%s", "three"]


@pytest.mark.parametrize("microsecond", [0, 1, 120_000, 999_999])
def test_a_moment_is_read_as_it_was_written(microsecond: int) -> None:
    """Through a model, by a statement of one's own, and where SQLite tells no kind of column: in UTC."""
    moment = datetime(2030, 5, 1, 23, 59, 59, microsecond, tzinfo=ZoneInfo("America/New_York"))
    WriterAddress.objects.create(hash="a" * 64, confirmed_at=moment)
    WriterAddress.objects.create(hash="b" * 64)
    with connection.cursor() as cursor:
        cursor.execute("SELECT confirmed_at FROM comments_writeraddress ORDER BY hash")
        (raw,), (never,) = cursor.fetchall()
    found, without = WriterAddress.objects.order_by("hash")
    computed = WriterAddress.objects.aggregate(last=Max("confirmed_at"))["last"]
    for read in (raw, found.confirmed_at, computed):
        assert read == moment
        assert read.tzinfo is UTC
    assert never is without.confirmed_at is None
