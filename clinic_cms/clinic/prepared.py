"""Queries whose SQL is written once: writing it anew each time can take longer than the answer."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from inspect import signature
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Values that stand in for those to come. They are looked for among the query's parameters, so nothing else
# there may be like them.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 31_001 + place,  # fits the smallest kind of column
    str: lambda place: f"stands in for {place}",
    datetime: lambda place: datetime(1003, 5, 1 + place, tzinfo=UTC),
}

MOMENT = re.compile(r"\d{4}-\d\d-\d\d")


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
        self._written: dict[str, tuple[Any, str, list[Any], Any]] = {}

    def rows(self, **values: Any) -> list[Any]:
        """Return the rows for these values, as ``values_list`` would."""
        compiler, sql, parameters, converters = (
            self._written.get(connection.vendor) or self._write()
        )
        wanted = {self._stand_ins[name]: adapted(value) for name, value in values.items()}
        wanted = {adapted(stand_in): value for stand_in, value in wanted.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [wanted.get(known, known) for known in parameters])
            found = cursor.fetchall()
        return list(map(tuple, compiler.apply_converters(found, converters)))

    def first(self, **values: Any) -> Any:
        """Return the first row, or None. The query itself says how many there are at most."""
        return next(iter(self.rows(**values)), None)

    def _write(self) -> tuple[Any, str, list[Any], Any]:
        compiler = self._build(**self._stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        missing = [n for n, value in self._stand_ins.items() if adapted(value) not in parameters]
        if missing:
            raise ValueError(f"The query does not use {', '.join(missing)} as it is.")
        theirs = [adapted(value) for value in self._stand_ins.values()]
        if any(MOMENT.match(str(known)) for known in parameters if known not in theirs):
            raise ValueError("The query holds a moment that is none of its values.")
        written = self._written[connection.vendor] = compiler, sql, list(parameters), converters
        return written


def adapted(value: Any) -> Any:
    """Return a value as it stands among the parameters of this database's SQL."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
