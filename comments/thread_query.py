"""A page of a thread as one query: its state and figures, and the replies that stand on the page."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.expressions import Star
from django.db.models.functions import Coalesce, RowNumber
from django.db.models.lookups import In
from typing_extensions import override

from articles.models import Article
from clinic_cms.clinic.prepared import Prepared
from comments import closing, drawing
from comments.models import Comment, Decision, ReplyReport, Status

ROOTS_A_PAGE = 20
# Of a root where others stand beside it, which one that stirs many does not bury; of a root by itself.
ANSWERS_BELOW, ANSWERS_A_PAGE = 10, 50
# When readers last saw a change of the thread.
MOMENTS = ("changed", "emptied", "decided", "reported", "taken_back", "thread__updated_at")
COUNTS = ("approved", "erased", "below")  # as readers see it: the first without the others
ASIDE = len(closing.COLUMNS) + len(COUNTS)  # then come the moments
BESIDE = ASIDE + len(MOMENTS)  # then the replies


@Comment._meta.get_field("id").register_lookup
class Among(In):
    """Keys that a subquery finds few of, for a join: PostgreSQL finds them first, and looks up each.

    Of an IN it thinks that there may be many, and reads all replies of the article for some fifty.
    """

    lookup_name = "among"

    @override
    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        few: str = super().get_rhs_op(connection, rhs)
        return f"= ANY (ARRAY {rhs})" if connection.vendor == "postgresql" else few


@Prepared
def first_page(article_id: int, at: datetime) -> QuerySet[Any, Any]:
    """Ask for the first roots and what stands below them. All of these ask for one more than is shown."""
    return _beside(article_id, at, _roots(article_id))


@Prepared
def later_page(article_id: int, at: datetime, created_at: datetime, pk: int) -> QuerySet[Any, Any]:
    """Ask for the roots after one, by its moment and key."""
    return _beside(article_id, at, _roots(article_id, _later(created_at, pk)))


@Prepared
def answers(
    article_id: int, at: datetime, root: int, created_at: datetime, pk: int
) -> QuerySet[Any, Any]:
    """Ask for a root and the answers to it after one, by its moment and key."""
    here = Comment.objects.filter(article_id=article_id).upright().order_by()
    below = here.filter(_later(created_at, pk), root=root).order_by("created_at", "pk")
    below = below[: ANSWERS_A_PAGE + 1]
    # With those that they speak to, of the page before, to say to whom.
    spoken_to = Q(pk__in=Subquery(below.values("parent")))
    page = Q(pk__in=here.filter(pk=root).values("pk")) | Q(pk__in=Subquery(below.values("pk")))
    return _beside(article_id, at, Comment.objects.filter(page | spoken_to).order_by())


def _later(created_at: datetime, pk: int) -> Q:
    """Return the condition of what comes after a reply in the order of a thread."""
    return Q(created_at__gt=created_at) | Q(created_at=created_at, pk__gt=pk)


# Both sides as the index ``comment_branches`` has it: SQLite takes it for nothing else.
_TOP = Coalesce("root_id", "pk")


def _roots(article_id: int, where: Q | None = None) -> QuerySet[Comment]:
    """Return a page of roots, and the first answers to each."""
    # Whether the article is shown is asked once, not of each reply: a thread may have thousands.
    here = Comment.objects.filter(article_id=article_id)
    roots = here.upright_roots().filter(where or Q())
    # One more than is shown says whether there is a next page.
    roots = roots.order_by("created_at", "pk")[: ROOTS_A_PAGE + 1]
    # The root first, whatever the clock said when it was written.
    order = (Coalesce("root_id", Value(0)), F("created_at"), F("pk"))
    place = Window(RowNumber(), partition_by=_TOP, order_by=order)
    page = here.upright().order_by().alias(top=_TOP, place=place)
    return page.filter(top__in=roots.values(opens=_TOP), place__lte=1 + ANSWERS_BELOW + 1)


def _beside(article_id: int, at: datetime, page: QuerySet[Comment]) -> QuerySet[Any, Any]:
    """Return the thread's state and figures beside each of a page's replies.

    The article's row stands even where there is no reply, and carries the state.
    """
    # All that are approved are counted by their index alone, less the few without words and those below one
    # that is not approved. To look at each for its words would take twice as long.
    approved = Comment.objects.filter(article_id=article_id, status=Status.APPROVED)
    with_words = approved.filter(erased_at__isnull=True)
    without = approved.filter(erased_at__isnull=False)
    gone = Comment.objects.gone().filter(article_id=article_id)
    below = approved.alias(top=_TOP).filter(top__in=gone.values(branch=_TOP)).below(gone)
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
                "comments", condition=Q(comments__pk__among=Subquery(page.values("pk")))
            ),
            approved=_count(approved),
            erased=_count(without),
            # Among the conditions, the erased would lead SQLite to the wrong index.
            below=_count(below, erased_at__isnull=True),
            # In the order of the index, whose last entry it is.
            changed=_last(with_words, "erased_at", "updated_at"),
            emptied=_last(without, "erased_at"),
            decided=_last(Decision.objects.filter(seen, comment__in=taken), "created_at"),
            reported=_last(ReplyReport.objects.filter(hid=True, comment__in=taken), "created_at"),
            taken_back=_last(by_writers, "updated_at"),
            **closing.seen(article_id, at),
        )
        .order_by("shown__created_at", "shown__pk")
        .values_list(
            *closing.COLUMNS, *COUNTS, *MOMENTS,
            *(f"shown__{column}" for column in drawing.COLUMNS),
        )
    )  # fmt: skip


def _count(rows: QuerySet[Any], **which: Any) -> Subquery:
    """Return the number of rows, or of those for which a condition holds."""
    # Django's Count brings a GROUP BY along, with which SQLite takes twice as long.
    counted = Case(When(**which, then=1)) if which else Star()
    number = Func(counted, function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(n=number).values("n"))


def _last(rows: QuerySet[Any], *order: str) -> Subquery:
    """Return the latest moment of rows: of the last column that they are ordered by."""
    return Subquery(rows.order_by(*(f"-{column}" for column in order)).values(order[-1])[:1])
