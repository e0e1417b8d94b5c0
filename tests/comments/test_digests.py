"""The moderators' daily mail: once a day, counts only, to who wants it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from clinic_cms.clinic.models import OutgoingMail
from comments import answering, appeals, digests, moderation, reporting, tokens
from comments.models import Comment
from tests import factories
from tests.mailbox import Mailbox, work

pytestmark = pytest.mark.once  # the outbox itself is tried on every database

NINE = timezone.make_aware(timezone.datetime(2030, 5, 14, 9))


@pytest.fixture
def waiting(edition):
    """Four held replies, the oldest of three days ago, one urgent."""
    for n in range(4):
        reply = factories.pending_comment(edition, text=f"Heliotrope {n}", urgent=n == 0)
        at = timezone.now() - timedelta(days=3 if n == 0 else 0)
        Comment.objects.filter(pk=reply.pk).update(created_at=at)


def test_counts_once_a_day(
    waiting, moderator, second_moderator, superuser, author, mailbox: Mailbox
):
    second_moderator.digest_mail = False
    second_moderator.save()
    assert digests.enqueue_due(NINE) == 1
    assert digests.enqueue_due(NINE + timedelta(hours=9)) == 0
    assert digests.enqueue_due(NINE + timedelta(days=1)) == 1
    work()
    assert {m["To"] for m in mailbox.messages} == {moderator.email}
    for part in ("plain", "html"):
        text = " ".join(mailbox.messages[0].get_body((part,)).get_content().split())
        for said in ("4 replies are held", "urgent", "3 came in the last 24 hours", "for 3 days"):
            assert said in text
        assert "eliotrope" not in text
        assert "Pat" not in text


def test_not_before_the_morning(moderator):
    assert digests.enqueue_due(NINE - timedelta(hours=3)) == 0
    assert digests.enqueue_due(NINE - timedelta(hours=2)) == 1


def test_nothing_when_nothing_waits(db, moderator, mailbox: Mailbox):
    digests.enqueue_due(NINE)
    work()
    assert mailbox.received == []
    assert OutgoingMail.objects.get().state == "dropped"


def test_an_appeal_waits_too(held, moderator, second_moderator, mailbox: Mailbox):
    decision = moderation.reject(comment=held, by=moderator, version=1, reason="unsafe")
    appeals.lodge(decision=decision, text="Why?")
    digests.enqueue_due(NINE)
    work()
    for part in ("plain", "html"):
        text = " ".join(mailbox.to(moderator.email)[0].get_body((part,)).get_content().split())
        assert "1 appeal is waiting" in text
        # Nothing is counted that is not there, and the queue would be empty.
        assert "No reply is held" in text
        assert "0 " not in text.split("<body>")[-1]
        assert "/admin/comments/comment/" not in text
        assert "http://testserver/admin/" in text


def test_a_report_of_what_is_still_shown_waits_too(
    shown, edition, author, moderator, mailbox: Mailbox
) -> None:
    """A physician's answer stays until a moderator has seen the report."""
    answer = answering.answer(parent=shown(), by=author, text="It wears off in two days.")
    moderation.approve(comment=answer, by=moderator, version=answer.version, confirmed=True)
    reporting.report(
        comment=answer, token=tokens.make_report_token(edition), reason="other", words="No"
    )
    digests.enqueue_due(NINE)
    work()
    for part in ("plain", "html"):
        text = " ".join(mailbox.to(moderator.email)[0].get_body((part,)).get_content().split())
        assert "1 report of a reply is waiting" in text
        assert "http://testserver/admin/" in text
        assert "/admin/comments/comment/" not in text


def test_who_has_lost_the_role_gets_none(waiting, moderator, mailbox: Mailbox):
    digests.enqueue_due(NINE)
    moderator.groups.clear()
    work()
    assert mailbox.received == []


def test_the_command(waiting, moderator, capsys):
    call_command("send_digests")
    call_command("send_digests")
    said = capsys.readouterr().out
    assert said.endswith("0 daily mails written.\n")
