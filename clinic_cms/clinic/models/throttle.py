"""Attempts to post, counted in the database so that every worker process counts the same."""

from django.db import models
from typing_extensions import override


class Attempt(models.Model):
    """One accepted post, by a keyed hash of the network address. Holds no address and no text."""

    key = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=("key", "created_at"), name="throttle_by_key")]

    @override
    def __str__(self) -> str:
        return f"Attempt {self.pk}"
