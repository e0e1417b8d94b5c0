"""The doctor names each fault, with the real thing broken where it can be, and says what to do."""

import errno
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from articles.models import Edition
from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.roles import sync_roles
from clinic_cms.doctor import PARTS, machine, reached
from clinic_cms.doctor.finding import Level, Say
from tests.mailbox import work

EXAMINE = {part: check for part, check, _ in PARTS}


def found(part: str, *, full: bool = False):
    """Return the first finding on a part."""
    return next(EXAMINE[part](Say(part), full))


def broken(part: str, words: str) -> None:
    finding = found(part)
    assert finding.level == Level.BROKEN
    assert words in finding.what
    assert finding.do


@pytest.fixture
def installation(settings, tmp_path, tmp_path_factory, mailbox, published, monkeypatch):
    """A sound one: files in place, a mail server and a worker."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path_factory.mktemp("beside") / "static"
    settings.MEDIA_ROOT = tmp_path / "media"
    shutil.copytree(project.STATICFILES_DIRS[0], settings.STATIC_ROOT)
    call_command("createcachetable", verbosity=0)
    sync_roles()
    monkeypatch.setattr(reached.time, "sleep", lambda seconds: work())
    # A variable that the tests need and an installation must not have.
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]
    return tmp_path


def test_a_sound_installation(installation, capsys):
    call_command("doctor", json=True, full=True)
    said = json.loads(capsys.readouterr().out)
    assert {finding["part"] for finding in said} == set(EXAMINE)
    assert [finding for finding in said if finding["level"] in ("broken", "unknown")] == []
    assert all(finding["do"] for finding in said if finding["level"] == "warning")


def test_the_mail_server_is_gone(installation, mailbox, capsys):
    mailbox.stop()
    with pytest.raises(CommandError, match="One thing is broken") as ended:
        call_command("doctor", no_color=True)
    assert ended.value.returncode == 1
    said = capsys.readouterr().out.splitlines()
    [line] = [line for line in said if line.startswith("broken")]
    assert "mail server: 127.0.0.1" in line
    assert said[said.index(line) + 1].strip().startswith("-> Mend EMAIL_URL")


def test_the_worker_is_gone(installation, monkeypatch):
    monkeypatch.setattr(reached.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(reached, "TAKEN_WITHIN", 0.2)
    broken("worker", "no worker took a task")
    assert work() == 0  # nothing is left behind


def test_a_worker_that_takes_tasks_and_no_mails(installation, clock, monkeypatch):
    def take_tasks(seconds: float) -> None:
        DBTaskResult.objects.ready().update(status="RUNNING", started_at=clock.now)

    monkeypatch.setattr(reached.time, "sleep", take_tasks)
    outbox.enqueue("my_replies", to="pat@reader.example", key="k")
    clock.tick(minutes=9)
    finding = found("worker")
    assert finding.level == Level.WARNING
    assert "it takes tasks, and what it could take has waited for 9" in finding.what


def test_redis_is_gone(settings, db):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"redis://127.0.0.1:{free.getsockname()[1]}/0"
    ours = "clinic_cms.clinic.shared_cache.RedisOrDatabase"
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": ours, "LOCATION": nobody}}
    finding = found("cache")
    assert finding.level == Level.WARNING
    assert "Redis does not answer, and the database counts in its place" in finding.what
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {"default": local}
    broken("cache", "counts for each process by itself")


def test_the_disk_is_full(installation):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        broken("disk", "nothing can be written to DATA_DIR")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, was)
    assert found("disk").level in (Level.OK, Level.WARNING)


def test_data_dir_belongs_to_another(installation, monkeypatch):
    """Old backups are not what is in the way."""

    def refuse(**arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refuse)
    assert "writable for the user" in found("disk").do


def test_static_files_in_data_dir(installation, settings):
    settings.STATIC_ROOT = installation / "static"
    assert "nginx must not read" in found("static files").what


def test_the_clock_was_moved(installation, clock, monkeypatch):
    clock.now = Edition.objects.get().live_from
    assert found("clock").level == Level.OK
    clock.tick(hours=-3)
    broken("clock", "rows were written 3:00")
    clock.tick(hours=3)
    real = time.time
    monkeypatch.setattr(machine.time, "time", lambda: real() + 3 * 3600)
    broken("clock", "by 10,800 seconds")


@pytest.mark.once
def test_the_database_is_gone(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor", "--json"],
        env={**os.environ, "DATABASE_URL": "postgres://clinic:secret@127.0.0.1:1/clinic",
             "DATA_DIR": str(tmp_path)},
        cwd=project.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    said = {finding["part"]: finding for finding in json.loads(done.stdout)}
    assert said["database"]["level"] == "broken"
    assert "PostgreSQL does not answer" in said["database"]["what"]
    assert said["editions"]["level"] == said["worker"]["level"] == "unknown"
    assert said["disk"]["level"] != "unknown"
    assert "secret" not in done.stdout + done.stderr


def test_what_else_it_names(installation, settings, without_triggers, administrator):
    broken("triggers", "is missing")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_edition SET title = 'Changed'")
    broken("editions", "is not what was published")
    administrator.groups.first().permissions.clear()
    broken("roles", "Administrator")
    next(Path(settings.STATIC_ROOT).rglob("*.css")).write_text("old")
    broken("static files", "1 of")
    ClinicProfile.objects.update(crisis_number="")
    assert "crisis number" in found("clinic profile").what
    settings.TLS, settings.SITE_URL = True, "http://clinic.example"
    broken("addresses", "clinic.example is not in ALLOWED_HOSTS")
    assert found("backup").level == Level.WARNING
    (installation / "erasures.jsonl").write_text('\n{"at": "2026-')
    broken("backup", "erasures.jsonl cannot be read, and no backup is made or restored: line 2")
