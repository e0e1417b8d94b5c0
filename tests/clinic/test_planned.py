"""Plans that PostgreSQL keeps for a connection, and when they are made anew."""

from collections.abc import Sequence
from contextlib import suppress
from weakref import WeakKeyDictionary

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from clinic_cms.clinic.planned import ANEW, Plan

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def ask(sql: str, values: Sequence[object] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def replies() -> Plan:
    """A query for the replies of a writer, of whom there is one when the server looks at the tables."""
    ask("CREATE TEMPORARY TABLE writers (name text PRIMARY KEY)")
    ask("CREATE TEMPORARY TABLE replies (writer text REFERENCES writers, number int)")
    ask("CREATE INDEX by_writer ON replies (writer)")
    ask("INSERT INTO writers VALUES ('the first')")
    ask("INSERT INTO replies VALUES ('the first', 0)")
    ask("ANALYZE writers, replies")
    return Plan.of("SELECT number FROM replies WHERE writer = %s")


@pytest.fixture(autouse=True)
def unused(monkeypatch):
    """Count the connection's uses from none."""
    monkeypatch.setattr("clinic_cms.clinic.planned._told", WeakKeyDictionary())


def burst() -> None:
    """Have many replies come in, faster than the server looks at their tables again."""
    ask("INSERT INTO writers SELECT 'writer ' || n FROM generate_series(1, 2000) AS n")
    ask("INSERT INTO replies SELECT 'writer ' || n, n FROM generate_series(1, 2000) AS n")


def rows(kept: Plan, writer: str) -> list[tuple]:
    kept.tell(connection)
    return ask(kept.asked_for(1), [writer])


def way(kept: Plan) -> str:
    """Return how the server comes by the rows, by the plan that it has."""
    return "\n".join(line for (line,) in ask(f"EXPLAIN {kept.asked_for(1)}", ["anybody"]))


def writers_read_whole() -> int:
    """Return how often the writers were read one after the other in this transaction."""
    [(times,)] = ask("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'writers'")
    return times


def test_a_plan_for_a_table_that_was_next_to_empty_is_not_kept_when_it_is_full(replies):
    """A minute's replies are there before the server looks at the table again."""
    assert rows(replies, "the first") == [(0,)]
    burst()
    for _ in range(min(ANEW) - 1):
        assert rows(replies, "writer 7") == [(7,)]
        assert "Seq Scan" in way(replies), "made anew for each use"
    assert rows(replies, "writer 7") == [(7,)]
    assert "by_writer" in way(replies)


def test_what_is_asked_for_seldom_is_made_anew_with_what_is_asked_for_often(replies):
    seldom = Plan.of("SELECT number + 1 FROM replies WHERE writer = %s")
    assert rows(seldom, "the first") == [(1,)]
    burst()
    for _ in range(min(ANEW)):
        rows(replies, "writer 7")
    assert "by_writer" in way(seldom)


def test_so_are_the_plans_by_which_the_server_checks_foreign_keys(replies):
    ask("INSERT INTO replies VALUES ('the first', 1)")
    burst()
    before = writers_read_whole()
    ask("INSERT INTO replies VALUES ('writer 7', 9)")
    assert writers_read_whole() == before + 1
    for _ in range(min(ANEW) + 1):
        rows(replies, "writer 7")
    ask("INSERT INTO replies VALUES ('writer 7', 10)")
    assert writers_read_whole() == before + 1
    assert rows(replies, "writer 7") == [(7,), (9,), (10,)]


def test_what_the_server_could_not_be_told_it_is_told_later(replies):
    ask("ALTER TABLE replies RENAME TO elsewhere")
    for _ in range(2):
        with pytest.raises(ProgrammingError, match="replies"), transaction.atomic():
            replies.tell(connection)
    ask("ALTER TABLE elsewhere RENAME TO replies")
    assert rows(replies, "the first") == [(0,)]


def test_a_transaction_that_failed_puts_it_off(replies):
    for _ in range(min(ANEW)):
        rows(replies, "the first")
    burst()
    with transaction.atomic():
        with suppress(ProgrammingError):
            ask("SELECT * FROM nothing_of_this_name")
        with pytest.raises(InternalError, match="aborted"):
            replies.tell(connection)
        transaction.set_rollback(True)
    rows(replies, "writer 7")
    assert "by_writer" in way(replies)
