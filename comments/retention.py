"""How long what readers left is kept, and the run that empties what is older. docs/retention.md says why.

A term names rows by their state and age, and what is emptied of them. A run goes through them in batches,
each in its own transaction; run again, it finds nothing more. The clinic's own words are not readers' data,
but an answer that was refused may name a patient: it goes as refused replies do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles import feedback
from articles.models import ErrorReport, PageVote
from clinic_cms.clinic.models import Attempt
from clinic_cms.clinic.throttle import LONGEST_WINDOW
from comments import privacy
from comments.models import (
    Appeal,
    AppealState,
    Comment,
    Redaction,
    ReplyReport,
    ReportOutcome,
    RetentionRun,
    SideEffectWorksheet,
    Status,
    ThreadMute,
    WriterAddress,
)

PUBLISHED = timedelta(days=730)  # 24 months: who wrote what readers see
REFUSED = timedelta(days=90)
HELD = timedelta(days=180)
LATE = timedelta(days=2)  # after which the dashboard says that the daily run is missing
BATCH = 200
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Term:
    """One kind of row. ``rows``: from a moment, those that have been kept since before it."""

    name: str
    length: timedelta
    rows: Callable[[datetime], Rows]
    purge: Callable[[Rows], object]

    def due(self) -> Rows:
        """Return the rows whose time is over."""
        return self.rows(timezone.now() - self.length).order_by("pk")


def _named(before: datetime) -> Rows:
    anything = ~Q(name="", email="", address_hash="", token_hash="", writer=None)
    return Comment.objects.filter(
        anything, status=Status.APPROVED, written_by=None, erased_at=None, created_at__lt=before
    )


def _forget_writers(rows: Rows) -> None:
    """Take the writer off replies whose text stays. Their worksheets say nothing of a patient any more."""
    SideEffectWorksheet.objects.filter(comment__in=rows).update(
        **privacy.NOTHING_SAID, version=F("version") + 1
    )
    Appeal.objects.filter(comment__in=rows).update(text="", urgent=False)
    nobody = {"name": "", "email": "", "writer": None, "address_hash": "", "token_hash": ""}
    rows.update(**nobody, updated_at=timezone.now())


def _refused(before: datetime) -> Rows:
    over = (Status.REJECTED, Status.SPAM, Status.REMOVED)
    decided = Q(status__in=over, decision__created_at__lt=before)
    withdrawn = Q(status=Status.WITHDRAWN, updated_at__lt=before)
    rows = Comment.objects.filter(decided | withdrawn, erased_at=None, written_by=None)
    # An appeal is decided with the reply in view, and its words are kept from that decision on.
    return _without_waiting_appeal(rows).exclude(appeal__decided_at__gte=before)


def _held(before: datetime) -> Rows:
    # By the last change: a reply that was shown for years and is reported today is not held for years.
    return _without_waiting_appeal(
        Comment.objects.filter(status=Status.PENDING, written_by=None, updated_at__lt=before)
    )


def _without_waiting_appeal(rows: Rows) -> Rows:
    """Return these without the replies whose appeal waits: a writer who asked is owed an answer."""
    return rows.exclude(appeal__state=AppealState.OPEN)


def _empty(rows: Rows) -> None:
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        # Asked again with the row in hand: somebody may have decided on it since the batch began.
        if reply := rows.select_for_update(of=("self",)).filter(pk=pk).first():
            privacy.empty(reply)


def _refused_answers(before: datetime) -> Rows:
    over = (Status.REJECTED, Status.SPAM, Status.REMOVED)
    return Comment.objects.filter(
        status__in=over, decision__created_at__lt=before, written_by__isnull=False
    ).exclude(text="")


def _empty_answers(rows: Rows) -> None:
    ReplyReport.objects.filter(comment__in=rows).forget_text()
    rows.update(text="", findings=[], version=F("version") + 1)


def _reported(before: datetime) -> Rows:
    settled = Q(settled_at__lt=before)
    forgotten = Q(outcome=ReportOutcome.OPEN, created_at__lt=before)
    return ReplyReport.objects.filter(settled | forgotten).exclude(words="")


def _appeals(before: datetime) -> Rows:
    return Appeal.objects.filter(decided_at__lt=before).exclude(text="")


def _addresses(before: datetime) -> Rows:
    # "Never mail me" and the one mail a day hold for an address whose last reply was erased, too.
    unasked = Q(asked_at=None) | Q(asked_at__lt=before)
    return WriterAddress.objects.filter(
        unasked, created_at__lt=before, wants_mail=True, replies=None
    )


def _forget_addresses(rows: Rows) -> None:
    ThreadMute.objects.filter(writer__in=rows).delete()
    rows.delete()


TERMS = (
    Term("writers of published replies", PUBLISHED, _named, _forget_writers),
    Term("refused and withdrawn replies", REFUSED, _refused, _empty),
    Term("replies held too long", HELD, _held, _empty),
    Term("refused answers of the clinic", REFUSED, _refused_answers, _empty_answers),
    Term("words of reports", REFUSED, _reported, lambda rows: rows.update(words="", urgent=False)),
    Term("words of appeals", REFUSED, _appeals, lambda rows: rows.update(text="", urgent=False)),
    Term("addresses without a reply", REFUSED, _addresses, _forget_addresses),
    Term(
        "words that were taken out",
        timedelta(),  # each row says for itself until when
        lambda before: Redaction.objects.expired(),
        lambda rows: rows.update(original=""),
    ),
    Term(
        "words on usefulness",
        PUBLISHED,
        lambda before: PageVote.objects.filter(created_at__lt=before).exclude(words=""),
        lambda rows: rows.update(words=""),
    ),
    Term(
        "reports of errors",
        PUBLISHED,
        lambda before: ErrorReport.objects.filter(created_at__lt=before).exclude(
            wrong="", email=""
        ),
        feedback.forget,
    ),
    Term(
        "attempts to post",
        LONGEST_WINDOW,
        lambda before: Attempt.objects.filter(created_at__lt=before),
        lambda rows: rows.delete(),
    ),
)


def due() -> dict[str, int]:
    """Return how many rows each term would empty now. Writes nothing."""
    return {term.name: term.due().count() for term in TERMS}


def purge() -> dict[str, int]:
    """Empty everything whose time is over, and note the run. Return how many rows there were, by term."""
    counts = {term.name: sum(_batches(term)) for term in TERMS}
    RetentionRun.objects.create(counts=counts)
    return counts


def _batches(term: Term) -> Iterator[int]:
    last = 0
    while pks := list(term.due().filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Asked again inside: somebody may have decided on one of them meanwhile.
            term.purge(term.due().filter(pk__in=pks).order_by())
        last = pks[-1]
        yield len(pks)


def last_run() -> RetentionRun | None:
    """Return the last run, if there ever was one."""
    return RetentionRun.objects.first()


def is_late() -> bool:
    """Say whether the daily run is missing. A clinic without replies yet misses nothing."""
    last = last_run()
    if last:
        return last.ran_at < timezone.now() - LATE
    return Comment.objects.filter(created_at__lt=timezone.now() - LATE).exists()
