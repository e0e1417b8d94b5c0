"""What was erased at its writer's wish, for a backup that is restored: it must not come back."""

from django.db import models
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable


class Erasure(Immutable):
    """One wish. It names the replies by their public ids, and the address by its keyed hash."""

    address_hash = models.CharField(max_length=64, blank=True)
    public_ids = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    @override
    def __str__(self) -> str:
        return f"Erasure {self.pk}"
