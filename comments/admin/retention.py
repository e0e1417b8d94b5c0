"""When personal data past its time was emptied: a list to be read."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.admin.base import ReadOnlyAdmin
from comments.models import RetentionRun

MAY_SEE = ("comments.moderate_comment", "clinic.change_user")


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    """Runs of the daily retention. Nobody adds, changes or deletes one here."""

    list_display = ("when", "rows", "what")
    list_display_links = None

    @admin.display(description=_("when"), ordering="ran_at")
    def when(self, run: RetentionRun) -> datetime:
        return run.ran_at

    @admin.display(description=_("emptied rows"))
    def rows(self, run: RetentionRun) -> int:
        return run.total

    @admin.display(description=_("what"))
    def what(self, run: RetentionRun) -> str:
        parts = [f"{name}: {count}" for name, count in run.counts.items() if count]
        return "; ".join(parts) or str(_("nothing was past its time"))

    @override
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(map(request.user.has_perm, MAY_SEE))

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
