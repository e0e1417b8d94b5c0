"""What was erased at its writer's wish, for a backup that is restored: it must not come back."""

from django.db import models
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable


class Erasure(Immutable):
    """One wish. It names replies by their public ids, reports and the address by keyed hashes."""

    address_hash = models.CharField(max_length=64, blank=True)
    public_ids = models.JSONField()
    # Of errors in pages. The default stands in the database: the version before knows no such column.
    reports = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    @override
    def __str__(self) -> str:
        return f"Erasure {self.pk}"
