"""The replies under an article: which page of them, in one query. ``comments.drawing`` draws them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.conf import settings
from django.db.models import Count, FilteredRelation, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.freshness import begin_of
from articles.models import Article, Edition
from clinic_cms.clinic.prepared import Prepared
from comments import closing, drawing
from comments.forms import ReplyForm
from comments.models import Comment, Decision, ReplyReport, Status, ThreadState

ROOTS_A_PAGE = 20
# When readers last saw a change of the thread.
MOMENTS = ("changed", "emptied", "decided", "reported", "taken_back", "thread__updated_at")
ASIDE = len(closing.COLUMNS) + 2  # then come the moments
BESIDE = ASIDE + len(MOMENTS)  # then the replies


class Place(TypedDict):
    """Where a root stands in the thread."""

    created_at: datetime
    pk: int


@dataclass(frozen=True)
class ThreadView:
    """A page of a thread. ``count`` is that of all replies readers see, not of this page's.

    ``form`` is the token of an empty form, None where nobody may reply.
    """

    count: int
    html: SafeString
    article: str  # the name by which search machines know what the replies are about
    open: bool
    form: str | None
    next_url: str
    previous_url: str
    changed_at: (
        datetime | None
    )  # of the last decision that showed or hid a reply, or words in it, here or elsewhere

    @property
    def heading(self) -> str:
        """Return how many replies there are, in words. (``blocktranslate`` takes ten times as long.)"""
        if not self.count:
            return _("Replies")
        return ngettext("%(n)d reply", "%(n)d replies", self.count) % {"n": self.count}


def thread_for(
    edition: Edition, *, clinic_name: str, after: str = "", site_days: int | None = None
) -> ThreadView:
    """Return a page of the replies to a live edition's article, in one query (two on later pages).

    ``site_days``: the number of days after which the clinic closes threads, None for never.
    ``after`` is the public id of the root before the page; an unknown one gives the first page.
    """
    cursor = _cursor(edition.article_id, after) if after else None
    state, count, changed_at, rows = _read(edition.article_id, cursor, site_days)
    opening = [row for row in rows if row.depth == 0]
    more = len(opening) > ROOTS_A_PAGE
    opening = opening[:ROOTS_A_PAGE]
    address = reverse("articles:detail", args=[edition.slug])
    is_open = state == ThreadState.OPEN
    return ThreadView(
        count=count,
        html=drawing.thread(opening, rows, clinic_name=clinic_name, answerable=is_open),
        article=f"{settings.SITE_URL}{address}#article",
        open=is_open,
        form=ReplyForm.make_token(edition) if is_open else None,
        next_url=f"{address}?after={opening[-1].public_id}#replies" if more else "",
        previous_url=_previous(edition.article_id, cursor, address) if cursor else "",
        changed_at=changed_at,
    )


def address_of(reply: Comment, edition: Edition) -> str:
    """Return the address of the page of the thread that shows a visible reply."""
    root = reply.root or reply
    earlier = list(
        _roots(reply.article_id)
        .filter(Q(created_at__lt=root.created_at) | Q(created_at=root.created_at, pk__lt=root.pk))
        .order_by("-created_at", "-pk")
        .values_list("public_id", flat=True)[:ROOTS_A_PAGE]
    )
    page = f"?after={earlier[0]}" if len(earlier) == ROOTS_A_PAGE else ""
    return f"{reverse('articles:detail', args=[edition.slug])}{page}#reply-{reply.public_id}"


def _read(
    article_id: int, cursor: Place | None, site_days: int | None
) -> tuple[str, int, datetime | None, list[drawing.Shown]]:
    """Return the thread's state, the number of replies readers see, its last change, the page's replies."""
    now = timezone.now()
    if cursor:
        found = _later_page.rows(article_id=article_id, at=now, **cursor)
    else:
        found = _first_page.rows(article_id=article_id, at=now)
    if not found:
        return ThreadState.OPEN, 0, None, []
    state, closes, days, first_live, live, approved, below = found[0][:ASIDE]
    moments = list(found[0][ASIDE:BESIDE])
    count = (approved or 0) - (below or 0)
    if state == ThreadState.HIDDEN or not live:
        found, count = found[:0], 0
    rule = closing.Rule(state, closes, days, first_live, site_days)
    if (day := rule.closes_on) and rule.now == ThreadState.CLOSED:
        moments.append(begin_of(day.year, day.month, day.day))
    changed_at = max((m for m in moments if m is not None), default=None)
    shown = [drawing.Shown(*row[BESIDE:]) for row in found if row[BESIDE] is not None]
    return rule.now, count, changed_at, shown


def _page(
    article_id: int, at: datetime, created_at: datetime | None = None, pk: int | None = None
) -> QuerySet[Any, Any]:
    """Return the thread and a page of its replies, all in one query.

    The article's row stands even where there is no reply, and carries the state. ``created_at`` and ``pk``
    are those of the root before the page, none for the first page.
    """
    # Whether the article is shown is asked once, not of each reply: a thread may have thousands.
    here = Comment.objects.filter(article_id=article_id)
    roots = here.upright_roots()
    if created_at:
        roots = roots.filter(Q(created_at__gt=created_at) | Q(created_at=created_at, pk__gt=pk))
    # One more than is shown says whether there is a next page.
    roots = roots.order_by("created_at", "pk")[: ROOTS_A_PAGE + 1]
    # Both sides as the index ``comment_branches`` has it: SQLite takes it for nothing else.
    top = Coalesce("root_id", "pk")
    page = here.upright().order_by().alias(top=top).filter(top__in=roots.values(opens=top))
    # All that are approved are counted by their index alone, less the few below one that is not.
    approved = Comment.objects.filter(article_id=article_id, status=Status.APPROVED)
    with_words = approved.filter(erased_at__isnull=True)
    gone = Comment.objects.gone().filter(article_id=article_id)
    below = approved.alias(top=top).filter(top__in=gone.values(branch=top)).below(gone)
    # What was never shown may be refused without a trace on the page. What was shown and is gone has come,
    # was approved and was taken away: this is its third version, or a later one.
    taken = gone.filter(version__gt=2)
    seen = Q(from_status=Status.APPROVED) | Q(to_status=Status.APPROVED)
    # The writer's own will is no decision.
    by_writers = taken.filter(status=Status.WITHDRAWN, decisions__to_status=Status.APPROVED)
    return (
        Article.objects.filter(pk=article_id)
        .annotate(
            shown=FilteredRelation(
                "comments", condition=Q(comments__pk__in=Subquery(page.values("pk")))
            ),
            approved=_count(with_words),
            # Among the conditions, the erased would lead SQLite to the wrong index.
            below=_count(below, erased_at__isnull=True),
            # In the order of the index, whose last entry it is.
            changed=_last(with_words, "erased_at", "updated_at"),
            emptied=_last(approved.filter(erased_at__isnull=False), "erased_at"),
            decided=_last(Decision.objects.filter(seen, comment__in=taken), "created_at"),
            reported=_last(ReplyReport.objects.filter(hid=True, comment__in=taken), "created_at"),
            taken_back=_last(by_writers, "updated_at"),
            **closing.seen(article_id, at),
        )
        .order_by("shown__created_at", "shown__pk")
        .values_list(
            *closing.COLUMNS, "approved", "below", *MOMENTS,
            *(f"shown__{column}" for column in drawing.COLUMNS),
        )
    )  # fmt: skip


@Prepared
def _first_page(article_id: int, at: datetime) -> QuerySet[Any, Any]:
    return _page(article_id, at)


@Prepared
def _later_page(article_id: int, at: datetime, created_at: datetime, pk: int) -> QuerySet[Any, Any]:
    return _page(article_id, at, created_at, pk)


def _count(rows: QuerySet[Any], **which: Any) -> Subquery:
    """Return the number of rows that all belong to one article, None where there is none."""
    number = Count("pk", filter=Q(**which)) if which else Count("*")
    return Subquery(rows.order_by().values("article_id").annotate(n=number).values("n"))


def _last(rows: QuerySet[Any], *order: str) -> Subquery:
    """Return the latest moment of rows: of the last column that they are ordered by."""
    return Subquery(rows.order_by(*(f"-{column}" for column in order)).values(order[-1])[:1])


def _roots(article_id: int) -> QuerySet[Comment]:
    return Comment.objects.standing().filter(article_id=article_id, depth=0)


def _cursor(article_id: int, after: str) -> Place | None:
    """Return the place of the root before a page."""
    return _roots(article_id).filter(public_id=after).order_by().values("created_at", "pk").first()


def _previous(article_id: int, cursor: Place, address: str) -> str:
    """Return the address of the page before: it ends with the root that this one begins after."""
    up_to = _roots(article_id).filter(
        Q(created_at__lt=cursor["created_at"])
        | Q(created_at=cursor["created_at"], pk__lte=cursor["pk"])
    )
    ids = up_to.order_by("-created_at", "-pk").values_list("public_id", flat=True)
    before = list(ids[ROOTS_A_PAGE : ROOTS_A_PAGE + 1])
    return f"{address}?after={before[0]}#replies" if before else f"{address}#replies"
