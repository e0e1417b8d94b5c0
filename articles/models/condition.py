"""Conditions, as a tree: back pain > failed back surgery syndrome."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from articles.models.base import CatalogueRecord, long_text
from articles.validators import ICD10

DEEPEST = 6


class Condition(CatalogueRecord):
    """A condition that patients have. A parent is the wider condition."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    summary = long_text(_("One or two plain sentences."))
    icd10_code = models.CharField(_("ICD-10 code"), max_length=8, blank=True, validators=[ICD10])
    history = HistoricalRecords()

    class Meta(CatalogueRecord.Meta):
        constraints = [
            models.CheckConstraint(
                name="condition_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                violation_error_message=_("A condition cannot be its own wider condition."),
            )
        ]

    def ancestors(self) -> list["Condition"]:
        """Return the wider conditions, widest first. Raises ValidationError on a circle."""
        found: list[Condition] = []
        parent = self.parent
        while parent is not None:
            if parent.pk == self.pk or len(found) >= DEEPEST:
                raise ValidationError(
                    {
                        "parent": _(
                            "These conditions form a circle or lie deeper than %(most)d steps."
                        )
                        % {"most": DEEPEST}
                    }
                )
            found.insert(0, parent)
            parent = parent.parent
        return found

    @override
    def clean(self) -> None:
        super().clean()
        self.ancestors()
