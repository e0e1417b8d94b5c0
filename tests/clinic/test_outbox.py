"""The outbox against a real mail server: nothing lost, nothing doubled, no address kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import MailState, OutgoingMail
from clinic_cms.clinic.outbox import kinds, sending
from clinic_cms.clinic.outbox.kinds import Letter
from tests.mailbox import Mailbox, later, work


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A mail whose letter a test can change: ``kind["letter"]``."""
    said: dict[str, Any] = {"letter": Letter({"link": "https://x.example/", "hours": 2})}
    monkeypatch.setattr(kinds, "_known", dict(kinds._known))

    def draw(mail: OutgoingMail) -> Letter | None:
        if isinstance(said["letter"], Exception):
            raise said["letter"]
        return said["letter"]

    kinds.register("my_replies", draw)
    return said


def put(key: str = "k1", to: str = "pat@reader.example", **more: Any) -> bool:
    return outbox.enqueue("my_replies", to=to, key=key, **more)


def the_only() -> OutgoingMail:
    return OutgoingMail.objects.get()


def test_a_mail_is_sent_once_and_its_address_forgotten(db, kind, mailbox: Mailbox):
    assert put()
    assert not put()
    assert mailbox.received == []
    assert work() == 1
    mail = the_only()
    assert (mail.state, mail.recipient, mail.error) == (MailState.SENT, "", "")
    assert [m["To"] for m in mailbox.messages] == ["pat@reader.example"]
    assert work() == 0
    assert not put()  # nor is it written again


@pytest.mark.behaviour(52)
def test_both_parts_and_the_headers(db, clinic, kind, mailbox: Mailbox):
    kind["letter"] = Letter({"link": "https://x.example/?a=1&b=2", "hours": 2}, unsubscribe="/end/")
    clinic.name = "Hill & Dale <Clinic>\nBcc: a@b.example"
    clinic.save()
    put()
    work()
    message = mailbox.messages[0]
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert "https://x.example/?a=1&b=2" in text
    assert "Hill & Dale <Clinic>" in text
    assert "https://x.example/?a=1&amp;b=2" in html
    assert "Hill &amp; Dale &lt;Clinic&gt;" in html
    assert message["Subject"] == "The link to your replies"
    assert message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<http://testserver/end/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["From"] == "clinic@localhost"


def test_a_server_that_is_down_and_comes_back(db, kind, mailbox: Mailbox):
    mailbox.stop()
    for n in range(5):
        put(key=f"k{n}", to=f"p{n}@reader.example")
    for attempt in (1, 2, 3):
        work()
        waiting = OutgoingMail.objects.filter(state=MailState.FAILED, attempts=attempt)
        assert waiting.count() == 5
        assert all(m.due_at > timezone.now() for m in waiting)
        assert {m.error for m in waiting} == {"ConnectionRefusedError"}
        assert work() == 0  # nobody hammers the server
        later()
    mailbox.start()
    work()
    assert sorted(m["To"] for m in mailbox.messages) == [f"p{n}@reader.example" for n in range(5)]
    assert set(OutgoingMail.objects.values_list("state", "recipient")) == {("sent", "")}
    later()
    work()
    assert len(mailbox.received) == 5


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("451 later", MailState.FAILED),
        ("452 full", MailState.FAILED),
        ("554 relaying denied to pat@reader.example", MailState.FAILED),
        ("550 no such mailbox pat@reader.example", MailState.GIVEN_UP),
        ("553 bad mailbox", MailState.GIVEN_UP),
    ],
)
def test_what_the_server_answers(db, kind, mailbox: Mailbox, caplog, answer, state):
    mailbox.answer = answer
    put()
    work()
    mail = the_only()
    assert (mail.state, mail.error) == (state, f"SMTPRecipientsRefused {answer[:3]}")
    assert (mail.recipient == "") == (state == MailState.GIVEN_UP)
    assert "pat@" not in caplog.text


