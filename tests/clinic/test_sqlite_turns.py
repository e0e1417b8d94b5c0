"""Writers on SQLite take turns: nobody holds a turn longer than a transaction, however it ends."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection

from clinic_cms.clinic.sqlite import turns
from clinic_cms.clinic.sqlite.base import DatabaseWrapper

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
SOON = 5.0  # seconds, that nothing here should take


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE said (words TEXT UNIQUE)")
        database.execute(
            "CREATE TABLE answers (words TEXT REFERENCES said (words) DEFERRABLE INITIALLY DEFERRED)"
        )
    return path


@pytest.fixture
def opened(file: Path) -> Iterator[Callable[..., DatabaseWrapper]]:
    """Return a function that opens the file as a thread of the site does."""
    made = []

    def make(timeout: float = SOON) -> DatabaseWrapper:
        options = connection.settings_dict["OPTIONS"] | {"timeout": timeout}
        like = connection.settings_dict | {"NAME": str(file), "OPTIONS": options}
        made.append(DatabaseWrapper(like, alias=f"turn-{len(made)}"))
        made[-1].inc_thread_sharing()  # it is closed here, whichever thread used it
        return made[-1]

    yield make
    for one in made:
        one.close()


def begin(one: DatabaseWrapper) -> None:
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def write(one: DatabaseWrapper, words: str) -> None:
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO said VALUES (%s)", [words])


def test_the_next_one_waits_at_the_lock(opened, file: Path) -> None:
    first, second = opened(), opened()
    begin(first)
    write(first, "first")

    def work() -> None:
        begin(second)
        write(second, "second")
        second.commit()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    assert second.connection is None or not second.connection.in_transaction
    first.commit()
    thread.join(SOON)
    assert not thread.is_alive()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT words FROM said").fetchall() == [("first",), ("second",)]


def refused(one: DatabaseWrapper) -> None:
    """Let the commit fail, as Django's ``atomic`` meets it."""
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO answers VALUES ('to nothing')")
    with pytest.raises(IntegrityError):
        one.commit()
    one.rollback()


@pytest.mark.parametrize(
    "end",
    [DatabaseWrapper.commit, DatabaseWrapper.rollback, DatabaseWrapper.close, refused],
    ids=["committed", "rolled back", "closed", "refused"],
)
def test_a_turn_ends_with_its_transaction(opened, end) -> None:
    one = opened()
    begin(one)
    assert turns._turn.locked()
    end(one)
    assert not turns._turn.locked()


def test_who_waits_too_long_is_told_and_has_no_turn(opened, file: Path) -> None:
    one = opened(timeout=0.1)
    one.ensure_connection()
    with closing(sqlite3.connect(file, isolation_level=None)) as another_process:
        another_process.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(OperationalError, match="locked"):
            begin(one)
        assert 0.1 <= time.monotonic() - began < SOON
    assert not turns._turn.locked()
    begin(one)
    assert one.connection.execute("PRAGMA busy_timeout").fetchone() == (100,)
    one.rollback()


def test_who_holds_it_too_long_does_not_stop_others_from_being_told(opened) -> None:
    first, second = opened(), opened(timeout=0.1)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    assert turns._turn.locked()
    first.rollback()
    assert not turns._turn.locked()


def test_the_file_is_asked_for_often(opened, file: Path) -> None:
    """SQLite itself would ask a dozen times in so long, and ever more seldom."""
    one, asked = opened(), []
    one.ensure_connection()
    one.connection.set_trace_callback(asked.append)
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as held:
        held.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.4, held.rollback)
        timer.start()
        begin(one)
        timer.join()
    one.rollback()
    assert asked.count("BEGIN IMMEDIATE") > 40
