"""Who saves a form does not undo, unasked, what somebody else saved since the form was opened.

A form carries a keyed hash of what stood in its fields, and in the rows under its record, when it was
drawn. Where that is no longer what is on file, it comes back with all that was typed and with who saved
meanwhile. Saving it once more is then a choice.
"""

import json
from typing import Any

from django import forms
from django.db import models
from django.forms.models import _get_foreign_key, model_to_dict
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from typing_extensions import override

from clinic_cms.clinic.audit import Audited
from clinic_cms.clinic.models import Act, StaffAct

MOST_NAMED = 3  # saves that the message names, the newest ones
SAVES = (Act.CHANGED, Act.ROLES)


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A form that knows what was on file when it was opened. ``on_file`` is what is there now."""

    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)
    on_file = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened_on"] = self.on_file

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("opened_on", "")
        if _hash_in(seen) != _hash_in(self.on_file):
            # The page is drawn again with what is on file now: saving once more is then a choice.
            data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data["opened_on"] = self.on_file
            self.data = data
            self.add_error(None, _changed_meanwhile(self.instance, seen, files=bool(self.files)))
        return cleaned


class OneAtATime(Audited):
    """An admin screen on which the second of two saves waits, and then sees what the first stored."""

    @override
    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        found: models.Model | None = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            found = self.model._default_manager.select_for_update().get(pk=found.pk)
        return found


class Meanwhile(OneAtATime):
    """An admin screen whose form is a ``SeenForm``. The record of acts says who saved meanwhile."""

    @override
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or not self.has_change_permission(request, obj):
            return form
        on_file = f"{_last_save(obj)}.{self._hash(request, obj, form)}"
        return type(form.__name__, (SeenForm, form), {"on_file": on_file})

    def _hash(self, request: HttpRequest, obj: models.Model, form: Any) -> str:
        """Return a keyed hash of what is on file. ``obj`` may be an old state of the record."""
        stored = self.model._default_manager.get(pk=obj.pk)
        # What stands in no field (the last sign-in of an account) is not what a save would undo.
        names = [name for name, field in form.base_fields.items() if not field.disabled]
        held: list[Any] = [
            (name, sorted(one.pk for one in value) if isinstance(value, list) else value)
            for name, value in sorted(model_to_dict(stored, names).items())
        ]
        for inline in self.get_inline_instances(request, stored):
            to = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            rows = inline.model._default_manager.filter(**{to.name: stored.pk})
            held.append(list(rows.order_by("pk").values_list()))
        return salted_hmac("meanwhile", json.dumps(held, default=str)).hexdigest()


def _hash_in(seen: str) -> str:
    return seen.partition(".")[2]


def _saves(record: models.Model) -> models.QuerySet[StaffAct]:
    return StaffAct.objects.filter(
        kind=record._meta.label_lower, key=str(record.pk), act__in=SAVES
    ).order_by("-pk")


def _last_save(record: models.Model) -> int:
    return _saves(record).values_list("pk", flat=True).first() or 0


def _changed_meanwhile(record: models.Model, seen: str, *, files: bool) -> str:
    """Say who saved what and when. A form that does not say when it was opened hears of the last save."""
    last = seen.partition(".")[0]
    since = int(last) if last.isascii() and last.isdecimal() and len(last) <= 18 else None
    saves = _saves(record).select_related("by")
    named = saves.filter(pk__gt=since)[:MOST_NAMED] if since is not None else saves[:1]
    who = "; ".join(_line(act) for act in reversed(named))
    return (
        f"Not saved: this {record._meta.verbose_name} changed after you opened it"
        f"{f' ({who})' if who else ''}. What you typed stands below, untouched. Open it in another "
        "window to see theirs; saving here again puts yours in its place."
        f"{' A file has to be chosen again.' if files else ''}"
    )


def _line(act: StaffAct) -> str:
    at = date_format(timezone.localtime(act.at), "DATETIME_FORMAT")
    return f"{act.get_act_display().lower()} by {act.by}, {at}{f': {act.note}' if act.note else ''}"
