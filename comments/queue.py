"""The list of the moderator's screen: which replies, in which order, page by page. Nothing here writes.

The held come urgent first, then oldest; everything else newest first. Pages go by key, so the
thousandth page costs what the first does, and counting ends at a bound.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from articles.freshness import begin_of
from clinic_cms.clinic.models import User
from clinic_cms.clinic.plain_text import plain
from comments import answer_guard, marking
from comments.models import Claim, Comment, Decision, Status
from comments.screening import FAILED, advice, personal_data, red_flags, side_effects, spam
from comments.screening.finding import Finding

A_PAGE = 25
LONGEST_QUERY = 100
MOST_COUNTED = 500
YEARS = range(2000, 3000)
LONG_COLUMNS = ("payload", "byline", "html", "search_text")
TITLES = {
    red_flags.RULE: _("Red flag"),
    answer_guard.RULE: _("May confirm a patient"),
    personal_data.RULE: _("Personal data"),
    side_effects.RULE: _("Side effect"),
    spam.RULE: _("Advertising"),
    advice.RULE: _("Personal advice"),
    FAILED: _("Not screened"),
}
NAMES = {"query": "q", "rule": "found"}  # in addresses, where the name is another


@dataclass(frozen=True)
class View:
    """What the moderator asked to see. Days are ISO dates, both included; empty means any."""

    status: str = Status.PENDING
    query: str = ""
    urgent: str = ""
    rule: str = ""
    page: str = ""
    since: str = ""
    until: str = ""
    after: str = ""

    @classmethod
    def asked(cls, parameters: "dict[str, str]") -> "View":
        """Return the view of a query string; what makes no sense is as if it had not been said."""

        def said(name: str) -> str:
            return plain(parameters.get(name, "")).strip()[:LONGEST_QUERY]

        return cls(
            status=said("status") if said("status") in Status.values else Status.PENDING,
            query=said("q"),
            urgent="yes" if said("urgent") == "yes" else "",
            rule=said("found") if said("found") in TITLES else "",
            page=said("page"),
            since=_day(said("since")),
            until=_day(said("until")),
            after=said("after")[:18] if said("after").isdecimal() else "",
        )

    def query_string(self, **changes: str) -> str:
        """Return this view as a query string, with changes; what is as usual is left out."""
        values = {**asdict(self), **changes}
        if values["status"] == Status.PENDING:
            values["status"] = ""
        said = {NAMES.get(name, name): value for name, value in values.items() if value}
        return f"?{urlencode(said)}" if said else ""

    @property
    def narrowed(self) -> bool:
        """Say whether replies of this status are left out."""
        return bool(self.query or self.filtered)

    @property
    def filtered(self) -> bool:
        return bool(self.urgent or self.rule or self.page or self.since or self.until)

    def rows(self) -> "QuerySet[Comment]":
        """Return every reply of this view, in order."""
        rows = Comment.objects.filter(status=self.status)
        if self.query:
            rows = rows.filter(Q(text__icontains=self.query) | Q(name__icontains=self.query))
        if self.urgent:
            rows = rows.filter(urgent=True)
        if self.rule:  # as text, since SQLite knows no "contains" of JSON; quotes in it are escaped
            rows = rows.alias(said=Cast("findings", TextField())).filter(
                said__contains=f'"rule": "{self.rule}"'
            )
        if self.page:
            rows = rows.filter(edition__title__icontains=self.page)
        if self.since:
            rows = rows.filter(created_at__gte=_begin(self.since))
        if self.until:
            rows = rows.filter(created_at__lt=_begin(self.until, 1))
        if self.status == Status.PENDING:
            return rows.order_by("-urgent", "-reported", "created_at", "pk")
        return rows.order_by("-pk")

    def beyond(self, comment: Comment) -> "QuerySet[Comment]":
        """Return the replies of this view that come after one."""
        if self.status != Status.PENDING:
            return self.rows().filter(pk__lt=comment.pk)
        later = Q(created_at__gt=comment.created_at) | Q(
            created_at=comment.created_at, pk__gt=comment.pk
        )
        beyond = Q(urgent=comment.urgent, reported=comment.reported) & later
        if comment.reported:
            beyond |= Q(urgent=comment.urgent, reported=False)
        if comment.urgent:
            beyond |= Q(urgent=False)
        rows = self.rows().filter(beyond)
        if not (comment.urgent or comment.reported):
            # These say nothing new: they let an index go to the place at once.
            rows = rows.filter(
                urgent__in=(False,), reported__in=(False,), created_at__gte=comment.created_at
            )
        return rows


@dataclass(frozen=True)
class Line:
    """One reply in the list. ``claim`` is a colleague's, who is looking at it now."""

    comment: Comment
    findings: list[Finding]
    claim: Claim | None

    @property
    def excerpt(self) -> str:
        return marking.excerpt(self.comment.text, self.findings)

    @property
    def personal(self) -> bool:
        """Say whether the reply was sent with personal data in it."""
        return any(found["rule"] == personal_data.RULE for found in self.comment.findings)


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    lines: list[Line]
    next_query: str
    first_query: str


def page_of(view: View, by: User) -> Page:
    """Return the page of the list that the view asks for. At most two queries."""
    rows: QuerySet[Comment] = view.rows()
    first = ""
    if view.after and (last := Comment.objects.filter(pk=int(view.after)).first()):
        rows, first = view.beyond(last), view.query_string(after="") or "?"
    rows = rows.select_related("edition", "claim__by")
    found = list(rows.defer(*(f"edition__{column}" for column in LONG_COLUMNS))[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = len(found) > A_PAGE
    return Page(
        lines=[
            Line(c, [f for f in findings_of(c) if red_flags.is_one(f)], claim_on(c, by))
            for c in shown
        ],
        next_query=view.query_string(after=str(shown[-1].pk)) if more else "",
        first_query=first,
    )


def findings_of(comment: Comment) -> list[Finding]:
    """Return what was found when the reply came in, or when words were taken out of it."""
    return [Finding.restored(stored) for stored in comment.findings]


def claim_on(comment: Comment, by: User) -> Claim | None:
    """Return a colleague's claim on a held reply, while it stands."""
    claim: Claim | None = getattr(comment, "claim", None)
    if claim and claim.stands and claim.by_id != by.pk and comment.status == Status.PENDING:
        return claim
    return None


@dataclass(frozen=True)
class Waiting:
    """How many replies are held, how many of them urgent, and since when the oldest waits.

    All three are of the first MOST_COUNTED + 1 in the queue's order: "500+".
    """

    count: int
    urgent: int
    oldest: datetime | None

    @property
    def shown(self) -> str:
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


def waiting() -> Waiting:
    """Count the held, from the beginning of their own small index."""
    found = Comment.objects.pending()[: MOST_COUNTED + 1].aggregate(
        count=Count("pk"), urgent=Count("pk", filter=Q(urgent=True)), oldest=Min("created_at")
    )
    return Waiting(**found)


def last_decision(by: User) -> Decision | None:
    """Return somebody's last decision, while it is still the last word on its reply."""
    last: Decision | None = (
        Decision.objects.filter(by=by).select_related("comment").order_by("-pk").first()
    )
    if last is None or last.undoes_id or last.comment.decision_id != last.pk:
        return None
    return last


def _day(text: str) -> str:
    """Return an ISO date as it stands, or nothing."""
    try:
        return text if date.fromisoformat(text).year in YEARS else ""
    except ValueError:
        return ""


def _begin(day: str, later: int = 0) -> datetime:
    found = date.fromisoformat(day) + timedelta(days=later)
    return begin_of(found.year, found.month, found.day)
