"""Writers, moderators and a publisher at once, in real threads on PostgreSQL. Laws 5 and 6 hold.

Random acts, a stale copy now and then. While they go on, somebody compares what readers see with what the
decisions say; afterwards every act that was acknowledged is looked for, and every text that was decided on
is compared with the one that its moderator had read.
"""

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, connections, transaction

from articles.models import Article, Edition
from clinic_cms.clinic.models import User
from comments import claims, moderation, posting, privacy, redaction, tokens
from comments.errors import Refused, ReplyError
from comments.models import Comment, Decision, Redaction, Status, Thread
from tests import acts, factories

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

STANDING, WRITERS, POSTS, MODERATORS, ACTS, WITHDRAWALS = 16, 2, 20, 4, 60, 2
WORDS = "the needle went in and my back was calm for weeks Maria Lopez said rest and walk".split()
GROUNDS = {"reason": "personal_data"}
VERBS: dict[str, tuple[Callable[..., Decision], dict[str, str]]] = {
    "approve": (moderation.approve, {}),
    "reject": (moderation.reject, GROUNDS),
    "spam": (moderation.mark_spam, {}),
    "remove": (moderation.remove, GROUNDS),
    "undo": (moderation.undo, {}),
}
ALL_ACTS = (
    *VERBS,
    "approve",
    "redact",
    "redact",
    "restore",
    "restore",
    "claim",
    "take back",
    "erase",
)


