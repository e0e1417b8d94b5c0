"""Restore a backup: all of it is checked first, and what readers lost since does not come back."""

import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from articles.chain import broken_links
from articles.models import Article
from clinic_cms.backups import (
    BackupError,
    archive,
    insist_on_the_owner,
    loading,
    sealing,
    snapshots,
)
from clinic_cms.backups.archive import ERASURES, MEDIA, Manifest
from clinic_cms.clinic import half_restored
from clinic_cms.clinic.models import User
from clinic_cms.database_words import first_line
from comments import erasure_list, replaying, retention
from comments.erasure_list import Entry
from comments.models import Comment, Erasure

Say = Callable[[str], None]
SEARCH = "articles_search_"  # SQLite makes tables of its own for each that it searches
AFTERWARDS = (
    "The backup's database is loaded, and what has to follow was not done: {error}\n"
    f"The site stays shut. Mend the cause. {half_restored.MEND}"
)


class BrokenChain(BackupError):
    """The backup was restored, and its editions are not what was published."""


def restore(
    file: Path, say: Say, *, identity: str = "", erasures: Path | None = None, replace: bool = False
) -> None:
    """Restore a backup and tell what was done. Raises BackupError, which says what was changed."""
    data = insist_on_the_owner()
    with _interrupted(), tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as work:
        staged = Path(work)
        with sealing.opened(file, identity) as stream:
            manifest = archive.unpack(stream, staged)
        say(f"{len(manifest['parts'])} parts are what was written on {manifest['made_at']}.")
        _refuse_what_does_not_fit(manifest)
        _refuse_to_overwrite(replace)
        entries = _erasures(staged, erasures, say)
        loading.refuse_if_in_use()
        say(f"{_place_media(staged / MEDIA)} pictures put in place.")
        # First of all, so that the list is there should the rest fail.
        erasure_list.write(data / ERASURES, map(erasure_list.line_of, entries))
        _load(staged, entries, say)
    _prove(say)


@contextmanager
def _interrupted() -> Iterator[None]:
    """Say what was changed when a signal ends it, and leave no copy of the database behind.

    SIGHUP is a terminal that was closed or cut off. Whoever has it ignored (`nohup`) means that.
    """

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    ending = (signal.SIGTERM, signal.SIGHUP)
    heeded = [number for number in ending if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heeded}
    try:
        yield
    except KeyboardInterrupt as error:  # in what follows the loading, ``_load`` has its own answer
        raise BackupError("Interrupted. The database is as it was before.") from error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    engine = manifest["database"]["engine"]
    if engine != connection.vendor:
        raise BackupError(
            f"The backup is of a {engine} database, and DATABASE_URL names {connection.vendor}. "
            "Nothing was changed."
        )
    if archive.DATABASES[engine != "sqlite"] not in manifest["parts"]:
        raise BackupError(f"The backup holds no {engine} database. Nothing was changed.")
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    for (app, _), migration in loader.disk_migrations.items():
        known.update(migration.replaces)
        known.update((app, name) for name in getattr(migration, "formerly", ()))
    unknown = [
        f"{app}.{name}"
        for app, names in manifest["migrations"].items()
        for name in names
        if (app, name) not in known
    ]
    if unknown:
        raise BackupError(
            f"The backup is of a newer version of the site: this one does not know {unknown[0]}"
            f"{f' and {len(unknown) - 1} more' if len(unknown) > 1 else ''}. Install that version "
            "first. Nothing was changed."
        )


def _refuse_to_overwrite(replace: bool) -> None:
    """Raise BackupError for a database that holds people, pages or replies, unless it may be replaced.

    So it is for another program's tables: DATABASE_URL may name the wrong database, and all of it would go.
    """
    strangers: list[str] = []
    try:
        tables = set(connection.introspection.table_names())
        strangers = sorted(name for name in tables - _ours() if not name.startswith(SEARCH))
        held = any(
            model._meta.db_table in tables and model._default_manager.exists()
            for model in (User, Article, Comment)
        )
    except DatabaseError as error:
        held = connection.vendor == "sqlite"  # a file that cannot be read is not nothing
        if not held:
            raise BackupError(
                f"The database does not answer: {first_line(error)}. Nothing was changed."
            ) from error
    if replace:
        return
    if strangers:
        raise BackupError(
            f"The database holds tables that are none of ours: {', '.join(strangers[:3])}. See that "
            "DATABASE_URL names the right one. With --replace whatever is in it will be gone. Nothing was "
            "changed."
        )
    if held:
        raise BackupError(
            "The database is not empty. Back it up, then restore with --replace: what is in it will "
            "be gone. Nothing was changed."
        )


