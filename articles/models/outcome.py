"""What happened to people with a treatment and without it: the rows of a fact box."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override


class OutcomeNature(models.TextChoices):
    """Whether people want it."""

    BENEFIT = "benefit", _("Benefit")
    HARM = "harm", _("Harm")


class Certainty(models.TextChoices):
    """How sure the evidence is: GRADE."""

    HIGH = "high", _("High: more studies are unlikely to change this")
    MODERATE = "moderate", _("Moderate: more studies may change this")
    LOW = "low", _("Low: more studies are likely to change this")
    VERY_LOW = "very_low", _("Very low: this is uncertain")
    NOT_STATED = "not_stated", _("Not stated")


def _possible(arm: str) -> Q:
    """Return the check that an arm of the study counts some people, and no more hits than people."""
    return Q(**{f"{arm}_out_of__gte": 1, f"{arm}_affected__lte": F(f"{arm}_out_of")})


class TreatmentOutcome(models.Model):
    """One outcome of one study: how many people had it with a treatment, how many without."""

    treatment = models.ForeignKey(
        "articles.Treatment", on_delete=models.CASCADE, related_name="outcomes"
    )
    nature = models.CharField(_("benefit or harm"), max_length=8, choices=OutcomeNature)
    name = models.CharField(
        _("what happened"),
        max_length=160,
        help_text=_("In plain words, for example: much less leg pain."),
    )
    with_affected = models.PositiveIntegerField(
        _("with treatment: had it"), help_text=_("People who had the treatment and this outcome.")
    )
    with_out_of = models.PositiveIntegerField(_("with treatment: counted"))
    without_affected = models.PositiveIntegerField(
        _("without: had it"), help_text=_("People without the treatment who had it as well.")
    )
    without_out_of = models.PositiveIntegerField(_("without: counted"))
    compared_with = models.CharField(
        max_length=120, help_text=_("What the others had, for example: a saline injection.")
    )
    period = models.CharField(
        max_length=120, help_text=_("When it was counted, for example: after 3 weeks.")
    )
    population = models.CharField(max_length=300, help_text=_("Who was counted."))
    source = models.ForeignKey("articles.Reference", on_delete=models.PROTECT, related_name="+")
    certainty = models.CharField(
        _("certainty (GRADE)"), max_length=10, choices=Certainty, default=Certainty.NOT_STATED
    )
    may_be_chance = models.BooleanField(
        _("may be chance"), default=False, help_text=_("The study could not rule chance out.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome of a treatment")
        verbose_name_plural = _("outcomes of a treatment")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("treatment", "name", "period", "compared_with", "source"),
                name="outcome_once",
                violation_error_message=_("This outcome of this study is already listed."),
            ),
            models.CheckConstraint(
                name="outcome_nature_known",
                condition=Q(nature__in=OutcomeNature.values),
                violation_error_message=_("Say whether it is a benefit or a harm."),
            ),
            models.CheckConstraint(
                name="outcome_certainty_known",
                condition=Q(certainty__in=Certainty.values),
                violation_error_message=_("Choose a certainty from the list."),
            ),
            models.CheckConstraint(
                name="outcome_counts_with_treatment",
                condition=_possible("with"),
                violation_error_message=_(
                    "With treatment: count at least 1 person, and no more who had it than counted."
                ),
            ),
            models.CheckConstraint(
                name="outcome_counts_without_treatment",
                condition=_possible("without"),
                violation_error_message=_(
                    "Without treatment: count at least 1 person, and no more who had it than counted."
                ),
            ),
            models.CheckConstraint(
                name="outcome_is_told_whole",
                condition=~Q(name="") & ~Q(compared_with="") & ~Q(period="") & ~Q(population=""),
                violation_error_message=_(
                    "Say what happened, compared with what, after how long, and to whom."
                ),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.name} ({self.get_nature_display()})"

    @property
    def with_share(self) -> Fraction:
        """Return the share of people with the treatment who had the outcome."""
        return Fraction(self.with_affected, self.with_out_of)

    @property
    def without_share(self) -> Fraction:
        """Return the share of people without the treatment who had it as well."""
        return Fraction(self.without_affected, self.without_out_of)
