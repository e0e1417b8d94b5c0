"""The mail that calls staff to words that may tell of an emergency, asked when it is about to go.

It says which kind of words wait, since when, and leads to them. Of the words it holds none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from articles import feedback
from articles.models import ErrorReport
from clinic_cms.clinic.models import OutgoingMail, User
from clinic_cms.clinic.outbox.kinds import Letter
from clinic_cms.clinic.outbox.message import absolute
from comments import mail_links
from comments.models import Appeal, AppealState, Comment, ReplyReport

MODERATE = "comments.moderate_comment"


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: a noun with its article, the path of its page, and since when."""

    what: str
    path: str
    since: datetime


def moderator_urgent(mail: OutgoingMail) -> Letter | None:
    """Call a member of staff to urgent words, while nobody has acted on them."""
    said = mail.arguments
    user = User.objects.filter(pk=said["user"], is_active=True).first()
    if user is None or not user.urgent_mail:
        return None
    found = next((look(said[name], user) for name, look in LOOKS.items() if name in said), None)
    if found is None:
        return None
    return Letter(
        {"what": found.what, "link": absolute(found.path), "since": found.since},
        unsubscribe=mail_links.STAFF_MAIL.path(user.pk, 1),
    )


def _reply(pk: int, user: User) -> Waiting | None:
    reply = Comment.objects.pending().filter(pk=pk).first()
    if reply is None or not user.has_perm(MODERATE):
        return None
    return Waiting(_("a reply"), _page_of(reply), reply.created_at)


def _appeal(pk: int, user: User) -> Waiting | None:
    open_ = Appeal.objects.filter(pk=pk, state=AppealState.OPEN)
    appeal = open_.select_related("comment").first()
    if appeal is None or not user.has_perm(MODERATE):
        return None
    return Waiting(_("an appeal"), _page_of(appeal.comment), appeal.created_at)


def _report(pk: int, user: User) -> Waiting | None:
    report = ReplyReport.objects.open().filter(pk=pk).select_related("comment").first()
    if report is None or not user.has_perm(MODERATE):
        return None
    return Waiting(_("a report of a reply"), _page_of(report.comment), report.created_at)


def _error(pk: int, user: User) -> Waiting | None:
    report = ErrorReport.objects.open().filter(pk=pk).first()
    if report is None or not feedback.may_answer(report, user):
        return None
    there = reverse("admin:articles_errorreport_change", args=[report.pk])
    return Waiting(_("a report of an error"), there, report.created_at)


def _page_of(reply: Comment) -> str:
    """Return the path of a reply's page for moderators: what was said of it stands there as well."""
    return reverse("admin:comments_comment_change", args=[reply.pk]) + f"?status={reply.status}"


# By the names under which ``comments.notifications.call_to`` puts them into the outbox.
LOOKS: dict[str, Callable[[int, User], Waiting | None]] = {
    "comment": _reply,
    "appeal": _appeal,
    "replyreport": _report,
    "errorreport": _error,
}
