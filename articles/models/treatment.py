"""Treatments and what regulators have said about them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from articles.models.base import CatalogueRecord, long_text
from articles.validators import ATC, validate_web_address


class TreatmentKind(models.TextChoices):
    """What sort of treatment it is."""

    INJECTION = "injection", _("Injection")
    MEDICINE = "medicine", _("Medicine")
    SURGERY = "surgery", _("Surgery")
    EXERCISE = "exercise", _("Exercise and physical therapy")
    DEVICE = "device", _("Device")
    OTHER = "other", _("Other")


class LicenceStatus(models.TextChoices):
    """Whether the regulator has approved the treatment for this use."""

    LICENSED = "licensed", _("Approved for this use")
    OFF_LABEL = "off_label", _("Used outside its approval (off-label)")
    NOT_APPROVED = "not_approved", _("Not approved for this use")
    NOT_NEEDED = "not_needed", _("Needs no approval")
    NOT_STATED = "not_stated", _("Not stated")


class Treatment(CatalogueRecord):
    """A treatment, as structured facts. Text fields are plain text; each line is a paragraph or an item."""

    kind = models.CharField(max_length=12, choices=TreatmentKind)
    conditions = models.ManyToManyField("articles.Condition", blank=True, related_name="treatments")
    summary = long_text(_("One or two plain sentences: what it is."))
    how_it_works = long_text()
    how_it_is_given = long_text(_("What happens, step by step."))
    guidance = models.CharField(
        max_length=200, blank=True, help_text=_("How the needle or device is guided.")
    )
    done_by = models.CharField(
        max_length=120, blank=True, help_text=_("Who does or prescribes it.")
    )
    where_done = models.CharField(_("where"), max_length=120, blank=True)
    takes = models.CharField(_("how long it takes"), max_length=120, blank=True)
    who_it_is_for = long_text(_("One line an item."))
    who_should_not = long_text(_("One line an item."), verbose_name=_("who should not have it"))
    tell_first = long_text(_("One line an item."), verbose_name=_("tell your doctor first"))
    benefits = long_text(_("What it can do, for whom, how often."))
    preparation = long_text()
    afterwards = long_text()
    onset = models.CharField(
        _("starts to work"),
        max_length=120,
        blank=True,
        help_text=_("For example: same day to 2 days."),
    )
    lasts = models.CharField(_("how long it lasts"), max_length=120, blank=True)
    repeat_min = models.PositiveSmallIntegerField(_("repeat limit, from"), null=True, blank=True)
    repeat_max = models.PositiveSmallIntegerField(_("repeat limit, to"), null=True, blank=True)
    repeat_months = models.PositiveSmallIntegerField(
        _("repeat limit, in months"), null=True, blank=True, help_text=_("12 for a year.")
    )
    alternatives = long_text(_("One line an item."))
    doing_nothing = long_text(_("What to expect without this treatment."))
    licence_status = models.CharField(
        max_length=12, choices=LicenceStatus, default=LicenceStatus.NOT_STATED
    )
    licence_note = models.CharField(max_length=300, blank=True)
    example_medicines = models.CharField(
        max_length=300, blank=True, help_text=_("Generic names, separated by commas.")
    )
    atc_code = models.CharField(_("ATC code"), max_length=7, blank=True, validators=[ATC])
    history = HistoricalRecords()

    class Meta(CatalogueRecord.Meta):
        constraints = [
            models.CheckConstraint(
                name="treatment_kind_known",
                condition=models.Q(kind__in=TreatmentKind.values),
                violation_error_message=_("Choose a kind from the list."),
            ),
            models.CheckConstraint(
                name="treatment_licence_status_known",
                condition=models.Q(licence_status__in=LicenceStatus.values),
                violation_error_message=_("Choose a licence status from the list."),
            ),
            models.CheckConstraint(
                name="treatment_address_is_free",
                condition=~models.Q(slug="compare"),  # /treatments/compare/ is a page of its own
                violation_error_message=_("The address “compare” is taken: choose another."),
            ),
            models.CheckConstraint(
                name="treatment_repeat_limit_whole",
                condition=models.Q(
                    repeat_min__isnull=True, repeat_max__isnull=True, repeat_months__isnull=True
                )
                | models.Q(
                    repeat_max__isnull=False,
                    repeat_months__isnull=False,
                    repeat_max__gte=1,
                    repeat_months__gte=1,
                    repeat_min__isnull=True,
                )
                | models.Q(
                    repeat_max__isnull=False,
                    repeat_months__isnull=False,
                    repeat_min__isnull=False,
                    repeat_min__gte=1,
                    repeat_months__gte=1,
                    repeat_max__gte=models.F("repeat_min"),
                ),
                violation_error_message=_(
                    "A repeat limit needs a highest number and a period in months; "
                    "the lowest number, if given, is not above the highest."
                ),
            ),
        ]

    @property
    def repeat_limit(self) -> str:
        """Return the repeat limit in words, or an empty string."""
        if self.repeat_max is None or self.repeat_months is None:
            return ""
        times = str(self.repeat_max)
        if self.repeat_min is not None and self.repeat_min != self.repeat_max:
            times = f"{self.repeat_min} to {self.repeat_max}"
        period = "a year" if self.repeat_months == 12 else f"in {self.repeat_months} months"
        return f"{times} {period}"


class RegulatorWarning(models.Model):
    """A warning that a medicines regulator has published about a treatment."""

    treatment = models.ForeignKey(
        Treatment, on_delete=models.CASCADE, related_name="regulator_warnings"
    )
    regulator = models.CharField(max_length=80, help_text=_("For example: FDA."))
    issued_on = models.DateField()
    text = models.TextField(max_length=1_000)
    url = models.URLField(_("link"), blank=True, validators=[validate_web_address])
    history = HistoricalRecords()

    class Meta:
        ordering = ("-issued_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("treatment", "regulator", "issued_on"),
                name="regulator_warning_once",
                violation_error_message=_("This regulator's warning of that day is already here."),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.regulator}, {self.issued_on:%-d %B %Y}"

    @override
    def clean(self) -> None:
        super().clean()
        if not self.text.strip():
            raise ValidationError({"text": _("Say what the regulator warns of.")})
