"""Many readers at once, and a database that takes its time: which reading of the generation they go by."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError

from clinic_cms import epoch as epochs
from clinic_cms.clinic.models import SiteGeneration
from clinic_cms.epoch import OLD, READING, Epoch

IN_TIME = 5.0  # seconds for a thread to come as far as it should


class Database:
    """The one row. ``held`` is set while questions are answered at once; cleared, they wait."""

    def __init__(self) -> None:
        self.number, self.asked = 1, 0
        self.reached, self.held = threading.Event(), threading.Event()
        self.held.set()

    def values_list(self, *fields: str, flat: bool) -> "Database":
        return self

    def first(self) -> int:
        self.asked += 1
        found = self.number
        self.reached.set()
        assert self.held.wait(IN_TIME)
        return found


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    there = Database()
    monkeypatch.setattr(SiteGeneration.objects, "values_list", there.values_list)
    monkeypatch.setattr(epochs, "_next_change", lambda: float("inf"))
    return there


class Reader:
    """Somebody who asks for the epoch, in a thread of their own."""

    def __init__(self, epoch: Epoch) -> None:
        self.got: list[int | None] = []
        self._thread = threading.Thread(target=lambda: self.got.append(epoch.now()))
        self._thread.start()

    def is_waiting(self) -> bool:
        self._thread.join(0.2)
        return self._thread.is_alive()

    def answer(self) -> int | None:
        self._thread.join(IN_TIME)
        assert not self._thread.is_alive()
        return self.got[0]


Begin = Callable[[float], Reader]


class Clocked(Epoch):
    """An epoch with a clock of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 1000.0
        self.clock = lambda: self.seconds


@pytest.fixture
def epoch(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clocked]:
    monkeypatch.setattr(epochs, "PATIENCE", IN_TIME)
    made = Clocked()
    assert made.now() == 1
    database.reached.clear()
    yield made
    database.held.set()


@pytest.fixture
def being_read(epoch: Clocked, database: Database) -> Begin:
    """Something was withdrawn; so many seconds after the last reading one reader's new one is under way."""

    def begin(seconds: float) -> Reader:
        epoch.seconds += seconds
        database.number += 1
        database.held.clear()
        reader = Reader(epoch)
        assert database.reached.wait(IN_TIME)
        return reader

    return begin


def settled(epoch: Clocked, database: Database) -> int | None:
    """Let the last reading end, and return the number after it."""
    database.held.set()
    assert epoch._reading.wait(IN_TIME)
    return epoch.now()


def test_nobody_waits_for_a_reading_while_the_last_one_is_young(
    epoch: Clocked, database: Database, being_read: Begin
) -> None:
    readers = [being_read(READING), Reader(epoch)]
    assert not any(reader.is_waiting() for reader in readers)
    assert [reader.answer() for reader in readers] == [1, 1]
    assert (settled(epoch, database), database.asked) == (2, 2)


@pytest.mark.parametrize("seconds", [OLD, 3600.0])
def test_whoever_comes_after_a_silence_waits_for_the_reading(
    epoch: Clocked, database: Database, being_read: Begin, seconds: float
) -> None:
    readers = [being_read(seconds), Reader(epoch)]
    assert all(reader.is_waiting() for reader in readers)
    database.held.set()
    assert [reader.answer() for reader in readers] == [2, 2]
    assert database.asked == 2


def test_whoever_has_changed_something_waits_for_a_reading_that_was_begun_after_it(
    epoch: Clocked, database: Database, being_read: Begin
) -> None:
    being_read(READING)
    epoch.seconds += 0.01
    database.number += 1
    epoch.forget()
    epoch.seconds += 0.01
    writer = Reader(epoch)
    assert writer.is_waiting()
    database.held.set()
    assert (writer.answer(), database.asked) == (epoch._number, 3)
    assert epoch._generation == 3


def test_what_ended_before_a_change_is_not_shown_to_who_made_it(
    epoch: Clocked, database: Database
) -> None:
    """Another's reading has found the change before its writer came back."""
    epoch.seconds += READING
    database.number += 1
    assert settled(epoch, database) == 1
    assert settled(epoch, database) == 2
    assert epoch.has_just_ended(1)
    epoch.seconds += 0.01
    epoch.forget()
    assert not epoch.has_just_ended(1)


def test_what_ended_long_ago_stays_ended_while_the_next_change_is_read(
    epoch: Clocked, database: Database
) -> None:
    for _ in range(2):
        epoch.seconds += 60
        database.number += 1
        epoch.now()
    assert epoch._number == 3
    assert not epoch.has_just_ended(2), "it was known to be true a minute ago"
    assert not epoch.has_just_ended(1)


def test_a_reading_that_is_under_way_is_not_begun_again(
    epoch: Clocked, database: Database, being_read: Begin
) -> None:
    being_read(READING)
    epoch.seconds += READING * 1.5
    late = Reader(epoch)
    assert late.is_waiting()
    database.held.set()
    assert (late.answer(), database.asked) == (2, 2)


def test_a_reading_that_hangs_is_not_waited_for_and_a_second_one_is_begun(
    epoch: Clocked, database: Database, being_read: Begin
) -> None:
    being_read(OLD)
    epoch.seconds += IN_TIME
    second = Reader(epoch)
    assert second.is_waiting()
    assert database.asked == 3
    epoch.seconds += IN_TIME
    third = Reader(epoch)
    assert not third.is_waiting(), "both hang: the database is away"
    assert (third.answer(), database.asked) == (1, 3)
    database.held.set()
    assert second.answer() == 2
    epoch.seconds += READING
    assert settled(epoch, database) == 2


def test_of_two_readings_the_one_that_was_begun_later_counts(
    epoch: Clocked, database: Database
) -> None:
    epoch.seconds += OLD
    database.number = 2
    assert epoch.now() == 2
    database.number = 1
    epoch.behind.do(lambda: epoch._ask(epoch.seconds - READING)).result(IN_TIME)
    assert (epoch._number, epoch._generation) == (2, 2)


def test_a_database_that_refuses_is_not_waited_for_and_told_of_once(
    epoch: Clocked, database: Database, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def refused(*fields: str, **how: bool) -> Database:
        raise OperationalError("no connection")

    monkeypatch.setattr(SiteGeneration.objects, "values_list", refused)
    epoch.seconds += 60
    for _ in range(3):
        assert epoch.now() == 1
        assert epoch._reading.wait(IN_TIME)
        epoch.seconds += READING
    assert caplog.text.count("the database does not answer") == 1
    monkeypatch.setattr(SiteGeneration.objects, "values_list", database.values_list)
    database.held.clear()
    database.number = 2
    late = Reader(epoch)
    assert not late.is_waiting(), "it has just refused"
    epoch.seconds += IN_TIME
    assert settled(epoch, database) == 2


def test_an_error_of_ours_in_a_reading_is_told_in_the_log_and_nothing_stored_is_shown(
    epoch: Clocked, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(SiteGeneration.objects, "values_list", lambda *a, **k: 1 / 0)
    epoch.seconds += OLD
    assert epoch.now() is None
    epoch.behind._threads.shutdown()
    assert "ZeroDivisionError" in caplog.text


def test_a_reading_that_cannot_begin_leaves_no_trace(
    epoch: Clocked, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(work: Callable[[], object]) -> None:
        raise RuntimeError("can't start new thread")

    epoch.seconds += OLD
    with monkeypatch.context() as patched:
        patched.setattr(epoch.behind, "do", full)
        with pytest.raises(RuntimeError):
            epoch.now()
    database.number = 2
    assert epoch.now() == 2
