"""Rows in the tables under a record, as they are sent."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseInlineFormSet
from django.http import QueryDict
from typing_extensions import override

MOST = 2000  # rows; Django takes no more


class RowFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows under a record, of which no two may say the same.

    Django compares those of one form with each other only: one that a colleague added meanwhile, or that
    this form is about to take out, ended in an error of the database.
    """

    @override
    def clean(self) -> None:
        super().clean()
        if self.instance.pk is None:
            return
        gone = self.deleted_forms
        # Those that go, and those that are written before: what they held is free by then.
        before = [form.instance.pk for form in gone]
        for form in self.forms:
            if form in gone:
                continue
            if form.has_changed() and form.is_valid():
                for said in self._on_file_already(form.instance, before):
                    form.add_error(None, said)
            before.append(form.instance.pk)

    def _on_file_already(self, row: Any, before: list[int]) -> list[str]:
        others = type(row)._default_manager.exclude(pk__in=[row.pk, *before])
        found = []
        for once in row._meta.total_unique_constraints:
            held = {name: getattr(row, name) for name in once.fields}
            if None not in held.values() and others.filter(**held).exists():
                found.append(
                    f"{once.violation_error_message} If you do not see where, a colleague added it "
                    "meanwhile: look in another window."
                )
        return found

    @override
    def save(self, commit: bool = True) -> Any:
        """Store the rows; those that are taken out go first, so that another can stand in their place."""
        if not commit:
            return super().save(commit)
        deleted = self.deleted_forms
        gone = [form.instance for form in self.initial_forms if form in deleted]
        for row in gone:
            row.delete()
        saved = super().save()
        # Django passes over what is gone already; the record of acts names it.
        self.deleted_objects = gone
        return saved


def gone_as_new(sent: QueryDict, prefix: str, stored: Iterable[int]) -> QueryDict:
    """Return a form in which rows that somebody deleted meanwhile stand among the new ones.

    Django would refuse such a row with a message on a field that nobody sees, however often it is sent.
    """
    there = {str(pk) for pk in stored}
    known = min(_number(sent.get(f"{prefix}-INITIAL_FORMS")), MOST)
    gone = [n for n in range(known) if sent.get(f"{prefix}-{n}-id", "") not in {"", *there}]
    if not gone:
        return sent
    total = min(_number(sent.get(f"{prefix}-TOTAL_FORMS")), MOST)
    kept = [n for n in range(known) if n not in gone]
    order = [*kept, *gone, *range(known, total)]
    to = {str(before): after for after, before in enumerate(order)}
    again = QueryDict(mutable=True)
    for name, values in sent.lists():
        row, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and field and row in to:
            was_there = field != "id" or int(row) not in gone
            again.setlist(f"{prefix}-{to[row]}-{field}", values if was_there else [""])
        else:
            again.setlist(name, values)
    again[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return again


def _number(sent: object) -> int:
    text = str(sent)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
