"""What the site reaches: database, cache, mail server, worker."""

import smtplib
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache, caches
from django.core.checks import Tags, run_checks
from django.core.mail import get_connection
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django_tasks_db.models import DBTaskResult

from clinic_cms.clinic import half_restored, migrated, worker
from clinic_cms.clinic.shared_cache import RedisOrDatabase
from clinic_cms.doctor import sqlite_files
from clinic_cms.doctor.finding import Finding, Say
from clinic_cms.health import closed

TAKEN_WITHIN = 10.0  # seconds: a worker that waits looks every second
GREETED_WITHIN = 10  # seconds


def database(say: Say, full: bool) -> Iterator[Finding]:
    """Try SQLite's files, ask it for its version; with ``full``, SQLite for its health."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not name.startswith((":memory:", "file:")):
        # First: SQLite answers from a file that it may not write, and names neither file nor folder.
        wrong = list(sqlite_files.not_to_be_written(say, Path(name)))
        if wrong:
            yield from wrong
            return
    began = time.monotonic()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sqlite_version()"
                if connection.vendor == "sqlite"
                else "SHOW server_version"
            )
            [version] = cursor.fetchone()
            if full and connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check")
                [health] = cursor.fetchone()
                if health != "ok":
                    yield say.broken(
                        f"the file is damaged: {health}",
                        "Restore the last backup (`manage.py restore`).",
                    )
                    return
    except (DatabaseError, InterfaceError) as error:
        yield say.broken(
            f"{connection.display_name} does not answer: {' '.join(str(error).split())[:300]}",
            "Start it, or mend DATABASE_URL. Readers get stored pages for 15 minutes meanwhile.",
        )
        return
    if shut := closed():
        yield say.broken(
            f"{connection.display_name} {version} answers, and {shut}",
            "Where DATABASE_URL leads to a standby, name the server that writes. Else see whether its disk "
            "is full: providers close a database then.",
        )
        return
    took = (time.monotonic() - began) * 1000
    yield say.ok(f"{connection.display_name} {version} answers in {took:.0f} ms")


def restore(say: Say, full: bool) -> Iterator[Finding]:
    """Look for a restore that was not finished."""
    if half_restored.stands():
        yield say.broken(half_restored.WHAT, half_restored.MEND)
    else:
        yield say.ok("none was cut off")


def migrations(say: Say, full: bool) -> Iterator[Finding]:
    """Compare the tables with what this version needs."""
    if waiting := migrated.waiting():
        yield say.broken(
            f"{len(waiting)} have not run, {waiting[0]} among them", "Run `manage.py migrate`."
        )
        return
    loader = MigrationLoader(connection)
    unknown = sorted(loader.applied_migrations.keys() - loader.disk_migrations.keys())
    ours = [f"{app}.{name}" for app, name in unknown if app in loader.migrated_apps]
    if ours:
        yield say.warning(
            f"the database is of a newer version: {ours[0]} is not known to this one",
            "Install the newer version again, or restore a backup from before it.",
        )
    else:
        yield say.ok("all have run")


def triggers(say: Say, full: bool) -> Iterator[Finding]:
    """Look for what keeps editions and decisions as they are, and for the search index."""
    wrong = run_checks(tags=[Tags.database], databases=["default"])
    for message in wrong:
        yield say.broken(message.msg, message.hint or "Run `manage.py migrate`.")
    if not wrong:
        yield say.ok("every rule that the database itself keeps is in force")


def cache_counts(say: Say, full: bool) -> Iterator[Finding]:
    """Count up in the cache, as the limits on signing in do."""
    backend = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[1]
    if backend in ("LocMemCache", "DummyCache"):
        yield say.broken(
            f"{backend} counts for each process by itself, or not at all",
            "Set REDIS_URL, or leave it out: then the database counts.",
        )
        return
    key = f"doctor-{uuid4()}"
    try:
        cache.set(key, 1, 60)
        counted = cache.incr(key)
        cache.delete(key)
    except Exception as error:  # noqa: BLE001 - each client has its own errors
        yield say.broken(
            f"{backend} does not answer: {type(error).__name__}: {' '.join(str(error).split())[:200]}",
            "Run `manage.py createcachetable`, and look at the database.",
        )
        return
    if isinstance(caches["default"], RedisOrDatabase) and not caches["default"].answers():
        yield say.warning(
            "Redis does not answer, and the database counts in its place",
            "Start Redis, or mend REDIS_URL.",
        )
    elif counted == 2:
        yield say.ok(f"{backend} counts")
    else:
        yield say.broken(f"{backend} forgets at once", "Give Redis more memory.")


def mail_server(say: Say, full: bool) -> Iterator[Finding]:
    """Greet the mail server and sign in. No mail is sent."""
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)[1]
    if backend != "smtp":
        yield say.warning(
            f"mails go to {backend}, and reach nobody",
            "Set EMAIL_URL to your mail server: submission://user:password@host:587",
        )
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection(timeout=GREETED_WITHIN)
    try:
        server.open()
        server.close()
    except smtplib.SMTPAuthenticationError as error:
        yield say.broken(
            f"{where} does not take our name and password ({error.smtp_code})", "Mend EMAIL_URL."
        )
    except (OSError, smtplib.SMTPException) as error:
        yield say.broken(
            f"{where} does not answer: {type(error).__name__}: {' '.join(str(error).split())[:200]}",
            "Mend EMAIL_URL or the way to the server. Mails wait, and are tried again for two days.",
        )
    else:
        yield say.ok(f"{where} takes our mails")


def worker_takes_tasks(say: Say, full: bool) -> Iterator[Finding]:
    """Give the worker a task that does nothing, and wait until it is taken."""
    asked = DBTaskResult.objects.filter(pk=worker.be_there.enqueue().id)
    began = time.monotonic()
    while asked.filter(started_at=None).exists():
        waited = time.monotonic() - began
        if waited > TAKEN_WITHIN:
            asked.filter(started_at=None).delete()
            yield _nobody(say)
            return
        time.sleep(0.2)
    if late := worker.complaint():
        yield say.warning(
            f"it takes tasks, and {late}",
            "A mail server that does not answer holds it up: see *Mails* in the admin, and its log.",
        )
    else:
        yield say.ok(f"it took a task within {time.monotonic() - began:.1f} seconds")


def _nobody(say: Say) -> Finding:
    late = worker.complaint()
    return say.broken(
        f"no worker took a task within {TAKEN_WITHIN:.0f} seconds{late and '; '}{late}",
        "Start it: `systemctl restart clinic-worker`, or `docker compose restart worker`.",
    )
