"""The site generation: a number that goes up with every change to what readers see.

Stored pages belong to a generation (``clinic_cms.page_store``). Triggers count it, in the transaction of
the change itself: no verb can forget it, nor can a command or a person at the database's own prompt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, models

from clinic_cms.clinic.models import ClinicProfile, SiteGeneration
from clinic_cms.clinic.triggers import present

_ROW = SiteGeneration._meta.db_table
_COUNT = (
    f'INSERT INTO "{_ROW}" (id, number) VALUES (1, 1) '  # noqa: S608 - our own table's name
    f'ON CONFLICT (id) DO UPDATE SET number = "{_ROW}".number + 1'
)
FUNCTION = "site_generation_counts"


@dataclass(frozen=True)
class Watched:
    """A table that readers' pages are drawn from.

    A change counts when ``shown`` holds of the row before or after it: SQL in which ``ROW`` stands for
    either. Empty means that every change counts.
    """

    model: type[models.Model]
    shown: str = ""

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def triggers(self) -> dict[str, str]:
        """Return the condition of each trigger, by its name. The name ends in the event."""
        old, new = self.shown.replace("ROW", "OLD"), self.shown.replace("ROW", "NEW")
        either = f"({old}) OR ({new})" if self.shown else ""
        return {
            f"{self.table}_counts_{event}": condition
            for event, condition in (("insert", new), ("update", either), ("delete", old))
        }


WATCHED = (Watched(ClinicProfile),)


def install(watched: Sequence[Watched], using: str = DEFAULT_DB_ALIAS) -> None:
    """Create or replace the triggers of these tables."""
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not sqlite:
            cursor.execute(
                f'CREATE OR REPLACE FUNCTION "{FUNCTION}"() RETURNS trigger LANGUAGE plpgsql AS $$ '
                f"BEGIN {_COUNT}; RETURN NULL; END $$"
            )
        for rule in watched:
            for name, condition in rule.triggers().items():
                event = name.rsplit("_", 1)[1].upper()
                when = f"WHEN ({condition}) " if condition else ""
                if sqlite:
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                    cursor.execute(
                        f'CREATE TRIGGER "{name}" AFTER {event} ON "{rule.table}" {when}'
                        f"BEGIN {_COUNT}; END"
                    )
                else:
                    cursor.execute(
                        f'CREATE OR REPLACE TRIGGER "{name}" AFTER {event} ON "{rule.table}" '
                        f'FOR EACH ROW {when}EXECUTE FUNCTION "{FUNCTION}"()'
                    )


def missing(watched: Sequence[Watched], using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of triggers that should be there and are not."""
    tables = set(connections[using].introspection.table_names())
    there = present(using)
    return [
        name
        for rule in watched
        if rule.table in tables
        for name in rule.triggers()
        if name not in there
    ]
