"""The schedules that were cancelled, and a cancellation's repetition on a backup from before it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from articles import endings, moves, withdrawals
from articles.models import ArticleEvent, Edition
from articles.models.review import EventKind

CANCELS = (EventKind.UNSCHEDULED, EventKind.WITHDRAWN)


def made() -> Iterator[tuple[str, datetime, str]]:
    """Yield the seal of each edition that was cancelled, when that was done, and the account's name."""
    # One at a time waits for its day: the first such event after it was made is its own.
    events = ArticleEvent.objects.filter(
        article=OuterRef("article"), kind__in=CANCELS, created_at__gte=OuterRef("created_at")
    ).order_by("pk")
    when, who = (Subquery(events.values(name)[:1]) for name in ("created_at", "by__username"))
    ended = Edition.objects.filter(live_until__lte=F("live_from")).annotate(when=when, who=who)
    known = ended.filter(when__isnull=False).order_by("pk")
    yield from known.values_list("sha256", "when", "who").iterator()


@transaction.atomic
def repeat(*, sha256: str, by: str) -> str:
    """Cancel once more what a restored backup would show, by now or later. Return the page's name, or none.

    It ends before its beginning even if that has passed: no reader saw it.
    """
    edition = Edition.objects.filter(sha256=sha256, live_until__isnull=True).first()
    if edition is None:
        return ""
    article = moves.lock(edition.article)
    who = withdrawals.account(article, by)
    said = f"(Cancelled by {by}. Repeated on a restored backup.)"
    endings.cancel(article, edition, by=who, revision=article.revision, said=said)
    return article.slug
