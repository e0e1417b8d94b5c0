"""The replies under an article, drawn in Python: a template loop takes twice the time of the page.

``templates/comments/_reply.html`` describes the HTML that is written here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.db.models import Count, FilteredRelation, Max, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.freshness import begin_of
from articles.markup import trusted
from articles.models import Article, Edition
from comments import closing
from comments.forms import ReplyForm
from comments.models import Comment, Decision, Redaction, ReplyReport, Status, ThreadState
from comments.models.comment import DEEPEST

ROOTS_A_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """What is shown of one reply. Nothing else of it leaves the database."""

    pk: int
    public_id: str
    parent_id: int | None
    root_id: int | None
    depth: int
    name: str
    text: str
    created_at: datetime
    physician: str | None  # none for readers
    credentials: str | None
    erased_at: datetime | None = None  # only its place is left

    @property
    def who(self) -> str:
        """Return the writer's name as others may call them."""
        if self.erased_at:
            return _("an erased reply")
        if self.physician:
            return f"{self.physician}, {self.credentials}" if self.credentials else self.physician
        return self.name or _("Reader")  # after two years nothing leads to the writer any more


COLUMNS = (
    "pk", "public_id", "parent_id", "root_id", "depth", "name", "text", "created_at",
    "physician__name", "physician__credentials", "erased_at",
)  # fmt: skip


class Place(TypedDict):
    """Where a root stands in the thread."""

    created_at: datetime
    pk: int


@dataclass(frozen=True)
class ThreadView:
    """A page of a thread. ``count`` is that of all replies readers see, not of this page's."""

    count: int
    html: SafeString
    open: bool
    form: ReplyForm | None
    next_url: str
    previous_url: str
    changed_at: (
        datetime | None
    )  # of the last decision that showed or hid a reply, or words in it, here or elsewhere


def thread_for(
    edition: Edition, *, clinic_name: str, after: str = "", site_days: int | None = None
) -> ThreadView:
    """Return a page of the replies to a live edition's article, in one query (two on later pages).

    ``site_days``: the number of days after which the clinic closes threads, None for never.
    ``after`` is the public id of the root before the page; an unknown one gives the first page.
    """
    here = Comment.objects.standing().filter(article_id=edition.article_id).order_by()
    cursor = (
        here.filter(public_id=after, depth=0).values("created_at", "pk").first() if after else None
    )
    roots = _roots(here, cursor)
    state, count, changed_at, rows = _read(edition.article_id, here, roots, site_days)
    opening = [row for row in rows if row.depth == 0]
    more = len(opening) > ROOTS_A_PAGE
    opening = opening[:ROOTS_A_PAGE]
    address = reverse("articles:detail", args=[edition.slug])
    is_open = state == ThreadState.OPEN
    return ThreadView(
        count=count,
        html=_draw(opening, rows, clinic_name=clinic_name, answerable=is_open),
        open=is_open,
        form=ReplyForm.blank(edition) if is_open else None,
        next_url=f"{address}?after={opening[-1].public_id}#replies" if more else "",
        previous_url=_previous(here, cursor, address) if cursor else "",
        changed_at=changed_at,
    )


def address_of(reply: Comment, edition: Edition) -> str:
    """Return the address of the page of the thread that shows a visible reply."""
    root = reply.root or reply
    earlier = list(
        Comment.objects.standing()
        .filter(article_id=reply.article_id, depth=0)
        .filter(Q(created_at__lt=root.created_at) | Q(created_at=root.created_at, pk__lt=root.pk))
        .order_by("-created_at", "-pk")
        .values_list("public_id", flat=True)[:ROOTS_A_PAGE]
    )
    page = f"?after={earlier[0]}" if len(earlier) == ROOTS_A_PAGE else ""
    return f"{reverse('articles:detail', args=[edition.slug])}{page}#reply-{reply.public_id}"


