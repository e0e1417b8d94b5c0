"""Figures for whoever leads the moderators: how much waits, how long it takes, what is decided and why.

No name of a writer or a moderator is read. Everything but what waits now is of the last twelve weeks.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from comments.models import Decision, Reason, ReplyReport, ReportOutcome, Status

WEEKS = 12
MOST = 100_000  # first decisions that are read; the newest, should there be more
CHART = (720, 200)  # units of the drawing, without the labels below


@dataclass(frozen=True)
class Bar:
    """One bar of a drawing, in its units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Week:
    """First decisions of one week: how many, and how long the replies had waited (None without any)."""

    begins: date
    decided: int
    median: timedelta | None
    ninetieth: timedelta | None
    median_bar: Bar
    ninetieth_bar: Bar
    label_x: float

    @property
    def median_said(self) -> str:
        return said(self.median)

    @property
    def ninetieth_said(self) -> str:
        return said(self.ninetieth)


@dataclass(frozen=True)
class Share:
    """One part of a whole. ``width``: of 100."""

    label: str
    count: int
    width: float

    @property
    def percent(self) -> int:
        return round(self.width)


@dataclass(frozen=True)
class Figures:
    """All of one page."""

    weeks: list[Week]
    longest: str
    outcomes: list[Share]
    reasons: list[Share]
    report_outcomes: list[Share]
    report_reasons: list[Share]

    @property
    def decided(self) -> int:
        return sum(share.count for share in self.outcomes)

    @property
    def reported(self) -> int:
        return sum(share.count for share in self.report_outcomes)


def figures() -> Figures:
    """Read and reckon. Three queries."""
    this_week = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    mondays = [this_week - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    since = timezone.make_aware(datetime.combine(mondays[0], time.min))
    waits = _waits(since)
    weeks, longest = _weeks(mondays, waits)
    outcomes, reasons = _decisions(since)
    report_outcomes, report_reasons = _reports(since)
    return Figures(weeks, said(longest), outcomes, reasons, report_outcomes, report_reasons)


def ninetieth(values: Sequence[timedelta]) -> timedelta:
    """Return the 90th percentile by nearest rank: a value that occurred. ``values`` is not empty."""
    return sorted(values)[math.ceil(0.9 * len(values)) - 1]


def _median(values: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(value.total_seconds() for value in values))


def said(length: timedelta | None) -> str:
    """Return a length of time in short words: "3 d 4 h", "2 h 5 min", "under a minute"."""
    if length is None:
        return "none"
    minutes = int(length.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else "under a minute"


def _waits(since: datetime) -> dict[date, list[timedelta]]:
    """Return how long replies had waited for their first decision, by the Monday of its week."""
    earlier = Decision.objects.filter(comment=OuterRef("comment"), pk__lt=OuterRef("pk"))
    first = Decision.objects.filter(created_at__gte=since).filter(~Exists(earlier.order_by()))
    found: dict[date, list[timedelta]] = {}
    for decided, sent in first.values_list("created_at", "comment__created_at")[:MOST]:
        day = timezone.localdate(decided)
        monday = day - timedelta(days=day.weekday())
        found.setdefault(monday, []).append(max(decided - sent, timedelta()))
    return found


def _weeks(
    mondays: list[date], waits: dict[date, list[timedelta]]
) -> tuple[list[Week], timedelta | None]:
    summed = [
        (monday, len(of), _median(of) if of else None, ninetieth(of) if of else None)
        for monday in mondays
        for of in [waits.get(monday, [])]
    ]
    longest = max((top for *_, top in summed if top is not None), default=None)
    step = CHART[0] / WEEKS
    weeks = [
        Week(
            monday, count, middle, top,
            _bar(number * step + step * 0.15, step * 0.35, middle, longest),
            _bar(number * step + step * 0.5, step * 0.35, top, longest),
            round(number * step + step / 2, 1),
        )
        for number, (monday, count, middle, top) in enumerate(summed)
    ]  # fmt: skip
    return weeks, longest


def _bar(x: float, width: float, value: timedelta | None, longest: timedelta | None) -> Bar:
    share = value / longest if value and longest else 0.0
    height = round(CHART[1] * share, 1)
    return Bar(round(x, 1), round(CHART[1] - height, 1), round(width, 1), height)


def _decisions(since: datetime) -> tuple[list[Share], list[Share]]:
    """Return the shares of what was decided and on which ground. What was undone does not count."""
    undone = Decision.objects.filter(undoes=OuterRef("pk")).order_by()
    counted = (
        Decision.objects.filter(created_at__gte=since, undoes__isnull=True)
        .filter(~Exists(undone))
        .order_by()
        .values_list("to_status", "reason")
        .annotate(n=Count("pk"))
    )
    outcomes, reasons = Counter[str](), Counter[str]()
    for status, reason, n in counted:
        outcomes[str(Status(status).label)] += n
        if reason:
            reasons[str(Reason(reason).label)] += n
    return _shares(outcomes), _shares(reasons)


def _reports(since: datetime) -> tuple[list[Share], list[Share]]:
    counted = (
        ReplyReport.objects.filter(created_at__gte=since)
        .order_by()
        .values_list("outcome", "reason")
        .annotate(n=Count("pk"))
    )
    outcomes, reasons = Counter[str](), Counter[str]()
    for outcome, reason, n in counted:
        outcomes[str(ReportOutcome(outcome).label)] += n
        reasons[str(Reason(reason).label)] += n
    return _shares(outcomes), _shares(reasons)


def _shares(counts: Counter[str]) -> list[Share]:
    whole = counts.total()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Share(label, n, round(100 * n / whole, 1)) for label, n in ordered]
