"""A reader's report of a reply. It holds nothing of who sent it."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic.models import User
from comments.models.comment import Status
from comments.models.decision import Reason

LONGEST_WORDS = 500


class ReportOutcome(models.TextChoices):
    """What a moderator made of it, or that there is nothing left to look at."""

    OPEN = "open", _("Nobody has looked yet")
    KEPT = "kept", _("Looked at: the reply stays")
    TAKEN = "taken", _("The reply is not shown any more")
    GONE = "gone", _("Nobody looked: its writer took the reply back, or its time was over")


class ReplyReportQuerySet(models.QuerySet["ReplyReport"]):
    """Which reports?"""

    def forget_text(self) -> None:
        """Keep nothing that tells what was reported: the text does not stand any more."""
        self.exclude(text_hash="").update(text_hash="")

    def open(self) -> "ReplyReportQuerySet":
        """Return the reports that nobody has looked at: the urgent first, then the oldest."""
        return self.filter(outcome=ReportOutcome.OPEN).order_by("-urgent", "created_at", "pk")

    def outside_the_queue(self) -> "ReplyReportQuerySet":
        """Return the open ones that the queue does not show.

        What a report took from readers is among the held, where nothing says that a report is urgent.
        """
        return self.open().filter(Q(comment__status=Status.APPROVED) | Q(urgent=True))

    def settle(self, outcome: str, by: User, at: datetime) -> int:
        """Say of the open ones what a moderator made of them. Return how many there were."""
        return self.open().update(outcome=outcome, settled_by=by, settled_at=at)

    def reopen(self, by_id: int, at: datetime) -> int:
        """Let those wait again that a decision had settled which is undone now. Return how many."""
        settled = self.filter(settled_by=by_id, settled_at=at)
        return settled.update(outcome=ReportOutcome.OPEN, settled_by=None, settled_at=None)

    def close_gone(self) -> int:
        """Close the open ones, whose reply is gone: nobody has to look any more. Return how many."""
        return self.open().update(outcome=ReportOutcome.GONE, settled_at=timezone.now())


class ReplyReport(models.Model):
    """One report. ``comments.reporting`` makes it, ``comments.moderation`` settles it."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.PROTECT, related_name="reports"
    )
    reason = models.CharField(max_length=20, choices=Reason)
    words = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    urgent = models.BooleanField(
        default=False,
        db_default=False,  # the release before writes rows without it
        help_text=_("Its words may tell of an emergency."),
    )
    hid = models.BooleanField(help_text="Whether it took the reply from readers.")
    text_hash = models.CharField(
        max_length=64, help_text="Keyed hash of the text that was reported, while it stands."
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    outcome = models.CharField(max_length=5, choices=ReportOutcome, default=ReportOutcome.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReplyReportQuerySet.as_manager()

    class Meta:
        verbose_name = "report of a reply"
        verbose_name_plural = "reports of replies"
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=("created_at", "id"),
                condition=Q(outcome=ReportOutcome.OPEN),
                name="reply_report_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="reply_report_reason_known",
                condition=Q(reason__in=Reason.values),
                violation_error_message="Choose the reason from the published criteria.",
            ),
            models.CheckConstraint(
                name="reply_report_outcome_is_whole",
                condition=Q(
                    outcome__in=[ReportOutcome.OPEN],
                    settled_by__isnull=True,
                    settled_at__isnull=True,
                )
                | Q(
                    outcome__in=[ReportOutcome.KEPT, ReportOutcome.TAKEN],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                )
                | Q(
                    outcome__in=[ReportOutcome.GONE],
                    settled_by__isnull=True,
                    settled_at__isnull=False,
                ),
                violation_error_message="Who looked at a report, and when, are kept together.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"Report of {self.comment}"
