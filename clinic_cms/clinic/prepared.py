"""Queries whose SQL is written once: writing it anew each time can take longer than the answer."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import UTC, datetime
from inspect import signature
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from clinic_cms.clinic.planned import PLACE, Statement, adapted, ask

# Values that stand in for those to come. They are looked for among the query's parameters, so nothing else
# there may be like them.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 31_001 + place,  # fits the smallest kind of column
    str: lambda place: f"stands in for {place}",
    datetime: lambda place: datetime(1003, 5, 1 + place, tzinfo=UTC),
}

MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
UNLIKE = object()  # anything there is


class Written(NamedTuple):
    """A query's SQL for one database. ``names``: which parameter stands in for which value."""

    sql: str
    parameters: list[Any]
    names: dict[Any, str]
    converters: Any


class Prepared:
    """The rows of a query that is always the same but for some values.

    ``build`` takes these as keyword arguments, annotated as int, str or datetime, and returns the query
    with ``values_list``. It must use them as they are: what it computes from them stays as it was first,
    and so would the time of day. Safe for threads.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        values = signature(build, eval_str=True).parameters.values()
        self._stand_ins: dict[str, Any] = {
            value.name: STAND_INS[value.annotation](place) for place, value in enumerate(values)
        }
        self._written: dict[str, Written] = {}

    def rows(self, *, after: Sequence[Statement] = (), **values: Any) -> list[Any]:
        """Return the rows for these values, as ``values_list`` would.

        ``after``: statements that are done before, in the same trip to PostgreSQL.
        """
        here = connections[DEFAULT_DB_ALIAS]  # ``connection`` looks for it anew at each use
        written = self._written.get(here.vendor) or self._write(here)
        sql, parameters, names, converters = written
        wanted = {known: values[name] for known, name in names.items()}
        with here.cursor() as cursor:
            ask(
                here,
                cursor,
                *after,
                Statement(sql, [wanted.get(known, known) for known in parameters]),
            )
            found = cursor.fetchall()
        return _converted(found, converters, here)

    def first(self, *, after: Sequence[Statement] = (), **values: Any) -> Any:
        """Return the first row, or None. The query itself says how many there are at most."""
        return next(iter(self.rows(after=after, **values)), None)

    def _write(self, here: Any) -> Written:
        compiler = self._build(**self._stand_ins).query.get_compiler(connection=here)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        names = {adapted(value, here): name for name, value in self._stand_ins.items()}
        missing = [name for known, name in names.items() if known not in parameters]
        if missing:
            raise ValueError(f"The query does not use {', '.join(missing)} as it is.")
        if any(MOMENT.match(str(known)) for known in parameters if known not in names):
            raise ValueError("The query holds a moment that is none of its values.")
        sql, parameters = _with_constants(sql, parameters, names, here)
        written = Written(sql, parameters, names, converters)
        self._written[here.vendor] = written
        return written


def _with_constants(
    sql: str, parameters: Iterable[Any], values: Container[Any], here: Any
) -> tuple[str, list[Any]]:
    """Write what is no value of the query into its SQL, as constants.

    Where a parameter is compared with a column that an index has a condition on, SQLite looks at it and
    plans the whole query anew each time, which can take longer than the answer. PostgreSQL would not see
    that the condition holds, in a plan for all values.
    """
    given, left = iter(parameters), []

    def write(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        parameter = next(given)
        if not isinstance(parameter, (str, int)) or parameter in values:
            left.append(parameter)
            return "%s"
        return _quoted(parameter, here).replace("%", "%%")

    return PLACE.sub(write, sql), left


def _quoted(constant: str | int, here: Any) -> str:
    if here.vendor == "sqlite":
        return str(here.SchemaEditorClass(here).quote_value(constant))
    # The schema editor's own doubles per cent signs there.
    with here.cursor() as cursor:
        written: bytes = cursor.mogrify("%s", [constant])
    return written.decode()


def _converted(found: list[Any], converters: dict[int, Any], here: Any) -> list[Any]:
    """Return rows as the query itself would, but convert once what repeats itself down a column.

    What stands beside the rows of a join, the same in each of them, is most of a thread's moments.
    """
    if not converters:
        return list(map(tuple, found))
    rows = list(map(list, found))
    for place, (steps, column) in converters.items():
        before, made = UNLIKE, None
        for row in rows:
            if row[place] == before:
                row[place] = made
                continue
            before = made = row[place]
            if isinstance(made, datetime) and made.tzinfo is UTC:
                continue  # the connection has read it
            for step in steps:
                made = step(made, column, here)
            if isinstance(made, (dict, list)):
                before = UNLIKE  # who changes one row's means no other
            row[place] = made
    return list(map(tuple, rows))