def _ours() -> set[str]:
    """Return the tables that this version makes, but for those of SQLite's search."""
    models = connection.introspection.django_table_names()
    more = (MigrationRecorder.Migration._meta.db_table, half_restored.TABLE)
    return {*models, *more, *snapshots.left_out()}


def _erasures(staged: Path, further: Path | None, say: Say) -> list[Entry]:
    """Return what anybody knows to be taken back: the backup, a newer list, and what is replaced now."""
    found: list[Entry] = []
    for path in (staged / ERASURES, Path(settings.DATA_DIR) / ERASURES, further):
        if path and (path.exists() or path is further):
            try:
                found += erasure_list.read(path)
            except (erasure_list.BadLine, OSError) as error:
                raise BackupError(
                    f"{path} cannot be read: {error}. Nothing was changed."
                ) from error
    try:
        if Erasure._meta.db_table in connection.introspection.table_names():
            # In a transaction: outside of one a cursor of psycopg2 hides why it failed.
            with transaction.atomic():
                found += replaying.kept()
    except DatabaseError as error:
        # A later version's, or a file that is damaged: with the list it may go. So may one that was
        # restored half: its list came first.
        if connection.vendor != "sqlite" and not further and not half_restored.stands():
            raise BackupError(
                "The database that would be replaced does not say what was taken back since the backup: "
                f"{first_line(error)}. If it is of another version of the site, let that one write the "
                "list (`manage.py replay_erasures --export FILE`), and name it with --erasures. Nothing "
                "was changed."
            ) from error
        say(f"What is replaced does not say what was taken back in it: {first_line(error)}.")
    unique = {erasure_list.line_of(entry): entry for entry in found}
    return sorted(unique.values(), key=lambda entry: entry.at)


def _place_media(staged: Path) -> int:
    """Move every picture to its place. What is there beside them stays: nobody is shown it."""
    root = Path(settings.MEDIA_ROOT)
    files = [path for path in staged.rglob("*") if path.is_file()]
    for file in files:
        target = root / file.relative_to(staged)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
    return len(files)


def _load(staged: Path, entries: Iterable[Entry], say: Say) -> None:
    def complete() -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            say("Migrations and triggers are up to date; everybody has to sign in again.")
            again = replaying.replay(entries)
            say(f"{again.erased} erased replies had come back and are erased again.")
            say(f"{again.withdrawn} withdrawn replies had come back and are withdrawn again.")
            say(again.by_the_clinic())
            say(f"{sum(retention.purge().values())} rows past their time emptied.")
            half_restored.lift()
        except (Exception, KeyboardInterrupt) as error:
            why = str(error) or "it was interrupted"
            if connection.vendor == "sqlite":
                raise BackupError(
                    f"The backup could not be brought up to date: {why}. The database is as it "
                    "was before."
                ) from error
            raise BackupError(AFTERWARDS.format(error=why)) from error

    loading.load(staged, map(erasure_list.line_of, entries), complete)
    say("The database is restored.")


def _prove(say: Say) -> None:
    checked, broken = broken_links()
    if broken:
        raise BrokenChain(
            "The backup is restored. But the editions of "
            f"{len(broken)} of {checked} articles are not what was published, the first one: "
            f"{broken[0]}. Look for an earlier backup, and find out who changed the database."
        )
    say(f"All editions of {checked} articles are as they were published.")
    say(
        "Accounts and rights are those of that day: look through them. Then `manage.py sync_roles`, "
        "`manage.py doctor`, and start the site."
    )
