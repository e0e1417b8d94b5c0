"""Put the index over the documents in place after each migrate, and say when a part is missing.

Not in a migration: SQLite drops a table's triggers whenever it rebuilds the table, and what stands
on PostgreSQL is another thing altogether.
"""

from typing import Any

from django.db import connections

from articles.search import documents
from articles.search.engine import DOCUMENTS, engine


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receive post_migrate: make the index and write the documents that upgraded editions lack."""
    if _is_there(using):
        engine(using).install(using)
        documents.write_missing(using)


def missing(using: str) -> list[str]:
    """Return the parts of the index that should be there and are not."""
    return engine(using).missing(using) if _is_there(using) else []


def _is_there(using: str) -> bool:
    """Return whether the tables exist: not so before their migration, nor after its way back."""
    with connections[using].cursor() as cursor:
        return DOCUMENTS in connections[using].introspection.table_names(cursor)
