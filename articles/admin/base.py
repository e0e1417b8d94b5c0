"""What every staff screen shares: nothing is deleted, texts are cleaned, history is kept."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin
from typing_extensions import override

from articles.forms import PlainTextForm

# Four lines at first; the sheet lets them grow with the text.
FOUR_LINES: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}
}


class StaffAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """A screen without deletion: pages that were published name these records."""

    form = PlainTextForm
    actions = None
    formfield_overrides = FOUR_LINES
    list_per_page = 50
    show_full_result_count = False

    class Media:
        js = (Script("clinic_cms/js/staff-choices.js", type="module"),)

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordAdmin(SimpleHistoryAdmin, StaffAdmin):  # type: ignore[misc]  # no types in the package
    """A catalogue record with its history."""

    history_list_per_page = 50
    object_history_list_template = "admin/record_history.html"  # the package's has a style attribute


class StaffTabularInline(admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows of a table under a record."""

    form = PlainTextForm
    formfield_overrides = FOUR_LINES
    extra = 0


class StaffStackedInline(admin.StackedInline):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows with many fields under a record."""

    form = PlainTextForm
    formfield_overrides = FOUR_LINES
    extra = 0
