"""Put a backup's database in place of ours: on SQLite as a new file, on PostgreSQL in one transaction."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection

from clinic_cms.backups import BackupError
from clinic_cms.backups.archive import DATABASES
from clinic_cms.backups.snapshots import program, run
from clinic_cms.clinic import half_restored
from clinic_cms.clinic.models import User
from clinic_cms.database_words import first_line

IN_USE = (
    "Somebody else is connected to the database: stop the web server, the worker and what runs daily, "
    "then restore again. The database is as it was before."
)
TAKEN = " already exists"  # of what EMPTY leaves: types, other schemas, publications
# What lies in our schema, but for what belongs to an extension, and the mark of a restore. Later objects go
# with the earlier ones.
EMPTY = f"""
DO $$ DECLARE found record; BEGIN
FOR found IN SELECT format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass) AS command FROM pg_class c
    WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p')
    AND relname <> '{half_restored.TABLE}'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  UNION ALL SELECT format('DROP SEQUENCE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class c
    WHERE relnamespace = current_schema::regnamespace AND relkind = 'S'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i', 'a'))
  UNION ALL SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc p
    WHERE pronamespace = current_schema::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %s CASCADE', oid::regconfig)
    FROM pg_ts_config t WHERE cfgnamespace = current_schema::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
  UNION ALL SELECT format('DROP TEXT SEARCH DICTIONARY IF EXISTS %s CASCADE', oid::regdictionary)
    FROM pg_ts_dict t WHERE dictnamespace = current_schema::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
LOOP EXECUTE found.command; END LOOP; END $$;
"""  # noqa: S608 - a name of ours


def load(staged: Path, to_take_back: Iterable[str], complete: Callable[[], None]) -> None:
    """Load the database of an unpacked backup, then call ``complete`` on it.

    On SQLite ``complete`` works on the new file before it takes the old one's place, on PostgreSQL on the
    database itself, after the one transaction that loads it: the site is shut from before that, and it is
    ``complete`` that opens it. Raises BackupError.
    """
    if connection.vendor == "sqlite":
        _sqlite(staged / DATABASES[0], complete)
    else:
        with _shut(to_take_back):
            # Again: who was connected before it was shut did not see that it is.
            refuse_if_in_use()
            _postgresql(staged / DATABASES[1])
        complete()


def refuse_if_in_use() -> None:
    """Raise BackupError when another process is connected."""
    if connection.vendor == "sqlite":
        connection.close()
        if not _file().exists():
            return
        try:
            # Leaving write-ahead mode takes everybody else's absence, and empties the log into the file.
            with closing(sqlite3.connect(_file(), timeout=1, isolation_level=None)) as database:
                [mode] = database.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:  # above all a full disk
                raise BackupError(
                    f"{_file()} cannot be written: {error}. The database is as it was before; "
                    "`manage.py doctor` says more."
                ) from error
            raise BackupError(f"{IN_USE} SQLite said: {error}") from error
        except sqlite3.DatabaseError:
            return  # what is there is no database any more: it cannot be in use
        if mode != "delete":
            raise BackupError(IN_USE)
        return
    with connection.cursor() as cursor:
        # Of our role, or another that the site may run as. Superusers' and readers' lines are a provider's.
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity JOIN pg_roles role ON role.oid = usesysid "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND (usename = current_user "
            "OR NOT rolsuper AND has_table_privilege(usesysid, to_regclass(%s), 'UPDATE'))",
            [User._meta.db_table],
        )
        [others] = cursor.fetchone()
    if others:
        raise BackupError(f"{IN_USE} Other connections: {others}.")


@contextmanager
def _shut(to_take_back: Iterable[str]) -> Iterator[None]:
    """Shut the site. What fails inside opens it again, if the database is what it was."""
    try:
        half_restored.mark(to_take_back)
        yield
    except (Exception, KeyboardInterrupt) as error:
        why = first_line(error) or "Interrupted."
        try:
            connection.close()
            opened = half_restored.lift_unless_loaded()
        except (DatabaseError, InterfaceError) as away:
            raise BackupError(
                f"{why} What became of the database is not known: {first_line(away)}. The site stays "
                f"shut. {half_restored.MEND}"
            ) from error
        if not opened:
            raise BackupError(
                f"{why} The backup's database is loaded, and the site is shut. {half_restored.MEND}"
            ) from error
        if isinstance(error, DatabaseError):
            raise BackupError(f"{why}. The database is as it was before.") from error
        raise


def _sqlite(packed: Path, complete: Callable[[], None]) -> None:
    old = _file()
    new = old.with_name(f"{old.name}.restoring")
    for path in _with_logs(new):
        path.unlink(missing_ok=True)
    try:
        try:
            with gzip.open(packed) as source, new.open("xb") as out:
                shutil.copyfileobj(source, out, 1024 * 1024)
        except (EOFError, zlib.error) as error:
            raise BackupError(
                f"The backup's database cannot be unpacked: {error}. The database is as it was before."
            ) from error
        name = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = str(new)
        try:
            complete()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError as error:  # what ``complete`` itself meets comes with its own words
            raise BackupError(f"{error}. The database is as it was before.") from error
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name
        with new.open("rb+") as written:
            os.fsync(written.fileno())
        refuse_if_in_use()  # again: a site that was started meanwhile would go on with the old file
        # A log of the old file must not be taken for the new one's.
        for path in _with_logs(old)[1:]:
            path.unlink(missing_ok=True)
        new.replace(old)
    finally:
        for path in _with_logs(new):
            path.unlink(missing_ok=True)


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _with_logs(file: Path) -> list[Path]:
    return [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))]


def _postgresql(dump: Path) -> None:
    """Empty our schema and load the dump into it in one transaction: all of it, or nothing."""
    empty, script = dump.with_name("empty.sql"), dump.with_name("load.sql")
    empty.write_text(half_restored.HAS_LOADED + EMPTY, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [program("pg_restore"), "--no-owner", "--no-acl", "--no-comments", f"--file={script}", dump],
        capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    if done.returncode:
        raise BackupError(
            f"pg_restore cannot read the backup: {done.stderr.strip()[-600:]} Nothing was changed."
        )
    with connection.cursor():
        _leave_out_what_it_does_not_know(script, connection.pg_version)  # type: ignore[attr-defined]
    connection.close()
    try:
        run("psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction",
            "--set=ON_ERROR_STOP=1", f"--file={empty}", f"--file={script}")  # fmt: skip
    except BackupError as error:
        theirs = (
            " It is none of ours, and stands in the way: restore into a new database (`createdb`), and "
            "name that in DATABASE_URL."
        )
        raise BackupError(
            f"{error}. The database is as it was before.{theirs if TAKEN in str(error) else ''}"
        ) from error


def _leave_out_what_it_does_not_know(script: Path, server: int) -> None:
    """Make a comment of a setting that programs of version 17 write, and that older servers refuse."""
    setting = b"SET transaction_timeout"
    with script.open("r+b") as file:
        at = file.read(4096).find(setting)
        if at >= 0 and server < 170_000:
            file.seek(at)
            file.write(b"-- ")  # as long as SET
