"""When personal data past its time was last emptied, and how much there was."""

from django.db import models
from typing_extensions import override


class RetentionRun(models.Model):
    """One run of ``manage.py purge_expired``. ``counts``: how many rows, by the name of the term."""

    ran_at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField()

    class Meta:
        verbose_name = "retention run"
        verbose_name_plural = "retention runs"
        ordering = ("-pk",)

    @override
    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d %H:%M}"

    @property
    def total(self) -> int:
        """Return how many rows were emptied."""
        return sum(self.counts.values())
