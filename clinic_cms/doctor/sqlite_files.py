"""SQLite's files: the database, what lies beside it, and the folder in which SQLite makes the latter."""

import errno
import os
import pwd
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clinic_cms.doctor.finding import Finding, Say

# Left behind by a command that root ran, each of them keeps the site from writing.
BESIDE = ("", "-wal", "-shm")
RIGHTS = (errno.EACCES, errno.EPERM)
ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # the disk's own finding


def not_to_be_written(say: Say, database: Path) -> Iterator[Finding]:
    """Name the folder, or else the files, that this process may not write, and whose they have to be."""
    folder = database.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileNotFoundError:
        yield say.broken(
            f"the folder of SQLite's file is not there: {folder}",
            f"Make it for the user that the site runs as: `install -d -o {_us()} {folder}`, if that is "
            f"{_us()}. Or mend DATA_DIR.",
        )
        return
    except OSError as error:
        if error.errno in RIGHTS:
            yield _closed(say, folder)
            return
        if error.errno not in ROOM:
            yield say.broken(
                f"SQLite cannot write in {folder}: {error.strerror}",
                "Mend the disk that it lies on, or how that is mounted.",
            )
            return
    for file in (database.with_name(database.name + end) for end in BESIDE):
        # Asked and not opened: to close it again would end the locks that SQLite has on it in this process.
        if file.exists() and not os.access(file, os.R_OK | os.W_OK):
            yield _closed(say, file)


def _closed(say: Say, where: Path) -> Finding:
    what = f"SQLite may not write {where}"
    try:
        owner = where.stat().st_uid
    except PermissionError:  # it lies in a folder that is closed to us
        return say.broken(
            f"{what}: a folder above it is closed to {_us()}",
            f"Let {_us()} into each, or ask again as the user that the site runs as.",
        )
    if owner == os.geteuid():
        return say.broken(
            f"{what}, though it belongs to {_us()}", f"`chmod u+rwX {where}` as that user."
        )
    return say.broken(
        f"{what}: it belongs to {_name(owner)}, and this runs as {_us()}",
        f"It has to belong to the user that the site runs as: `chown {_us()} {where}`, if that is {_us()}. "
        "If not, ask again as that user.",
    )


def _us() -> str:
    return _name(os.geteuid())


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # in containers, often
        return str(uid)
