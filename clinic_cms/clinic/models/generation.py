"""How often what readers see has changed: one row, one number."""

from django.db import models
from typing_extensions import override


class SiteGeneration(models.Model):
    """The one row. Triggers count it up (``clinic_cms.clinic.generation``); nobody else writes it."""

    number = models.PositiveBigIntegerField(default=1)

    @override
    def __str__(self) -> str:
        return f"Generation {self.number}"
