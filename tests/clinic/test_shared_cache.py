"""Counting goes on while Redis is gone. With a Redis that comes and goes: `make faults`."""

import logging
import socket
import time

import pytest
from django.core.cache import caches
from django.test import Client

from clinic_cms.clinic.shared_cache import RedisOrDatabase
from tests.factories import PASSWORD


@pytest.fixture
def nobody_there(monkeypatch):
    """A cache whose Redis is a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr(RedisOrDatabase, "_asked_again_at", 0.0)
    return RedisOrDatabase(f"redis://127.0.0.1:{port}/0", {})


def test_it_counts_in_the_database(nobody_there, db, caplog) -> None:
    with caplog.at_level(logging.WARNING):
        assert nobody_there.add("n", 1, 60)
        assert not nobody_there.add("n", 7, 60)
        assert nobody_there.incr("n") == 2
        nobody_there.set_many({"a": 1, "b": 2})
        assert nobody_there.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
        assert nobody_there.touch("a", 60)
        assert nobody_there.has_key("a")
        assert nobody_there.delete("a")
        nobody_there.delete_many(["b"])
    assert nobody_there.get("b", "gone") == "gone"
    assert caches["table"].get("n") == 2
    assert [record.getMessage() for record in caplog.records] == [
        "Redis: ConnectionError. The database counts."
    ]
    assert not nobody_there.answers()


def test_a_redis_that_does_not_answer_is_not_waited_for_each_time(nobody_there, db) -> None:
    nobody_there.get("x")
    asked_again_at = RedisOrDatabase._asked_again_at
    assert time.monotonic() < asked_again_at
    nobody_there.get("x")
    assert RedisOrDatabase._asked_again_at == asked_again_at


def test_staff_can_sign_in_and_guesses_are_counted(
    nobody_there, author, settings, monkeypatch
) -> None:
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "clinic_cms.clinic.shared_cache.RedisOrDatabase",
            "LOCATION": nobody_there._servers[0],
        }
    }
    right = {"login": author.username, "password": PASSWORD}
    assert Client().post("/accounts/login/", right).status_code == 302
    wrong = {"login": "nobody", "password": "wrong"}
    answers = [Client().post("/accounts/login/", wrong).status_code for _ in range(31)]
    assert answers[-1] == 429
