"""What a writer may do about their own replies, and what erasure reaches.

Erasing leaves a reply's place in the thread, its decisions (who, when, on which ground: no words of the
reply stand in them) and the proof of consent. Nothing of these leads back to the writer.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles import feedback
from articles.models import ErrorReport
from clinic_cms.clinic import outbox
from comments import addresses, notifications
from comments.errors import NotAllowed, NotAllowedFrom
from comments.models import (
    Appeal,
    AppealState,
    Comment,
    Erasure,
    Redaction,
    ReplyReport,
    SideEffectWorksheet,
    Status,
    ThreadMute,
    WriterAddress,
)
from comments.models.comment import CommentQuerySet

WITHDRAWABLE = (Status.PENDING, Status.APPROVED)
NOTHING_SAID = {"reporter": "", "patient": "", "product": "", "reaction": ""}


def replies_of(writer: WriterAddress) -> CommentQuerySet:
    """Return an address's replies in the order in which they were written."""
    return Comment.objects.filter(writer=writer).order_by("created_at", "pk")


@transaction.atomic
def withdraw(comment: Comment) -> Comment:
    """Take a reply from readers, and with it the answers below it, at its writer's will.

    Moderators see it as withdrawn; nobody can bring it back. Done twice, it is done once.
    """
    stored = _lock(comment)
    if stored.status == Status.WITHDRAWN:
        return stored
    if stored.status not in WITHDRAWABLE or stored.erased_at:
        raise NotAllowedFrom("Readers do not see this reply, so there is nothing to take back.")
    return _take_back(stored)


@transaction.atomic
def withdraw_again(public_ids: Iterable[str]) -> int:
    """Repeat withdrawals on a restored backup. Return how many replies were there again."""
    found = Comment.objects.filter(
        public_id__in=list(public_ids), status__in=WITHDRAWABLE, erased_at=None
    )
    return len([withdraw(reply) for reply in found])


@transaction.atomic
def empty(comment: Comment) -> bool:
    """Empty a reader's reply of its text and of all that leads to its writer. Say whether it held any.

    What was held leaves the queue as withdrawn; what readers saw becomes an empty place, which is shown
    while there are answers to it (``Comment.objects.standing``). Done again, it changes nothing.
    """
    stored = _lock(comment)
    SideEffectWorksheet.objects.filter(comment=stored).exclude(**NOTHING_SAID).update(
        **NOTHING_SAID, version=F("version") + 1
    )
    # What a reader wrote about it may tell of its writer.
    ReplyReport.objects.filter(comment=stored).exclude(words="").update(words="", urgent=False)
    ReplyReport.objects.filter(comment=stored).forget_text()
    ReplyReport.objects.filter(comment=stored).close_gone()
    Redaction.objects.filter(comment=stored).exclude(original="").update(original="")
    _close_appeal(stored)
    Appeal.objects.filter(comment=stored).exclude(text="").update(text="", urgent=False)
    if stored.erased_at:
        return False
    if stored.status == Status.PENDING:
        _take_back(stored)
    stored.name = stored.email = stored.text = ""
    stored.writer = None
    stored.address_hash = stored.token_hash = ""
    stored.findings, stored.flags, stored.urgent = [], [], False
    stored.erased_at = timezone.now()
    stored.version += 1  # who has the text before them decides on it no more
    stored.save()
    return True


@transaction.atomic
def erase(
    *, writer: WriterAddress, replies: Iterable[Comment], reports: Iterable[ErrorReport] = ()
) -> int:
    """Erase replies at their writer's wish, and note it for restored backups. Return how many there were.

    ``reports``: what the writer reported as an error in a page, with the same address. With an address's
    last reply goes what was mailed to it and is still waiting, and its confirmation.
    """
    names = [reply.public_id for reply in replies]
    hashes = [report.token_hash for report in reports]
    return _erase(names, hashes, writer.hash, timezone.now())


@transaction.atomic
def erase_again(
    *, public_ids: list[str], address_hash: str, at: datetime, reports: Iterable[str] = ()
) -> int:
    """Repeat an erasure on a restored backup. Return how many replies were there again."""
    return _erase(public_ids, list(reports), address_hash, at)


def _erase(names: list[str], hashes: list[str], address_hash: str, at: datetime) -> int:
    # The row of the address before the replies, as who posts takes them (``addresses.to_ask``): the other
    # way round both would wait for each other.
    WriterAddress.objects.select_for_update().filter(hash=address_hash).first()
    replies = Comment.objects.filter(public_id__in=names, erased_at=None).order_by("pk")
    reports = ErrorReport.objects.filter(token_hash__in=hashes)
    emails = {*replies.values_list("email", flat=True), *reports.values_list("email", flat=True)}
    count = sum(map(empty, replies))
    feedback.forget(reports)
    if not Comment.objects.filter(writer__hash=address_hash).exists():
        # The link to one's replies goes to the address as it is compared.
        mailed = {*emails, *map(addresses.normalised, emails)} - {""}
        outbox.drop(to=mailed, of=notifications.TO_WRITERS)
        ThreadMute.objects.filter(writer__hash=address_hash).delete()
        WriterAddress.objects.filter(hash=address_hash).update(confirmed_at=None)
    if not Erasure.objects.filter(address_hash=address_hash, created_at=at).exists():
        Erasure.objects.create(
            address_hash=address_hash, public_ids=names, reports=hashes, created_at=at
        )
    return count


def _take_back(stored: Comment) -> Comment:
    _close_appeal(stored)
    ReplyReport.objects.filter(comment=stored).close_gone()
    stored.status, stored.reported = Status.WITHDRAWN, False
    stored.version += 1
    stored.save()
    return stored


def _close_appeal(stored: Comment) -> None:
    Appeal.objects.filter(comment=stored, state=AppealState.OPEN).update(
        state=AppealState.CLOSED, decided_at=timezone.now()
    )


def _lock(comment: Comment) -> Comment:
    stored = Comment.objects.select_for_update().get(pk=comment.pk)
    if stored.written_by_id:
        raise NotAllowed("This is the clinic's own answer. A moderator can remove it.")
    return stored
