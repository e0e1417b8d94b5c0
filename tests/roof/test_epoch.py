"""Many readers at once, and a database that takes its time: which reading of the generation they go by."""

import threading
import time
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


class Clocked(Epoch):
    """An epoch with a clock of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 1000.0
        self.clock = lambda: self.seconds


@pytest.fixture
def epoch(database: Database) -> Iterator[Clocked]:
    made = Clocked()
    made.now()
    database.reached.clear()
    yield made
    database.held.set()


@pytest.fixture
def being_read(epoch: Clocked, database: Database) -> Callable[[float], Reader]:
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
    """Let all readings end, and return the number after them."""
    database.held.set()
    epoch.behind.do(lambda: None).result(IN_TIME)
    return epoch.now()


def test_nobody_waits_for_a_reading_while_the_last_one_is_young(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader]
) -> None:
    assert being_read(READING).answer() == 1
    assert Reader(epoch).answer() == 1
    assert settled(epoch, database) == 2
    assert database.asked == 2


@pytest.mark.parametrize("seconds", [OLD, 3600.0])
def test_whoever_comes_after_a_silence_waits_for_the_reading(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader], seconds: float
) -> None:
    readers = [being_read(seconds), Reader(epoch)]
    assert all(reader.is_waiting() for reader in readers)
    database.held.set()
    assert [reader.answer() for reader in readers] == [2, 2]
    assert database.asked == 2


def test_whoever_has_changed_something_waits_for_a_reading_that_was_begun_after_it(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader]
) -> None:
    being_read(READING)
    epoch.seconds += 0.01
    database.number += 1
    epoch.forget()
    epoch.seconds += 0.01
    writer = Reader(epoch)
    assert writer.is_waiting()
    assert (settled(epoch, database), writer.answer(), database.asked) == (3, 3, 3)


def test_a_reading_that_is_under_way_is_not_begun_again(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader]
) -> None:
    being_read(READING)
    epoch.seconds += READING * 0.9
    assert epoch.now() == 1
    epoch.seconds += READING
    late = Reader(epoch)
    assert late.is_waiting()
    database.held.set()
    assert late.answer() == 2
    assert database.asked == 2


def test_a_database_that_does_not_answer_is_waited_for_once(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader], monkeypatch: Any
) -> None:
    monkeypatch.setattr(epochs, "PATIENCE", 0.1)
    assert being_read(OLD).answer() == 1
    monkeypatch.setattr(epochs, "PATIENCE", IN_TIME)
    epoch.seconds += IN_TIME
    began = time.monotonic()
    assert epoch.now() == 1
    assert time.monotonic() - began < IN_TIME / 2
    assert settled(epoch, database) == 2


def test_a_database_that_refuses_is_not_waited_for_and_asked_again(
    epoch: Clocked, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*fields: str, **how: bool) -> Database:
        raise OperationalError("no connection")

    monkeypatch.setattr(SiteGeneration.objects, "values_list", refused)
    epoch.seconds += 60
    began = time.monotonic()
    assert epoch.now() == 1
    assert time.monotonic() - began < epochs.PATIENCE / 2
    monkeypatch.setattr(SiteGeneration.objects, "values_list", database.values_list)
    epoch.seconds += READING
    database.number = 2
    assert epoch.now() == 2


def test_an_error_of_ours_in_a_reading_is_told_in_the_log(
    epoch: Clocked, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(SiteGeneration.objects, "values_list", lambda *a, **k: 1 / 0)
    epoch.seconds += OLD
    assert epoch.now() == 1
    epoch.behind.do(lambda: None).result(IN_TIME)
    assert "ZeroDivisionError" in caplog.text
