"""What every staff screen shares: nothing is deleted, texts are cleaned, history is kept."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin
from typing_extensions import override

from articles.forms import PlainTextForm


class StaffAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """A screen without deletion: pages that were published name these records."""

    form = PlainTextForm
    actions = None
    list_per_page = 50
    show_full_result_count = False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordAdmin(SimpleHistoryAdmin, StaffAdmin):  # type: ignore[misc]  # no types in the package
    """A catalogue record with its history."""

    history_list_per_page = 50


class StaffTabularInline(admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows of a table under a record."""

    form = PlainTextForm
    extra = 0


class StaffStackedInline(admin.StackedInline):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows with many fields under a record."""

    form = PlainTextForm
    extra = 0
