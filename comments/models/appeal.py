"""A writer asks that somebody else looks at a decision again: once for each reply."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

LONGEST_APPEAL = 1_000


class AppealState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("Waits for another moderator")
    GRANTED = "granted", _("Granted: the reply is shown")
    REFUSED = "refused", _("Refused: the decision stays")
    CLOSED = "closed", _("Closed: its writer took the reply back")


class Appeal(models.Model):
    """One appeal against one decision. ``comments.appeals`` writes it."""

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.PROTECT, related_name="appeal"
    )
    decision = models.ForeignKey("comments.Decision", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(validators=[MaxLengthValidator(LONGEST_APPEAL)])
    urgent = models.BooleanField(
        default=False,
        db_default=False,  # the release before writes rows without it
        help_text=_("Its words may tell of an emergency."),
    )
    state = models.CharField(max_length=7, choices=AppealState, default=AppealState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")
        indexes = [
            models.Index(fields=("created_at",), condition=Q(state="open"), name="appeal_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                name="appeal_state_known",
                condition=Q(state__in=AppealState.values),
                violation_error_message=_("This is not a state of an appeal."),
            ),
            models.CheckConstraint(
                name="appeal_decided_by_somebody",
                condition=Q(
                    state=AppealState.OPEN, decided_by__isnull=True, decided_at__isnull=True
                )
                | Q(
                    state__in=(AppealState.GRANTED, AppealState.REFUSED),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(state=AppealState.CLOSED, decided_by__isnull=True, decided_at__isnull=False),
                violation_error_message=_("A moderator decides on an appeal, at a time."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"Appeal for {self.comment}"
