"""E-mail addresses of writers: who has confirmed one, and who may be mailed.

Nobody can use the reply form to mail a stranger more than once a day: an address that nobody has
confirmed is sent one mail in that time, whoever posts with it and whatever else they ask for.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import Article, ErrorReport
from clinic_cms.clinic import outbox, throttle
from clinic_cms.clinic.planned import Statement
from clinic_cms.clinic.throttle import Limit, TooMany
from clinic_cms.clinic.writing import add, execute, key_of
from comments.models import Comment, ThreadMute, WriterAddress

ONE_A_DAY = timedelta(days=1)
# A new address, or the one mail that an unconfirmed one may get in a day.
_ASK = (
    "INSERT INTO comments_writeraddress AS there (hash, asked_at, wants_mail, created_at) "
    "VALUES (%s, %s, %s, %s) ON CONFLICT (hash) DO UPDATE SET asked_at = excluded.asked_at "
    "WHERE there.confirmed_at IS NULL AND there.wants_mail "
    "AND (there.asked_at IS NULL OR there.asked_at < %s) RETURNING id"
)
LINKS = (Limit(1, timedelta(minutes=5)), Limit(5, timedelta(days=1)))  # to a confirmed address


def normalised(email: str) -> str:
    """Return an address as it is compared: nobody has two that differ in capitals only."""
    return email.strip().lower()


def hash_of(email: str) -> str:
    """Return the keyed hash by which an address is known."""
    return salted_hmac("comments.writer", normalised(email), algorithm="sha256").hexdigest()


def writer_of(email: str) -> WriterAddress | None:
    """Return what is known of an address; None of an empty one. Makes the row where there is none."""
    if not email:
        return None
    writer = WriterAddress(hash=hash_of(email))
    return writer if add(writer, unless="hash") else WriterAddress.objects.get(hash=writer.hash)


def to_ask(email: str, *, after: Sequence[Statement] = ()) -> tuple[WriterAddress | None, bool]:
    """Return what is known of an address, and whether it is to be asked now to confirm itself.

    Whoever is told so has taken the one mail that an unconfirmed address may get in a day, and has to send
    it in the same transaction. ``after``: statements that are done before, whatever is known.
    """
    if not email:
        execute(*after)
        return None, False
    hashed, now = hash_of(email), timezone.now()
    pk = key_of(*after, Statement(_ASK, (hashed, now, True, now, now - ONE_A_DAY)))
    if pk is not None:
        return WriterAddress(pk=pk, hash=hashed, asked_at=now), True
    return WriterAddress.objects.get(hash=hashed), False


def reports_with(address_hash: str) -> QuerySet[ErrorReport]:
    """Return the reports of errors in pages that came with an address, while it is kept with them."""
    kept = ErrorReport.objects.exclude(email="").order_by().values_list("pk", "email")
    own = [pk for pk, email in kept if hash_of(email) == address_hash]
    return ErrorReport.objects.filter(pk__in=own).order_by("created_at", "pk")


def asking_to_confirm(reply: Comment) -> Statement:
    """Return what mails the writer of a new reply a link to confirm their address."""
    key = f"confirm:{reply.writer_id}:{timezone.now().isoformat()}"
    return outbox.enqueuing("confirm_address", to=reply.email, key=key, writer=reply.writer_id)


def send_link(email: str) -> bool:
    """Mail somebody the link to what they wrote. Say whether it is sent: the asker is not told."""
    known = Comment.objects.filter(writer__hash=hash_of(email)).exists()
    if not known and not reports_with(hash_of(email)).exists():
        return False
    with transaction.atomic():
        return _send_link(email)


def _send_link(email: str) -> bool:
    writer, is_asked = to_ask(email)
    if writer is None or (writer.confirmed_at is None and not is_asked):
        return False
    if writer.confirmed_at:
        key = salted_hmac("comments.mine", writer.hash, algorithm="sha256").hexdigest()
        try:
            throttle.refuse_over(LINKS, key)
        except TooMany:
            return False
        throttle.count(key)
    key = f"mine:{writer.pk}:{timezone.now().isoformat()}"
    return outbox.enqueue("my_replies", to=normalised(email), key=key, writer=writer.pk)


def confirm(writer: WriterAddress) -> None:
    """Note that somebody who reads an address's mails says that it is theirs. Again is harmless.

    The first time, what was decided before is told: until then nobody could be.
    """
    # Inside: that module needs this one, for the mail that asks.
    from comments import notifications

    with transaction.atomic():
        unconfirmed = WriterAddress.objects.filter(pk=writer.pk, confirmed_at=None)
        if unconfirmed.update(confirmed_at=timezone.now(), wants_mail=True):
            notifications.confirmed(writer)


def mute(writer: WriterAddress, article: Article) -> None:
    """End the mails about answers under one page. Again is harmless."""
    ThreadMute.objects.get_or_create(writer=writer, article=article)


def stop_all(writer: WriterAddress) -> None:
    """End every mail that nobody has asked for at the moment it is sent. Again is harmless."""
    WriterAddress.objects.filter(pk=writer.pk).update(wants_mail=False)


def unmute(writer: WriterAddress, article: Article) -> None:
    """Begin the mails about answers under one page again."""
    ThreadMute.objects.filter(writer=writer, article=article).delete()


def start_again(writer: WriterAddress) -> None:
    """Begin all mails again that were ended."""
    WriterAddress.objects.filter(pk=writer.pk).update(wants_mail=True)
    ThreadMute.objects.filter(writer=writer).delete()


def link_again() -> int:
    """Link each reply with the row of its address; return how many had another, after a new SECRET_KEY.

    What somebody has said of mails goes with the replies, unless they confirmed the address since.
    """
    replies = Comment.objects.exclude(email="").order_by()
    moved = 0
    for email in list(replies.values_list("email", flat=True).distinct()):
        writer = writer_of(email)
        if writer is None:
            continue
        others = replies.filter(email=email).exclude(writer=writer)
        before = WriterAddress.objects.filter(pk__in=set(others.values_list("writer", flat=True)))
        if before.filter(wants_mail=False).exists():
            WriterAddress.objects.filter(pk=writer.pk, confirmed_at=None).update(wants_mail=False)
        muted = set(ThreadMute.objects.filter(writer__in=before).values_list("article", flat=True))
        mutes = [ThreadMute(writer=writer, article_id=pk) for pk in muted]
        ThreadMute.objects.bulk_create(mutes, ignore_conflicts=True)
        moved += others.update(writer=writer)
    return moved
