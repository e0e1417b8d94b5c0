"""What every staff screen shares: nothing is deleted, texts are cleaned, history is kept."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.db import models
from django.forms.models import _get_foreign_key
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles import addresses
from articles.admin.rows import RowFormSet, gone_as_new
from clinic_cms.clinic import audit
from clinic_cms.clinic.histories import HistoryScreen
from clinic_cms.clinic.plain_text import PlainTextForm
from clinic_cms.clinic.screens import ListScreen, ReadOnly

# Four lines at first; the sheet lets them grow with the text.
FOUR_LINES: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}
}


LONGEST_KEY = 18  # digits that any database takes as a key; SQLite fails at a number beyond them


class _NumbersOnly:
    """Take and draw a choice that will be refused: the look-up fails on what cannot be a key."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was sent; a number too long for a key as a word, which is refused as no choice."""
        sent = super().value_from_datadict(data, files, name)  # type: ignore[misc]  # of the widget
        if isinstance(sent, list):
            return [_no_endless_number(one) for one in sent]
        return _no_endless_number(sent)

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        keys = [one for one in value if _may_be_a_key(str(one))]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]  # of the widget


def _may_be_a_key(text: str) -> bool:
    """Say whether a database can look for this. The address of a form may hold anything."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


def _no_endless_number(sent: Any) -> Any:
    return f"number {sent}" if sent and len(str(sent)) > LONGEST_KEY else sent


class OneChoice(_NumbersOnly, AutocompleteSelect):  # type: ignore[misc]  # the mixin is untyped in part
    """A field to search for one record."""


class ManyChoices(_NumbersOnly, AutocompleteSelectMultiple):  # type: ignore[misc]  # the same
    """A field to search for records."""


class SearchedChoices:
    """Give an admin's autocomplete fields our widgets."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # of the admin
            kwargs["widget"] = OneChoice(db_field, self.admin_site)  # type: ignore[attr-defined]  # of the admin
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # of the admin

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # of the admin
            kwargs["widget"] = ManyChoices(db_field, self.admin_site)  # type: ignore[attr-defined]  # of the admin
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # of the admin


class StaffAdmin(audit.Audited, SearchedChoices, ListScreen):
    """A screen without deletion: pages that were published name these records."""

    form = PlainTextForm
    formfield_overrides = FOUR_LINES
    list_per_page = 50

    @override
    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj.pk:
            to = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            stored = found["queryset"].filter(**{to.name: obj.pk}).values_list("pk", flat=True)
            found["data"] = gone_as_new(found["data"], prefix, stored)
        return found

    class Media:
        js = (Script("clinic_cms/js/staff-choices.js", type="module"),)


class ReadOnlyAdmin(StaffAdmin, ReadOnly):
    """The same, to be read only."""


ADDRESS_STAYS = _("A published page shows this record, so its address stays: links lead here.")


class RecordAdmin(HistoryScreen, StaffAdmin):
    """A catalogue record with its history."""

    @override
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields and obj is not None and addresses.kept(obj):
            field = form.base_fields["slug"]
            field.disabled, field.help_text = True, ADDRESS_STAYS
        return form

    @override
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and (address := addresses.kept(obj)):
            obj.slug = address  # an earlier version that is brought back may have had another
        super().save_model(request, obj, form, change)


class StaffTabularInline(SearchedChoices, admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows of a table under a record."""

    form = PlainTextForm
    formset: Any = RowFormSet
    formfield_overrides = FOUR_LINES
    extra = 0


class StaffStackedInline(SearchedChoices, admin.StackedInline):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows with many fields under a record."""

    form = PlainTextForm
    formset: Any = RowFormSet
    formfield_overrides = FOUR_LINES
    extra = 0
