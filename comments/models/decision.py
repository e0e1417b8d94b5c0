"""Decisions on replies, written once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable
from comments.models.comment import Status


class Reason(models.TextChoices):
    """The published criteria: the only grounds on which a reply is rejected or removed."""

    OFF_TOPIC = "off_topic", _("Not about this page")
    PERSONAL_DATA = "personal_data", _("Names or identifies a person")
    MEDICAL_ADVICE = "medical_advice", _("Asks for or gives personal medical advice")
    ABUSE = "abuse", _("Insults or threatens")
    ADVERTISING = "advertising", _("Advertises")
    UNSAFE = "unsafe", _("Could lead readers to harm")
    DUPLICATE = "duplicate", _("Says the same again")
    OTHER = "other", _("Other: see the note")


def told(reason: str) -> str:
    """Return a reason's name for the writer of a reply, who does not see the moderators' note."""
    if reason == Reason.OTHER:
        return gettext("Breaks a law or another rule")
    return str(Reason(reason).label) if reason else ""


class Decision(Immutable):
    """One decision on one reply, at the version that the moderator saw."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.PROTECT, related_name="decisions"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_status = models.CharField(max_length=10, choices=Status)
    to_status = models.CharField(max_length=10, choices=Status)
    version = models.PositiveIntegerField(help_text="The reply's version that was decided on.")
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.CharField(max_length=500, blank=True)
    undoes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("comment", "version"),
                name="decision_once_per_version",
                violation_error_message="Somebody else has just decided on this reply.",
            ),
            models.CheckConstraint(
                name="decision_status_known",
                condition=Q(from_status__in=Status.values, to_status__in=Status.values),
                violation_error_message="This is not a status of a reply.",
            ),
            models.CheckConstraint(
                name="decision_refusal_has_reason",
                condition=~Q(to_status__in=[Status.REJECTED, Status.REMOVED])
                | Q(reason__in=Reason.values),
                violation_error_message="Choose the reason from the published criteria.",
            ),
        ]

    @property
    def reason_told(self) -> str:
        """Return the reason in words for the writer."""
        return told(self.reason)

    @override
    def __str__(self) -> str:
        return f"{self.get_to_status_display()} by {self.by}"
