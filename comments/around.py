"""What a moderator reads with one reply: what stands around it, and what was decided. Nothing writes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from articles.models import Edition
from clinic_cms.clinic.models import StaffAct, User
from comments import directions, duty, marking, moderation, passage, redaction
from comments.models import Claim, Comment, Redaction, ReportOutcome, Status, Thread
from comments.queue import TITLES, claim_on, findings_of
from comments.screening import FAILED, personal_data
from comments.screening.finding import Finding
from comments.worksheets import has_effect

NEIGHBOURS = 12
LOOKED_BACK = 100
LAST_SHOWN = 3


@dataclass(frozen=True)
class Place:
    """A place that screening found, offered to be taken out. ``value`` is what the form sends."""

    value: str
    words: str
    reason: str
    ticked: bool


@dataclass(frozen=True)
class Taken:
    """Words that were taken out, as this moderator may see them."""

    row: Redaction
    original: str
    restorable: bool


class Earlier(TypedDict):
    """An earlier reply from the same email address."""

    pk: int
    status: str
    created_at: datetime
    decision__reason: str | None
    edition__title: str


@dataclass(frozen=True)
class Writer:
    """What became of earlier replies from the same address. ``confirmed``: somebody reads its mails."""

    confirmed: bool
    counts: list[tuple[str, int]]
    last: list[tuple[Earlier, str, str]]  # with the labels of status and reason
    more: bool


class Detail:
    """One reply with all that a moderator needs to decide on it."""

    def __init__(self, comment: Comment, by: User) -> None:
        self.comment, self.by = comment, by
        # With a physician's answer only what its guard found: it names red flags to warn of them.
        self.findings = findings_of(comment)
        self.decisions = list(comment.decisions.select_related("by"))
        self.reports = list(comment.reports.select_related("settled_by"))
        self.redactions = list(comment.redactions.select_related("by", "undone_by"))

    @property
    def said(self) -> str:
        marks = [(r.place, r.place + len(r.mark)) for r in self.redactions if r.stands]
        return marking.marked(self.comment.text, self.findings, marks)

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """Return the look, the title and the reasons of each rule that found something."""
        return [
            (look, str(TITLES[rule]), "; ".join(reasons))
            for rule, look in (*marking.LOOKS.items(), (FAILED, "flag"))
            if (reasons := dict.fromkeys(f.reason for f in self.findings if f.rule == rule))
        ]

    @property
    def turned(self) -> bool:
        """Say whether hidden signs turn the direction of the text."""
        return bool(directions.places(self.comment.text))

    @property
    def places(self) -> list[Place]:
        """Return what can be taken out by a tick: personal data is ticked already."""
        text = self.comment.text
        found: dict[tuple[int, int], Finding] = {}
        for f in sorted(self.findings, key=lambda f: f.rule != personal_data.RULE):
            if f.start < f.end:
                found.setdefault((f.start, f.end), f)
        return [
            Place(f"{start}:{end}", text[start:end], f.reason, f.rule == personal_data.RULE)
            for (start, end), f in found.items()
        ]

    @property
    def taken(self) -> list[Taken]:
        may = redaction.may_read_original(self.by)
        return [
            Taken(
                row,
                row.original if may else "",
                row.stands
                and bool(row.original)
                and self.comment.status != Status.APPROVED
                and redaction.may_restore(row, self.by),
            )
            for row in self.redactions
        ]

    @cached_property
    def told(self) -> StaffAct | None:
        return duty.told(self.comment) if self.comment.urgent else None

    @property
    def untold(self) -> bool:
        """Say whether a decision has to wait for a word to a physician, or for a tick."""
        return self.comment.urgent and self.comment.status == Status.PENDING and not self.told

    @property
    def has_effect(self) -> bool:
        return has_effect(self.comment)

    @property
    def reported_in_view(self) -> bool:
        """Say whether readers see the reply while a report of it is open."""
        still = any(report.outcome == ReportOutcome.OPEN for report in self.reports)
        return still and self.comment.status == Status.APPROVED

    @property
    def held_again(self) -> bool:
        """Say whether it was shown, and is held by a restored backup and not by a report."""
        last = self.decisions[0].to_status if self.decisions else ""
        held = self.comment.status == Status.PENDING and not self.comment.reported
        return held and last == Status.APPROVED

    @property
    def confirming(self) -> bool:
        """Say whether an approval needs the moderator's word that no patient is confirmed."""
        return moderation.needs_confirming(self.comment)

    @property
    def moves(self) -> frozenset[str]:
        return moderation.TRANSITIONS[self.comment.status]

    @property
    def claim(self) -> Claim | None:
        """Return the claim of a colleague who is looking at it now."""
        return claim_on(self.comment, self.by)

    @cached_property
    def live(self) -> Edition | None:
        """Return the edition that readers see now. The working copy is not for moderators."""
        return Edition.objects.live().for_lists().filter(article=self.comment.article_id).first()

    @property
    def changed(self) -> bool:
        """Say whether readers see another edition now than the writer had read."""
        return self.live is not None and self.live.pk != self.comment.edition_id

    @cached_property
    def passage(self) -> passage.Passage | None:
        if self.comment.written_by_id:
            return None
        return passage.closest(self.comment.text, self.comment.edition.html)

    @cached_property
    def thread(self) -> Thread:
        """Return the row of the thread, or an unsaved one where nobody has touched it."""
        article = self.comment.article_id
        return Thread.objects.filter(article=article).first() or Thread(article_id=article)

    @property
    def thread_state(self) -> str:
        return self.thread.state

    @cached_property
    def above(self) -> list[Comment]:
        """Return what it answers, from the root down."""
        found, parent = [], self.comment.parent
        while parent is not None:
            found.append(parent)
            parent = parent.parent
        return found[::-1]

    @property
    def hidden_by(self) -> Comment | None:
        """Return the reply above it that keeps it from readers, even when it is approved."""
        return next((c for c in self.above if c.status != Status.APPROVED), None)

    @cached_property
    def near(self) -> list[Comment]:
        """Return answers to it and others to the same reply, in the order of the thread."""
        near = Q(parent=self.comment)
        if self.comment.parent_id:
            near |= Q(parent=self.comment.parent_id)
        rows = Comment.objects.filter(near).exclude(pk=self.comment.pk)
        return list(rows.order_by("created_at", "pk")[:NEIGHBOURS])

    @cached_property
    def writer(self) -> Writer | None:
        """Return what became of earlier replies of the same address; None for the clinic's own."""
        comment = self.comment
        if comment.written_by_id or not comment.email:
            return None
        rows = (
            Comment.objects.alias(address=Lower("email"))
            .filter(address=comment.email.lower())
            .exclude(pk=comment.pk)
            .order_by("-pk")
            .values(*Earlier.__annotations__)
        )
        found: list[Earlier] = list(rows[: LOOKED_BACK + 1])
        counts = dict.fromkeys(Status.values, 0)
        for row in found[:LOOKED_BACK]:
            counts[row["status"]] += 1
        reasons = dict(Redaction._meta.get_field("reason").flatchoices)
        return Writer(
            confirmed=comment.writer is not None and comment.writer.confirmed_at is not None,
            counts=[(str(Status(status).label).lower(), n) for status, n in counts.items() if n],
            last=[
                (row, str(Status(row["status"]).label), reasons.get(row["decision__reason"], ""))
                for row in found[:LAST_SHOWN]
            ],
            more=len(found) > LOOKED_BACK,
        )


def detail(pk: int, by: User) -> Detail | None:
    """Return a reply with what it answers."""
    beside = ("edition", "writer", "written_by", "worksheet", "claim__by", "parent__parent__parent")
    found = Comment.objects.select_related(*beside).filter(pk=pk).first()
    return Detail(found, by) if found else None
