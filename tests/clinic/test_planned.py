"""Plans that PostgreSQL keeps for a connection, and when they are made anew."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import QuerySet

from clinic_cms.clinic.models import Attempt
from clinic_cms.clinic.planned import ANEW, Plan
from clinic_cms.clinic.prepared import Prepared

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def under(key: str) -> QuerySet:
    return Attempt.objects.filter(key=key).order_by().values_list("key")


def ask(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def way() -> str:
    """Return how the server comes by the rows of ``under``, by the plan that it has."""
    [(name,)] = ask(
        "SELECT name FROM pg_prepared_statements WHERE statement LIKE '%clinic_attempt%'"
    )
    return "\n".join(line for (line,) in ask(f"EXPLAIN EXECUTE {name}('key')"))


def fill() -> None:
    Attempt.objects.bulk_create(Attempt(key=f"key {number}") for number in range(2_000))


def test_a_plan_for_a_table_that_was_next_to_empty_is_not_kept_when_it_is_full():
    """A minute's replies are there before the server looks at the table again."""
    ask("DEALLOCATE ALL")
    prepared = Prepared(under)
    Attempt.objects.create(key="the first")
    ask("ANALYZE clinic_attempt")
    assert prepared.rows(key="the first") == [("the first",)]
    assert "Seq Scan" in way()
    fill()
    for _ in range(min(ANEW)):
        assert prepared.rows(key="key 7") == [("key 7",)]
    assert "Seq Scan" not in way()
    assert "Index" in way()


def test_between_those_uses_it_is_kept():
    ask("DEALLOCATE ALL")
    prepared = Prepared(under)
    prepared.rows(key="nobody's")
    [(made,)] = ask("SELECT prepare_time FROM pg_prepared_statements")
    for _ in range(min(ANEW) - 1):
        prepared.rows(key="nobody's")
    assert ask("SELECT prepare_time FROM pg_prepared_statements") == [(made,)]
    for _ in range(min(ANEW)):
        prepared.rows(key="nobody's")
    [(anew,)] = ask("SELECT prepare_time FROM pg_prepared_statements")
    assert anew > made


def test_where_it_cannot_be_made_anew_it_can_be_later():
    plan = Plan.of("SELECT number FROM for_a_while")
    ask("CREATE TEMPORARY TABLE for_a_while (number int)")
    for _ in range(min(ANEW)):
        plan.tell(connection)
    ask("DROP TABLE for_a_while")
    for _ in range(2):
        with pytest.raises(ProgrammingError, match="for_a_while"), transaction.atomic():
            plan.tell(connection)
    ask("CREATE TEMPORARY TABLE for_a_while (number int)")
    plan.tell(connection)
    assert ask(plan.asked_for(0)) == []
