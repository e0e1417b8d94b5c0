"""What machines that watch this one are told: reasons, no secrets, and 503 only where it cannot serve."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from clinic_cms import disk
from clinic_cms.clinic import outbox, worker
from clinic_cms.clinic.models import OutgoingMail
from clinic_cms.doctor import reached
from clinic_cms.doctor.finding import Level, Say
from tests.mailbox import work


@pytest.fixture
def asked(client, db):
    def ask(path: str = "/readyz"):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"]
        return answer.status_code, answer.json()

    return ask


SOUND = {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok", "disk": "ok"}


def test_all_is_well(asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert asked() == (200, SOUND)


def test_a_worker_that_is_gone_is_told_and_takes_nobody_away(asked, clock):
    call_command("send_digests")
    call_command("send_digests")  # asks once, however long nobody answers
    clock.tick(minutes=4)
    assert asked() == (200, SOUND)
    clock.tick(minutes=2)
    status, said = asked()
    assert (status, said["status"]) == (200, "degraded")
    assert said["worker"] == "what it could take has waited for 6\xa0minutes"
    assert work() == 1
    assert asked() == (200, SOUND)


def test_so_does_a_mail_that_nobody_takes(asked, clock):
    outbox.enqueue("my_replies", to="pat@reader.example", key="k", after=timedelta(minutes=1))
    clock.tick(minutes=5)
    assert asked() == (200, SOUND)
    clock.tick(minutes=2)
    assert asked()[1]["worker"] == "what it could take has waited for 6\xa0minutes"
    OutgoingMail.objects.update(claimed_at=clock.now)  # it is in a worker's hand
    assert asked() == (200, SOUND)


def test_a_task_for_later_is_not_late(asked, clock):
    worker.be_there.using(run_after=clock.now + timedelta(days=1)).enqueue()
    clock.tick(hours=20)
    assert asked()[1]["worker"] == "ok"
    clock.tick(hours=5)
    assert asked()[1]["worker"].endswith("1\xa0hour")


def test_a_disk_that_fills_up(asked, settings, monkeypatch):
    monkeypatch.setattr(disk, "LOW", 1 << 60)
    assert "MiB are left" in disk.complaint(disk.LOW)
    settings.DATA_DIR = "/nowhere/at/all"
    status, said = asked()
    assert (status, said["status"]) == (200, "degraded")
    assert "No such file" in said["disk"]
    assert "nowhere" not in str(said)


@pytest.mark.postgresql
def test_a_database_that_takes_nothing_in(asked):
    """A standby, or one that its provider has closed since its disk is full: readers notice nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    status, said = asked()
    assert (status, said["status"]) == (200, "degraded")
    assert said["database"] == "takes nothing in: it is read-only"
    [finding] = reached.database(Say("database"), full=False)
    assert finding.level == Level.BROKEN
    assert "read-only" in finding.what
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
    assert asked() == (200, SOUND)


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_it_cannot_serve(asked, kind):
    def fail(*args: object) -> None:
        raise kind("connection to server at 10.0.0.7, user clinic, failed")

    with connection.execute_wrapper(fail):
        assert asked("/healthz") == (200, {"status": "ok"})
        assert asked() == (503, {"status": "unavailable", "database": "does not answer"})
    MigrationRecorder.Migration.objects.filter(app="comments").latest("name").delete()
    status, said = asked()
    assert (status, said["status"]) == (503, "unavailable")
    assert "have not run" in said["migrations"]


def test_tables_that_are_missing_are_no_silence(asked):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE clinic_outgoingmail RENAME TO gone")
    status, said = asked()
    assert (status, said["status"]) == (503, "unavailable")
    assert said["database"] == "tables are missing: run migrate, or restore a backup"
