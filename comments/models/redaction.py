"""Words that were taken out of a reply, kept apart from it for a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from typing_extensions import override

from comments.models.decision import Reason, told

KEEP_ORIGINAL = timedelta(days=90)  # as long as the text of a refused reply


def kept_until() -> datetime:
    """Return the moment up to which words that are taken out now are kept."""
    return timezone.now() + KEEP_ORIGINAL


class RedactionQuerySet(models.QuerySet["Redaction"]):
    """Which redactions?"""

    def standing(self) -> "RedactionQuerySet":
        """Return those whose mark stands in the text now, in the order of the text."""
        return self.filter(undone_at__isnull=True).order_by("place")

    def expired(self) -> "RedactionQuerySet":
        """Return those whose original words have been kept long enough."""
        return self.exclude(original="").filter(keep_until__lte=timezone.now())


class Redaction(models.Model):
    """One place in one reply. Only ``comments.redaction`` makes and undoes them.

    ``start`` and ``end`` are code points in the text of ``version``, the one that the moderator saw.
    ``place`` is where the mark stands in the text as it is now. ``original`` is empty once it was put
    back, has expired, or was erased.
    """

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.PROTECT, related_name="redactions"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(help_text="The reply's version that was redacted.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    mark = models.CharField(max_length=200)
    original = models.TextField(blank=True)
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.CharField(max_length=500, blank=True)
    keep_until = models.DateTimeField(default=kept_until)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        permissions = [("view_redacted_original", "Can read words that were taken out of replies")]
        indexes = [
            models.Index(
                fields=("keep_until",), condition=~Q(original=""), name="redaction_expires"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("comment", "version", "start"),
                name="redaction_place_once",
                violation_error_message="Somebody else has just taken these words out.",
            ),
            models.CheckConstraint(
                name="redaction_takes_words",
                condition=Q(end__gt=F("start")),
                violation_error_message="Choose the words to take out.",
            ),
            models.CheckConstraint(
                name="redaction_has_reason",
                condition=Q(reason__in=Reason.values),
                violation_error_message="Choose the reason from the published criteria.",
            ),
            models.CheckConstraint(
                name="redaction_undone_by_somebody",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                violation_error_message="Say who put the words back, and when.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.mark} by {self.by}"

    @property
    def reason_told(self) -> str:
        """Return the reason in words for the writer."""
        return told(self.reason)

    @property
    def stands(self) -> bool:
        return self.undone_at is None
