"""When an article takes no more replies. Computed when it is asked: no job has to run.

By date, in the clinic's time zone: a thread closes at midnight, when stored pages are drawn anew in any
case (``clinic_cms.epoch``).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.models import Article, Edition
from clinic_cms.clinic.models import ClinicProfile
from comments.models import Closing, ThreadState

# The columns that ``Rule`` is made of, and the moment of the first publication.
COLUMNS = ("thread__state", "thread__closing", "thread__close_after_days", "first_live")


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


def first_live(at: datetime | None = None) -> Subquery:
    """Return, for a query of articles, the moment at which readers first saw each."""
    seen = Edition.objects.ever_live(at).filter(article=OuterRef("pk")).order_by("live_from")
    return Subquery(seen.values("live_from")[:1])


def rule_of(article_id: int) -> Rule:
    """Return an article's rule. Raises Article.DoesNotExist."""
    found = Article.objects.annotate(first_live=first_live()).values_list(*COLUMNS)
    state, closing, days, seen = found.get(pk=article_id)
    return Rule(state, closing, days, seen, ClinicProfile.current().replies_close_after_days)


def is_open(article_id: int) -> bool:
    """Say whether an article takes replies. One that nobody has touched does."""
    return rule_of(article_id).now == ThreadState.OPEN
