"""The verbs around reports: a reader reports a reply; a moderator says that an answer of the clinic stays.

A report takes a reader's reply from the page until a moderator has looked: it goes back to the held ones.
What a moderator kept after a report is not taken away by another one, until its words change. Answers of
the clinic stay where they are, and are marked.
"""

from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments import emergency, moderation, notifications, throttle, tokens
from comments.errors import NotAllowed, NotAllowedFrom, Refused
from comments.models import Comment, Reason, ReplyReport, ReportOutcome, Status

ADDRESS_PURPOSE = "comments.report"


class NotShown(Refused):
    """The reply is not there for readers, and nobody has reported it."""

    status = HTTPStatus.NOT_FOUND


class Unsaid(Refused):
    """A report without its reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


def report(
    *, comment: Comment, token: str, reason: str, words: str = "", address: str = ""
) -> ReplyReport:
    """Take a reader's report. A double click gets the first one again. Raises a Refused.

    ``token`` comes from the form, ``address`` from the network; neither is kept.
    """
    form = tokens.read_report_token(token, article_id=comment.article_id)
    if reason not in Reason.values:
        raise Unsaid(_("Choose what is wrong with the reply."))
    if reason == Reason.OTHER and not words:
        raise Unsaid(_("Say in your own words what is wrong with the reply."))
    hashed = throttle.address_hash(address, purpose=ADDRESS_PURPOSE)
    used = tokens.used_up(form, hashed, comment.public_id, reason, words)
    urgent = emergency.tells(words)  # before the transaction, which holds others up on SQLite
    try:
        with transaction.atomic():
            if first := ReplyReport.objects.filter(token_hash=used).first():
                return first
            taken = _take(comment, reason, words, hashed, used, urgent=urgent)
            if urgent:
                notifications.call_to(taken)
            return taken
    except IntegrityError:
        # Two presses at the same moment: the other one has just written the report.
        if (first := ReplyReport.objects.filter(token_hash=used).first()) is None:
            raise
        return first


def _take(
    comment: Comment, reason: str, words: str, hashed: str, used: str, *, urgent: bool
) -> ReplyReport:
    throttle.in_turn(hashed)
    stored = Comment.objects.select_for_update().get(pk=comment.pk)
    shown = Comment.objects.visible().filter(pk=stored.pk).exists()
    if not shown and not stored.reports.open().exists():
        raise NotShown(_("This reply is not shown any more, so there is nothing to report."))
    throttle.count_report(hashed_address=hashed, article_id=stored.article_id)
    text_hash = hash_of(stored.text)
    kept = stored.reports.filter(outcome=ReportOutcome.KEPT, text_hash=text_hash).exists()
    hides = shown and not kept and stored.written_by_id is None
    if hides:
        moderation.hold_reported(comment=stored)
    return ReplyReport.objects.create(
        comment=stored,
        reason=reason,
        words=words,
        urgent=urgent,
        hid=hides,
        text_hash=text_hash,
        token_hash=used,
    )


def let_stay(*, comment: Comment, by: User, version: int, seen: int) -> int:
    """Say that a reply which readers still see stays, whatever was reported. Return how many reports.

    ``version`` is that of the words, ``seen`` the number of the newest report that the person has read.
    What was reported since waits for the next look.
    """
    moderation.check_moderator(by)
    if comment.written_by_id == by.pk:
        raise NotAllowed("You wrote this answer. Another person has to look at the report.")
    with transaction.atomic():
        stored = Comment.objects.select_for_update().get(pk=comment.pk)
        moderation.check_version(stored, version)
        if stored.status != Status.APPROVED:
            raise NotAllowedFrom("Readers do not see this reply, so it cannot stay. Decide on it.")
        read = stored.reports.filter(pk__lte=seen)
        settled: int = read.settle(ReportOutcome.KEPT, by, timezone.now())
        audit.record(Act.DECIDED, comment, by=by, note=f"reports: {ReportOutcome.KEPT}")
        return settled


def hash_of(text: str) -> str:
    """Return the keyed hash of a text, to know later whether it is still the same."""
    return salted_hmac("comments.report.text", text, algorithm="sha256").hexdigest()
