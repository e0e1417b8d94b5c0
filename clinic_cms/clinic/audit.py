"""The record of what members of staff did. ``record`` is its only door; the database keeps it as written.

Verbs call it in their own transaction, so that there is no act without its line and no line without its
act. Admin screens that save through Django's form derive from ``Audited``.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.http import HttpRequest
from typing_extensions import override

from clinic_cms.clinic.models.staff_act import Act, StaffAct
from clinic_cms.clinic.models.user import User
from clinic_cms.clinic.triggers import Frozen

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    _Admin = ModelAdmin[Any]
else:
    _Admin = object

FROZEN = (Frozen(StaffAct),)
LONGEST_NOTE = 500

_names: dict[str, dict[str, Any]] = {}  # of the codes in notes, by kind of object


def record(act: Act, thing: models.Model, *, by: User | None, note: str = "") -> None:
    """Put one act on record. ``note`` holds codes and names of fields, never what stands in them."""
    StaffAct.objects.create(
        act=act,
        by=by,
        kind=thing._meta.label_lower,
        key=str(thing.pk),
        note=note[:LONGEST_NOTE],
    )


def name_codes(kind: str, *choices: type[models.TextChoices]) -> None:
    """Say what the codes in the notes on one kind of object are called. Apps do at their start."""
    for choice in choices:
        _names.setdefault(kind, {}).update(choice.choices)


def in_words(kind: str, note: str) -> str:
    """Return a note with the names of its codes, for people. What is stored stays as it was written."""
    names = _names.get(kind, {})
    return re.sub(r"\w+", lambda code: str(names.get(code[0], code[0])), note).replace(" > ", " → ")


class Audited(_Admin):
    """An admin screen whose additions, changes and deletions are put on record."""

    @override
    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return self._put_down(Act.ADDED, super().log_addition, request, obj, message)

    @override
    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return self._put_down(Act.CHANGED, super().log_change, request, obj, message)

    @override
    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for thing in queryset:
            record(Act.DELETED, thing, by=_staff(request))
        return super().log_deletions(request, queryset)

    def _put_down(
        self,
        act: Act,
        log: Callable[..., Any],
        request: HttpRequest,
        obj: models.Model,
        message: Any,
    ) -> Any:
        record(act, obj, by=_staff(request), note=_fields(message))
        return log(request, obj, message)


def _staff(request: HttpRequest) -> User:
    return cast(User, request.user)  # the admin lets nobody else in


def _fields(message: str | Sequence[dict[str, Any]]) -> str:
    """Return which fields were changed. Rows of a table under the record are named by their kind only."""
    if isinstance(message, str):
        return message
    parts = []
    for entry in message:
        for what, said in entry.items():
            names = ", ".join(map(str, said.get("fields", ())))
            parts.append(": ".join(p for p in (_kind(what, said), names) if p))
    return "; ".join(filter(None, parts))


def _kind(what: str, said: dict[str, Any]) -> str:
    return f"{said['name']} {what}" if "name" in said else ""
