"""What each mail about replies says, asked when it is about to go. None: it is no longer wanted.

A mail holds no words of a patient, no name that a reader gave, and not even the title of the page: a
mailbox may be read by others.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import MailState, OutgoingMail, User
from clinic_cms.clinic.outbox.kinds import Letter
from clinic_cms.clinic.outbox.message import absolute
from comments import mail_links, tokens
from comments.appeals import AGAINST
from comments.models import (
    Appeal,
    AppealState,
    Comment,
    Decision,
    ReplyReport,
    Status,
    ThreadMute,
    WriterAddress,
)
from comments.notifications import answered_key, decided_key


def confirm_address(mail: OutgoingMail) -> Letter | None:
    """Ask whoever reads an address's mails whether the reply was theirs."""
    writer = WriterAddress.objects.filter(pk=mail.arguments["writer"]).first()
    if writer is None or writer.confirmed_at or not writer.wants_mail:
        return None
    link = absolute(mail_links.CONFIRM.path(writer.pk))
    return Letter({"link": link, "days": 7}, unsubscribe=mail_links.MAIL.path(writer.pk, 0))


def my_replies(mail: OutgoingMail) -> Letter | None:
    """Send the link that was asked for."""
    writer = WriterAddress.objects.filter(pk=mail.arguments["writer"]).first()
    if writer is None:
        return None
    return Letter({"link": absolute(mail_links.MINE.path(writer.pk)), "hours": 2})


def reply_decided(mail: OutgoingMail) -> Letter | None:
    """Tell a writer what was decided, unless it was undone meanwhile or they know it already."""
    decision = (
        Decision.objects.filter(pk=mail.arguments["decision"])
        .select_related("comment__writer")
        .first()
    )
    reply = decision.comment if decision else None
    if decision is None or reply is None or reply.writer is None or not reply.writer.takes_mail:
        return None
    # A withdrawn reply, too, stands otherwise than was decided.
    if reply.decision_id != decision.pk or reply.status != decision.to_status or reply.erased_at:
        return None
    keys = {outbox.hash_of(decided_key(pk)): pk for pk in _decisions(reply)}
    told = _last_sent(keys)
    before = Decision.objects.filter(pk=keys[told.dedupe_key]).first() if told else None
    if before and (before.to_status, before.reason) == (decision.to_status, decision.reason):
        return None
    approved = decision.to_status == Status.APPROVED
    may_appeal = not approved and not Appeal.objects.filter(comment=reply).exists()
    return Letter(
        {
            "approved": approved,
            "shown": Comment.objects.visible().filter(pk=reply.pk).exists(),
            "written_on": reply.created_at,
            "reason": decision.reason_told,
            "link": absolute(_place_or_receipt(reply)),
            "rules": f"{rules_address()}#{decision.reason}",
            "taken_out": reply.redactions.standing().exists(),
            "appeal": absolute(mail_links.APPEAL.path(decision.pk)) if may_appeal else "",
        },
        unsubscribe=mail_links.MAIL.path(reply.writer.pk, 0),
    )


def reply_answered(mail: OutgoingMail) -> Letter | None:
    """Tell a writer of an answer that readers can see."""
    said = mail.arguments
    decision = Decision.objects.filter(pk=said["decision"]).select_related("comment").first()
    visible = Comment.objects.visible().select_related("writer")
    above = visible.filter(pk=said["above"]).first()
    if decision is None or above is None or above.writer is None or not above.writer.takes_mail:
        return None
    answer = visible.filter(pk=decision.comment_id).first()
    if answer is None or answer.decision_id != decision.pk:
        return None
    if ThreadMute.objects.filter(writer=above.writer, article=above.article_id).exists():
        return None
    keys = [outbox.hash_of(answered_key(pk, above.writer.pk)) for pk in _decisions(answer)]
    if _last_sent(keys):
        return None
    return Letter(
        {
            "written_on": above.created_at,
            "by_clinic": answer.written_by_id is not None,
            "link": absolute(reverse("comments:permalink", args=[answer.public_id])),
            "all_mails": absolute(mail_links.MAIL.path(above.writer.pk, 0)),
        },
        unsubscribe=mail_links.MAIL.path(above.writer.pk, above.article_id),
    )


def appeal_refused(mail: OutgoingMail) -> Letter | None:
    """Tell a writer that their appeal changed nothing, and whether somebody else looked at it."""
    appeal = (
        Appeal.objects.filter(pk=mail.arguments["appeal"])
        .select_related("comment__writer", "comment__decision")
        .first()
    )
    if appeal is None or appeal.decided_at is None:
        return None
    moment = appeal.decided_at.isoformat()
    if appeal.state != AppealState.REFUSED or mail.arguments.get("decided", moment) != moment:
        return None  # that refusal was undone; a later one has a mail of its own
    reply = appeal.comment
    if reply.writer is None or not reply.writer.takes_mail:
        return None
    if reply.status not in AGAINST or reply.decision is None or reply.erased_at:
        return None  # it was undone meanwhile
    return Letter(
        {
            "written_on": reply.created_at,
            # A clinic's only moderator decides on appeals as well.
            "by_another": appeal.decided_by_id != reply.decision.by_id,
            "reason": reply.decision.reason_told,
            "rules": f"{rules_address()}#{reply.decision.reason}",
        },
        unsubscribe=mail_links.MAIL.path(reply.writer.pk, 0),
    )


def moderator_digest(mail: OutgoingMail) -> Letter | None:
    """Tell a moderator how much waits. Of an empty queue nobody is told."""
    user = User.objects.filter(pk=mail.arguments["user"], is_active=True).first()
    held = Comment.objects.pending()
    count = held.count()
    appeals = Appeal.objects.filter(state=AppealState.OPEN).count()
    reports = ReplyReport.objects.outside_the_queue().count()
    if user is None or not user.has_perm("comments.moderate_comment"):
        return None
    if not user.digest_mail or not (count or appeals or reports):
        return None
    oldest = held.order_by("created_at").values_list("created_at", flat=True).first()
    context = {
        "count": count,
        "urgent": held.filter(urgent=True).count(),
        "new": held.filter(created_at__gt=timezone.now() - timedelta(days=1)).count(),
        "days": _days_since(oldest),
        "appeals": appeals,
        "reports": reports,
        # The queue shows what is held; appeals and reports stand on the dashboard.
        "link": absolute(reverse("admin:comments_comment_changelist" if count else "admin:index")),
    }
    return Letter(context, unsubscribe=mail_links.STAFF_MAIL.path(user.pk, 0))


def rules_address() -> str:
    """Return the address of the published criteria."""
    return absolute(reverse("comments:rules"))


def _decisions(reply: Comment) -> list[int]:
    return list(reply.decisions.values_list("pk", flat=True))


def _last_sent(keys: Iterable[str]) -> OutgoingMail | None:
    """Return the last mail that went out under one of these keys."""
    return (
        OutgoingMail.objects.filter(dedupe_key__in=keys, state=MailState.SENT)
        .order_by("-finished_at", "-pk")
        .first()
    )


def _place_or_receipt(reply: Comment) -> str:
    if Comment.objects.visible().filter(pk=reply.pk).exists():
        return reverse("comments:permalink", args=[reply.public_id])
    return reverse("comments:sent", args=[tokens.make_receipt(reply.public_id)])


def _days_since(moment: datetime | None) -> int:
    return (timezone.now() - moment).days if moment else 0
