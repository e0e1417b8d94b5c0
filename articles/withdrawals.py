"""The pages that stand withdrawn, and a withdrawal's repetition on a backup from before it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles import endings
from articles.models import Article, ArticleEvent, Edition
from articles.models.review import EventKind
from clinic_cms.clinic.models import User


def standing() -> Iterator[ArticleEvent]:
    """Yield the last withdrawal of each page that readers do not see any more."""
    later = ArticleEvent.objects.filter(
        article=OuterRef("article"), kind=EventKind.WITHDRAWN, pk__gt=OuterRef("pk")
    )
    live = Edition.objects.live().filter(article=OuterRef("article"))
    rows = ArticleEvent.objects.filter(~Exists(later), ~Exists(live), kind=EventKind.WITHDRAWN)
    yield from rows.select_related("article", "by").order_by("pk").iterator()


@transaction.atomic
def repeat(*, slug: str, at: datetime, by: str, reason: str) -> bool:
    """Withdraw a page once more that a restored backup shows again. Say whether it did.

    ``by`` is the name of the account that had withdrawn it. Where the backup has no such account, the event
    is of whoever acted on the article last, and says so. The edition ends when it had ended for readers.
    """
    article = Article.objects.select_for_update().filter(slug=slug).first()
    if article is None or article.events.filter(created_at__gte=at).exists():
        return False  # the backup is of a later day, and knows what became of the page
    who = account(article, by)
    note = f"{reason}\n(Withdrawn by {by}, {at:%Y-%m-%d %H:%M} UTC. Repeated on a restored backup.)"
    return endings.take_down(
        article, by=who, revision=article.revision, reason=note[:4_000], seen_until=at
    )


def account(article: Article, name: str) -> User:
    """Return the account of this name, or, where a backup has none, whoever acted on the article last."""
    last = article.events.select_related("by").first()
    return User.objects.filter(username=name).first() or (last.by if last else article.created_by)
