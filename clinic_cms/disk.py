"""How much room is left where the pictures, and SQLite's file, lie."""

import shutil
from pathlib import Path

from django.conf import settings

MIB = 1024 * 1024
FULL = 16 * MIB  # below it SQLite cannot be sure to write
LOW = 512 * MIB  # some weeks of a clinic's pictures


def free() -> int:
    """Return the bytes that are free for us in DATA_DIR. Raises OSError when it is not there."""
    return shutil.disk_usage(Path(settings.DATA_DIR)).free


def complaint(limit: int = LOW) -> str:
    """Return what is wrong with the room on the disk, in words, or an empty text."""
    try:
        left = free()
    except OSError as error:
        return f"DATA_DIR cannot be read: {error.strerror}"
    return f"{left // MIB} MiB are left" if left < limit else ""
