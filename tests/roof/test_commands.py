"""A command that the database lets down ends with a sentence, not with a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection

from clinic_cms import database_words
from clinic_cms.clinic import half_restored

HERE = Path(settings.BASE_DIR)
AWAY = "postgresql://clinic:secret@127.0.0.1:1/clinic"


def said(*command: str, **variables: str) -> str:
    """Return what `manage.py` writes to stderr; it has to fail."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=HERE, env={**os.environ, **variables}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    return done.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    "command",
    [
        ["send_digests"],
        ["purge_expired"],
        ["sync_roles"],
        ["verify_editions"],
        ["link_writers"],
        ["replay_erasures"],
        ["seed_demo", "--password=x"],
        ["db_worker", "--batch", "--no-startup-delay"],
        ["clearsessions"],
        ["migrate"],
    ],
    ids=lambda command: command[0],
)
def test_a_database_that_is_away(tmp_path, command):
    words = said(*command, DATABASE_URL=AWAY, DATA_DIR=str(tmp_path))
    assert "Traceback" not in words
    assert "The database does not do what is asked" in words
    assert "doctor" in words
    assert "secret" not in words


@pytest.mark.once
def test_a_database_without_tables(tmp_path):
    words = said(
        "send_digests", DATABASE_URL=f"sqlite:///{tmp_path}/a.sqlite3", DATA_DIR=str(tmp_path)
    )
    assert "Traceback" not in words
    assert "Run `manage.py migrate`" in words
    assert "Traceback" in said(
        "send_digests", "--traceback", DATABASE_URL=f"sqlite:///{tmp_path}/a.sqlite3"
    )


@pytest.mark.postgresql
def test_a_database_that_takes_nothing_in(db, tmp_path):
    name = connection.settings_dict["NAME"]
    url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    shut = "-c default_transaction_read_only=on"
    words = said("send_digests", DATABASE_URL=url, DATA_DIR=str(tmp_path), PGOPTIONS=shut)
    assert "Traceback" not in words
    assert "read-only" in words


@pytest.mark.once
@pytest.mark.parametrize(
    ("error", "do"),
    [
        (OperationalError("attempt to write a readonly database"), "names the server that writes"),
        (OperationalError("database is locked"), "Run this again"),
        (OperationalError("database or disk is full"), "Make room"),
        (OperationalError('database "clinic" does not exist'), "mend DATABASE_URL"),
        (IntegrityError("duplicate key\nDETAIL: Key (email)=(pat@reader.example)"), "key. `manage.py doc"),
        (half_restored.HalfRestored("A restore was cut off. Restore."), "A restore was cut off. Restore."),
    ],
)  # fmt: skip
def test_each_cause_has_its_remedy_and_no_reader_is_named(error, do):
    words = database_words.for_a_command(error)
    assert do in words
    assert "pat@" not in words
