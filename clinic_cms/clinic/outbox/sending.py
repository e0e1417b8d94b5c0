"""Handing one mail to the mail server, once, however often it has to be tried."""

import logging
import time
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from clinic_cms.clinic.models import OutgoingMail
from clinic_cms.clinic.models.outbox import WAITING, MailState
from clinic_cms.clinic.outbox import kinds
from clinic_cms.clinic.outbox.message import written

logger = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
# With these waits a little over two days, as mail servers themselves keep trying.
MOST_ATTEMPTS = 18
NO_SUCH_MAILBOX = (550, 551, 553)  # RFC 5321, 4.2.3: trying again is of no use
# Seconds. A database that is started again is back by then.
WRITTEN_AGAIN_AFTER = (0.5, 2.0, 5.0)
EVERY = Q()
IN_HAND = timedelta(minutes=10)  # a worker that has held a mail for longer has died with it


def send_next() -> OutgoingMail | None:
    """Send the mail that has been due for longest. Return it as it then stands; None: nothing is due."""
    mail = _take()
    if mail is None:
        return None
    try:
        letter = kinds.known(mail.kind)(mail)
        if letter is not None:
            written(mail, letter).send()
    except Exception as error:  # noqa: BLE001 - a worker: whatever it was, the mail is not lost
        _failed(mail, error)
    else:
        if letter is None:
            # Not where ``outbox.again`` asked for it since: it is drawn anew once this hand is free.
            _finish(mail, MailState.DROPPED, only=Q(claimed_at=mail.claimed_at))
        else:
            _finish(mail, MailState.SENT)
    return mail


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, up to a limit."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)


def free(now: datetime) -> "QuerySet[OutgoingMail]":
    """Return the mails that could be sent at a moment: due, and in no worker's hand."""
    in_no_hand = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - IN_HAND)
    return OutgoingMail.objects.filter(in_no_hand, finished_at=None, due_at__lte=now)


@transaction.atomic
def _take() -> OutgoingMail | None:
    """Take a mail in hand, so that no other worker sends it too."""
    now = timezone.now()
    mail = free(now).order_by("due_at").select_for_update(skip_locked=True).first()
    if mail is not None:
        mail.claimed_at = now
        mail.save(update_fields=["claimed_at"])
    return mail


def _failed(mail: OutgoingMail, error: Exception) -> None:
    """Keep what kind of error it was: its words may hold the address."""
    attempts = mail.attempts + 1
    what = f"{type(error).__name__} {_code(error) or ''}".strip()[:80]
    logger.warning("Mail %s was not sent (attempt %s): %s", mail.pk, attempts, what)
    if attempts >= MOST_ATTEMPTS or _no_such_mailbox(error):
        _finish(mail, MailState.GIVEN_UP, attempts=attempts, error=what)
        return
    _write(
        mail,
        state=MailState.FAILED,
        attempts=attempts,
        error=what,
        claimed_at=None,
        due_at=timezone.now() + wait_after(attempts),
    )


def _finish(mail: OutgoingMail, state: MailState, only: Q = EVERY, **more: object) -> None:
    now = timezone.now()
    more |= {"finished_at": now, "claimed_at": None, "recipient": "", "arguments": {}}
    _write(mail, only, state=state, **more)


def _write(mail: OutgoingMail, only: Q = EVERY, **fields: object) -> None:
    """Write how it went, unless the mail was dropped meanwhile: its address is not to come back.

    A mail that is sent, and not known as sent, is sent twice: so this is tried more often than once.
    """
    for wait in (*WRITTEN_AGAIN_AFTER, None):
        try:
            OutgoingMail.objects.filter(only, pk=mail.pk, state__in=WAITING).update(**fields)
            mail.refresh_from_db()
        except (OperationalError, InterfaceError):
            if wait is None:
                raise
            close_old_connections()
            time.sleep(wait)
        else:
            return


def _no_such_mailbox(error: Exception) -> bool:
    return isinstance(error, SMTPRecipientsRefused) and _code(error) in NO_SUCH_MAILBOX


def _code(error: Exception) -> int:
    """Return the mail server's answer, or 0 where it gave none."""
    if isinstance(error, SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0
