"""What many tests begin with, made once by the real verbs and kept: a thousand with the published guide.

Making it takes some 160 queries. So the first test that wants it makes it in a transaction that stays open;
each test is a savepoint in that one, and its rollback leads back to the guide as it was made. Tests are put
in order by what they begin with; one that begins otherwise (with other things, on an empty database, in
transactions of its own) ends that one first.
"""

import copy
import functools
import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.utils import timezone

START = datetime(2030, 5, 14, 15, 0, tzinfo=UTC)  # where a clock that stands still stands

_steps: dict[str, Callable[..., Any]] = {}  # in the order in which they are made
_needs: dict[str, tuple[str, ...]] = {}
_fixtures: dict[str, Callable[..., Any]] = {}
_parts: set[str] = set()  # made for the steps that need them; no test begins with these alone
_made: dict[str, Any] = {}  # what each step returned, while the transaction is open
_begun: list[tuple[str, ...]] = []  # what stands
_around: list[transaction.Atomic] = []  # the transaction in which it stands, or nothing

NOTHING_KEPT = {"transactional_db", "live_server"}


def step(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let a fixture return a copy of what is kept, and let tests that ask for it begin with it.

    It may ask for other steps and for parts; of anything else (``db``, ``roles``) it gets nothing.
    """
    name = make.__name__
    assert name not in _steps, f"two kept fixtures are called {name}"
    _steps[name] = make
    _needs[name] = tuple(inspect.signature(make).parameters)

    @functools.wraps(make)
    def fixture(**arguments: Any) -> Any:
        if name in _made:
            return copy.deepcopy(_made[name])
        return make(**arguments)

    _fixtures[name] = fixture
    return fixture


def part(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same for what steps need and a test makes as quickly itself."""
    _parts.add(make.__name__)
    return step(make)


def wanted(test: pytest.Item) -> tuple[str, ...]:
    """Return the steps that a test begins with, after "clock" where its time stands still; or nothing."""
    names = set(getattr(test, "fixturenames", ()))
    marks = {mark.name: mark for mark in test.iter_markers()}
    database = marks.get("django_db")
    steps = _all_of(names & _steps.keys() - _parts)
    if (
        names & NOTHING_KEPT
        or "browser" in marks  # its event loop has connections of its own
        or (database and database.kwargs)
        or not all(_is_ours(test, name) for name in steps)
    ):
        return ()
    if steps and "clock" in names:
        return ("clock", *steps) if _clock_comes_first(test) else ()
    return steps


def turn(test: pytest.Item) -> tuple[Any, ...]:
    """Return what puts tests in order: what takes longest to make first, the same side by side."""
    steps = wanted(test)
    return (not steps, -list(_steps).index(steps[-1]) if steps else 0, steps)


def _all_of(names: set[str]) -> tuple[str, ...]:
    needed = set(names)
    while (
        more := {key for name in needed for key in inspect.signature(_steps[name]).parameters}
        & _steps.keys() - needed
    ):
        needed |= more
    return tuple(name for name in _steps if name in needed)


def _is_ours(test: Any, name: str) -> bool:
    """Say whether a name means the kept fixture for this test, and not one of its own module."""
    found = test._fixtureinfo.name2fixturedefs.get(name)
    return not found or found[-1].func is _fixtures[name]


def _clock_comes_first(test: Any) -> bool:
    """Say whether time stands still before any step is made, also by a fixture that needs it."""
    known = test._fixtureinfo.name2fixturedefs

    def needs_a_step(name: str, seen: set[str]) -> bool:
        if name in seen or name not in known:
            return False
        seen.add(name)
        return name in _steps or any(needs_a_step(key, seen) for key in known[name][-1].argnames)

    for name in test.fixturenames:
        if name == "clock":
            return True
        if needs_a_step(name, set()):
            return False
    return False


def begin(steps: tuple[str, ...]) -> None:
    """Make everything, unless it stands already: a test may have closed the connection."""
    if (
        _begun == [steps]
        and _around[0] in connection.atomic_blocks
        and not connection.closed_in_transaction
    ):
        return
    end()
    around = transaction.atomic()
    around.__enter__()
    _around.append(around)
    _begun.append(steps)
    now = (lambda: START) if steps[0] == "clock" else timezone.now
    with patch.object(timezone, "now", now):
        for name in steps:
            if make := _steps.get(name):
                _made[name] = make(**{key: _made.get(key) for key in _needs[name]})
    connection.check_constraints()  # what a commit would refuse is refused here, not after a test


def end() -> None:
    """Go back to the empty database."""
    _made.clear()
    _begun.clear()
    while _around:
        around = _around.pop()
        if around in connection.atomic_blocks:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
