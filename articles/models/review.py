"""Sign-off, and what happened to an article. Both are written once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable


class ReviewOutcome(models.TextChoices):
    """What a reviewer decided."""

    APPROVED = "approved", _("Approved")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")


class Review(Immutable):
    """One reviewer's decision on the text that ``content_sha256`` names."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="reviews"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=ReviewOutcome)
    content_sha256 = models.CharField(max_length=64)
    independent = models.BooleanField()
    # The physician of an independent approval as they stood: a page names who signed, whatever becomes
    # of the account afterwards. A ``payload.PhysicianFacts``.
    signed_by = models.JSONField(null=True, editable=False)
    comment = models.TextField(max_length=4_000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="review_outcome_known",
                condition=Q(outcome__in=ReviewOutcome.values),
                violation_error_message=_("This is not an outcome of a review."),
            ),
            models.CheckConstraint(
                name="review_changes_need_comment",
                condition=~Q(outcome=ReviewOutcome.CHANGES_REQUESTED) | ~Q(comment=""),
                violation_error_message=_("Say what should change."),
            ),
            models.CheckConstraint(
                name="review_names_its_text",
                condition=~Q(content_sha256=""),
                violation_error_message=_("A review names the text that was read."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.reviewer}"


class EventKind(models.TextChoices):
    """What can happen to an article."""

    CREATED = "created", _("Created")
    EDITED = "edited", _("Edited")
    SUBMITTED = "submitted", _("Submitted for review")
    RECALLED = "recalled", _("Taken back from review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    SCHEDULED = "scheduled", _("Scheduled")
    UNSCHEDULED = "unscheduled", _("Schedule cancelled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ArticleEvent(Immutable):
    """One line of an article's history."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_status = models.CharField(max_length=20)
    to_status = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    note = models.TextField(max_length=4_000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="article_event_kind_known",
                condition=Q(kind__in=EventKind.values),
                violation_error_message=_("This is not an event of an article."),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.by}"
