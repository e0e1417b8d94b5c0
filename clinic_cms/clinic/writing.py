"""Rows written with SQL that is made once, for what every reader does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

from clinic_cms.clinic.planned import Statement, ask

# What is written of these is what stands in the row: texts, numbers, keys, yes and no.
PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)
AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def execute(*statements: Statement) -> int:
    """Do what statements say, in one trip to PostgreSQL. Return how many rows the last one changed.

    PostgreSQL takes values of the columns' own types only: no number for a yes or no.
    """
    if not statements:
        return 0
    with _executed(statements) as cursor:
        return int(cursor.rowcount)


def key_of(*statements: Statement) -> int | None:
    """Do the same where the last one returns a key. Return that, or None where it changed nothing."""
    with _executed(statements) as cursor:
        found = cursor.fetchone()
        return int(found[0]) if found else None


@contextmanager
def _executed(statements: Sequence[Statement]) -> Iterator[Any]:
    here = connections[DEFAULT_DB_ALIAS]
    with here.cursor() as cursor:
        ask(here, cursor, *statements)
        yield cursor


def add(row: models.Model, *, unless: str = "", after: Sequence[Statement] = ()) -> bool:
    """Insert a new row in one statement and give it its key. No signal is sent.

    ``unless`` names a unique field: where a row has this value there already, nothing is written. Say
    whether the row was written. ``after``: statements that are done before, in the same trip.
    """
    with _executed([*after, adding(row, unless=unless)]) as cursor:
        key = cursor.fetchone()
    if key is None:
        return False
    if isinstance(row._meta.pk, models.AutoField):
        row.pk = key[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return True


def adding(row: models.Model, *, unless: str = "") -> Statement:
    """Return what ``add`` does, for who has more to write and does not need the row's key."""
    here = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insert(here.vendor, type(row), unless)
    return Statement(sql, [_saved(field, row, here) for field in fields])


def _saved(field: Any, row: models.Model, here: Any) -> Any:
    """Return a field's value as ``_executed`` takes it. Most stay what they are."""
    if isinstance(field, PLAIN) and type(value := getattr(row, field.attname)) in AS_THEY_ARE:
        return value
    if isinstance(field, models.DateTimeField):
        return field.pre_save(row, add=True)
    return field.get_db_prep_save(field.pre_save(row, add=True), here)


@cache
def _insert(vendor: str, model: type[models.Model], unless: str) -> tuple[str, list[Any]]:
    # Kept by ``vendor``: each database quotes names in its way.
    fields = [f for f in model._meta.local_concrete_fields if not isinstance(f, models.AutoField)]
    columns: dict[str, str] = {
        f.name: f.column for f in model._meta.local_concrete_fields if f.column
    }
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    sql = (
        f"INSERT INTO {quoted(model._meta.db_table)} "  # noqa: S608 - names of our own models
        f"({', '.join(quoted(columns[f.name]) for f in fields)}) VALUES ({', '.join(['%s'] * len(fields))})"
    )
    if unless:
        sql += f" ON CONFLICT ({quoted(columns[unless])}) DO NOTHING"
    sql += f" RETURNING {quoted(model._meta.pk.attname)}"
    return sql, fields
