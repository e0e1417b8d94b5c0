"""What SQLite cannot write: the doctor names the file or the folder, and whose it has to be."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from clinic_cms.doctor import reached
from clinic_cms.doctor.finding import Finding, Level, Say

pytestmark = pytest.mark.sqlite
NOBODY = 65534


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file in a folder that everybody may look into, of another person than we are then.

    Nothing is closed to root. Who is not root has files of their own, which they may not write.
    """
    with tempfile.TemporaryDirectory(prefix="clinic-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        file = folder / "clinic.sqlite3"
        file.touch(0o644)
        monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
        root = os.geteuid() == 0
        if root:
            os.setresuid(NOBODY, NOBODY, 0)
        yield file
        if root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o755)


def change(path: Path, mode: int) -> None:
    """Give a path these rights, as its owner."""
    us = os.getresuid()
    os.setresuid(us[2], us[2], us[2])
    path.chmod(mode)
    os.setresuid(*us)


def found() -> list[Finding]:
    return list(reached.database(Say("database"), False))


def assert_named(finding: Finding, path: Path) -> None:
    assert finding.level == Level.BROKEN
    assert f"SQLite may not write {path}" in finding.what
    assert f" {path}`" in finding.do
    assert finding.do.startswith(
        "`chmod u+rwX" if path.stat().st_uid == os.geteuid() else "It has to belong to the user"
    )


def test_the_folder_is_closed(db: None, database: Path) -> None:
    change(database.parent, 0o555)
    [finding] = found()
    assert_named(finding, database.parent)


def test_a_file_is_closed(db: None, database: Path) -> None:
    """SQLite itself would answer, and only the first reply of a reader would fail."""
    change(database.parent, 0o777)
    change(database, 0o444)
    log = database.with_name("clinic.sqlite3-wal")
    [finding] = found()
    assert_named(finding, database)
    change(database, 0o666)
    assert [finding.level for finding in found()] == [Level.OK]
    log.touch()
    change(log, 0o444)
    [finding] = found()
    assert_named(finding, log)


def test_a_folder_above_is_closed(
    db: None, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = database.parent / "below"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(folder / "clinic.sqlite3"))
    change(database.parent, 0)
    [finding] = found()
    assert f"SQLite may not write {folder}: a folder above it is closed" in finding.what
    assert finding.do.startswith("Let ")


def test_the_folder_is_not_there(db: None, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = database.parent / "elsewhere"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(folder / "clinic.sqlite3"))
    [finding] = found()
    assert f"is not there: {folder}" in finding.what
    assert f" {folder}`" in finding.do
