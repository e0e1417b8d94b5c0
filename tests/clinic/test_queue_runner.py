"""The thread of the worker that sends the outbox: it goes on, ends in order, and never ends unnoticed."""

import signal
import threading
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic_cms.clinic import outbox, worker
from clinic_cms.clinic.models import MailState, OutgoingMail
from clinic_cms.clinic.outbox import kinds, queue_runner, sending
from clinic_cms.clinic.outbox.kinds import Letter
from clinic_cms.clinic.outbox.queue_runner import QueueRunner
from tests.deployment.waiting import until
from tests.mailbox import Mailbox


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_known", dict(kinds._known))
    kinds.register("my_replies", lambda mail: Letter({"link": "https://x.example/", "hours": 2}))


@pytest.fixture
def ended() -> Iterator[threading.Event]:
    """Set once the process was told to end, which it then does not."""
    told = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: told.set())
    yield told
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each look at the outbox finds, in place of the outbox. In the end: nothing."""
    found: list[Any] = []

    def send_next() -> Any:
        this = found.pop(0) if found else None
        if isinstance(this, Exception):
            raise this
        return this

    monkeypatch.setattr(sending, "send_next", send_next)
    return found


def put(n: int) -> None:
    outbox.enqueue("my_replies", to=f"p{n}@reader.example", key=f"k{n}")


@pytest.mark.postgresql  # a thread has a connection of its own, which sees what was committed
@pytest.mark.django_db(transaction=True)
def test_it_sends_what_is_there_and_what_comes(letters, mailbox: Mailbox, caplog):
    caplog.set_level("INFO", logger=queue_runner.__name__)
    put(1)
    with QueueRunner(interval=0.05) as runner:
        until(lambda: len(mailbox.received) == 1, 10, "the first mail did not come")
        put(2)
        until(lambda: len(mailbox.received) == 2, 10, "the second mail did not come")
    assert not runner.is_alive()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert len(caplog.messages) == 2
    assert "@" not in caplog.text


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_runners_share_the_mails(letters, mailbox: Mailbox):
    for n in range(12):
        put(n)
    with QueueRunner(interval=0.05), QueueRunner(interval=0.05):
        until(lambda: len(mailbox.received) >= 12, 10, "not all mails came")
    assert sorted(m["To"] for m in mailbox.messages) == sorted(
        f"p{n}@reader.example" for n in range(12)
    )


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_it_has_in_hand_is_brought_to_an_end(letters, mailbox: Mailbox):
    in_hand, go_on = threading.Event(), threading.Event()

    def draw(mail: OutgoingMail) -> Letter:
        in_hand.set()
        go_on.wait(10)
        return Letter({"link": "https://x.example/", "hours": 2})

    kinds.register("my_replies", draw)
    put(1)
    put(2)
    with QueueRunner(interval=0.05):
        assert in_hand.wait(10)
        threading.Timer(0.2, go_on.set).start()
    assert [m["To"] for m in mailbox.messages] == ["p1@reader.example"]
    states = OutgoingMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [MailState.SENT, MailState.QUEUED]


def test_a_database_that_is_away_is_asked_again(answers, monkeypatch, caplog, ended):
    monkeypatch.setattr(queue_runner, "AGAIN", 0.05)
    monkeypatch.setattr(queue_runner, "close_old_connections", lambda: None)
    answers[:] = [OperationalError("of pat@reader.example"), OutgoingMail(pk=1)]
    with QueueRunner(interval=0.05) as runner:
        until(lambda: not answers, 10, "it was not asked again")
        assert runner.is_alive()
    assert "The outbox was not reached: OperationalError" in caplog.messages
    assert not ended.is_set()


def test_an_error_that_nobody_foresaw_ends_the_worker(answers, monkeypatch, caplog, ended):
    monkeypatch.setattr(queue_runner, "close_old_connections", lambda: None)
    answers[:] = [RuntimeError()]
    with QueueRunner(interval=0.05):
        assert ended.wait(10)
    assert "the worker ends" in caplog.text


@pytest.mark.django_db
def test_a_batch_sends_and_works_and_ends(letters, mailbox: Mailbox, monkeypatch):
    monkeypatch.setattr(
        "django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None
    )
    put(1)
    OutgoingMail.objects.update(due_at=timezone.now())
    worker.ask()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert len(mailbox.received) == 1
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.django_db
def test_the_tasks_of_an_older_release_are_forgotten(letters):
    put(1)
    for path in ("clinic_cms.clinic.outbox.tasks.deliver", worker.be_there.module_path):
        for status in ("READY", "FAILED"):
            DBTaskResult.objects.create(
                task_path=path,
                status=status,
                args_kwargs={"args": [], "kwargs": {}},
                backend_name="default",
                run_after=timezone.now(),
            )
    import_module("clinic_cms.clinic.migrations.0010_mails_need_no_task").forget(apps, None)
    left = DBTaskResult.objects.filter(task_path__endswith="deliver")
    assert [task.status for task in left] == ["FAILED"]  # what happened stays told
    assert DBTaskResult.objects.count() == 3
    assert OutgoingMail.objects.get().state == MailState.QUEUED
