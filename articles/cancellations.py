"""The schedules that were cancelled, and a cancellation's repetition on a backup from before it."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from articles import endings, moves, withdrawals
from articles.models import ArticleEvent, Edition
from articles.models.review import EventKind

CANCELS = (EventKind.UNSCHEDULED, EventKind.WITHDRAWN)


def made() -> Iterator[tuple[str, ArticleEvent]]:
    """Yield the seal of each edition that nobody may see, and the event by which it was cancelled."""
    ended = Edition.objects.filter(live_until__lte=F("live_from")).select_related("article")
    for edition in ended.for_lists().order_by("pk").iterator():
        # One at a time waits for its day: the first such event after it was made is its own.
        events = edition.article.events.filter(kind__in=CANCELS, created_at__gte=edition.created_at)
        event = events.select_related("by").order_by("pk").first()
        if event:
            yield edition.sha256, event


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
