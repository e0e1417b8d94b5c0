"""Make a backup: a moment of the database, the pictures, the list of erasures, in one file."""

import errno
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.picture_copies import ENDINGS, WIDTHS, copy_name
from clinic_cms import disk
from clinic_cms.backups import BackupError, insist_on_the_owner, sealing, snapshots
from clinic_cms.backups.archive import ERASURES, MEDIA, Manifest, Writer
from clinic_cms.database_words import first_line
from comments import erasure_list, replaying

LAST = "last-backup.json"  # in DATA_DIR: what `manage.py doctor` reads
KEPT_ANYHOW = 3  # backups, however old: a clock that jumps must not delete them all
NAME = re.compile(r"clinic-(\d{8}T\d{6})Z\.tar(\.\w+)?")
STAMP = "%Y%m%dT%H%M%S"
DAY = 24 * 3600


@dataclass(frozen=True)
class Made:
    """A backup that is on the disk. ``missing``: pictures that rows name, and that are not there."""

    file: Path
    parts: int
    missing: list[str]


def make(target: Path, recipient: str = "") -> Made:
    """Write a backup to a file, or into a folder under a name with its time. Raises BackupError."""
    data = insist_on_the_owner()
    now = timezone.now()
    ending = sealing.ending(recipient)
    if target.is_dir():
        target /= f"clinic-{now:{STAMP}}Z.tar{ending}"
    elif ".tar" not in target.suffixes:
        raise BackupError(
            f"There is no folder {target}, and a backup's file would end in .tar{ending}."
        )
    _refuse_to_write_over(target)
    _refuse_to_publish(target)
    _sweep(
        [
            *data.glob(".backup-*"),
            *data.glob(".restore-*"),
            *target.parent.glob(".clinic-*.partial"),
        ]
    )
    with _disk_room(), _partial(target) as partial:
        with (
            tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as work,
            partial.open("wb") as out,
        ):
            with sealing.encrypting(out, recipient) as sealed:
                parts, missing = _write(Writer(sealed), Path(work), now)
            out.flush()
            os.fsync(out.fileno())
        _refuse_to_write_over(target)  # again: another one may have begun in the same second
        partial.rename(target)
        _sync(target.parent)
        said = {"at": now.isoformat(), "file": str(target), "bytes": target.stat().st_size}
        beside = data / f"{LAST}.new"
        beside.write_text(json.dumps(said), encoding="utf-8")
        beside.replace(data / LAST)
    return Made(target, parts, missing)


def forget_older(folder: Path, days: int) -> list[Path]:
    """Delete the backups of a folder that are older, but never the newest few. Return which."""
    limit = timezone.now() - timedelta(days=days)
    ours = sorted(
        (datetime.strptime(found[1] + "+0000", f"{STAMP}%z"), path)
        for path in folder.iterdir()
        if (found := NAME.fullmatch(path.name))
    )
    old = [path for at, path in ours[:-KEPT_ANYHOW] if at < limit]
    for path in old:
        path.unlink()
    return old


def _write(writer: Writer, work: Path, now: datetime) -> tuple[int, list[str]]:
    with snapshots.taken(work) as snapshot:
        # Written by the same file system as the pictures: what is younger is not of this moment.
        moment = snapshot.file.stat().st_mtime_ns
        writer.add(snapshot.part, snapshot.file)
        snapshot.file.unlink()
        erasures = work / ERASURES
        kept = settings.DATA_DIR / ERASURES
        if kept.exists():
            shutil.copyfile(kept, erasures)
        try:
            replaying.export(erasures)
        except erasure_list.BadLine as error:
            raise BackupError(
                f"{kept}: {error}. Mend or take out this line, or put your newest copy of the file in its "
                "place; nothing was kept of this backup."
            ) from error
        writer.add(ERASURES, erasures)
        # Pictures are never changed and never deleted: all that the snapshot names are still there.
        media = Path(settings.MEDIA_ROOT)
        named = list(_named())
        # With their copies, whatever their time: a clock that was ahead gave them one that is to come.
        ours = {copy_name(name, w, e) for name in named for w in WIDTHS for e in ENDINGS} | {*named}
        for file in sorted(path for path in media.rglob("*") if path.is_file()):
            name = file.relative_to(media).as_posix()
            if name in ours or file.stat().st_mtime_ns <= moment:
                writer.add(f"{MEDIA}/{name}", file)
        missing = [name for name in named if f"{MEDIA}/{name}" not in writer.parts]
        writer.finish(_about(snapshot, now, missing))
    return len(writer.parts), missing


def _named() -> Iterator[str]:
    """Yield the files that rows name."""
    for model in django.apps.apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                rows = model._default_manager.exclude(**{field.name: ""})
                yield from rows.values_list(field.name, flat=True)


def _about(snapshot: snapshots.Snapshot, now: datetime, missing: list[str]) -> Manifest:
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    return {
        "made_at": now.isoformat(),
        "site": settings.SITE_URL,
        "database": {"engine": snapshot.engine, "version": snapshot.version},
        "django": django.get_version(),
        "migrations": migrations,
        "missing_media": missing,
    }


def _refuse_to_write_over(target: Path) -> None:
    if target.exists():
        raise BackupError(f"{target} is there already, and nothing is written over it.")


def _refuse_to_publish(target: Path) -> None:
    """Raise BackupError for a folder whose files are given to whoever asks for them."""
    folder = target.parent.resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        if folder.is_relative_to(Path(getattr(settings, name)).resolve()):
            raise BackupError(
                f"{target.parent} lies in {name}: everybody could fetch the backup from there. Name a "
                "folder outside of it."
            )


def _sweep(left: list[Path]) -> None:
    """Delete what a run left that was ended by force a day ago or earlier: it holds the database."""
    for path in left:
        if path.stat().st_mtime < time.time() - DAY:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """Yield a file beside the target that is gone afterwards, whatever happened."""
    try:
        handle, name = tempfile.mkstemp(prefix=".clinic-", suffix=".partial", dir=target.parent)
    except OSError as error:
        raise BackupError(f"{target.parent} cannot be written to: {error.strerror}.") from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _disk_room() -> Iterator[None]:
    """Say what was in the way of writing."""
    try:
        yield
    except (OSError, django.db.DatabaseError) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        # SQLite calls it an I/O error where it cannot even begin to read.
        if full or disk.complaint(disk.FULL):
            raise BackupError(
                f"The disk is full, and nothing was kept of this backup ({error}). "
                f"It needs room in DATA_DIR ({settings.DATA_DIR}) for the database, and in its "
                "own folder for everything."
            ) from error
        raise BackupError(
            f"The backup failed, and nothing was kept of it: {first_line(error)}. "
            "`manage.py doctor` says more."
        ) from error


def _sync(folder: Path) -> None:
    """See to it that the new name itself is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
