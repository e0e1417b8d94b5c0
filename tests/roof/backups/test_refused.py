"""Backups that must not be restored, and backups that cannot be made."""

import hashlib
import io
import json
import os
import resource
import signal
import sqlite3
import tarfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from clinic_cms.backups import BackupError, archive, loading, making, restoring
from clinic_cms.clinic.models import User
from comments import erasure_list, replaying
from comments.erasure_list import Entry, Kind
from tests.roof.backups.test_round_trip import wipe

pytestmark = pytest.mark.django_db(transaction=True)


def spoil(file: Path, old: bytes, new: bytes) -> None:
    data = file.read_bytes()
    assert data.count(old) >= 1
    file.write_bytes(data.replace(old, new, 1))


@pytest.mark.once
@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda f: spoil(f, b"picturepicture", b"picturepictuRe"), "media/a.png is not what was written"),
        (lambda f: spoil(f, b'"made_at"', b'"made_aT"'), "manifest.json is not what was written"),
        (lambda f: rebuilt(f, named={"media/a.png": "media/../b"}), "no part of a backup"),
        (lambda f: rebuilt(f, named={"media/a.png": "."}), "no part of a backup"),
        (lambda f: os.truncate(f, f.stat().st_size // 3), "damaged at database"),
        (lambda f: os.truncate(f, f.read_bytes().index(b"manifest.json")), "has no manifest"),
        (lambda f: f.write_bytes(b"Dear all,"), "is no backup"),
        (lambda f: f.write_bytes(b""), "is no backup"),
        (lambda f: rebuilt(f, migrations={"articles": ["0999_later"]}), "articles.0999_later"),
        (lambda f: rebuilt(f, database={"engine": "oracle"}), "of a oracle database"),
        (lambda f: rebuilt(f, database={}), "manifest.json is none that this version reads"),
        (lambda f: rebuilt(f, migrations=[]), "manifest.json is none that this version reads"),
        (lambda f: sealed(f, b"{"), "manifest.json is none that this version reads"),
        (lambda f: sealed(f, b"[]"), "manifest.json is none that this version reads"),
        (lambda f: rebuilt(f, named=dict.fromkeys(archive.DATABASES, "media/d")), r"holds no \w+ data"),
        (lambda f: None, "not empty"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(made, place, how, said):
    how(made)
    (place / "media" / "a.png").write_bytes(b"as it was")
    with pytest.raises(CommandError, match=said):
        call_command("restore", str(made))
    assert (place / "media" / "a.png").read_bytes() == b"as it was"
    assert User.objects.filter(username="author").exists()
    assert not list(place.glob(".*"))


@pytest.mark.once
def test_a_migration_s_earlier_name_is_no_newer_version(made):
    """It goes as far as the next question: what is in the database."""
    rebuilt(made, migrations={"comments": ["0012_fewer_indexes_of_replies"]})
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(made))


def test_a_database_in_use_is_left_alone(made, place):
    sqlite = connection.vendor == "sqlite"
    other = sqlite3.connect(connection.settings_dict["NAME"]) if sqlite else connection.copy()
    try:
        other.cursor().execute("SELECT 1 FROM django_migrations")
        with pytest.raises(CommandError, match="Somebody else is connected"):
            call_command("restore", str(made), replace=True)
    finally:
        other.close()
    assert User.objects.filter(username="author").exists()


@pytest.mark.postgresql
def test_a_site_that_has_a_role_of_its_own_is_in_use_too(made):
    """Who may only read (a monitor, a copy of the database) keeps no restore from being made."""
    params = connection.get_connection_params() | {"password": "x"}
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE other LOGIN PASSWORD 'x'")
    other = psycopg2.connect(**params | {"user": "other"})
    try:
        for right, refused in (("SELECT", False), ("UPDATE", True)):
            with connection.cursor() as cursor:
                cursor.execute(f"GRANT {right} ON clinic_user TO other")
            if refused:
                with pytest.raises(BackupError, match="Other connections: 1"):
                    loading.refuse_if_in_use()
            else:
                loading.refuse_if_in_use()
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("DROP OWNED BY other; DROP ROLE other")


def test_another_program_s_database_is_left_alone(made, place):
    """Nothing of a clinic is in it, and DATABASE_URL may name it by a slip."""
    wipe(place)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE billing (owed integer)")
        cursor.execute("INSERT INTO billing VALUES (7)")
    with pytest.raises(CommandError, match="none of ours: billing"):
        call_command("restore", str(made))
    with connection.cursor() as cursor:
        cursor.execute("SELECT owed FROM billing")
        assert cursor.fetchone() == (7,)
    call_command("restore", str(made), replace=True)
    assert "billing" not in connection.introspection.table_names()


def rename_a_column(old: str, new: str) -> None:
    """Let the database lack what this version asks for, as one of another version does."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE comments_erasure RENAME COLUMN {old} TO {new}")


def test_a_database_whose_migrations_have_not_run_is_no_riddle(place, clinic):
    rename_a_column("reports", "moved")
    try:
        with pytest.raises(CommandError, match=r"nothing was kept.*doctor"):
            call_command("backup", str(place))
    finally:
        rename_a_column("moved", "reports")
    assert not list(place.glob("*.tar"))


def test_a_later_version_s_database_is_replaced_with_its_list(made, place, capsys):
    """As deploy/README.md says of the way back to an earlier version."""
    apart = place.parent / "apart.jsonl"
    replaying.export(apart)
    rename_a_column("reports", "moved")
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match=r"replay_erasures --export .*Nothing was changed"):
            call_command("restore", str(made), replace=True)
    call_command("restore", str(made), replace=True, erasures=apart)
    assert "does not say what was taken back" in capsys.readouterr().out
    assert User.objects.filter(username="author").exists()
    assert list(replaying.kept()) == []


@pytest.mark.postgresql
def test_what_an_administrator_added_is_no_dead_end(place, clinic):
    """A type, a schema, a publication: pg_dump takes it along, and only a new database has room for it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TYPE mood AS ENUM ('calm')")
    try:
        file = making.make(place / "b.tar").file
        with pytest.raises(CommandError, match=r'"mood" already exists.*as it was.*new database'):
            call_command("restore", str(file), replace=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TYPE mood")


def rebuilt(file: Path, named: dict[str, str] | None = None, **about: object) -> None:
    """Write a backup anew with another manifest, as a later version would, or with other names."""
    folder = file.parent.parent / "parts"
    with file.open("rb") as source:
        manifest = archive.unpack(source, folder)
    with file.open("wb") as out:
        writer = archive.Writer(out)
        for name in manifest["parts"]:
            writer.add((named or {}).get(name, name), folder / name)
        writer.finish(manifest | about)


def sealed(file: Path, manifest: bytes) -> None:
    """Write a backup of nothing, with a sound seal under any manifest."""
    with tarfile.open(file, "w") as tar:
        seal = hashlib.sha256(manifest).hexdigest().encode()
        for name, data in ((archive.MANIFEST, manifest), (archive.SEAL, seal)):
            tar.addfile(archive._entry(name, len(data)), io.BytesIO(data))


@pytest.mark.sqlite
def test_a_database_that_cannot_be_unpacked_is_named(made, monkeypatch):
    monkeypatch.setattr(loading.shutil, "copyfileobj", lambda *args: zlib.decompress(b"junk"))
    with pytest.raises(CommandError, match=r"cannot be unpacked.*as it was"):
        call_command("restore", str(made), replace=True)


def test_nothing_is_written_over_and_old_ones_go(made, place, clock):
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(made))
    (place / ".backup-killed").mkdir()
    (place / ".restore-killed").mkdir()
    (place / ".clinic-killed.partial").touch()
    for left in place.glob(".*"):
        os.utime(left, (0, 0))
    for _ in range(5):
        call_command("backup", str(place), keep_days=1)
        clock.tick(days=1, hours=1)
    assert len(list(place.glob("clinic-*.tar"))) == making.KEPT_ANYHOW
    assert (place / making.LAST).exists()
    assert not list(place.glob(".*"))


@pytest.mark.once
def test_of_two_at_the_same_time_the_second_does_not_replace_the_first(place, clinic, monkeypatch):
    """Both began in the same second, or were given the same name: neither saw the other's file yet."""
    export = replaying.export

    def meanwhile(path: Path) -> int:
        (place / "b.tar").write_bytes(b"of the first")
        return export(path)

    monkeypatch.setattr(replaying, "export", meanwhile)
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(place / "b.tar"))
    assert (place / "b.tar").read_bytes() == b"of the first"
    assert not list(place.glob(".*"))


@pytest.mark.once
def test_a_folder_that_is_not_there_does_not_become_a_file(place):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(place / "backups"))
    assert not (place / "backups").exists()


