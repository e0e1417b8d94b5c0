"""Claims: a moderator who goes to the next reply is not led to the one that a colleague reads.

A claim is made by POST only, lasts five minutes, and never stands in the way of a decision: law 6 does.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from clinic_cms.clinic.models import User
from comments import moderation
from comments.models import Claim, Comment

LASTS = timedelta(minutes=5)
TRIES = 20


def take(*, comment: Comment, by: User) -> bool:
    """Claim a reply, or claim it for longer. Return whether it is theirs now.

    Each statement stands for itself: in one transaction two moderators who swap places would wait for
    each other for ever.
    """
    moderation.check_moderator(by)
    now = timezone.now()
    here = Claim.objects.filter(comment=comment)
    if not (
        here.filter(by=by, until__gt=now).update(until=now + LASTS)
        or here.filter(until__lte=now).update(by=by, since=now, until=now + LASTS)
    ):
        try:
            with transaction.atomic():
                Claim.objects.create(comment=comment, by=by, since=now, until=now + LASTS)
        except IntegrityError:
            return False
    Claim.objects.filter(by=by).exclude(comment=comment).delete()  # one looks at one at a time
    return True


def release(comment: Comment) -> None:
    """End the claim on a reply that has been decided on."""
    Claim.objects.filter(comment=comment).delete()


def free(rows: QuerySet[Comment], by: User) -> QuerySet[Comment]:
    """Return the replies that nobody else is looking at."""
    others = Claim.objects.standing().exclude(by=by)
    return rows.exclude(pk__in=others.values("comment"))


def take_first(*, rows: QuerySet[Comment], by: User) -> Comment | None:
    """Claim the first reply that nobody else is looking at."""
    for comment in free(rows, by)[:TRIES]:  # a colleague may be quicker at each of them
        if take(comment=comment, by=by):
            return comment
    return None
