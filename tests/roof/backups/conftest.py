"""An installation to back up, and a backup of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from clinic_cms.backups import making
from clinic_cms.clinic import half_restored
from clinic_cms.clinic.models import User


@pytest.fixture
def place(tmp_path: Path, settings: Any, request: pytest.FixtureRequest) -> Iterator[Path]:
    """An installation of its own: DATA_DIR, and on SQLite a file in place of the tests' own memory."""
    request.getfixturevalue("transactional_db")
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    if connection.vendor != "sqlite":
        yield settings.DATA_DIR
        half_restored.lift()  # what a test cut off would shut the others out
        return
    file = settings.DATA_DIR / "clinic.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    try:
        yield settings.DATA_DIR
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def made(place: Path, clinic: Any, author: User) -> Path:
    """A backup of little."""
    (place / "media").mkdir()
    (place / "media" / "a.png").write_bytes(b"picture" * 1000)
    return making.make(place / "backup.tar").file
