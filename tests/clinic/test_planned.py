"""Plans that PostgreSQL keeps for a connection, and when they are made anew."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from clinic_cms.clinic.planned import ANEW, Plan

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def ask(sql: str, values: Sequence[object] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def replies() -> Plan:
    """A query for the replies of somebody, of whom there is one when the server looks at the table."""
    ask("CREATE TEMPORARY TABLE replies (writer text, number int)")
    ask("CREATE INDEX by_writer ON replies (writer)")
    ask("INSERT INTO replies VALUES ('the first', 0)")
    ask("ANALYZE replies")
    return Plan.of("SELECT number FROM replies WHERE writer = %s")


def rows(kept: Plan, writer: str) -> list[tuple]:
    kept.tell(connection)
    return ask(kept.asked_for(1), [writer])


def way(kept: Plan) -> str:
    """Return how the server comes by the rows, by the plan that it has."""
    return "\n".join(line for (line,) in ask(f"EXPLAIN {kept.asked_for(1)}", ["anybody"]))


def made(kept: Plan) -> datetime:
    """Return when the server was told of it."""
    [(at,)] = ask("SELECT prepare_time FROM pg_prepared_statements WHERE name = %s", [kept.name])
    return at


def test_a_plan_for_a_table_that_was_next_to_empty_is_not_kept_when_it_is_full(replies):
    """A minute's replies are there before the server looks at the table again."""
    assert rows(replies, "the first") == [(0,)]
    assert "Seq Scan" in way(replies)
    ask("INSERT INTO replies SELECT 'writer ' || n, n FROM generate_series(1, 2000) AS n")
    for _ in range(min(ANEW)):
        assert rows(replies, "writer 7") == [(7,)]
    assert "Seq Scan" not in way(replies)
    assert "by_writer" in way(replies)


def test_between_those_uses_it_is_kept(replies):
    rows(replies, "nobody")
    first = made(replies)
    for _ in range(min(ANEW) - 1):
        rows(replies, "nobody")
    assert made(replies) == first
    rows(replies, "nobody")
    anew = made(replies)
    assert anew > first
    for _ in range(min(ANEW)):
        rows(replies, "nobody")
    assert made(replies) == anew


def test_where_it_cannot_be_made_anew_it_can_be_later(replies):
    for _ in range(min(ANEW)):
        rows(replies, "nobody")
    ask("ALTER TABLE replies RENAME TO elsewhere")
    for _ in range(2):
        with pytest.raises(ProgrammingError, match="replies"), transaction.atomic():
            replies.tell(connection)
    ask("ALTER TABLE elsewhere RENAME TO replies")
    assert rows(replies, "the first") == [(0,)]
