"""The number above a thread and the moment of its last change: taken from indexes, and always true."""

import random
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from comments import (
    erasure_list,
    moderation,
    privacy,
    redaction,
    replaying,
    reporting,
    retention,
    thread_query,
    thread_verbs,
    threads,
    tokens,
)
from comments.errors import ReplyError
from comments.models import Comment, Decision, Redaction, Status
from tests import acts, factories

GROUNDS = {"reason": "personal_data"}


def view(edition):
    return threads.thread_for(edition, clinic_name="Hill Street Clinic")


class Site:
    """A live page, its moderator, and everything that happens to replies, by name."""

    def __init__(self, edition, moderator, dice):
        self.edition, self.moderator, self.dice = edition, moderator, dice
        self.number = 0

    def seen(self, reply):
        return {"comment": reply, "by": self.moderator, "version": reply.version}

    def post(self, _):
        self.number += 1
        visible = [c for c in Comment.objects.visible().filter(depth__lt=3) if c.written_by is None]
        parent = self.dice.choice([None, *visible, *visible])
        email = f"pat{self.number}@reader.example"
        factories.pending_comment(
            self.edition, parent=parent, name=f"Pat {self.number}", email=email, text="Two words."
        )

    def approve(self, reply):
        moderation.approve(**self.seen(reply))

    def reject(self, reply):
        moderation.reject(**self.seen(reply), **GROUNDS)

    def mark_spam(self, reply):
        moderation.mark_spam(**self.seen(reply))

    def remove(self, reply):
        moderation.remove(**self.seen(reply), **GROUNDS)

    def undo(self, reply):
        moderation.undo(**self.seen(reply))

    def report(self, reply):
        token = tokens.make_report_token(self.edition)
        address = f"192.0.2.{self.dice.randrange(250)}"
        reporting.report(comment=reply, token=token, address=address, **GROUNDS)

    def redact(self, reply):
        redaction.redact(**self.seen(reply), spans=[(0, 3)], **GROUNDS)

    def restore(self, reply):
        row = Redaction.objects.standing().filter(comment=reply).first()
        if row:
            redaction.restore(redaction=row, by=self.moderator, version=reply.version)

    def withdraw(self, reply):
        privacy.withdraw(reply)

    def erase(self, reply):
        privacy.empty(reply)

    def erase_again(self, reply):
        entry = erasure_list.Entry([reply.public_id], "a" * 64, timezone.now())
        replaying.replay([entry])

    def purge(self, reply):
        long_ago = timezone.now() - retention.PUBLISHED * 2
        rows = Comment.objects.filter(pk=reply.pk)
        rows.update(created_at=long_ago)
        if reply.status == Status.PENDING:
            rows.update(updated_at=long_ago)
        retention.purge()
        rows.update(created_at=reply.created_at)

    def hide(self, _):
        thread_verbs.set_state(
            article=self.edition.article, by=self.moderator, state="hidden", seen="open"
        )

    def show(self, _):
        thread_verbs.set_state(
            article=self.edition.article, by=self.moderator, state="open", seen="hidden"
        )


ACTS = {name for name in vars(Site) if name[0] != "_"} - {"seen"}
# The page should be full most of the time.
OFTEN = [*sorted(ACTS), *["post"] * 5, *["approve"] * 10, *["undo"] * 2, *["show"] * 3]
BEFORE_READERS = {"post", "reject", "restore"}  # of what they do not see


@pytest.mark.behaviour(36, 42)
def test_the_number_and_the_moment_are_true_after_every_act(edition, moderator):
    """What changes the thread for readers moves its moment on; what nobody saw leaves no trace."""
    dice = random.Random(14)
    site, changed = Site(edition, moderator, dice), Counter()
    for _ in range(4):
        site.post(None)
    before = view(edition)
    for _ in range(220):
        act = dice.choice(OFTEN)
        reply = dice.choice([*Comment.objects.all(), *Comment.objects.visible()])
        was_shown = reply.decisions.filter(to_status=Status.APPROVED).exists()
        try:
            getattr(site, act)(reply)
        except ReplyError:
            continue
        after = view(edition)
        assert after.count == Comment.objects.visible().count(), act
        if (after.html, after.count) != (before.html, before.count):
            changed[act] += 1
            assert before.changed_at is None or after.changed_at > before.changed_at, act
        elif act not in ("hide", "show", "approve") and not was_shown:
            assert after.changed_at == before.changed_at, act
        before = after
    assert set(changed) == ACTS - BEFORE_READERS


def test_a_number_of_a_page_that_is_gone_is_none(edition, shown, published, publisher):
    shown()
    acts.withdraw(published, publisher)
    assert view(edition).count == 0


@pytest.mark.sqlite
def test_more_replies_cost_little_more_than_their_count(edition, moderator):
    """In steps of SQLite's machine: an entry of an index takes some eight, a reply that is read ninety."""

    def steps():
        taken = 0

        def step():
            nonlocal taken
            taken += 1

        connection.connection.set_progress_handler(step, 1)
        view(edition)
        connection.connection.set_progress_handler(None, 1)
        return taken

    fill(edition, moderator, 60)
    few = steps()
    fill(edition, moderator, 500)
    assert view(edition).count == 560
    many = steps()
    assert many - few < 500 * 10
    Comment.objects.bulk_create(new_reply(edition) for _ in range(500))  # held: no reader sees them
    assert view(edition).count == 560
    assert steps() - many < 500 * 20


@pytest.mark.postgresql
def test_the_replies_of_a_page_are_looked_up_by_their_keys(edition, moderator):
    """It read all that the article has, and joined some fifty of them."""
    fill(edition, moderator, 560)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_comment")
    page = thread_query.first_page._build(article_id=edition.article_id, at=timezone.now())
    assert "Index Cond: (id = ANY (" in page.explain()


def fill(edition, moderator, number):
    """Add visible replies: two of five are roots, the others answer them."""
    roots = [new_reply(edition) for _ in range(number * 2 // 5)]
    Comment.objects.bulk_create(roots)
    answers = [
        new_reply(edition, parent=root, root=root, depth=1)
        for root in (roots * 2)[: number - len(roots)]
    ]
    Comment.objects.bulk_create(answers)
    both = [*roots, *answers]
    decisions = [
        Decision(comment=c, by=moderator, from_status="pending", to_status="approved", version=1)
        for c in both
    ]
    for reply, decision in zip(both, Decision.objects.bulk_create(decisions), strict=True):
        reply.status, reply.decision, reply.version = Status.APPROVED, decision, 2
    Comment.objects.bulk_update(both, ["status", "decision", "version"])


def new_reply(edition, **fields):
    return Comment(
        article=edition.article,
        edition=edition,
        text="Words. " * 40,
        consent_version="2030-01",
        consent_at=timezone.now(),
        **fields,
    )
