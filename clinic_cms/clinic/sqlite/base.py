"""Connections that are kept between requests: opening one takes longer than most requests do.

What opening each time gave for nothing is done here. A kept connection to a file that another has replaced
(a restored backup) would write replies into nowhere. And with ``synchronous=NORMAL`` a commit reaches the
disk with the next checkpoint, which closing the last connection made.
"""

import os
import sqlite3
import threading
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX, SQLiteCursorWrapper
from django.db.backends.sqlite3.operations import DatabaseOperations
from typing_extensions import override

from clinic_cms.clinic.sqlite import turns

CHECKPOINT = 1.0  # seconds from one to the next, in a process that writes all the time
# Pages of what was written since it was last begun anew, after which it is: SQLite itself does so only when
# nobody reads or writes for a moment, and until then makes a checkpoint with each commit.
LONGEST_LOG = 4_000
STAND_STILL = 0.25  # seconds that writers wait for that at most

_lock = threading.Lock()
_checkpointed = -CHECKPOINT  # when this process last did, by time.monotonic()


@lru_cache(maxsize=512)  # what stands beside each row of a join is read for each
def _moment(written: bytes) -> datetime:
    """Read a column's moment, which Django writes in UTC. Its own reader tries other forms first."""
    return datetime.fromisoformat(written.decode()).replace(tzinfo=UTC)


sqlite3.register_converter("datetime", _moment)  # after Django, which has registered its own


class Operations(DatabaseOperations):
    """Moments are written as Django writes them, but for a few looks at the settings each."""

    @override
    def adapt_datetimefield_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo is UTC is self.connection.timezone:
            return str(value.replace(tzinfo=None))
        return super().adapt_datetimefield_value(value)


class Cursor(SQLiteCursorWrapper):
    """A cursor that looks for the places of parameters once in a query, not at each use of it."""

    @override
    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _with_marks(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=64)  # in the longest it took a tenth of the query's time
def _with_marks(query: str) -> str:
    return FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(turns.DatabaseWrapper):
    """A connection that is looked over before and after each request (``close_old_connections``)."""

    ops_class = Operations
    _file: tuple[int, int] | None = None
    _changes = 0

    @override
    def get_new_connection(self, conn_params: Any) -> Any:
        # Before it is opened: if it is replaced meanwhile, we open once more than we would have to.
        self._file = self._named_file()
        self._changes = 0
        return super().get_new_connection(conn_params)

    @override
    def create_cursor(self, name: str | None = None) -> Cursor:
        made: Cursor = self.connection.cursor(factory=Cursor)
        return made

    @override
    def is_usable(self) -> bool:
        """Say no: it is asked after an error only, and another connection costs little."""
        return self.is_in_memory_db()

    @override
    def close_if_unusable_or_obsolete(self) -> None:
        super().close_if_unusable_or_obsolete()
        if self.connection is None or self.in_atomic_block or self.is_in_memory_db():
            return
        if self._file != self._named_file():
            self.close()
        elif self.connection.total_changes != self._changes:
            self._changes = self.connection.total_changes
            self._checkpoint()

    def _named_file(self) -> tuple[int, int] | None:
        """Return what tells the file apart that has the database's name now. None: there is none."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _checkpoint(self) -> None:
        """Bring what was committed to the disk. Nobody waits for it, and it waits for nobody.

        Unless much was written: then it has its turn as writers have, and the next one begins the log anew.
        """
        global _checkpointed
        with _lock:
            if time.monotonic() - _checkpointed < CHECKPOINT:
                return
            _checkpointed = time.monotonic()
        with self.wrap_database_errors:
            _busy, pages, _done = self.connection.execute(
                "PRAGMA wal_checkpoint(PASSIVE)"
            ).fetchone()
            if pages > LONGEST_LOG:
                with self.turn(STAND_STILL) as has_turn, self.patience(STAND_STILL):
                    if has_turn:  # else, or when somebody still reads, after the next request
                        self.connection.execute("PRAGMA wal_checkpoint(RESTART)")
