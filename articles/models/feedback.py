"""What readers say of a page: whether it was useful, and what is wrong in it. Without who they are."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.models.article import Article

LONGEST_WORDS = 500
LONGEST_PASSAGE = 1_000
LONGEST_WRONG = 2_000


class Said(models.Model):
    """What a form under an edition brought. ``token_hash`` tells a double press from a second one."""

    edition = models.ForeignKey("articles.Edition", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class PageVote(Said):
    """One answer to "Was this page useful?"."""

    useful = models.BooleanField()
    words = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])

    class Meta:
        verbose_name = _("answer on usefulness")
        verbose_name_plural = _("answers on usefulness")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=("edition", "useful"), name="vote_by_edition")]

    @override
    def __str__(self) -> str:
        return f"{'Yes' if self.useful else 'No'}, {self.edition}"


class ReportStatus(models.TextChoices):
    """Where a report of an error stands."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered: the text changes, or the reader was told")
    CLOSED = "closed", _("Closed: the text stays")


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    """Which reports?"""

    def open(self) -> "ErrorReportQuerySet":
        """Return the reports that wait for an answer: the urgent first, then the longest waiting."""
        return self.filter(status=ReportStatus.OPEN).order_by("-urgent", "created_at", "pk")

    def of(self, user_id: int | None) -> "ErrorReportQuerySet":
        """Return the reports on what somebody wrote or began."""
        return self.filter(edition__article__in=Article.objects.of(user_id))


class ErrorReport(Said):
    """A passage that a reader holds to be wrong. Only ``articles.feedback`` changes its status."""

    passage = models.TextField(validators=[MaxLengthValidator(LONGEST_PASSAGE)])
    wrong = models.TextField(_("what is wrong"), validators=[MaxLengthValidator(LONGEST_WRONG)])
    urgent = models.BooleanField(
        default=False,
        db_default=False,  # the release before writes rows without it
        help_text=_("Its words may tell of an emergency."),
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Never shown to readers; deleted with the answer.")
    )
    status = models.CharField(max_length=8, choices=ReportStatus, default=ReportStatus.OPEN)
    note = models.TextField(blank=True, validators=[MaxLengthValidator(1_000)])
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = (F("decided_at").desc(nulls_first=True), "-urgent", "-created_at", "-pk")
        indexes = [models.Index(fields=("status", "created_at"), name="report_waiting")]
        constraints = [
            models.CheckConstraint(
                name="report_status_known",
                condition=Q(status__in=ReportStatus.values),
                violation_error_message=_("This is not a status of a report."),
            ),
            models.CheckConstraint(
                name="report_answer_is_whole",
                condition=Q(
                    status=ReportStatus.OPEN,
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    note="",
                )
                | (
                    ~Q(status=ReportStatus.OPEN)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(note="")
                ),
                violation_error_message=_("An answer has a note, a person and a time."),
            ),
            models.CheckConstraint(
                name="report_address_goes_with_the_answer",
                condition=Q(status=ReportStatus.OPEN) | Q(email=""),
                violation_error_message=_("The reader's address is deleted with the answer."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.edition}: {self.passage[:60]}"