@dataclass
class Record:
    """What everybody saw and did. Lists are appended to, which threads may do at once."""

    posted: list[tuple[int, str]] = field(default_factory=list)
    seen: list[tuple[int, int, str]] = field(default_factory=list)  # reply, version, text
    decided: list[tuple[int, int, User]] = field(default_factory=list)  # decision, version seen, by
    redacted: list[tuple[int, int, User]] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)
    restored: list[tuple[int, int]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    broken: list[BaseException] = field(default_factory=list)


def write(record: Record, dice: random.Random, editions: list[Edition], posts: int) -> None:
    """Post replies, some as answers, some with personal data that is mended or sent as it is."""
    for n in range(posts):
        edition = dice.choice(editions)
        text = (
            " ".join(dice.choices(WORDS, k=dice.randint(6, 20)))
            + f". Take {n} of {dice.randrange(10**6)}"
        )
        parents = list(
            Comment.objects.visible()
            .filter(article=edition.article_id)
            .values_list("public_id", flat=True)[:20]
        )
        form: dict[str, Any] = {
            "article_id": edition.article_id,
            "token": tokens.make_form_token(edition),
            "name": f"Pat {n}",
            "email": f"pat{n % 7}@reader.example",
            "parent": dice.choice([*parents, ""]),
            "address": f"192.0.2.{dice.randrange(250)}",
        }
        try:
            if dice.random() < 0.3:
                as_it_was = f"{text}. Call me: 202-555-0143."
                with contextlib.suppress(posting.LookAgain):  # nobody has taken it, so it is mended
                    posting.post_reply(text=as_it_was, **form)
                    raise AssertionError("It was taken with a number in it.")
                form["as_is"] = dice.random() < 0.5
                text = as_it_was if form["as_is"] else text
            made = posting.post_reply(text=text, **form)
        except Refused as refused:  # the page was withdrawn meanwhile, or its parent taken away
            record.refused[type(refused).__name__] += 1
        else:
            record.posted.append((made.pk, text))


def moderate(record: Record, dice: random.Random, by: User) -> None:
    """Read a reply, perhaps look away for a while, and act on what was read. Some writers regret."""
    copies: list[Comment] = []
    for _ in range(ACTS):
        newest = list(Comment.objects.order_by("-pk")[:STANDING])
        if not newest:
            continue
        comment = dice.choice(newest)
        record.seen.append((comment.pk, comment.version, comment.text))
        copies.append(comment)
        if dice.random() < 0.25:
            comment = dice.choice(copies[-6:])  # a page that has stood open for a while
        how = {"comment": comment, "by": by, "version": comment.version}
        act = dice.choice(ALL_ACTS)
        try:
            if act == "redact":
                word = dice.choice(WORDS)
                spans = redaction.places_of(word, comment.text)
                for row in redaction.redact(**how, spans=spans, **GROUNDS):
                    record.redacted.append((row.pk, comment.version, by))
            elif act == "restore":
                own = Redaction.objects.standing().filter(by=by).select_related("comment")
                for row in own.order_by("-pk")[:3]:
                    seen = row.comment
                    record.seen.append((seen.pk, seen.version, seen.text))
                    redaction.restore(redaction=row, by=by, version=seen.version)
                    record.restored.append((row.pk, seen.version))
            elif act == "erase":
                if dice.random() < 0.6 and privacy.empty(comment):
                    record.erased.append(comment.pk)
            elif act == "take back":
                if dice.random() < 0.2:
                    privacy.withdraw(comment)
            elif act == "claim":
                claims.take(comment=comment, by=by)
            else:
                verb, extra = VERBS[act]
                decision = verb(**how, **extra)
                record.decided.append((decision.pk, comment.version, by))
        except ReplyError as refused:
            record.refused[type(refused).__name__] += 1


def withdraw(record: Record, cast: dict[str, User], article: Article) -> None:
    """Take a page from readers and bring it back."""
    for _ in range(WITHDRAWALS):
        acts.withdraw(article, cast["publisher"])
        acts.submit_approve_publish(article, **cast)


def compare(record: Record, done: threading.Event) -> None:
    """See again and again that readers see what the decisions say, in one snapshot."""
    while not done.wait(0.02):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            check_law_five()
        record.compared += 1


def check_law_five() -> None:
    """Compare ``visible()`` with the same rule worked out row by row."""
    visible = set(Comment.objects.visible().values_list("pk", flat=True))
    live = set(Edition.objects.live().values_list("article", flat=True))
    hidden = set(Thread.objects.filter(state="hidden").values_list("article", flat=True))
    rows = {c.pk: c for c in Comment.objects.select_related("decision")}

    def shown(comment: Comment | None) -> bool:
        if comment is None:
            return True
        approved = comment.status == Status.APPROVED
        if approved:
            assert comment.decision is not None
            assert comment.decision.to_status == Status.APPROVED
        return approved and shown(rows.get(comment.parent_id or 0))

    assert visible == {
        pk
        for pk, comment in rows.items()
        if shown(comment) and not comment.erased_at and comment.article_id in live - hidden
    }


def check_law_six(record: Record) -> None:
    """No decision is lost, none was made on another text than its moderator had read."""
    texts: dict[tuple[int, int], str] = {}
    for pk, version, text in record.seen:
        assert texts.setdefault((pk, version), text) == text, "one version had two texts"
    decisions = {d.pk: d for d in Decision.objects.select_related("by")}
    assert {pk for pk, _, _ in record.decided} == set(decisions)
    for pk, version, by in record.decided:
        assert (decisions[pk].version, decisions[pk].by) == (version, by)
        assert (decisions[pk].comment_id, version) in texts
    rows = {r.pk: r for r in Redaction.objects.select_related("by")}
    assert {pk for pk, _, _ in record.redacted} == set(rows)
    for pk, version, by in record.redacted:
        row = rows[pk]
        assert (row.version, row.by) == (version, by)
        assert row.original in ("", texts[row.comment_id, version][row.start : row.end])
    assert {pk for pk, _ in record.restored} == {r.pk for r in rows.values() if not r.stands}


def check_replies(record: Record) -> None:
    """Each reply's history is whole: it leads to where the reply stands, and back to its words."""
    comments = {c.pk: c for c in Comment.objects.select_related("decision")}
    assert set(comments) == {pk for pk, _ in record.posted}
    for pk, written in record.posted:
        comment, status, version = comments[pk], str(Status.PENDING), 0
        for decision in comment.decisions.order_by("pk"):
            assert decision.from_status == status
            assert decision.version > version
            status, version = decision.to_status, decision.version
        withdrawn = comment.status == Status.WITHDRAWN
        assert withdrawn or comment.status == status
        assert comment.decision == comment.decisions.first()
        redactions = list(comment.redactions.all())
        moves = comment.decisions.count() + len({r.version for r in redactions})
        moves += sum(not row.stands for row in redactions) + withdrawn + (pk in record.erased)
        assert comment.version == 1 + moves
        text = comment.text
        if pk in record.erased:
            assert comment.erased_at
            assert not any([text, comment.name, comment.email, *(r.original for r in redactions)])
            continue
        for row in sorted((r for r in redactions if r.stands), key=lambda r: -r.place):
            assert text[row.place : row.place + len(row.mark)] == row.mark
            text = text[: row.place] + row.original + text[row.place + len(row.mark) :]
        assert text == written


@pytest.mark.parametrize("seed", [1])
def test_laws_five_and_six_hold_with_many_at_once(
    seed, published, author, reviewer, publisher, roles
):
    cast = {"author": author, "reviewer": reviewer, "publisher": publisher}
    second = factories.guide(author, title="A second page", slug="second-page")
    editions = [published.editions.get(), acts.submit_approve_publish(second, **cast)]
    moderators = [factories.person(f"moderator_{n}", "Moderator") for n in range(MODERATORS)]
    record, done = Record(), threading.Event()
    dice = random.Random(seed)

    def apart(work: Callable[..., None], *what: Any) -> threading.Thread:
        def run() -> None:
            try:
                work(record, *what)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test's own thread tells of it
                record.broken.append(error)
            finally:
                connections.close_all()

        return threading.Thread(target=run, name=work.__name__)

    busy = [apart(write, random.Random(dice.random()), editions, POSTS) for _ in range(WRITERS)]
    busy += [apart(moderate, random.Random(dice.random()), by) for by in moderators]
    busy.append(apart(withdraw, cast, second))
    watching = apart(compare, done)
    write(record, dice, editions, STANDING)
    for thread in (*busy, watching):
        thread.start()
    for thread in busy:
        thread.join(60)
    done.set()
    watching.join(30)
    assert not any(thread.is_alive() for thread in (*busy, watching))
    if record.broken:
        raise record.broken[0]
    check_law_five()
    check_law_six(record)
    check_replies(record)
    # The run was one that could have gone wrong. Half of the posts, and some more, go to the page that is
    # withdrawn meanwhile, and those may all be refused.
    assert len(record.posted) >= STANDING + WRITERS * POSTS // 4
    assert record.refused["ChangedMeanwhile"] > 5
    assert len(record.decided) > 20
    assert record.redacted
    assert record.restored or record.erased
    assert record.compared > 5
