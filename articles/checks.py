"""System checks of the articles app."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register

from articles.search import installing
from articles.triggers import FROZEN, WATCHED
from clinic_cms.clinic import generation, triggers


@register(Tags.database)
def frozen_tables_have_triggers(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Say which frozen table has lost its triggers."""
    return [
        Error(
            f"The trigger {name} is missing: the database would let a frozen row be changed.",
            hint="Run `manage.py migrate`: it installs the triggers again.",
            id="articles.E001",
        )
        for using in databases or ()
        for name in triggers.missing(FROZEN, using)
    ]


@register(Tags.database)
def search_index_is_whole(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    """Say which part of the search index is not there."""
    return [
        Error(
            f"{name} is missing: search would fail, and so would publishing.",
            hint="Run `manage.py migrate`: it makes the index again, or says what it lacks.",
            id="articles.E002",
        )
        for using in databases or ()
        for name in installing.missing(using)
    ]


@register(Tags.database)
def changes_are_counted(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    """Say which table could change without stored pages being drawn again."""
    return [
        Error(
            f"The trigger {name} is missing: readers could be shown a page from before a change.",
            hint="Run `manage.py migrate`: it installs the triggers again.",
            id="articles.E003",
        )
        for using in databases or ()
        for name in generation.missing((*generation.WATCHED, *WATCHED), using)
    ]