@pytest.mark.once
def test_days_to_come_delete_nothing(place):
    with pytest.raises(CommandError, match="0 or more"):
        call_command("backup", str(place), "--keep-days=-5")
    assert not list(place.glob("*.tar"))


@contextmanager
def full_disk() -> Iterator[None]:
    """Limit the size of a file: writing beyond it fails as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, was)


def test_a_full_disk_leaves_nothing_behind(place, clinic):
    with full_disk(), pytest.raises(CommandError, match=r"nothing was kept|pg_dump failed"):
        call_command("backup", str(place))
    assert not [path for path in place.iterdir() if path.name.startswith((".", "clinic-"))]


@pytest.mark.sqlite
def test_a_full_disk_is_not_taken_for_somebody_else(made, place):
    User.objects.filter(username="author").update(first_name="Later")
    # Which step finds it full depends on how much the database's file and its log hold by now.
    with full_disk(), pytest.raises(CommandError, match="database is as it was") as caught:
        call_command("restore", str(made), replace=True)
    assert "Somebody else" not in str(caught.value)
    assert User.objects.get(username="author").first_name == "Later"


@pytest.mark.once
def test_a_full_disk_leaves_the_list_of_erasures_as_it_was(made, place, monkeypatch):
    """What it knew that no database and no backup knows would be lost for good."""
    line = {"at": "2026-01-01T00:00:00+00:00", "address": "ab" * 32, "replies": ["x" * 9] * 9_000}
    kept = place / archive.ERASURES
    kept.write_text(f"{json.dumps(line)}\n")
    before = kept.read_bytes()
    with ExitStack() as full:
        # The disk fills up with the pictures; the list is written next.
        monkeypatch.setattr(
            restoring, "_place_media", lambda staged: full.enter_context(full_disk()) or 0
        )
        with pytest.raises(CommandError, match="database is as it was"):
            call_command("restore", str(made), replace=True)
    assert kept.read_bytes() == before
    assert not list(place.glob("*.new"))


@pytest.mark.once
@pytest.mark.parametrize("line", [b'{"at": "2026-', b"\xff\xfe", b"\0\0\0"])
def test_a_list_of_erasures_that_cannot_be_read_is_named(place, clinic, line):
    (place / archive.ERASURES).write_bytes(b"\n" + line)
    with pytest.raises(CommandError, match=r"data/erasures\.jsonl: line 2 .*nothing was kept"):
        call_command("backup", str(place))
    assert not list(place.glob("*.tar"))


def test_a_tar_anyone_can_open(made):
    with tarfile.open(made) as tar:
        names = tar.getnames()
    assert names[-2:] == ["manifest.json", "manifest.sha256"]
    assert "media/a.png" in names
    assert names[0].startswith("database.")
    assert archive.ERASURES in names


@pytest.mark.once
@pytest.mark.parametrize(("server", "line"), [(160_004, "-- "), (170_000, "SET")])
def test_an_older_server_is_not_told_what_it_does_not_know(tmp_path, server, line):
    script = tmp_path / "load.sql"
    script.write_text("SET lock_timeout = 0;\nSET transaction_timeout = 0;\nCREATE TABLE a ();\n")
    loading._leave_out_what_it_does_not_know(script, server)
    assert script.read_text().splitlines()[1] == f"{line} transaction_timeout = 0;"


@pytest.mark.once
def test_of_two_lists_written_at_once_none_loses_what_the_other_added(tmp_path, monkeypatch):
    """The daily run and somebody's own export: each reads the list, adds to it and writes it anew."""
    file, inside, go_on = tmp_path / archive.ERASURES, threading.Event(), threading.Event()

    def kept() -> Iterator[Entry]:
        name = threading.current_thread().name
        if name == "first":
            inside.set()
            go_on.wait(10)
        yield Entry([name], "", timezone.now(), Kind.WITHDRAWN)

    monkeypatch.setattr(replaying, "kept", kept)
    both = [
        threading.Thread(target=replaying.export, args=[file], name=name)
        for name in ("first", "second")
    ]
    both[0].start()
    inside.wait(10)
    both[1].start()
    both[1].join(0.5)
    go_on.set()
    for thread in both:
        thread.join()
    assert {name for entry in erasure_list.read(file) for name in entry.names} == {
        "first",
        "second",
    }
    assert list(tmp_path.iterdir()) == [file]
