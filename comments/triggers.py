"""Which tables of this app are frozen, and the guard of law 5 on the replies themselves."""

from typing import Any

from django.db import connections

from clinic_cms.clinic import generation, triggers
from clinic_cms.clinic.generation import Watched
from clinic_cms.clinic.triggers import Frozen
from comments.models import Comment, Decision, Erasure, Thread

FROZEN = (Frozen(Decision), Frozen(Erasure))
# A held reply changes no page.
WATCHED = (Watched(Comment, shown="ROW.status = 'approved'"), Watched(Thread))
GUARD = "comments_comment_needs_decision"
_TABLE, _DECISIONS = Comment._meta.db_table, Decision._meta.db_table
_MESSAGE = "a reply moves only with a decision on it"
_WRONG = (  # the table's name is our own model's
    f"NEW.status NOT IN ('pending', 'withdrawn') AND NOT EXISTS (SELECT 1 FROM {_DECISIONS} d "  # noqa: S608
    "WHERE d.id = NEW.decision_id AND d.comment_id = NEW.id AND d.to_status = NEW.status)"
)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receive post_migrate: put the triggers back that a table rebuild may have dropped."""
    if kwargs.get("plan") and any(backwards for _, backwards in kwargs["plan"]):
        return
    triggers.install(FROZEN, using)
    generation.install(WATCHED, using)
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def missing_guards(using: str) -> list[str]:
    """Return the names of the guard's triggers that should be there and are not."""
    connection = connections[using]
    if _TABLE not in connection.introspection.table_names():
        return []
    sqlite = connection.vendor == "sqlite"
    wanted = [f"{GUARD}_insert", f"{GUARD}_update"] if sqlite else [GUARD]
    there = triggers.present(using)
    return [name for name in wanted if name not in there]


_SQLITE = [
    statement
    for event in ("INSERT", "UPDATE")
    for statement in (
        f"DROP TRIGGER IF EXISTS {GUARD}_{event.lower()}",
        f"CREATE TRIGGER {GUARD}_{event.lower()} BEFORE {event} ON {_TABLE} WHEN {_WRONG} "
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END",
    )
]
_POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF {_WRONG} THEN RAISE EXCEPTION '{_MESSAGE}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
    f"CREATE OR REPLACE TRIGGER {GUARD} BEFORE INSERT OR UPDATE ON {_TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {GUARD}()",
]
