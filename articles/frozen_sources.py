"""Which sources of an edition no record gives in the same words any more: asked of its frozen facts.

An edition has no index of its sources. So its own list is taken apart by the database, in the query that
asks.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, CharField, F, Func, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override

from articles.models import Reference

# What ``payload.ReferenceFacts`` holds of a record; the number is the page's own.
COMPARED = ("authors", "title", "publication", "year", "href", "accessed_on")
BETWEEN = "|"


class ChangedTitles(Func):
    """The titles of these sources, a line each, as the edition gives them; NULL where there is none.

    For a queryset of editions. A record that was deleted gives no words: its source is among them.
    """

    output_field = TextField()

    def __init__(self) -> None:
        super().__init__(F("payload__references"), Subquery(_today()))

    @override
    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        each, joined, key = (
            ("jsonb_array_elements", "string_agg(%s, chr(10))", "(source.value ->> '%s')")
            if connection.vendor == "postgresql"
            else ("json_each", "group_concat(%s, char(10))", "json_extract(source.value, '$.%s')")
        )
        (frozen, of_frozen), (records, of_records) = (
            compiler.compile(part) for part in self.get_source_expressions()
        )
        said = f" || '{BETWEEN}' || ".join(key % name for name in COMPARED)
        # The records stand in no relation to the row: their list is made once for the whole query.
        return (
            f"(SELECT {joined % (key % 'title')} FROM {each}({frozen}) AS source "  # noqa: S608 - constants
            f"WHERE {said} NOT IN {records})",
            (*of_frozen, *of_records),
        )


def _today() -> QuerySet[Any, Any]:
    """Return the words of every source, one text each, as ``Reference.href`` and ``facts`` make them."""
    doi, pubmed = Value("https://doi.org/"), Value("https://pubmed.ncbi.nlm.nih.gov/")
    words: dict[str, Any] = {
        "year": Cast("year", CharField()),
        "href": Case(
            When(~Q(doi=""), then=_in_a_row(doi, F("doi"))),
            When(~Q(pmid=""), then=_in_a_row(pubmed, F("pmid"), Value("/"))),
            default="url",
            output_field=TextField(),
        ),
        "accessed_on": Coalesce(Cast("accessed_on", CharField()), Value("")),
    }
    parts: list[Any] = []
    for name in COMPARED:
        parts += [words.get(name, F(name)), Value(BETWEEN)]
    return Reference.objects.order_by().values_list(_in_a_row(*parts[:-1]))


def _in_a_row(*parts: Any) -> Func:
    # Django's Concat puts brackets within brackets: with this many parts more than SQLite reads.
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())