def one(reply: Comment, clinic_name: str) -> SafeString:
    """Draw one reply by itself. ``reply.physician`` is better selected beforehand."""
    physician = reply.physician
    shown = Shown(
        reply.pk, reply.public_id, None, None, 0, reply.name, reply.text, reply.created_at,
        physician.name if physician else None, physician.credentials if physician else None,
    )  # fmt: skip
    return _reply(shown, None, clinic_name, trusted(""), answerable=False, alone=True)


def paragraphs(text: str) -> SafeString:
    """Return plain text as paragraphs: an empty line ends one, a line end stays one. Links stay text."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n") if block.strip()]
    return format_html_join(
        "",
        '<p dir="auto">{}</p>',
        (
            (format_html_join(trusted("<br>"), "{}", ((line,) for line in lines)),)
            for lines in blocks
        ),
    )


def _roots(here: QuerySet[Comment], cursor: Place | None) -> QuerySet[Comment]:
    roots = here.filter(depth=0)
    if cursor:
        roots = roots.filter(
            Q(created_at__gt=cursor["created_at"])
            | Q(created_at=cursor["created_at"], pk__gt=cursor["pk"])
        )
    # One more than is shown says whether there is a next page.
    return roots.order_by("created_at", "pk")[: ROOTS_A_PAGE + 1]


def _read(
    article_id: int, here: QuerySet[Comment], roots: QuerySet[Comment], site_days: int | None
) -> tuple[str, int, datetime | None, list[Shown]]:
    """Return the thread's state, the number of replies readers see, its last change, the page's replies.

    One query: the article's row stands even where there is no reply, and carries the state.
    """
    page = here.alias(top=Coalesce("root_id", "pk")).filter(top__in=roots.values("pk"))
    counted = (
        here.filter(erased_at__isnull=True).values("article_id").annotate(n=Count("pk")).values("n")
    )
    # What was never shown may be refused without a trace on the page.
    seen = Q(from_status=Status.APPROVED) | Q(to_status=Status.APPROVED)
    reported = (
        ReplyReport.objects.filter(hid=True, comment__article_id=article_id)
        .order_by()
        .values("comment__article_id")
        .annotate(last=Max("created_at"))
        .values("last")
    )
    decided = (
        Decision.objects.filter(seen, comment__article_id=article_id)
        .order_by()
        .values("comment__article_id")
        .annotate(last=Max("created_at"))
        .values("last")
    )
    # The writer's own will is no decision.
    taken_back = (
        Comment.objects.filter(
            Q(status=Status.WITHDRAWN, decision__isnull=False) | Q(erased_at__isnull=False),
            article_id=article_id,
        )
        .order_by()
        .values("article_id")
        .annotate(last=Max("updated_at"))
        .values("last")
    )
    redacted = (
        Redaction.objects.filter(comment__article_id=article_id, comment__status=Status.APPROVED)
        .order_by()
        .values("comment__article_id")
        .annotate(last=Max("created_at"))
        .values("last")
    )
    found = (
        Article.objects.filter(pk=article_id)
        .annotate(
            shown=FilteredRelation(
                "comments", condition=Q(comments__pk__in=Subquery(page.values("pk")))
            ),
            count=Subquery(counted),
            decided=Subquery(decided),
            taken_back=Subquery(taken_back),
            reported=Subquery(reported),
            redacted=Subquery(redacted),
            first_live=closing.first_live(),
        )
        .order_by("shown__created_at", "shown__pk")
        .values_list(
            *closing.COLUMNS, "count", "decided", "taken_back", "reported", "redacted",
            "thread__updated_at",
            *(f"shown__{column}" for column in COLUMNS),
        )
    )  # fmt: skip
    rows = list(found)
    if not rows:
        return ThreadState.OPEN, 0, None, []
    state, closes, days, first_live, count, *moments = rows[0][:10]
    rule = closing.Rule(state, closes, days, first_live, site_days)
    if (day := rule.closes_on) and rule.now == ThreadState.CLOSED:
        moments.append(begin_of(day.year, day.month, day.day))
    changed_at = max((m for m in moments if m is not None), default=None)
    shown = [Shown(*row[10:]) for row in rows if row[10] is not None]
    return rule.now, count or 0, changed_at, shown


def _previous(here: QuerySet[Comment], cursor: Place, address: str) -> str:
    """Return the address of the page before: it ends with the root that this one begins after."""
    up_to = here.filter(depth=0).filter(
        Q(created_at__lt=cursor["created_at"])
        | Q(created_at=cursor["created_at"], pk__lte=cursor["pk"])
    )
    ids = up_to.order_by("-created_at", "-pk").values_list("public_id", flat=True)
    before = list(ids[ROOTS_A_PAGE : ROOTS_A_PAGE + 1])
    return f"{address}?after={before[0]}#replies" if before else f"{address}#replies"


def _draw(
    opening: list[Shown], rows: list[Shown], *, clinic_name: str, answerable: bool
) -> SafeString:
    by_pk = {row.pk: row for row in rows}
    answers: dict[int, list[Shown]] = {root.pk: [] for root in opening}
    for row in rows:
        if row.root_id in answers:
            answers[row.root_id].append(row)
    drawn = []
    for root in opening:
        inner = [
            _reply(
                row,
                # An answer to the root needs no pointer: it stands right below it.
                by_pk[row.parent_id] if row.parent_id and row.parent_id != root.pk else None,
                clinic_name,
                trusted(""),
                answerable=answerable,
            )
            for row in answers[root.pk]
        ]
        below = trusted(f"<ol>{''.join(inner)}</ol>") if inner else trusted("")
        drawn.append(_reply(root, None, clinic_name, below, answerable=answerable))
    return trusted("".join(drawn))


def _reply(
    row: Shown,
    answered: Shown | None,
    clinic_name: str,
    below: SafeString,
    *,
    answerable: bool,
    alone: bool = False,
) -> SafeString:
    """Draw one reply; ``alone`` without links. The badge follows the physician on file, never a name."""
    if row.erased_at:
        return format_html(
            '<li class="reply gone" id="reply-{}"><p>{}</p>{}</li>',
            row.public_id,
            _("This reply was erased. The answers to it stay."),
            below,
        )
    if row.physician:
        by = format_html(
            '<strong>{}</strong> <span class="badge">{}</span>',
            row.who,
            _("Physician, %(clinic)s") % {"clinic": clinic_name},
        )
    elif row.name:
        by = format_html("<strong>{} “<bdi>{}</bdi>”</strong>", _("Reader"), row.name)
    else:
        by = format_html("<strong>{}</strong>", _("Reader"))
    day = localtime(row.created_at).date()
    to = (
        format_html(
            '<p class="to">{} <a href="#reply-{}"><bdi>{}</bdi></a></p>',
            _("In reply to"),
            answered.public_id,
            answered.who,
        )
        if answered
        else ""
    )
    acts = [] if alone else [("report", _("Report"))]
    if answerable and row.depth < DEEPEST:
        acts.insert(0, ("answer", _("Answer")))
    links = format_html_join(
        " ",
        '<a href="{}" rel="nofollow">{}<span class="vh"> <bdi>{}</bdi></span></a>',
        ((reverse(f"comments:{act}", args=[row.public_id]), word, row.who) for act, word in acts),
    )
    answer = format_html('<p class="answer">{}</p>', links) if acts else ""
    return format_html(
        '<li class="reply{}" id="reply-{}"><div class="by">{} <time datetime="{}">{}</time></div>'
        "{}{}{}{}</li>",
        " official" if row.physician else "",
        row.public_id,
        by,
        day.isoformat(),
        date_format(day, "DATE_FORMAT"),
        to,
        paragraphs(row.text),
        answer,
        below,
    )