def test_the_wait_doubles_up_to_six_hours_and_ends():
    waits = [sending.wait_after(n) for n in range(1, sending.MOST_ATTEMPTS)]
    assert waits[:4] == [timedelta(minutes=m) for m in (1, 2, 4, 8)]
    assert waits[-1] == timedelta(hours=6)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=3)


def test_in_the_end_it_is_given_up(db, kind):
    kind["letter"] = RuntimeError("pat@reader.example")
    put()
    OutgoingMail.objects.update(attempts=sending.MOST_ATTEMPTS - 1)
    work()
    mail = the_only()
    assert (mail.state, mail.recipient, mail.error) == ("given_up", "", "RuntimeError")


def test_a_letter_that_is_no_longer_wanted_is_dropped(db, kind, mailbox: Mailbox):
    kind["letter"] = None
    put()
    work()
    assert the_only().state == MailState.DROPPED
    assert mailbox.received == []


def test_not_before_its_time(db, kind, mailbox: Mailbox):
    put(after=timedelta(minutes=10))
    assert work() == 0
    assert mailbox.received == []
    later()
    work()
    assert len(mailbox.received) == 1


def test_two_workers_send_one_mail(db, kind, mailbox: Mailbox):
    put()
    OutgoingMail.objects.update(claimed_at=timezone.now())
    assert sending.send_next() is None
    OutgoingMail.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
    assert sending.send_next().state == MailState.SENT  # the first one died with it in hand
    assert len(mailbox.received) == 1


def test_who_has_waited_longest_is_first(db, kind, mailbox: Mailbox, clock):
    for n, minutes in enumerate((2, 0, 1)):
        put(key=f"k{n}", to=f"p{n}@reader.example", after=timedelta(minutes=minutes))
    clock.tick(minutes=2)
    assert work() == 3
    assert [m["To"][:2] for m in mailbox.messages] == ["p1", "p2", "p0"]


def test_what_is_dropped_while_it_is_in_hand_stays_dropped(db, kind, mailbox: Mailbox, monkeypatch):
    put()

    def draw(mail: OutgoingMail) -> Letter:
        assert outbox.drop(to=["pat@reader.example"], of=["my_replies"]) == 1
        raise OSError

    kinds.register("my_replies", draw)
    work()
    mail = the_only()
    assert (mail.state, mail.recipient, mail.arguments) == ("dropped", "", {})


def test_what_is_asked_for_again_while_it_is_in_hand_is_not_dropped(db, kind, mailbox: Mailbox):
    """Its writer confirms the address between the worker's look and its word that nobody wants the mail."""
    put()

    def draw(mail: OutgoingMail) -> None:
        with transaction.atomic():
            assert not outbox.again(to=mail.recipient, key="k1")

    letter = kinds.known("my_replies")
    kinds.register("my_replies", draw)
    work()
    assert the_only().state == MailState.QUEUED
    kinds.register("my_replies", letter)
    assert work() == 0  # the worker may hold it still
    OutgoingMail.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
    work()
    assert [m["To"] for m in mailbox.messages] == ["pat@reader.example"]


def test_what_was_dropped_is_taken_up_and_what_was_sent_is_not(db, kind, mailbox: Mailbox):
    put()
    kind["letter"], letter = None, kind["letter"]
    work()
    kind["letter"] = letter
    with transaction.atomic():
        assert outbox.again(to="pat@reader.example", key="k1")
        assert not outbox.again(to="pat@reader.example", key="unknown")
    work()
    with transaction.atomic():
        assert not outbox.again(to="pat@reader.example", key="k1")
    work()
    assert len(mailbox.received) == 1


def test_a_mail_goes_with_its_transaction(db, kind):
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_a_kind_that_nobody_knows(db):
    with pytest.raises(LookupError):
        outbox.enqueue("nonsense", to="a@b.example", key="x")


@pytest.mark.parametrize(
    "fields", [{"state": "sent"}, {"recipient": ""}, {"state": "odd"}, {"finished_at": "now"}]
)
def test_the_database_keeps_no_address_of_a_mail_that_is_done(db, kind, fields):
    put()
    fields = {n: timezone.now() if v == "now" else v for n, v in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.update(**fields)
