"""What readers saw, and when: from when until when each edition stood before them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import freshness
from articles.models.article import ArticleKind
from articles.models.edition import EditionQuerySet


class State(models.TextChoices):
    """Where an edition stands for readers."""

    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled before it began")
    LIVE = "live", _("Shown today")
    REPLACED = "replaced", _("Replaced by a later edition")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True)
class Shown:
    """An edition, and until when readers saw it; ``ends_at`` is None while they do, or before."""

    pk: int
    number: int
    slug: str
    title: str
    url: str  # of the page today
    is_guide: bool
    live_from: datetime
    ends_at: datetime | None
    correction: str
    sha256: str
    state: State

    @property
    def was_seen(self) -> bool:
        """Say whether readers see it or have seen it."""
        return self.state not in (State.SCHEDULED, State.CANCELLED)


def periods(editions: EditionQuerySet) -> list[Shown]:
    """Return editions of one article with their times, newest first.

    All of them, or ``ever_live()``: an edition ends when it is withdrawn, or when the next one begins
    that was not cancelled before.
    """
    now = timezone.now()
    found: list[Shown] = []
    next_begins: datetime | None = None
    for row in editions.order_by("-number").defer("payload", "html", "search_text"):
        end = min((t for t in (row.live_until, next_begins) if t is not None), default=None)
        if row.live_until is not None and row.live_until <= row.live_from:
            state = State.CANCELLED
        elif row.live_from > now:
            state = State.SCHEDULED
        elif end is None or end > now:
            state = State.LIVE
        else:
            state = State.WITHDRAWN if end == row.live_until else State.REPLACED
        if state != State.CANCELLED:
            next_begins = row.live_from
        found.append(
            Shown(
                pk=row.pk,
                number=row.number,
                slug=row.slug,
                title=row.title,
                url=row.get_absolute_url(),
                is_guide=row.kind == ArticleKind.GUIDE,
                live_from=row.live_from,
                ends_at=end if state in (State.REPLACED, State.WITHDRAWN) else None,
                correction=row.correction,
                sha256=row.sha256,
                state=state,
            )
        )
    return found


def on_day(shown: list[Shown], day: date) -> list[Shown]:
    """Return those that readers saw at some moment of a day in the clinic's time zone, newest first."""
    begin = freshness.begin_of(day.year, day.month, day.day)
    morrow = min(day, date.max - timedelta(days=1)) + timedelta(days=1)
    # Not the last minute of the day: where clocks go back at midnight, that comes twice.
    next_begins = freshness.begin_of(morrow.year, morrow.month, morrow.day)
    return [
        s
        for s in shown
        if s.was_seen and s.live_from < next_begins and (s.ends_at is None or s.ends_at > begin)
    ]
