"""Disclaimers: a record with versions that never change."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable


class DisclaimerKind(models.TextChoices):
    """What a disclaimer is about."""

    MEDICAL = "medical", _("Medical")
    PROCEDURE = "procedure", _("Procedure")
    MEDICINE = "medicine", _("Medicine")
    IMAGING = "imaging", _("Imaging")
    COPYRIGHT = "copyright", _("Copyright")


class DisclaimerScope(models.TextChoices):
    """Where a disclaimer belongs."""

    EVERY_PAGE = "every_page", _("Every article")
    ATTACHED = "attached", _("Articles it is attached to")


class Disclaimer(models.Model):
    """A disclaimer by name. What it says stands in its versions."""

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_(
            "Its part of the address of each version. For example: /disclaimers/general/v1/"
        ),
    )
    kind = models.CharField(max_length=10, choices=DisclaimerKind, default=DisclaimerKind.MEDICAL)
    scope = models.CharField(
        max_length=10, choices=DisclaimerScope, default=DisclaimerScope.ATTACHED
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                name="disclaimer_kind_known",
                condition=models.Q(kind__in=DisclaimerKind.values),
                violation_error_message=_("Choose a kind from the list."),
            ),
            models.CheckConstraint(
                name="disclaimer_scope_known",
                condition=models.Q(scope__in=DisclaimerScope.values),
                violation_error_message=_("Choose a scope from the list."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title


class DisclaimerVersion(Immutable):
    """The text of a disclaimer from one day on. A change is a new version."""

    disclaimer = models.ForeignKey(Disclaimer, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    text = models.TextField(max_length=4_000)
    in_force_from = models.DateField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("disclaimer", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("disclaimer", "number"),
                name="disclaimer_version_number_once",
                violation_error_message=_("This disclaimer already has a version of that number."),
            ),
            models.CheckConstraint(
                name="disclaimer_version_number_from_1",
                condition=models.Q(number__gte=1),
                violation_error_message=_("Versions count from 1."),
            ),
            models.CheckConstraint(
                name="disclaimer_version_has_text",
                condition=~models.Q(text=""),
                violation_error_message=_("A version needs its text."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.disclaimer}, version {self.number}"
