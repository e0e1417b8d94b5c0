"""What staff do to replies and mails, in the process of ``tests.deployment.staff``."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from articles.models import Edition
from clinic_cms.clinic import throttle
from clinic_cms.clinic.models import Attempt, OutgoingMail
from comments import moderation
from comments.models import Comment, Status
from tests import factories
from tests.deployment.staff_on_pages import timed, who


def show_reply(slug: str, says: str) -> dict[str, Any]:
    """Write a reply under a page and approve it. Return its number and the time of the commit."""
    edition = Edition.objects.live().get(slug=slug)
    reply = factories.pending_comment(edition, text=says)
    decided = lambda: moderation.approve(comment=reply, by=who("moderator"), version=1)  # noqa: E731
    return {"reply": reply.pk, **timed(decided)}


def remove_reply(reply: int) -> dict[str, float]:
    """Take an approved reply from readers. Return the POSIX time of the commit."""
    shown = Comment.objects.get(pk=reply)
    return timed(
        lambda: moderation.remove(
            comment=shown, by=who("moderator"), version=shown.version, reason="abuse"
        )
    )


def approve_oldest() -> bool:
    """Approve the oldest held reply, as a moderator does who works through the queue."""
    reply = Comment.objects.filter(status=Status.PENDING).order_by("pk").first()
    if reply is None:
        return False
    moderation.approve(comment=reply, by=who("moderator"), version=reply.version, confirmed=True)
    return True


def replies() -> dict[str, int]:
    """Return how often each text stands in the database."""
    return dict(Comment.objects.values_list("text").annotate(n=Count("pk")))


def public() -> int:
    """Return how many replies readers see."""
    return Comment.objects.visible().count()


def mails() -> dict[str, int]:
    """Return how many mails are in each state."""
    return dict(OutgoingMail.objects.values_list("state").annotate(n=Count("pk")))


def age_mails(minutes: float) -> int:
    """Let every waiting mail be as if so much time had passed since it was taken in hand."""
    back = timezone.now() - timedelta(minutes=minutes)
    waiting = OutgoingMail.objects.filter(finished_at=None)
    waiting.filter(claimed_at__isnull=False).update(claimed_at=back)
    return waiting.update(due_at=back)


def attempts() -> list[str]:
    """Return the keys under which replies are counted."""
    return list(Attempt.objects.values_list("key", flat=True))


def address_hash(address: str) -> str:
    """Return the key of a network address."""
    return throttle.address_hash(address)
