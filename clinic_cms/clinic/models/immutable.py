"""Rows that are written once. The same rule stands in the admin (read-only) and in a trigger."""

from typing import Any, NoReturn

from django.db import models
from typing_extensions import override


class RowIsFrozen(Exception):
    """Raised when something tries to change or delete a row that is written once."""


class ImmutableQuerySet(models.QuerySet[Any]):
    """A QuerySet that reads and inserts only."""

    @override
    def update(self, **kwargs: Any) -> int:
        raise RowIsFrozen(f"{self.model._meta.verbose_name} rows never change.")

    @override
    def delete(self) -> NoReturn:
        raise RowIsFrozen(f"{self.model._meta.verbose_name} rows are never deleted.")

    @override
    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFrozen(f"{self.model._meta.verbose_name} rows never change.")


class Immutable(models.Model):
    """An abstract model whose rows can be created, and nothing else."""

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowIsFrozen(f"{self._meta.verbose_name} rows never change.")
        super().save(*args, **kwargs)

    @override
    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFrozen(f"{self._meta.verbose_name} rows are never deleted.")
