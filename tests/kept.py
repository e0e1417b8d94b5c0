"""The published guide, made once by the real verbs and kept: a thousand tests begin with it.

Making it takes some 160 queries. So the first test that wants it makes it in a transaction that stays open;
each test is a savepoint in that one, and its rollback leads back to the guide as it was made. A test that
begins otherwise (on an empty database, at another time, without transactions) ends it first.
"""

import copy
import functools
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

_steps: dict[str, Callable[..., Any]] = {}  # in the order in which they are made
_made: dict[str, Any] = {}  # what each step returned, while the transaction is open
_around: list[transaction.Atomic] = []  # that transaction, or nothing

# What must be there before the guide is made, or lets nothing be kept.
ELSEWISE = {"clock", "transactional_db", "live_server", "without_triggers"}


def step(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let a fixture of conftest.py return a copy of what is kept, if the test begins with that."""
    _steps[make.__name__] = make

    @functools.wraps(make)
    def fixture(**arguments: Any) -> Any:
        if make.__name__ in _made:
            return copy.deepcopy(_made[make.__name__])
        return make(**arguments)

    return fixture


def wanted(test: pytest.Item) -> bool:
    """Say whether a test begins with the published guide, and with nothing that changes its making."""
    names = set(getattr(test, "fixturenames", ()))
    marks = {mark.name: mark for mark in test.iter_markers()}
    database = marks.get("django_db")
    return (
        list(_steps)[-1] in names
        and not names & ELSEWISE
        and "browser" not in marks  # its event loop has connections of its own
        and not (database and database.kwargs)
    )


def begin() -> None:
    """Make everything, unless it stands already: a test may have closed the connection."""
    if _around and _around[0] in connection.atomic_blocks and not connection.closed_in_transaction:
        return
    end()
    around = transaction.atomic()
    around.__enter__()
    _around.append(around)
    for name, make in _steps.items():
        arguments = {key: _made.get(key) for key in inspect.signature(make).parameters}
        _made[name] = make(**arguments)


def end() -> None:
    """Go back to the empty database."""
    _made.clear()
    while _around:
        around = _around.pop()
        if around in connection.atomic_blocks:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
