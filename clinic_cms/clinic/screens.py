"""What lists of the admin share, on every floor."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from typing_extensions import override


class ListScreen(admin.ModelAdmin[Any]):
    """A list that is headed by what it lists, without bulk actions and without deletion."""

    actions = None
    show_full_result_count = False

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(ListScreen):
    """Rows that verbs and commands write. Here they are read."""

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
