"""When personal data past its time was emptied: a list to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from typing_extensions import override

from articles.admin.base import ReadOnlyAdmin
from comments.models import RetentionRun

MAY_SEE = ("comments.moderate_comment", "clinic.change_user")


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    """Runs of the daily retention. Nobody adds, changes or deletes one here."""

    list_display = ("ran_at", "total", "counts")
    list_display_links = None

    @override
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(map(request.user.has_perm, MAY_SEE))

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
