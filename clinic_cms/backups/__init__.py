"""Backups: database and media in one file that proves itself, and the way back.

``making`` writes one, ``restoring`` reads it. The file is a plain tar (``archive``), encrypted if asked
(``sealing``); what is particular to SQLite and PostgreSQL stands in ``snapshots`` and ``loading``.
"""

import os
import pwd
from pathlib import Path

from django.conf import settings


class BackupError(Exception):
    """Why there is no backup, or why it was not restored, and what to do."""


def insist_on_the_owner() -> Path:
    """Return DATA_DIR. Raises BackupError for another user than the one that the site runs as.

    Files that root makes there, SQLite's own among them, could not be written by the site.
    """
    folder = Path(settings.DATA_DIR)
    if not folder.is_dir():
        raise BackupError(f"DATA_DIR is {folder}, and there is no such folder.")
    owner = folder.stat().st_uid
    if owner != os.geteuid():
        name = next((who.pw_name for who in pwd.getpwall() if who.pw_uid == owner), str(owner))
        raise BackupError(
            f"{folder} belongs to {name}. Run this as that user, for example with `sudo -u {name}`: "
            "the site could not write files that another one makes there."
        )
    return folder
