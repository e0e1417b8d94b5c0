"""System checks of the comments app."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register

from clinic_cms.clinic import generation, triggers
from comments.triggers import FROZEN, WATCHED, missing_guards


@register(Tags.database)
def no_reply_moves_without_a_decision(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Say when the guard of law 5 is gone."""
    return [
        Error(
            f"The trigger {name} is missing: a reply could become public without a decision.",
            hint="Run `manage.py migrate`: it installs the triggers again.",
            id="comments.E002",
        )
        for using in databases or ()
        for name in missing_guards(using)
    ]


@register(Tags.database)
def frozen_tables_have_triggers(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Say which frozen table has lost its triggers."""
    return [
        Error(
            f"The trigger {name} is missing: the database would let a decision be changed.",
            hint="Run `manage.py migrate`: it installs the triggers again.",
            id="comments.E001",
        )
        for using in databases or ()
        for name in triggers.missing(FROZEN, using)
    ]


@register(Tags.database)
def changes_are_counted(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    """Say which table could change without stored pages being drawn again."""
    return [
        Error(
            f"The trigger {name} is missing: readers could be shown a page from before a decision.",
            hint="Run `manage.py migrate`: it installs the triggers again.",
            id="comments.E003",
        )
        for using in databases or ()
        for name in generation.missing(WATCHED, using)
    ]
