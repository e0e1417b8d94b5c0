"""What a moderator works out when a reply tells of a side effect: the four facts that a report needs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override


class Seriousness(models.TextChoices):
    """The criteria of seriousness (ICH E2A), which is not severity."""

    UNKNOWN = "unknown", "Not known yet"
    NOT_SERIOUS = "not_serious", "Not serious"
    DEATH = "death", "Serious: death"
    LIFE_THREATENING = "life_threatening", "Serious: life-threatening"
    HOSPITAL = "hospital", "Serious: hospital stay, or a longer one"
    DISABILITY = "disability", "Serious: lasting disability"
    BIRTH_DEFECT = "birth_defect", "Serious: birth defect"
    OTHER = "other", "Serious: otherwise medically important"


class Outcome(models.TextChoices):
    """What the clinic decided to do."""

    OPEN = "open", "Not decided yet"
    NO_EFFECT = "no_effect", "Not a side effect"
    NO_REPORT = "no_report", "A side effect, no report needed"
    PASSED_ON = "passed_on", "Passed on to the physician"
    REPORTED = "reported", "Reported to the regulator"


class SideEffectWorksheet(models.Model):
    """One worksheet for one reply. Names and other identifying details do not belong in it."""

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.PROTECT, related_name="worksheet"
    )
    reporter = models.CharField(
        max_length=120, blank=True, help_text="Who tells it: patient, relative, other. No name."
    )
    patient = models.CharField(
        max_length=200, blank=True, help_text="Age group and sex, as the reply gives them. No name."
    )
    product = models.CharField("medicine or procedure", max_length=200, blank=True)
    reaction = models.CharField(max_length=300, blank=True)
    seriousness = models.CharField(max_length=20, choices=Seriousness, default=Seriousness.UNKNOWN)
    decision = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    filled_at = models.DateTimeField()

    class Meta:
        verbose_name = "side-effect worksheet"
        constraints = [
            models.CheckConstraint(
                name="worksheet_seriousness_known",
                condition=Q(seriousness__in=Seriousness.values),
                violation_error_message="Choose one of the criteria of seriousness.",
            ),
            models.CheckConstraint(
                name="worksheet_decision_known",
                condition=Q(decision__in=Outcome.values),
                violation_error_message="Choose one of the decisions.",
            ),
            models.CheckConstraint(
                name="worksheet_decision_has_its_day",
                condition=Q(decision=Outcome.OPEN, decided_on__isnull=True)
                | (~Q(decision=Outcome.OPEN) & Q(decided_on__isnull=False)),
                violation_error_message="A decision has its day, and only a decision has one.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"Worksheet of {self.comment}"

    def facts(self) -> list[tuple[str, object]]:
        """Return what it says, each with its label."""
        names = (
            "reporter",
            "patient",
            "product",
            "reaction",
            "seriousness",
            "decision",
            "decided_on",
        )
        labels = {field.name: str(field.verbose_name) for field in self._meta.concrete_fields}
        chosen = {
            "seriousness": self.get_seriousness_display(), "decision": self.get_decision_display(),
        }  # fmt: skip
        return [
            (labels[name].capitalize(), chosen.get(name, getattr(self, name))) for name in names
        ]
