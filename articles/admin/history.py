"""What happened to an article, as staff read it: every remark and change of state, saves folded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import OuterRef, Subquery

from articles.models import Article, ArticleEvent, Revision
from articles.models.review import EventKind

REVIEWS = (EventKind.APPROVED, EventKind.CHANGES_REQUESTED)


@dataclass(frozen=True)
class Line:
    """One thing that happened, or saves in a row as one. ``read`` is the state that a review names."""

    what: str
    by: str
    at: datetime
    note: str = ""
    read: int | None = None
    saves: list["Line"] = field(default_factory=list)


def history(article: Article) -> list[Line]:
    """Return all of an article's history, newest first. Comments of reviews stand in the notes."""
    events = article.events.select_related("by")
    read = _read(article)
    lines: list[Line] = []
    for plain_save, run in groupby(events, key=_is_plain_save):
        made = [_line(event, read) for event in run]
        lines += [_folded(made)] if plain_save and len(made) > 1 else made
    return lines


def _is_plain_save(event: ArticleEvent) -> bool:
    return event.kind == EventKind.EDITED and not event.note


def _line(event: ArticleEvent, read: Iterator[int | None]) -> Line:
    return Line(
        what=event.get_kind_display(),
        by=str(event.by),
        at=event.created_at,
        note=event.note,
        read=next(read, None) if event.kind in REVIEWS else None,
    )


def _folded(saves: list[Line]) -> Line:
    names = ", ".join(dict.fromkeys(save.by for save in saves))
    return Line(f"Edited {len(saves)} times", names, saves[0].at, saves=saves)


def _read(article: Article) -> Iterator[int | None]:
    """Yield, newest review first, the number of the state that it names by its hash.

    Each review has its event, written in the same transaction, so they come in the same order.
    """
    named = Revision.objects.filter(
        article=OuterRef("article"), content_sha256=OuterRef("content_sha256")
    )
    reviews = article.reviews.annotate(state=Subquery(named.values("number")[:1]))
    return iter(reviews.values_list("state", flat=True))
