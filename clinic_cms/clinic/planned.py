"""Queries that PostgreSQL plans for a connection, not for each use: that can take longer than the answer.

The server keeps them under names for as long as the connection lasts: see docs/scaling.md for pools.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

PLACE = re.compile("%[%s]")  # of a parameter, or a per cent sign that is meant

# Uses by a connection after which all of its plans are made anew, PostgreSQL's own for foreign keys and
# triggers among them. It keeps one until it looks at a table's statistics again, a minute later at best:
# made while a table was next to empty, it reads the whole of it each time, while readers fill it.
ANEW = frozenset(4**power for power in range(2, 11))  # 16 to a million

_numbers = itertools.count(1)
_told: WeakKeyDictionary[Any, "Told"] = WeakKeyDictionary()  # by connection


def keep_to_plans(*, connection: Any, **_: object) -> None:
    """Receive connection_created: have PostgreSQL use what it has planned, whatever the values are.

    Left to itself it plans a page's largest question anew each time, once tables have statistics: it thinks
    that this saves more than it takes, which is five times as long as the answer. And have it reckon with a
    database in memory or on an SSD, not on a turning disk (its default is 4): it read all replies of an
    article one after the other for the fifty whose keys it had.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1")


class Statement(NamedTuple):
    """SQL with "%s" where its values stand, in their order."""

    sql: str
    values: Sequence[object] = ()


@dataclass
class Told:
    """What the server was told by one connection: the plans' names, and how often it was asked for one."""

    names: set[str] = field(default_factory=set)
    uses: int = 0


class Plan(NamedTuple):
    """A query that the server is told under a name ("select_7"), and then asked for by it."""

    name: str
    query: str

    @classmethod
    def of(cls, sql: str) -> "Plan":
        """Return a plan of a query with "%s" where its values stand.

        Each place has a number of its own: one value may be compared with columns of several types.
        """
        places = itertools.count(1)

        def numbered(place: re.Match[str]) -> str:
            return "%" if place[0] == "%%" else f"${next(places)}"

        verb = re.findall(r"\w+", sql)[0].lower()
        return cls(f"{verb}_{next(_numbers)}", PLACE.sub(numbered, sql))

    def tell(self, here: Any) -> None:
        """Have the server plan the query, where it has not for this connection. No rollback undoes that.

        Call each time before the plan is asked for.
        """
        told = _told.setdefault(here.connection, Told())
        if told.uses in ANEW:
            self._say(here, "DISCARD PLANS")  # the names stay
        if self.name not in told.names:
            self._say(here, f"PREPARE {self.name} AS {self.query}")
            told.names.add(self.name)
        told.uses += 1

    def _say(self, here: Any, sql: str) -> None:
        with here.wrap_database_errors, here.connection.cursor() as cursor:
            cursor.execute(sql)

    def asked_for(self, values: int) -> str:
        """Return the SQL that asks for it with so many values."""
        return f"EXECUTE {self.name}" + (f"({', '.join(['%s'] * values)})" if values else "")


plan_of = cache(Plan.of)


def ask(here: Any, cursor: Any, *statements: Statement) -> None:
    """Do statements in a row. What the last of them returns is at the cursor.

    PostgreSQL is told their plans and asked for all of them in one trip, which is most of what a small one
    costs. Each sees what was there when it began, not when the first did: a lock may be one of them.
    """
    if here.vendor != "postgresql":
        for sql, values in statements:
            cursor.execute(sql, [adapted(value, here) for value in values])
        return
    asked = []
    for sql, values in statements:
        plan = plan_of(sql)
        plan.tell(here)
        asked.append(plan.asked_for(len(values)))
    given = [adapted(value, here) for _, values in statements for value in values]
    cursor.execute("; ".join(asked), given)


def adapted(value: Any, here: Any) -> Any:
    """Return a value as it stands among the parameters of this database's SQL."""
    if isinstance(value, datetime):
        return here.ops.adapt_datetimefield_value(value)
    return value
