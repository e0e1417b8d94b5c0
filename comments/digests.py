"""The moderators' daily mail: how much waits, in numbers only."""

from datetime import datetime, time

from django.utils import timezone

from clinic_cms.clinic import outbox
from comments import notifications

MORNING = time(7)  # in the clinic's own time


def enqueue_due(now: datetime | None = None) -> int:
    """Put today's mail into the outbox for each moderator who wants it. Return how many are new.

    Before the morning there is none. However often it is called, a day has one mail for each.
    """
    local = timezone.localtime(now)
    if local.time() < MORNING:
        return 0
    return sum(
        outbox.enqueue(
            "moderator_digest",
            to=moderator.email,
            key=f"digest:{moderator.pk}:{local.date().isoformat()}",
            user=moderator.pk,
        )
        for moderator in notifications.moderators().filter(digest_mail=True)
    )
