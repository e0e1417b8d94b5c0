"""Many at the same moment, in real threads: an address is asked once, a mail is sent once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction

from clinic_cms.clinic.models import MailState, OutgoingMail
from clinic_cms.clinic.outbox import sending
from comments import addresses
from comments.models import Comment
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
            return is_asked and addresses.ask_to_confirm(own)

    assert sum(together(ask)) == 1
    assert OutgoingMail.objects.count() == 1
    results = together(sending.send_next)
    assert [m.state for m in results if m] == [MailState.SENT]
    assert len(mailbox.received) == 1
