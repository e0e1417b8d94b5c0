"""A database with every migration run, made once for all processes of a run.

The migrations take twelve seconds of a processor. `make test` runs them once on each kind of database and
names the result in TESTS_MIGRATED; each test database and each clinic for the browser begins as a copy.
Without that name each of them runs the migrations itself.
"""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg2
from django.core.management import call_command
from django.db import connection

NAME = "migrated"


def address() -> str:
    return os.environ.get("TESTS_MIGRATED", "")


def template() -> str:
    """Return what CREATE DATABASE says to begin with the copy: nothing, where there is none."""
    return f" TEMPLATE {NAME}" if address() else ""


def copy_to(file: Path) -> None:
    """Begin a SQLite database in a file."""
    if address():
        shutil.copyfile(urlsplit(address()).path, file)


def fill(*, connection: Any, **_: Any) -> None:
    """Fill SQLite's test database in memory when it is opened first."""
    database = connection.connection
    if connection.vendor != "sqlite" or "mode=memory" not in str(connection.settings_dict["NAME"]):
        return
    if database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0] == 0:
        with contextlib.closing(sqlite3.connect(urlsplit(address()).path)) as made:
            made.backup(database)


def make() -> None:
    """Run the migrations on the database that DATABASE_URL names; on PostgreSQL, make it first."""
    where = os.environ["DATABASE_URL"]
    if where.startswith("postgres"):
        server = psycopg2.connect(urlsplit(where)._replace(path="/postgres").geturl())
        server.autocommit = True
        with contextlib.closing(server), server.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {NAME}")
    django.setup()
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":  # all of it in one file, which can be copied
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    import tests.plugins.surroundings  # noqa: F401 - what settings.py insists on

    make()
