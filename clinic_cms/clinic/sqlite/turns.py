"""Who writes next: SQLite has room for one writer, and is poor at letting those who wait in.

Who finds the file busy sleeps up to a tenth of a second before asking again, and meanwhile whoever has just
come is let in: with sixteen writers one of a hundred waited for more than two seconds. So the threads of a
process wait for each other at a lock, and the one whose turn it is asks every millisecond.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base
from typing_extensions import override

ASK_AGAIN = 0.001  # seconds

_turn = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in turn, if they take the file from their beginning.

    Whoever waits longer than the connection's timeout gets "database is locked", as before.
    """

    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:  # not in django-stubs
        options = self.settings_dict["OPTIONS"]
        if "transaction_mode" not in options or self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        until = time.monotonic() + options["timeout"]
        self._has_turn = _turn.acquire(timeout=options["timeout"])
        try:
            self._take_the_file(f"BEGIN {options['transaction_mode']}", until)
        except BaseException:
            self._end_turn()
            raise

    @contextmanager
    def turn(self, timeout: float) -> Iterator[bool]:
        """Wait for the turn outside a transaction. Say whether it has come within so many seconds."""
        self._has_turn = _turn.acquire(timeout=timeout)
        try:
            yield self._has_turn
        finally:
            self._end_turn()

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Let SQLite itself wait for others for so long, and no longer."""
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1_000)}")
        try:
            yield
        finally:
            usual = self.settings_dict["OPTIONS"]["timeout"]
            self.connection.execute(f"PRAGMA busy_timeout = {int(usual * 1_000)}")

    @override
    def commit(self) -> None:
        super().commit()
        self._end_turn()  # where it failed, Django rolls back

    @override
    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._end_turn()

    @override
    def close(self) -> None:
        try:
            super().close()
        finally:
            self._end_turn()

    def _take_the_file(self, begin: str, until: float) -> None:
        with self.patience(0), self.wrap_database_errors:
            while not self._has_begun(begin, or_raise=time.monotonic() >= until):
                time.sleep(ASK_AGAIN)

    def _has_begun(self, begin: str, *, or_raise: bool) -> bool:
        try:
            self.connection.execute(begin)
        except sqlite3.OperationalError as error:
            if or_raise or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()
