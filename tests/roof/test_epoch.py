"""Many readers at once, and a database that takes its time: which reading of the generation they go by."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError

from clinic_cms import epoch as epochs
from clinic_cms.clinic.models import SiteGeneration
from clinic_cms.epoch import OLD, PATIENCE, READING, Epoch

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
        self.reached.set()
        assert self.held.wait(IN_TIME)
        return self.number


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


def test_nobody_waits_for_a_reading_while_the_last_one_is_young(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader]
) -> None:
    first = being_read(READING)
    assert Reader(epoch).answer() == 1
    database.held.set()
    assert (first.answer(), epoch.now()) == (2, 2)


@pytest.mark.parametrize("seconds", [OLD, 3600.0])
def test_whoever_comes_after_a_silence_waits_for_the_reading_of_another(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader], seconds: float
) -> None:
    first = being_read(seconds)
    second = Reader(epoch)
    assert second.is_waiting()
    database.held.set()
    assert (first.answer(), second.answer()) == (2, 2)
    assert database.asked == 2


def test_a_database_that_does_not_answer_is_waited_for_once(
    epoch: Clocked, database: Database, being_read: Callable[[float], Reader], monkeypatch: Any
) -> None:
    monkeypatch.setattr(epochs, "PATIENCE", 0.1)
    being_read(OLD)
    assert Reader(epoch).answer() == 1
    monkeypatch.setattr(epochs, "PATIENCE", IN_TIME)
    began = time.monotonic()
    assert epoch.now() == 1
    assert time.monotonic() - began < IN_TIME / 2
    epoch.seconds += PATIENCE
    again = Reader(epoch)
    assert again.is_waiting()
    database.held.set()
    assert again.answer() == 2


def test_a_database_that_refuses_is_not_waited_for(
    epoch: Clocked, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*fields: str, **how: bool) -> Database:
        raise OperationalError("no connection")

    monkeypatch.setattr(SiteGeneration.objects, "values_list", refused)
    monkeypatch.setattr(epochs, "PATIENCE", 2 * IN_TIME)
    epoch.seconds += 60
    assert epoch.now() == 1
    monkeypatch.setattr(SiteGeneration.objects, "values_list", database.values_list)
    epoch.seconds += READING
    database.number = 2
    database.held.clear()
    first = Reader(epoch)
    assert database.reached.wait(IN_TIME)
    epoch.seconds += READING
    assert Reader(epoch).answer() == 1
    database.held.set()
    assert first.answer() == 2
