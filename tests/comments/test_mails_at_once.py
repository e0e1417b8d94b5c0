"""Many at the same moment, in real threads: an address is asked once, a mail is sent once, and so on."""

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from clinic_cms.clinic.models import MailState, OutgoingMail
from clinic_cms.clinic.outbox import sending
from clinic_cms.clinic.writing import execute
from comments import addresses, answering, posting, privacy, reporting, throttle, tokens
from comments.errors import Refused
from comments.models import Comment, WriterAddress
from tests import factories
from tests.mailbox import Mailbox

AT_ONCE = 8
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def together(act: Callable[[], Any]) -> list[Any]:
    """Do something in many threads at the same moment; return what each of them got."""
    ready = Barrier(AT_ONCE)

    def one(_: int) -> Any:
        try:
            ready.wait(20)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_one_question_and_one_mail(edition, mailbox: Mailbox):
    reply = factories.pending_comment(edition)

    def ask() -> bool:
        with transaction.atomic():
            own = Comment.objects.get(pk=reply.pk)
            own.writer, is_asked = addresses.to_ask(own.email)
            if is_asked:
                execute(addresses.asking_to_confirm(own))
            return is_asked

    assert sum(together(ask)) == 1
    assert OutgoingMail.objects.count() == 1
    results = together(sending.send_next)
    assert [m.state for m in results if m] == [MailState.SENT]
    assert len(mailbox.received) == 1


def test_who_erases_while_they_answer(edition, shown, monkeypatch):
    """Both take the row of the address first. The other way round each waited for the other."""
    writer = addresses.writer_of("pat@reader.example")
    WriterAddress.objects.update(confirmed_at=timezone.now())
    parent = shown(writer=writer)
    store, at_the_reply = posting.store, Event()

    def slowly(reply: Comment, **more: Any) -> None:
        at_the_reply.set()
        time.sleep(0.5)  # until the other one waits
        store(reply, **more)

    def answer() -> None:
        posting.post_reply(
            article_id=edition.article_id, token=tokens.make_form_token(edition), name="Pat",
            text="It still helps, after a year.", email=parent.email, parent=parent.public_id,
        )  # fmt: skip

    def erase() -> None:
        assert at_the_reply.wait(20)
        assert privacy.erase(writer=writer, replies=[parent]) == 1

    monkeypatch.setattr(posting, "store", slowly)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(closing_its_connection, act) for act in (answer, erase)]:
            done.result(30)
    assert Comment.objects.get(parent=parent).writer == writer


def test_a_double_press_is_one_answer(shown, author, monkeypatch):
    parent, store = shown(), posting.store

    def slowly(reply: Comment) -> None:
        time.sleep(0.5)  # until the others have looked
        store(reply)

    monkeypatch.setattr(posting, "store", slowly)
    made = together(lambda: answering.answer(parent=parent, by=author, text="Yes, after a day."))
    assert len({answer.pk for answer in made}) == parent.answers.count() == 1


def test_who_is_counted_takes_turns(edition, shown):
    """Five replies and five reports from one address, however many come at the same moment."""
    most, numbers = throttle.PER_ADDRESS[0].most, itertools.count()
    replies = [shown(text=f"Reply {n}") for n in range(AT_ONCE)]
    others = iter(replies)

    def post() -> None:
        text = f"It helped me for {next(numbers)} weeks."
        posting.post_reply(
            article_id=edition.article_id, token=tokens.make_form_token(edition), name="Pat",
            text=text, email="pat@reader.example", address="192.0.2.1",
        )  # fmt: skip

    def report() -> None:
        token = tokens.make_report_token(edition)
        reporting.report(comment=next(others), token=token, reason="abuse", address="192.0.2.2")

    for act in (post, report):
        refused = together(lambda act=act: refusal(act))
        assert refused.count(throttle.Throttled) == AT_ONCE - most
    assert Comment.objects.filter(text__startswith="It helped").count() == most


def refusal(act: Callable[[], None]) -> type[Refused] | None:
    try:
        act()
    except Refused as refused:
        return type(refused)
    return None


def closing_its_connection(act: Callable[[], None]) -> None:
    try:
        act()
    finally:
        connections.close_all()
