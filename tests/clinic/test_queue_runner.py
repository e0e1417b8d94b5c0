"""The thread of the worker that sends the outbox: it goes on, ends in order, and never ends unnoticed."""

import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic_cms.clinic import outbox, worker
from clinic_cms.clinic.models import MailState, OutgoingMail
from clinic_cms.clinic.outbox import kinds, queue_runner, sending, tasks
from clinic_cms.clinic.outbox.kinds import Letter
from clinic_cms.clinic.outbox.queue_runner import QueueRunner
from tests.deployment.waiting import until
from tests.mailbox import Mailbox, later, work


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
def test_a_task_of_the_release_before_does_nothing(letters, mailbox: Mailbox):
    put(1)
    task = tasks.deliver.enqueue(OutgoingMail.objects.get().pk)
    assert work() == 2
    assert len(mailbox.received) == 1
    assert DBTaskResult.objects.get(pk=task.id).status == "SUCCESSFUL"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_gone_doubles_no_mail(letters, mailbox: Mailbox, monkeypatch):
    """The database was started again while the mail server had the mail: that it went is still noted."""
    send = EmailMultiAlternatives.send

    def send_and_lose(message: EmailMultiAlternatives) -> int:
        done = send(message)
        connection.connection.close()
        return done

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_and_lose)
    put(1)
    assert sending.send_next().state == MailState.SENT
    later()
    assert sending.send_next() is None
    assert len(mailbox.received) == 1


def test_a_database_that_stays_away_is_told(monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr(sending.time, "sleep", waited.append)
    monkeypatch.setattr(sending, "close_old_connections", lambda: None)

    def away(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(OutgoingMail.objects, "filter", away)
    with pytest.raises(OperationalError):
        sending._write(OutgoingMail(pk=1))
    assert tuple(waited) == sending.WRITTEN_AGAIN_AFTER


@pytest.mark.sqlite
@pytest.mark.django_db
def test_what_is_due_is_looked_for_in_its_index():
    """Each look is made while nobody else can write, and what was sent stays for good."""
    looked = sending.free(timezone.now()).order_by("due_at").explain()
    assert "USING INDEX mail_unfinished" in looked
    assert "TEMP B-TREE" not in looked
