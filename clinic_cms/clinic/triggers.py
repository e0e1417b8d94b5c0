"""Database triggers that keep rows as they were written, on SQLite and PostgreSQL.

They are installed from here after every migrate, because SQLite drops a table's triggers whenever it
rebuilds the table. ``missing`` lets a system check say when one is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, models


@dataclass(frozen=True)
class Frozen:
    """A table whose rows never change, but for columns that may be set once, from NULL."""

    model: type[models.Model]
    set_once: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.table}_no_update", f"{self.table}_no_delete"

    @property
    def no_truncate(self) -> str:
        return f"{self.table}_no_truncate"

    @property
    def message(self) -> str:
        return f"{self.table}: rows are frozen"


def install(frozen: Sequence[Frozen], using: str = DEFAULT_DB_ALIAS) -> None:
    """Create or replace the triggers of these tables."""
    connection = connections[using]
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for rule in frozen:
            for statement in make(rule):
                cursor.execute(statement)


def remove(frozen: Sequence[Frozen], using: str = DEFAULT_DB_ALIAS) -> None:
    """Drop the triggers of these tables. For tests, which break the chain and empty their tables."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for rule in frozen:
            for name in (*rule.names, rule.no_truncate):
                on = "" if connection.vendor == "sqlite" else f' ON "{rule.table}"'
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def missing(frozen: Sequence[Frozen], using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of triggers that should be there and are not."""
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    there = present(using)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    wanted = [
        name
        for rule in frozen
        if rule.table in tables
        for name in (rule.names if sqlite else (*rule.names, rule.no_truncate))
    ]
    return [name for name in wanted if name not in there]


def present(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Return the names of all triggers that are there and switched on."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _sqlite(rule: Frozen) -> list[str]:
    columns = [f.column for f in rule.model._meta.local_concrete_fields]
    kept = " OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in columns if c not in rule.set_once)
    once = "".join(f' OR OLD."{c}" IS NOT NULL' for c in rule.set_once) or " OR 1"
    update, delete = rule.names
    return [
        f'DROP TRIGGER IF EXISTS "{update}"',
        f'DROP TRIGGER IF EXISTS "{delete}"',
        f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{rule.table}" WHEN {kept}{once} '
        f"BEGIN SELECT RAISE(ABORT, '{rule.message}'); END",
        f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{rule.table}" '
        f"BEGIN SELECT RAISE(ABORT, '{rule.message}'); END",
    ]


def _postgresql(rule: Frozen) -> list[str]:
    update, delete = rule.names
    old, new = "to_jsonb(OLD)", "to_jsonb(NEW)"
    for column in rule.set_once:
        old, new = f"({old} - '{column}')", f"({new} - '{column}')"
    once = "".join(f' OR OLD."{c}" IS NOT NULL' for c in rule.set_once) or " OR true"
    refuse = f"RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'integrity_constraint_violation';"
    return [
        f'CREATE OR REPLACE FUNCTION "{update}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF {new} IS DISTINCT FROM {old}{once} THEN {refuse} END IF; RETURN NEW; END $$",
        f'CREATE OR REPLACE FUNCTION "{delete}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"{refuse} END $$",
        f'CREATE OR REPLACE TRIGGER "{update}" BEFORE UPDATE ON "{rule.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{update}"()',
        f'CREATE OR REPLACE TRIGGER "{delete}" BEFORE DELETE ON "{rule.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{delete}"()',
        f'CREATE OR REPLACE TRIGGER "{rule.no_truncate}" BEFORE TRUNCATE ON "{rule.table}" '
        f'FOR EACH STATEMENT EXECUTE FUNCTION "{delete}"()',
    ]
