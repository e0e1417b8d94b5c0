"""When an article takes no more replies. Computed when it is asked: no job has to run.

By date, in the clinic's time zone: a thread closes at midnight, when stored pages are drawn anew in any
case (``clinic_cms.epoch``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Edition
from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.prepared import Prepared
from comments.models import Closing, ThreadState

# What ``Rule`` is made of, and whether the article is live: of articles with what ``seen`` asks.
COLUMNS = ("thread__state", "thread__closing", "thread__close_after_days", "first_live", "live")
RULE = (*COLUMNS, "site_days")  # with what ``asked`` adds; ``read`` reads it


@dataclass(frozen=True)
class Rule:
    """What decides whether a thread is open. ``state`` and ``closing`` are None where nobody chose.

    ``first_live``: when readers first saw the article, None before that: such a thread never closes.
    ``site_days``: the clinic's own number of days, None for never.
    """

    state: str | None
    closing: str | None
    days: int | None
    first_live: datetime | None
    site_days: int | None

    @property
    def closes_on(self) -> date | None:
        """Return the first day without new replies. With 0 days it is the day of publication."""
        days = self.site_days
        if self.closing in (Closing.NEVER, Closing.AFTER):
            days = self.days if self.closing == Closing.AFTER else None
        if days is None or self.first_live is None:
            return None
        return timezone.localdate(self.first_live) + timedelta(days=days)

    @property
    def now(self) -> ThreadState:
        """Return what readers can do today."""
        state = ThreadState(self.state or ThreadState.OPEN)
        if state == ThreadState.OPEN and self.closes_on and self.closes_on <= timezone.localdate():
            return ThreadState.CLOSED
        return state


def seen(article: int, at: datetime) -> dict[str, Subquery | Exists]:
    """Return, for a query of one article, when readers first saw it, and whether they do now.

    It is named, so that the database looks once, however many rows are joined to the article's.
    """
    first = Edition.objects.ever_live(at).filter(article=article).order_by("live_from")
    return {
        "first_live": Subquery(first.values("live_from")[:1]),
        "live": Exists(Edition.objects.live(at).filter(article=article)),
    }


def rule_of(article_id: int) -> tuple[Rule, bool]:
    """Return an article's rule, and whether it is live. Raises Article.DoesNotExist."""
    found = _rule.first(article=article_id, now=timezone.now())
    if found is None:
        raise Article.DoesNotExist(article_id)
    return read(found)


def asked(article: int, now: datetime) -> dict[str, Subquery | Exists]:
    """Return, for a query of one article, what ``RULE`` names."""
    site = ClinicProfile.objects.filter(pk=1).values("replies_close_after_days")
    return {**seen(article, now), "site_days": Subquery(site)}


def read(row: Sequence[Any]) -> tuple[Rule, bool]:
    """Return the rule that a row of ``RULE`` says, and whether the article is live."""
    state, closes, days, first_live, live, site_days = row
    return Rule(state, closes, days, first_live, site_days), bool(live)


def is_open(article_id: int) -> bool:
    """Say whether an article takes replies. One that nobody has touched does."""
    return rule_of(article_id)[0].now == ThreadState.OPEN


@Prepared
def _rule(article: int, now: datetime) -> QuerySet[Any, Any]:
    return Article.objects.filter(pk=article).annotate(**asked(article, now)).values_list(*RULE)
