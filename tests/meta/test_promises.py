"""Promises that hold for the whole of it, whoever adds to it next."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations import AddField, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.template import engines
from django.template.loader import get_template

from clinic_cms.clinic.models.immutable import Immutable
from tests import acts

OURS = ("clinic", "articles", "comments")
ROOT = Path(settings.BASE_DIR)

# Every model stands in one of these lists: who adds one decides whether its rows may change.
FROZEN = {
    "articles.Edition", "articles.EditionSubject", "articles.Review", "articles.ArticleEvent",
    "articles.DisclaimerVersion", "articles.Revision", "comments.Decision", "comments.Erasure",
    "clinic.StaffAct",
}  # fmt: skip
CHANGING = {
    "clinic.User", "clinic.ClinicProfile", "clinic.SiteGeneration", "clinic.OutgoingMail",
    "articles.Condition", "articles.Treatment", "articles.RegulatorWarning", "articles.SideEffect",
    "articles.TreatmentSideEffect", "articles.TreatmentOutcome", "articles.Reference",
    "articles.Physician", "articles.Picture",
    "articles.Disclaimer", "articles.Article", "articles.ArticleReference", "articles.Synonym",
    "articles.SearchDocument", "articles.SearchWord",  # made from editions, and can be made again
    "comments.Comment", "comments.Thread", "clinic.Attempt", "articles.PageVote",
    "articles.ErrorReport", "comments.Phrase", "comments.SideEffectWorksheet",
    "comments.AnswerTemplate", "comments.ReplyReport", "comments.RetentionRun",
    "comments.Redaction",  # its original words are emptied in time
    "comments.Claim",
    "comments.WriterAddress", "comments.ThreadMute", "comments.Appeal",
}  # fmt: skip
WITH_HISTORY = {
    "clinic.ClinicProfile", "articles.Condition", "articles.Treatment", "articles.RegulatorWarning",
    "articles.SideEffect", "articles.TreatmentSideEffect", "articles.TreatmentOutcome",
    "articles.Reference", "articles.Physician", "articles.Disclaimer", "articles.Synonym",
    "comments.Phrase", "comments.AnswerTemplate",
}  # fmt: skip


# The last migrations of before the rule of deploy/README.md, "No moment without the site".
BEFORE_THE_RULE = {"articles": "0006", "comments": "0012", "clinic": "0008"}


def own_models() -> dict[str, type[models.Model]]:
    """Return our models by label, without the tables that packages add beside them."""
    return {
        model._meta.label: model
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    }


def test_every_model_is_listed_as_changing_or_frozen() -> None:
    assert set(own_models()) == FROZEN | CHANGING
    assert not FROZEN & CHANGING


def test_frozen_models_have_a_trigger_and_a_model_that_refuses() -> None:
    assert {rule.model._meta.label for rule in acts.FROZEN} == FROZEN
    for label in FROZEN - {"articles.Edition"}:  # which may be ended, and refuses by itself
        assert issubclass(own_models()[label], Immutable), label


def test_records_of_the_catalogue_have_a_history() -> None:
    with_one = {label for label, model in own_models().items() if hasattr(model, "history")}
    assert with_one == WITH_HISTORY


def test_every_foreign_key_to_people_and_content_protects() -> None:
    """What may go with its owner is named here."""
    may_cascade = {
        "articles.RegulatorWarning.treatment", "articles.TreatmentSideEffect.treatment",
        "articles.TreatmentOutcome.treatment",
        "articles.ArticleReference.article",
    }  # fmt: skip
    cascading = {
        f"{label}.{field.name}"
        for label, model in own_models().items()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
    }
    assert cascading == may_cascade


def test_every_constraint_says_what_to_do() -> None:
    """Of a condition, Django's own words would name the constraint; of plain unique fields they do."""
    silent = [
        constraint.name
        for model in own_models().values()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []


def test_every_choice_is_a_constraint_too() -> None:
    """Choices are not enforced by a database: each such column needs a check that names it."""
    unchecked = set()
    for label, model in own_models().items():
        if label == "clinic.User":
            continue
        checks = " ".join(str(c.deconstruct()) for c in model._meta.constraints)
        for field in model._meta.local_concrete_fields:
            if field.choices and f"{field.name}__in" not in checks:
                unchecked.add(f"{label}.{field.name}")
    assert unchecked == set()


@pytest.mark.once
def test_the_release_before_can_add_rows_while_a_new_one_comes() -> None:
    """A column that comes to a table may be empty, or the database itself has a value for it."""
    looked, needed = 0, []
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if name[:4] <= BEFORE_THE_RULE.get(app, "9999"):
            continue
        made = {op.name_lower for op in migration.operations if isinstance(op, CreateModel)}
        for added in migration.operations:
            if isinstance(added, AddField) and added.model_name_lower not in made:
                looked += 1
                if not (added.field.null or added.field.has_db_default()):
                    needed.append(f"{app}.{name}: {added.model_name}.{added.name}")
    assert needed == []
    assert looked >= 2


def test_no_migration_is_missing(db) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_database_is_driven_by_the_tested_driver(db) -> None:
    """If psycopg 3 were importable Django would take it instead."""
    connection.ensure_connection()
    driver = type(connection.connection).__module__.partition(".")[0]
    assert driver == {"sqlite": "sqlite3", "postgresql": "psycopg2"}[connection.vendor]


def templates() -> list[str]:
    folder = ROOT / "templates"
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix in (".html", ".txt")
    )


@pytest.mark.parametrize("name", templates())
def test_every_template_compiles(name) -> None:
    get_template(name)


def test_templates_are_looked_for_where_the_tests_look() -> None:
    assert engines["django"].engine.dirs == [ROOT / "templates"]  # type: ignore[attr-defined]


def sources() -> list[Path]:
    return [
        path
        for top in ("clinic_cms", "articles", "comments")
        for path in sorted((ROOT / top).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def test_text_is_marked_safe_in_two_files_only() -> None:
    marking = {
        str(path.relative_to(ROOT))
        for path in sources()
        for call in calls(path)
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in ("mark_safe", "SafeString")
        and not isinstance(call.args[0], ast.Constant)
    }
    assert marking == {"articles/markup.py", "articles/templatetags/structured_data.py"}


def test_no_template_switches_escaping_off() -> None:
    loose = re.compile(r"\|\s*(safe|safeseq)\b|autoescape\s+off")
    found = [name for name in templates() if loose.search((ROOT / "templates" / name).read_text())]
    assert found == []


def test_statuses_and_events_are_written_by_the_verbs_only() -> None:
    """Elsewhere nothing updates a status, and nothing makes an edition, a review or an event."""
    verbs = {
        "articles/publishing.py", "articles/moves.py", "articles/freezing.py", "articles/feedback.py",
        "articles/revisions.py",
        "comments/moderation.py", "comments/privacy.py",
    }  # fmt: skip
    made = {"Edition", "EditionSubject", "Review", "Revision", "ArticleEvent", "Decision"}
    found = set()
    for path in sources():
        name = str(path.relative_to(ROOT))
        for call in calls(path) if name not in verbs else ():
            if not isinstance(call.func, ast.Attribute):
                continue
            owner = getattr(getattr(call.func.value, "value", None), "id", "")
            sets_status = any(keyword.arg == "status" for keyword in call.keywords)
            if (call.func.attr == "update" and sets_status) or (
                call.func.attr in ("create", "bulk_create", "get_or_create") and owner in made
            ):
                found.add(f"{name}:{call.lineno}")
    assert found == set()
