"""Side effects, and how often each comes with each treatment."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from articles.models.base import CatalogueRecord, long_text
from articles.risk import Band, band_for


class Severity(models.IntegerChoices):
    """How bad it is: CTCAE grades. Not the same as seriousness."""

    MILD = 1, "Mild"
    MODERATE = 2, "Moderate"
    SEVERE = 3, "Severe"
    LIFE_THREATENING = 4, "Life-threatening"
    DEATH = 5, "Death"


class SeriousReason(models.TextChoices):
    """Why an effect counts as serious: ICH E2A."""

    DEATH = "death", _("Death")
    LIFE_THREATENING = "life_threatening", _("Danger to life")
    HOSPITAL_STAY = "hospital_stay", _("Stay in hospital")
    LASTING_DISABILITY = "lasting_disability", _("Lasting disability")
    BIRTH_DEFECT = "birth_defect", _("Birth defect")
    OTHER_IMPORTANT = "other_important", _("Other important medical event")


class WhatToDo(models.TextChoices):
    """What a patient who has the effect does, from least to most urgent."""

    SELF_CARE = "self_care", _("Look after yourself")
    TELL_CLINIC = "tell_clinic", _("Tell the clinic")
    URGENT = "urgent", _("Get help today")
    EMERGENCY = "emergency", _("Call the emergency number now")


class SideEffect(CatalogueRecord):
    """An unwanted effect, whatever causes it. ``name`` is the plain name."""

    clinical_name = models.CharField(max_length=120, blank=True)
    description = long_text(_("One or two plain sentences."))
    history = HistoricalRecords()

    class Meta(CatalogueRecord.Meta):
        pass


def _agrees(band: Band, times: int | None, below: int | None) -> Q:
    """Return the check that ``band`` fits ``affected / out_of``, in whole numbers."""
    fits = Q(band=band)
    if times is not None:
        fits &= Q(out_of__lte=F("affected") * times)
    if below is not None:
        fits &= Q(out_of__gt=F("affected") * below)
    return fits


class TreatmentSideEffect(models.Model):
    """How often one side effect comes with one treatment, and what to do about it."""

    treatment = models.ForeignKey(
        "articles.Treatment", on_delete=models.CASCADE, related_name="side_effect_rows"
    )
    side_effect = models.ForeignKey(
        SideEffect, on_delete=models.PROTECT, related_name="treatment_rows"
    )
    affected = models.PositiveIntegerField(null=True, blank=True, help_text=_("People who got it."))
    out_of = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("People who were looked at.")
    )
    population = models.CharField(
        max_length=300, blank=True, help_text=_("Who was counted: people, treatment, time.")
    )
    source = models.ForeignKey(
        "articles.Reference", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    band = models.CharField(
        _("frequency (CIOMS)"),
        max_length=12,
        choices=Band,
        blank=True,
        help_text=_("Leave empty when you give numbers: it is computed."),
    )
    severity = models.PositiveSmallIntegerField(
        _("severity (CTCAE)"), choices=Severity, default=Severity.MILD
    )
    serious = models.BooleanField(default=False)
    serious_reason = models.CharField(max_length=20, choices=SeriousReason, blank=True)
    onset = models.CharField(_("begins"), max_length=120, blank=True)
    duration = models.CharField(_("lasts"), max_length=120, blank=True)
    reversible = models.BooleanField(_("goes away"), null=True, blank=True)
    at_risk = models.CharField(_("more likely if"), max_length=200, blank=True)
    what_to_do = models.CharField(max_length=12, choices=WhatToDo)
    advice = models.CharField(max_length=300, blank=True, help_text=_("One plain sentence."))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("side effect of a treatment")
        verbose_name_plural = _("side effects of a treatment")
        ordering = ("-serious", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("treatment", "side_effect"),
                name="treatment_side_effect_once",
                violation_error_message=_("This side effect is already listed for the treatment."),
            ),
            models.CheckConstraint(
                name="frequency_numbers_together",
                condition=Q(affected__isnull=True, out_of__isnull=True)
                | Q(
                    affected__isnull=False,
                    out_of__isnull=False,
                    out_of__gte=1,
                    affected__lte=F("out_of"),
                ),
                violation_error_message=_(
                    "Give both numbers or neither, and no more people affected than looked at."
                ),
            ),
            models.CheckConstraint(
                name="frequency_band_known",
                condition=Q(band__in=Band.values),
                violation_error_message=_("Choose a frequency, or give numbers."),
            ),
            models.CheckConstraint(
                name="frequency_band_fits_numbers",
                condition=Q(affected__isnull=True)
                | _agrees(Band.VERY_COMMON, 10, None)
                | _agrees(Band.COMMON, 100, 10)
                | _agrees(Band.UNCOMMON, 1_000, 100)
                | _agrees(Band.RARE, 10_000, 1_000)
                | _agrees(Band.VERY_RARE, None, 10_000),
                violation_error_message=_("The frequency does not fit the numbers."),
            ),
            models.CheckConstraint(
                name="frequency_numbers_have_population_and_source",
                condition=Q(affected__isnull=True) | (Q(source__isnull=False) & ~Q(population="")),
                violation_error_message=_("Numbers need the group that was counted and a source."),
            ),
            models.CheckConstraint(
                name="severity_known",
                condition=Q(severity__in=Severity.values),
                violation_error_message=_("Choose a severity from the list."),
            ),
            models.CheckConstraint(
                name="serious_with_its_reason",
                condition=Q(serious=False, serious_reason="")
                | Q(serious=True, serious_reason__in=SeriousReason.values),
                violation_error_message=_("A serious effect needs the reason; another has none."),
            ),
            models.CheckConstraint(
                name="what_to_do_known",
                condition=Q(what_to_do__in=WhatToDo.values),
                violation_error_message=_("Say what a patient should do."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.side_effect} ({self.get_band_display()})"

    @override
    def save(self, *args: object, **kwargs: object) -> None:
        # A fact about one row: rows written by commands get their band as forms do.
        self.fill_band()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    @property
    def share(self) -> Fraction | None:
        """Return affected / out_of, or None where no numbers are known."""
        if self.affected is None or not self.out_of:
            return None
        return Fraction(self.affected, self.out_of)

    def fill_band(self) -> None:
        """Compute an empty band from the numbers. A stated band is left, for the check to judge."""
        if not self.band and self.share is not None and self.share <= 1:
            self.band = band_for(self.affected or 0, self.out_of or 0)

    @override
    def clean(self) -> None:
        super().clean()
        self.fill_band()
        if self.share is not None and self.share <= 1:
            computed = band_for(self.affected or 0, self.out_of or 0)
            if self.band != computed:
                raise ValidationError(
                    {
                        "band": (
                            _(
                                "%(some)s out of %(all)s is %(is)s, not %(said)s. "
                                "Change the numbers or leave this empty."
                            )
                            % {
                                "some": self.affected,
                                "all": self.out_of,
                                "is": computed.label,
                                "said": self.get_band_display(),
                            }
                        )
                    }
                )
