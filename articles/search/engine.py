"""What a search engine must be able to do. Two stand behind it; OpenSearch could be the third."""

from typing import NamedTuple, Protocol

from django.db import DEFAULT_DB_ALIAS, connections

# All words of one alternative, any alternative of a group, every group. Words are folded
# (articles.words): letters and digits only, never empty.
Alternative = tuple[str, ...]
Group = tuple[Alternative, ...]
Plan = tuple[Group, ...]

DOCUMENTS, WORDS = "articles_searchdocument", "articles_searchword"
SUBJECTS = "articles_editionsubject"


class Narrowed(NamedTuple):
    """Only editions that carry such a subject; ``column`` is slug or detail."""

    kind: str
    column: str
    value: str


class Engine(Protocol):
    """An index over ``SearchDocument`` and ``SearchWord``. It knows nothing of what is live."""

    def install(self, using: str) -> bool:
        """Make what is missing of the index. Return whether anything was. Raises CannotSearch."""

    def missing(self, using: str) -> list[str]:
        """Return the names of the index's parts that are not there."""

    def ranked(self, plan: Plan, narrowed: list[Narrowed], limit: int) -> list[int]:
        """Return the keys of up to ``limit`` editions that fit the plan, best first."""

    def beginning(self, prefix: str, limit: int) -> list[str]:
        """Return words that begin like this: those of titles and names first, then the shortest."""

    def resembling(self, word: str, limit: int) -> list[str]:
        """Return words that share many letters in a row with this one."""


class CannotSearch(Exception):
    """Raised when the database lacks what the index needs. The text says what to do."""


def engine(using: str = DEFAULT_DB_ALIAS) -> Engine:
    """Return the engine of a database."""
    # Inside the function: both engines import the types above.
    from articles.search import postgresql, sqlite

    found: Engine = sqlite if connections[using].vendor == "sqlite" else postgresql
    return found


def subquery(narrowed: list[Narrowed], column: str) -> tuple[str, list[str]]:
    """Return SQL that keeps only rows whose ``column`` names such an edition, and its parameters."""
    parts, values = "", []
    for want in narrowed:
        carrying = f"SELECT edition_id FROM {SUBJECTS} WHERE kind = %s AND {want.column} = %s"  # noqa: S608 - constants
        parts += f" AND {column} IN ({carrying})"
        values += [want.kind, want.value]
    return parts, values
