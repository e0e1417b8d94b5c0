"""Mails to people: written down in the transaction of what they tell, sent by the worker.

An app registers each kind of mail with what draws it (``kinds``); ``enqueue`` writes the row, which is all
that the worker's queue runner looks at. The words stand in ``templates/emails/<kind>/``.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic_cms.clinic.models import OutgoingMail
from clinic_cms.clinic.models.outbox import WAITING, MailState
from clinic_cms.clinic.outbox import kinds
from clinic_cms.clinic.planned import Statement
from clinic_cms.clinic.writing import add, adding

__all__ = ["again", "drop", "enqueue", "enqueuing", "hash_of"]


def enqueue(
    kind: str, *, to: str, key: str, after: timedelta = timedelta(), **arguments: Any
) -> bool:
    """Put a mail into the outbox, to be sent after a time. Say whether it is a new one.

    ``key`` names what the mail tells: one key makes one mail, ever. It is kept as a keyed hash, since the
    row outlives an erasure. ``arguments`` are ids, forgotten once the mail is done with.
    """
    return add(_mail(kind, to, key, after, arguments), unless="dedupe_key")


def enqueuing(kind: str, *, to: str, key: str, **arguments: Any) -> Statement:
    """Return what ``enqueue`` does, for who has more to write."""
    return adding(_mail(kind, to, key, timedelta(), arguments), unless="dedupe_key")


def _mail(
    kind: str, to: str, key: str, after: timedelta, arguments: dict[str, Any]
) -> OutgoingMail:
    kinds.known(kind)
    return OutgoingMail(
        kind=kind,
        recipient=to,
        arguments=arguments,
        dedupe_key=hash_of(key),
        due_at=timezone.now() + after,
    )


def again(*, to: str, key: str, **arguments: Any) -> bool:
    """Take up a dropped mail, since what stood against it is gone. Say whether there was one.

    It is drawn anew, so that it tells what is true then; what was sent is never sent a second time. Call in
    the transaction of what changed: until it ends no worker takes the mail, or says how it went.
    """
    mail = OutgoingMail.objects.select_for_update().filter(dedupe_key=hash_of(key)).first()
    if mail is None:
        return False
    row = OutgoingMail.objects.filter(pk=mail.pk)
    if mail.state in WAITING and mail.claimed_at:
        # A worker may have drawn it just before the change: it drops none that another moment claims.
        row.update(claimed_at=timezone.now())
    if mail.state != MailState.DROPPED:
        return False
    taken_up = {"state": MailState.QUEUED, "recipient": to, "arguments": arguments}
    return bool(row.update(**taken_up, due_at=timezone.now(), finished_at=None))


def hash_of(key: str) -> str:
    """Return what is kept of a mail's key: it leads to no reply and to no address."""
    return salted_hmac("clinic.outbox.key", key, algorithm="sha256").hexdigest()


def drop(*, to: Iterable[str], of: Iterable[str]) -> int:
    """Take the waiting mails of some kinds to some addresses out of the outbox. Return how many."""
    waiting = OutgoingMail.objects.filter(
        recipient__in=list(to), kind__in=list(of), state__in=WAITING
    )
    return waiting.update(
        state=MailState.DROPPED, recipient="", arguments={}, finished_at=timezone.now()
    )
