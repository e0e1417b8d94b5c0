"""What a writer may do about their own replies, and what erasure reaches.

Erasing leaves a reply's place in the thread, its decisions (who, when, on which ground: no words of the
reply stand in them) and the proof of consent. Nothing of these leads back to the writer.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments.errors import NotAllowed, NotAllowedFrom
from comments.models import Comment, Redaction, ReplyReport, SideEffectWorksheet, Status

WITHDRAWABLE = (Status.PENDING, Status.APPROVED)
NOTHING_SAID = {"reporter": "", "patient": "", "product": "", "reaction": ""}


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
    ReplyReport.objects.filter(comment=stored).exclude(words="").update(words="")
    Redaction.objects.filter(comment=stored).exclude(original="").update(original="")
    if stored.erased_at:
        return False
    if stored.status == Status.PENDING:
        _take_back(stored)
    stored.name = stored.email = stored.text = ""
    stored.address_hash = stored.token_hash = ""
    stored.findings, stored.flags, stored.urgent = [], [], False
    stored.erased_at = timezone.now()
    stored.version += 1  # who has the text before them decides on it no more
    stored.save()
    return True


def _take_back(stored: Comment) -> Comment:
    stored.status, stored.reported = Status.WITHDRAWN, False
    stored.version += 1
    stored.save()
    return stored


def _lock(comment: Comment) -> Comment:
    stored = Comment.objects.select_for_update().get(pk=comment.pk)
    if stored.written_by_id:
        raise NotAllowed("This is the clinic's own answer. A moderator can remove it.")
    return stored
