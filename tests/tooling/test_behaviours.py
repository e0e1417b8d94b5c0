"""Every behaviour that peers test is held here by a test, or differs for a reason that is written down."""

import pytest

from tests import behaviours

pytestmark = pytest.mark.once


def test_every_line_is_held_and_the_table_is_fresh():
    assert behaviours.problems() == []


def test_a_line_without_a_test_is_named(monkeypatch):
    held = behaviours.held_by()
    monkeypatch.setattr(behaviours, "held_by", lambda: {n: t for n, t in held.items() if n != 11})
    assert "11 has neither a test nor a reason" in behaviours.problems()
    monkeypatch.setattr(behaviours, "held_by", lambda: {**held, 99: ["somewhere"]})
    assert "99 is marked by somewhere and is no line" in behaviours.problems()
