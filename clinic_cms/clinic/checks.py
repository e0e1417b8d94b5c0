"""System checks of the ground floor."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register

from clinic_cms.clinic import late, triggers
from clinic_cms.clinic.audit import FROZEN


@register(Tags.database)
def acts_of_the_staff_have_triggers(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Say when the record of the staff's acts could be changed."""
    return [
        Error(
            f"The trigger {name} is missing: the database would let the record of acts be changed.",
            hint="Run `manage.py migrate`: it installs the triggers again.",
            id="clinic.E001",
        )
        for using in databases or ()
        for name in triggers.missing(FROZEN, using)
    ]


@register(Tags.urls)
def what_is_imported_late_is_there(**kwargs: Any) -> list[Error]:
    """Say what a start would not: a page that lacks its view is an error only once it is asked for."""
    return [
        Error(
            f"A part that no start imports is not there: {what}",
            hint="Install what requirements.txt names, and all files of one release.",
            id="clinic.E002",
        )
        for what in late.missing()
    ]
