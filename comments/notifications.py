"""Which mails replies, decisions, appeals and reports bring about. All are written in the same transaction.

Nothing is sent here, and nothing can fail here that would break a post or a decision: the worker sends
(``clinic_cms.clinic.outbox``), and asks ``comments.letters`` at that moment whether it is still true.
"""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from articles import feedback
from articles.models import ErrorReport
from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import User
from comments.models import Appeal, Comment, Decision, ReplyReport, Status, WriterAddress

SETTLED = timedelta(minutes=10)  # time for a moderator to think again before the writer is told
TOLD = (Status.APPROVED, Status.REJECTED, Status.REMOVED)  # who sends spam is not told

# Of an address that is a moderator's as well, the other mails stay when its replies are erased.
TO_WRITERS = ("confirm_address", "my_replies", "reply_decided", "reply_answered", "appeal_refused")


def received(reply: Comment) -> None:
    """A reply has come in: call moderators where it is urgent."""
    if reply.urgent:
        call_to(reply)


def call_to(about: Comment | Appeal | ReplyReport | ErrorReport) -> None:
    """Call those who act on a reader's words to what may tell of an emergency, if they want such mails."""
    name = str(about._meta.model_name)
    staff = who_answer(about) if isinstance(about, ErrorReport) else moderators()
    for user in staff:
        if user.urgent_mail:
            key = f"urgent:{name}:{about.pk}:{user.pk}"
            said: dict[str, Any] = {"user": user.pk, name: about.pk}
            outbox.enqueue("moderator_urgent", to=user.email, key=key, **said)


def decided(decision: Decision) -> None:
    """Somebody has decided: tell the writer, and those whose replies are answered by what is now shown."""
    reply = decision.comment
    if decision.to_status in TOLD and reply.writer_id:
        outbox.enqueue(
            "reply_decided", to=reply.email, key=decided_key(decision.pk), after=SETTLED,
            decision=decision.pk,
        )  # fmt: skip
    if decision.to_status == Status.APPROVED:
        for above in _above(reply):
            outbox.enqueue(
                "reply_answered", to=above.email, key=answered_key(decision.pk, above.writer_id or 0),
                after=SETTLED, decision=decision.pk, above=above.pk,
            )  # fmt: skip


def confirmed(writer: WriterAddress) -> None:
    """An address is confirmed: take up what was not told because it was not, where it still stands."""
    replies = Comment.objects.filter(writer=writer, erased_at=None, decision__to_status__in=TOLD)
    for reply in replies.select_related("appeal").order_by("pk"):
        key = decided_key(reply.decision_id or 0)
        outbox.again(to=reply.email, key=key, decision=reply.decision_id)
        appeal: Appeal | None = getattr(reply, "appeal", None)
        if appeal:
            told = {"appeal": appeal.pk, "decided": _moment(appeal)}
            outbox.again(to=reply.email, key=appeal_key(appeal), **told)


def appeal_refused(appeal: Appeal) -> None:
    """Somebody else has looked again, and the decision stays: tell the writer."""
    if appeal.comment.writer_id:
        outbox.enqueue(
            "appeal_refused", to=appeal.comment.email, key=appeal_key(appeal), after=SETTLED,
            appeal=appeal.pk, decided=_moment(appeal),
        )  # fmt: skip


def moderators() -> QuerySet[User]:
    """Return the active accounts that decide on replies and have an address."""
    return who_may_decide().exclude(email="").order_by("pk")


def who_may_decide() -> QuerySet[User]:
    """Return the active accounts that decide on replies, whether or not they can be mailed."""
    return _who_may("comments.moderate_comment")


def who_answer(report: ErrorReport) -> list[User]:
    """Return the active accounts with an address that answer a report of an error. Moderators see none."""
    staff = _who_may("articles.change_errorreport").exclude(email="").order_by("pk")
    return [user for user in staff if feedback.may_answer(report, user)]


def decided_key(decision: int) -> str:
    """Return the key of the mail that tells a writer of a decision."""
    return f"decided:{decision}"


def appeal_key(appeal: Appeal) -> str:
    """Return the key of the mail about a refused appeal: refused anew, it is told anew."""
    return f"appeal:{appeal.pk}:{_moment(appeal)}"


def _moment(appeal: Appeal) -> str:
    return appeal.decided_at.isoformat() if appeal.decided_at else ""


def answered_key(decision: int, writer: int) -> str:
    """Return the key of the mail that tells a writer of an answer, which a decision has shown."""
    return f"answered:{decision}:{writer}"


def _above(reply: Comment) -> list[Comment]:
    """Return the replies above one, each other writer's nearest only."""
    found: list[Comment] = []
    told = {reply.writer_id}
    above = reply.parent
    while above is not None:
        if above.writer_id not in told and above.writer_id is not None:
            told.add(above.writer_id)
            found.append(above)
        above = above.parent
    return found


def _who_may(right: str) -> QuerySet[User]:
    """Return the active accounts whose role has a right."""
    return User.objects.with_perm(
        right,
        backend="django.contrib.auth.backends.ModelBackend",
        include_superusers=False,
    )
