"""What the moderator's screen reads. Nothing here writes.

The held come urgent first, then oldest; everything else newest first. Pages go by key, so the
thousandth page costs what the first does.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.markup import plain
from articles.models import Edition
from clinic_cms.clinic.models import User
from comments import answer_guard, marking, moderation
from comments.models import Comment, Decision, ReportOutcome, Status, Thread
from comments.screening import FAILED, advice, personal_data, red_flags, side_effects, spam
from comments.screening.finding import Finding
from comments.worksheets import has_effect

A_PAGE = 25
LONGEST_QUERY = 100
Key = tuple[bool, datetime, int]
TITLES = {
    red_flags.RULE: _("Red flag"),
    answer_guard.RULE: _("May confirm a patient"),
    personal_data.RULE: _("Personal data"),
    side_effects.RULE: _("Side effect"),
    spam.RULE: _("Advertising"),
    advice.RULE: _("Personal advice"),
    FAILED: _("Not screened"),
}


@dataclass(frozen=True)
class View:
    """What the moderator asked to see."""

    status: str = Status.PENDING
    query: str = ""
    after: str = ""

    @classmethod
    def asked(cls, parameters: "dict[str, str]") -> "View":
        """Return the view of a query string; what makes no sense falls back to the held."""
        status = parameters.get("status", "")
        return cls(
            status=status if status in Status.values else Status.PENDING,
            query=plain(parameters.get("q", "")).strip()[:LONGEST_QUERY],
            after=parameters.get("after", "") if parameters.get("after", "").isdecimal() else "",
        )

    def query_string(self, **changes: str) -> str:
        """Return this view as a query string, with changes; what is as usual is left out."""
        values = {"status": self.status, "q": self.query, "after": self.after, **changes}
        said = {name: value for name, value in values.items() if value}
        if said.get("status") == Status.PENDING:
            del said["status"]
        return f"?{urlencode(said)}" if said else ""

    def rows(self) -> "QuerySet[Comment]":
        """Return every reply of this view, in order."""
        rows = Comment.objects.filter(status=self.status)
        if self.query:
            rows = rows.filter(Q(text__icontains=self.query) | Q(name__icontains=self.query))
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
        return self.rows().filter(beyond)


@dataclass(frozen=True)
class Line:
    """One reply in the list."""

    comment: Comment
    findings: list[Finding]

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


def page_of(view: View) -> Page:
    """Return the page of the list that the view asks for. At most two queries."""
    rows: QuerySet[Comment] = view.rows()
    first = ""
    if view.after and (last := Comment.objects.filter(pk=int(view.after[:18])).first()):
        rows, first = view.beyond(last), view.query_string(after="") or "?"
    found = list(rows.select_related("edition")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = len(found) > A_PAGE
    return Page(
        lines=[Line(c, [f for f in findings_of(c) if red_flags.is_one(f)]) for c in shown],
        next_query=view.query_string(after=str(shown[-1].pk)) if more else "",
        first_query=first,
    )


def findings_of(comment: Comment) -> list[Finding]:
    """Return what was found when the reply came in."""
    return [Finding.restored(stored) for stored in comment.findings]


@dataclass(frozen=True)
class Waiting:
    """How many replies are held, and since when the oldest of them."""

    count: int
    oldest: datetime | None


def waiting() -> Waiting:
    """Count the held, from their own small index."""
    found = Comment.objects.filter(status=Status.PENDING).aggregate(
        count=Count("pk"), oldest=Min("created_at")
    )
    return Waiting(found["count"], found["oldest"])


class Detail:
    """One reply with all that a moderator needs to decide on it."""

    def __init__(self, comment: Comment) -> None:
        self.comment = comment
        # With a physician's answer only what its guard found: it names red flags to warn of them.
        self.findings = findings_of(comment)
        self.decisions = list(comment.decisions.select_related("by"))
        self.reports = list(comment.reports.select_related("settled_by"))

    @property
    def said(self) -> str:
        return marking.marked(self.comment.text, self.findings)

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """Return the look, the title and the reasons of each rule that found something."""
        return [
            (look, str(TITLES[rule]), "; ".join(reasons))
            for rule, look in (*marking.LOOKS.items(), (FAILED, "flag"))
            if (reasons := dict.fromkeys(f.reason for f in self.findings if f.rule == rule))
        ]

    @property
    def has_effect(self) -> bool:
        return has_effect(self.comment)

    @property
    def reported_in_view(self) -> bool:
        """Say whether readers see the reply while a report of it is open."""
        still = any(report.outcome == ReportOutcome.OPEN for report in self.reports)
        return still and self.comment.status == Status.APPROVED

    @property
    def confirming(self) -> bool:
        """Say whether an approval needs the moderator's word that no patient is confirmed."""
        return moderation.needs_confirming(self.comment)

    @property
    def moves(self) -> frozenset[str]:
        return moderation.TRANSITIONS[self.comment.status]

    @cached_property
    def live(self) -> Edition | None:
        """Return the edition that readers see now. The working copy is not for moderators."""
        return Edition.objects.live().for_lists().filter(article=self.comment.article_id).first()

    @cached_property
    def thread(self) -> Thread:
        """Return the row of the thread, or an unsaved one where nobody has touched it."""
        article = self.comment.article_id
        return Thread.objects.filter(article=article).first() or Thread(article_id=article)

    @property
    def thread_state(self) -> str:
        return self.thread.state


def detail(pk: int) -> Detail | None:
    """Return a reply with what it answers."""
    found = (
        Comment.objects.select_related(
            "edition", "physician", "written_by", "parent__physician", "worksheet"
        )
        .filter(pk=pk)
        .first()
    )
    return Detail(found) if found else None


def last_decision(by: User) -> Decision | None:
    """Return somebody's last decision, while it is still the last word on its reply."""
    last: Decision | None = (
        Decision.objects.filter(by=by).select_related("comment").order_by("-pk").first()
    )
    if last is None or last.undoes_id or last.comment.decision_id != last.pk:
        return None
    return last
