"""One moment of the database as a file: SQLite's own copy, or PostgreSQL's pg_dump."""

import gzip
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from clinic_cms.backups import BackupError
from clinic_cms.backups.archive import DATABASES
from clinic_cms.clinic import half_restored

PACKAGE = "On Debian or Ubuntu, as root: apt-get install postgresql-client"


@dataclass(frozen=True)
class Snapshot:
    """The copied database. ``part``: its name in the backup; ``version``: of the database server."""

    part: str
    file: Path
    engine: str
    version: str


@contextmanager
def taken(folder: Path) -> Iterator[Snapshot]:
    """Copy the database into a folder. On PostgreSQL, what is asked inside sees the same moment."""
    if connection.vendor == "sqlite":
        yield _sqlite(folder)
        return
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            # Before the moment is taken, by the first question: a table that a migration rebuilds after it
            # would look empty. That waits for us now, or we for it.
            if tables:
                cursor.execute(f"LOCK TABLE {tables} IN ACCESS SHARE MODE")
            cursor.execute("SELECT pg_export_snapshot()")
            [exported] = cursor.fetchone()
        yield _postgresql(folder, exported)


def left_out() -> list[str]:
    """Return the tables whose rows are not backed up: who is signed in, and what is counted for minutes."""
    return [Session._meta.db_table, str(settings.CACHES["table"]["LOCATION"])]


def _sqlite(folder: Path) -> Snapshot:
    copy = folder / "database.sqlite3"
    # Not a copy of its pages: unused ones still hold what was emptied and erased.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    with closing(sqlite3.connect(copy, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete=ON")
        there = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        for table in there.intersection(left_out()):
            database.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name of ours
    packed = folder / DATABASES[0]
    with copy.open("rb") as source, gzip.open(packed, "wb", compresslevel=6) as out:
        shutil.copyfileobj(source, out, 1024 * 1024)
    copy.unlink()
    return Snapshot(DATABASES[0], packed, "sqlite", sqlite3.sqlite_version)


def _postgresql(folder: Path, exported: str) -> Snapshot:
    server: int = connection.pg_version  # type: ignore[attr-defined]  # 150018: 15.18
    ours = _major(program("pg_dump"))
    if ours < server // 10_000:
        raise BackupError(
            f"pg_dump has the version {ours}, the server {server // 10_000}: an older one cannot "
            f"read it. Install the client of that version. {PACKAGE}-{server // 10_000}"
        )
    file = folder / DATABASES[1]
    skipped = [f"--exclude-table-data={table}" for table in left_out()]
    # The mark of a restore is this database's own; what it lists is in the list of erasures.
    skipped.append(f"--exclude-table={half_restored.TABLE}")
    run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={exported}",
        f"--file={file}", *skipped)  # fmt: skip
    return Snapshot(DATABASES[1], file, "postgresql", f"{server // 10_000}.{server % 10_000}")


def program(name: str) -> str:
    """Return where a program of PostgreSQL is. Raises BackupError."""
    if found := shutil.which(name):
        return found
    raise BackupError(f"{name} is needed, and is not installed. {PACKAGE}")


def run(name: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on our database, the password in its environment. Raises BackupError."""
    where, secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, arguments)
    done = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [program(name), *where[1:]],
        env={**os.environ, **(secrets or {}), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BackupError(f"{name} failed: {done.stderr.strip()[-600:]}")


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0
