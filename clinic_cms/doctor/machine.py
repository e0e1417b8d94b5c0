"""The machine: room, folders, static files, clock."""

import errno
import filecmp
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import ArticleEvent
from clinic_cms import disk
from clinic_cms.doctor.finding import Finding, Say
from comments.models import Comment

TRIED = disk.MIB  # bytes that are written to see that there is room
APART = 60.0  # seconds: more than two clocks differ that are set by the network
AHEAD = timedelta(minutes=2)


def disk_has_room(say: Say, full: bool) -> Iterator[Finding]:
    """Write to DATA_DIR, and say how much room is left."""
    folder = Path(settings.DATA_DIR)
    do = f"Make room on the disk of {folder}: old backups and logs first."
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * TRIED)
            file.flush()
    except OSError as error:
        no_room = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        ours = f"Make the folder {folder}, writable for the user that the site runs as."
        yield say.broken(
            f"nothing can be written to DATA_DIR: {error.strerror}", do if no_room else ours
        )
        return
    if wrong := disk.complaint(disk.FULL):
        yield say.broken(f"the disk is full: {wrong} in {folder}", do)
    elif wrong := disk.complaint():
        yield say.warning(f"the disk fills up: {wrong} in {folder}", do)
    else:
        yield say.ok(f"{disk.free() // disk.MIB} MiB are free in {folder}")


def media_can_be_written(say: Say, full: bool) -> Iterator[Finding]:
    """See whether pictures can be stored."""
    folder = Path(settings.MEDIA_ROOT)
    there = folder if folder.exists() else folder.parent
    try:
        with tempfile.TemporaryFile(dir=there):
            yield say.ok(f"{folder} can be written to")
    except OSError as error:
        yield say.broken(
            f"no picture can be stored in {folder}: {error.strerror}",
            "Give the folder to the user that the site runs as.",
        )


def static_files_are_collected(say: Say, full: bool) -> Iterator[Finding]:
    """Compare our style sheets and scripts with what is served."""
    root = Path(settings.STATIC_ROOT)
    if root.resolve().is_relative_to(Path(settings.DATA_DIR).resolve()):
        yield say.warning(
            f"{root} lies in DATA_DIR, which nginx must not read",
            "Set STATIC_ROOT to a folder beside it, run `manage.py collectstatic`, and tell nginx.",
        )
    ours = [
        (folder, file.relative_to(folder))
        for folder in map(Path, settings.STATICFILES_DIRS)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    other = [
        str(name)
        for folder, name in ours
        if not (root / name).is_file() or not filecmp.cmp(folder / name, root / name, shallow=False)
    ]
    if other:
        yield say.broken(
            f"{len(other)} of {len(ours)} files in {root} are missing or old, {other[0]} among them",
            "Run `manage.py collectstatic --no-input`.",
        )
    else:
        yield say.ok(f"{len(ours)} files in {root} are those of this version")


def clock_is_right(say: Say, full: bool) -> Iterator[Finding]:
    """Compare our clock with the database's, with the file system's, and with what was written before."""
    do = "Set the clock by the network (`timedatectl set-ntp true`), then restart the site."
    wrong = [
        f"it differs from {whose} by {abs(seconds):,.0f} seconds"
        for whose, seconds in (
            ("the database's", _after_the_database()),
            ("the file system's", _after_the_files()),
        )
        if abs(seconds) > APART
    ]
    newest = [
        model.objects.order_by(f"-{field}").values_list(field, flat=True).first()
        for model, field in (
            (ArticleEvent, "created_at"),
            (Comment, "created_at"),
            (DBTaskResult, "enqueued_at"),
        )
    ]
    ahead = max((at for at in newest if at), default=timezone.now()) - timezone.now()
    if ahead > AHEAD:
        wrong.append(f"rows were written {ahead} from now: it went back, or was ahead before")
    for what in wrong:
        yield say.broken(what, do)
    if not wrong:
        yield say.ok(f"it is {timezone.localtime():%Y-%m-%d %H:%M} in {settings.TIME_ZONE}")


def _after_the_database() -> float:
    """Return by how many seconds our clock is ahead of the server's. SQLite has none of its own."""
    if connection.vendor == "sqlite":
        return 0.0
    before = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        [at] = cursor.fetchone()
    return (before + time.time()) / 2 - float(at)


def _after_the_files() -> float:
    try:
        with tempfile.NamedTemporaryFile(dir=settings.DATA_DIR) as file:
            return time.time() - Path(file.name).stat().st_mtime
    except OSError:
        return 0.0  # the disk's own finding
