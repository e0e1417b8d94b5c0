"""Law 2: model, QuerySet and database refuse to change what was written once."""

import re

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.models import Edition
from clinic_cms.clinic import audit, triggers
from clinic_cms.clinic.models import Act
from clinic_cms.clinic.models.immutable import RowIsFrozen
from comments.models import Decision, Erasure
from tests import acts, factories

RULES = [pytest.param(rule, id=rule.table) for rule in acts.FROZEN]


@pytest.fixture
def a_row_in_each(published, moderator) -> None:
    """At least one row in every frozen table."""
    comment = factories.pending_comment(published.editions.get())
    Decision.objects.create(
        comment=comment, by=moderator, from_status="pending", to_status="approved", version=1
    )
    audit.record(Act.ADDED, comment, by=moderator)
    Erasure.objects.create(
        address_hash="0", public_ids=[comment.public_id], created_at=timezone.now()
    )
    assert all(rule.model._base_manager.exists() for rule in acts.FROZEN)


def rows(rule) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{rule.table}" ORDER BY id')  # noqa: S608 - our own names
        return list(cursor.fetchall())


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="rows are frozen"):
        run(sql)


@pytest.mark.parametrize("rule", RULES)
def test_the_database_refuses_to_change_any_column(a_row_in_each, rule) -> None:
    before = rows(rule)
    fields = [f for f in rule.model._meta.local_concrete_fields if f.column not in rule.set_once]
    for field in fields:
        # NULL changes a value of any type, and the trigger speaks before NOT NULL does.
        value = "-id" if field.primary_key else "NULL"
        refused(f'UPDATE "{rule.table}" SET "{field.column}" = {value}')  # noqa: S608
    assert rows(rule) == before


@pytest.mark.parametrize("rule", RULES)
def test_the_database_refuses_to_delete(a_row_in_each, rule) -> None:
    before = rows(rule)
    refused(f'DELETE FROM "{rule.table}"')  # noqa: S608
    assert rows(rule) == before


@pytest.mark.parametrize("rule", RULES)
def test_no_side_door_either(a_row_in_each, rule) -> None:
    """What would get past row triggers: REPLACE on SQLite, TRUNCATE on PostgreSQL."""
    before = rows(rule)
    connection.check_constraints()  # PostgreSQL empties no table with foreign keys left to check
    refused(
        f'REPLACE INTO "{rule.table}" SELECT * FROM "{rule.table}"'  # noqa: S608
        if connection.vendor == "sqlite"
        else f'TRUNCATE "{rule.table}" CASCADE'
    )
    assert rows(rule) == before


@pytest.mark.parametrize("rule", RULES)
def test_models_and_querysets_refuse(a_row_in_each, rule) -> None:
    before = rows(rule)
    manager, row = rule.model.objects, rule.model.objects.order_by("pk")[0]
    for act in (
        row.save,
        row.delete,
        manager.all().delete,
        lambda: manager.filter(pk=row.pk).update(pk=row.pk),
        lambda: manager.bulk_update([row], [rule.model._meta.local_concrete_fields[1].name]),
    ):
        with pytest.raises(RowIsFrozen):
            act()
    assert rows(rule) == before


def test_an_end_is_set_once(published) -> None:
    edition, now = Edition.objects.get(), timezone.now()
    assert edition.end(now)
    assert not edition.end(now)
    refused("UPDATE articles_edition SET live_until = NULL")
    refused("UPDATE articles_edition SET live_until = live_from")
    assert Edition.objects.get().live_until == now


def test_an_end_is_set_alone(published) -> None:
    refused("UPDATE articles_edition SET live_until = live_from, title = 'Other'")
    assert Edition.objects.get().live_until is None


def test_an_article_that_was_published_cannot_be_deleted(published) -> None:
    def delete() -> None:
        with transaction.atomic():
            run("DELETE FROM articles_article")
            connection.check_constraints()

    with pytest.raises(DatabaseError):
        delete()


# The triggers themselves


def complaints() -> list[str]:
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    return [
        e.msg
        for e in found
        if e.id in ("articles.E001", "clinic.E001", "comments.E001", "comments.E002")
    ]


def test_the_triggers_are_all_there(db) -> None:
    assert triggers.missing(acts.FROZEN) == []
    assert complaints() == []


@pytest.mark.parametrize("rule", RULES)
def test_the_system_check_names_a_missing_trigger(db, rule) -> None:
    names = {*rule.names} | ({rule.no_truncate} if connection.vendor == "postgresql" else set())
    triggers.remove([rule])
    said = complaints()
    assert {re.search(r"trigger (\w+)", line)[1] for line in said} == names  # type: ignore[index]
    with pytest.raises(Exception, match=r"trigger \w+ is missing"):
        call_command("check", databases=["default"], verbosity=0)


def test_the_system_check_names_a_missing_guard_of_the_replies(db) -> None:
    sqlite = connection.vendor == "sqlite"
    name = "comments_comment_needs_decision" + ("_update" if sqlite else "")
    run(f"DROP TRIGGER {name}" + ("" if sqlite else " ON comments_comment"))
    assert [re.search(r"trigger (\w+)", line)[1] for line in complaints()] == [name]  # type: ignore[index]


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_missing_triggers_back() -> None:
    acts.drop_triggers()
    assert triggers.missing(acts.FROZEN) != []
    call_command("migrate", verbosity=0)
    assert triggers.missing(acts.FROZEN) == []


@pytest.mark.django_db(transaction=True)
def test_installing_twice_is_harmless(published) -> None:
    triggers.install(acts.FROZEN)
    assert triggers.missing(acts.FROZEN) == []
    refused("DELETE FROM articles_edition")
