"""The mark of a restore that has begun and is not finished: while it stands, nobody is shown anything.

PostgreSQL has the backup's database before what was taken back since is taken back in it again: another
program loads it, in a transaction of its own. Cut off after that, erased words would lie open. So the
restore leaves a mark before it loads, and takes it away at its end. Whoever serves readers or sends mails
gets no connection meanwhile. SQLite's file is put in place when all is done, and needs no mark.

The mark is a table, since each machine knows the database. It holds the list of what was taken
back (``comments.erasure_list``), and the empty line LOADED once the backup is loaded, from that same
transaction.
"""

from collections.abc import Iterable
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.backends.signals import connection_created

TABLE = "unfinished_restore"
LOADED = ""
HAS_LOADED = f"INSERT INTO {TABLE} VALUES ('{LOADED}');\n"  # noqa: S608 - names of ours
WHAT = "a restore was cut off, and erased words may lie in the database: nothing is shown"
MEND = (
    "Restore once more (`manage.py restore FILE --replace`), or finish what is loaded: "
    "`manage.py migrate`, `manage.py replay_erasures`, `manage.py purge_expired`, "
    "`manage.py verify_editions`."
)


class HalfRestored(OperationalError):
    """The database is not to be read. Pages answer it as they do a database that is away."""


def keep_shut() -> None:
    """Give this process no connection while the mark stands: it serves readers, or sends mails.

    What is connected already would not be asked. A restore is refused while somebody is.
    """
    connection_created.connect(refuse)


def let_in() -> None:
    """Give this process connections again: it serves nobody any more."""
    connection_created.disconnect(refuse)


def refuse(*, connection: Any, **_: object) -> None:
    """Receive connection_created. Raises HalfRestored."""
    if _is_marked(connection):
        connection.close()  # else the next question would be asked on it
        raise HalfRestored(f"{WHAT[0].upper()}{WHAT[1:]}. {MEND}")


def stands() -> bool:
    """Say whether a restore has begun, here or elsewhere, and was not finished."""
    return _is_marked(connection)


def lines() -> list[str]:
    """Return what that restore has to take back again."""
    if not stands():
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT line FROM {TABLE} WHERE line <> %s", [LOADED])  # noqa: S608 - a name of ours
        return [line for (line,) in cursor.fetchall()]


@transaction.atomic
def mark(to_take_back: Iterable[str]) -> None:
    """Begin a restore. What an earlier one left to be taken back stays to be taken back."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (line text NOT NULL)")
        cursor.executemany(
            f"INSERT INTO {TABLE} VALUES (%s)",  # noqa: S608 - a name of ours
            [(line,) for line in to_take_back],
        )


@transaction.atomic
def lift() -> None:
    """Open the site: everything is taken back again."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


@transaction.atomic
def lift_unless_loaded() -> bool:
    """Open the site if the database is as it was before the restore; say whether it is.

    A program that was stopped, or lost its connection, may have loaded all the same: the table's lock waits
    until the server has ended that, one way or the other.
    """
    if not stands():
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(f"SELECT 1 FROM {TABLE} WHERE line = %s", [LOADED])  # noqa: S608 - a name of ours
        if cursor.fetchone():
            return False
    lift()
    return True


def _is_marked(line: Any) -> bool:
    if line.vendor != "postgresql":
        return False
    with line.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [TABLE])
        return bool(cursor.fetchone()[0])
