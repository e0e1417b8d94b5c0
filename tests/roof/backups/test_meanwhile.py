"""What others do to the database while it is backed up or restored."""

import sqlite3
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic_cms.backups import BackupError, archive, making
from clinic_cms.clinic.models import User
from comments import replaying

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.postgresql
def test_a_table_that_is_rebuilt_meanwhile_is_not_backed_up_empty(place, clinic, author):
    """To a snapshot from before a migration that rebuilds a table, PostgreSQL shows it without its rows."""
    params = connection.get_connection_params()
    migrating, watching = psycopg2.connect(**params), psycopg2.connect(**params)
    watching.autocommit = True
    cursor = migrating.cursor()
    cursor.execute(
        "ALTER TABLE clinic_user ALTER last_name TYPE varchar(150) USING last_name || ''"
    )

    def finish() -> None:
        """End the migration as soon as the backup waits for it."""
        with watching.cursor() as look:
            for _ in range(100):
                look.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
                if look.fetchone():
                    break
                time.sleep(0.1)
        migrating.commit()

    other = threading.Thread(target=finish)
    other.start()
    try:
        file = making.make(place / "b.tar").file
    finally:
        other.join()
        migrating.close()
        watching.close()
    with file.open("rb") as source:
        archive.unpack(source, place / "parts")
    dump = str(place / "parts" / archive.DATABASES[1])
    rows = subprocess.run(
        ["pg_restore", "--data-only", "--table=clinic_user", "--file=-", dump],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert author.username in rows


@pytest.mark.sqlite
def test_a_site_that_starts_meanwhile_keeps_its_database(made, place, monkeypatch):
    """It has the old file open: the log of that would be taken for the new one's."""
    User.objects.filter(username="author").update(first_name="Later")
    name, started = connection.settings_dict["NAME"], []
    replay = replaying.replay

    def site(entries: Any) -> replaying.Replayed:
        started.append(sqlite3.connect(name))
        for asked in ("PRAGMA journal_mode=WAL", "SELECT 1 FROM django_migrations"):
            started[0].execute(asked).fetchall()
        return replay(entries)

    monkeypatch.setattr(replaying, "replay", site)
    try:
        with pytest.raises(CommandError, match="Somebody else is connected"):
            call_command("restore", str(made), replace=True)
    finally:
        started[0].close()
    assert User.objects.get(username="author").first_name == "Later"
    assert not [path for path in place.iterdir() if "restor" in path.name]


@pytest.mark.once
@pytest.mark.parametrize("folder", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_a_backup_that_everybody_could_fetch_is_not_made(place, settings, folder):
    settings.STATIC_ROOT = place.parent / "static"
    inside = Path(getattr(settings, folder)) / "backups"
    inside.mkdir(parents=True)
    with pytest.raises(BackupError, match=f"{folder}.*everybody"):
        making.make(inside)
    (place / "link").symlink_to(inside)
    with pytest.raises(BackupError, match="everybody"):
        making.make(place / "link" / "b.tar")
    assert list(inside.iterdir()) == []
