"""The indexes of the replies: one for each question, and none that most replies would write for nothing."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q

from clinic_cms.clinic import triggers
from comments.models import Comment, Erasure, Status
from comments.triggers import FROZEN, install_after_migrate
from tests import factories

BEFORE = "0011_threads_by_their_indexes"
AFTER = "0013_fewer_indexes_of_replies"
DRAFT = "0012_fewer_indexes_of_replies"


def indexes() -> dict[str, list[str]]:
    """Return the columns of each index that is there, by its name."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Comment._meta.db_table)
    return {name: it["columns"] for name, it in found.items() if it["index"] and not it["unique"]}


def test_no_key_has_an_index_for_replies_without_it(db) -> None:
    """The migration drops them by name, and would say nothing of a name that is wrong."""
    first = [columns[0] for columns in indexes().values() if columns]
    once = ("parent_id", "root_id", "physician_id", "decision_id")
    assert {column: first.count(column) for column in once} == dict.fromkeys(once, 1)


@pytest.mark.sqlite
def test_an_answer_is_looked_for_by_its_parent(db) -> None:
    """By its writer it took two hundred times as long, for who had answered five hundred."""
    asked = Comment.objects.filter(parent=1, written_by=2).order_by()
    assert "USING INDEX comment_parent " in asked.explain()


def test_what_the_condition_of_an_index_says_stands_last_in_it() -> None:
    """PostgreSQL does not look for it, and so reads all of an article's entries for what comes after it."""
    of_readers = [i for i in Comment._meta.indexes if i.condition == Q(status=Status.APPROVED)]
    assert len(of_readers) == 3
    for index in of_readers:
        columns = [
            *index.fields,
            *(getattr(e, "name", "") for e in index.expressions),
        ]
        assert columns.index("status") == len(columns) - 1, index.name


@pytest.mark.django_db(transaction=True)
def test_the_table_is_not_made_anew(edition) -> None:
    """Its triggers hold while it is migrated in either direction: nothing here puts them back."""
    factories.pending_comment(edition)
    before, whole = indexes(), triggers.present()
    to(AFTER)  # a later constraint makes it anew on SQLite
    install_after_migrate("default")
    triggers.remove([rule for rule in FROZEN if rule.model is Erasure])  # has a column less here
    there = triggers.present()
    then = indexes()
    to(BEFORE)
    assert "comments_comment_parent_id_3e0802fb" in indexes()
    assert triggers.present() == there
    to(AFTER)
    assert (indexes(), triggers.present()) == (then, there)
    to()
    install_after_migrate("default")
    assert (indexes(), triggers.present()) == (before, whole)
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_that_ran_the_earlier_draft(edition) -> None:
    """It holds three of the indexes and another name: `migrate` ended there with "already exists"."""
    factories.pending_comment(edition)
    whole = indexes()
    to(BEFORE)
    with connection.cursor() as cursor:
        for name in ("parent", "physician", "decision"):
            cursor.execute(
                f'CREATE INDEX "comment_{name}" ON "comments_comment" ("{name}_id") '
                f'WHERE "{name}_id" IS NOT NULL'
            )
    MigrationRecorder(connection).record_applied("comments", DRAFT)
    to()
    install_after_migrate("default")
    assert indexes() == whole
    assert ("comments", DRAFT) not in MigrationRecorder(connection).applied_migrations()


def to(name: str = "") -> None:
    """Migrate the replies to this migration, or to the last one."""
    executor = MigrationExecutor(connection)
    last = executor.loader.graph.leaf_nodes("comments")
    executor.migrate([("comments", name)] if name else last)
