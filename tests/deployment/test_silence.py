"""A PostgreSQL that stands still: its lines stay open, and nothing comes back on them."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2 import extensions

from clinic_cms.clinic import patience

SOON = 0.4  # seconds


@pytest.fixture
def short(monkeypatch) -> Iterator[None]:
    """Wait as web workers do, for a moment."""
    monkeypatch.setattr(patience, "CONNECT", SOON)
    monkeypatch.setattr(patience, "ANSWER", SOON)
    patience.bound()
    yield
    extensions.set_wait_callback(None)


@contextlib.contextmanager
def takes_a_moment() -> Iterator[None]:
    began = time.monotonic()
    with pytest.raises(psycopg2.OperationalError, match="has not answered in time"):
        yield
    assert SOON <= time.monotonic() - began < SOON + 2


def test_a_question_is_not_waited_for_without_end(clinic, short):
    with contextlib.closing(psycopg2.connect(clinic.database.url)) as line:
        cursor = line.cursor()
        cursor.execute("SELECT repeat('a', 3000000)")
        assert len(cursor.fetchone()[0]) == 3_000_000, "what comes in parts comes whole"
        clinic.database.freeze()
        try:
            with takes_a_moment():
                cursor.execute("SELECT 1")
        finally:
            clinic.database.thaw()
        assert line.closed, "what comes late is nobody's answer"


def test_nor_is_a_beginning(short):
    with socket.create_server(("127.0.0.1", 0)) as silent, takes_a_moment():
        psycopg2.connect(host="127.0.0.1", port=silent.getsockname()[1], user="clinic")


def test_after_a_wait_in_vain_the_next_is_short_unless_something_was_heard(short, monkeypatch):
    monkeypatch.setattr(patience, "AGAIN", SOON / 4)
    monkeypatch.setattr(patience, "_in_vain", False)
    with socket.create_server(("127.0.0.1", 0)) as server:
        told = {"host": "127.0.0.1", "port": server.getsockname()[1], "user": "clinic"}
        with takes_a_moment():
            psycopg2.connect(**told)
        began = time.monotonic()
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(**told)
        assert time.monotonic() - began < SOON
        slow = threading.Thread(target=_say_no_to_encryption, args=(server,))
        slow.start()
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(**told)
        slow.join()
        with takes_a_moment():
            psycopg2.connect(**told)


def _say_no_to_encryption(server: socket.socket) -> None:
    """Answer the first message of the third line, and nothing after it."""
    for number in range(3):
        line, _ = server.accept()
        if number == 2:
            line.recv(8)
            line.sendall(b"N")
            line.recv(200)
            time.sleep(SOON)
        line.close()
