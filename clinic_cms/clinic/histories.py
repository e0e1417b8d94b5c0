"""Records whose history is kept: the list of their states, and the form that takes an old one back."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin
from typing_extensions import override

from clinic_cms.clinic.meanwhile import Meanwhile


class HistoryScreen(Meanwhile, SimpleHistoryAdmin):  # type: ignore[misc]  # no types in the package
    """A record with its history. To look at an old state takes less than to take it back."""

    history_list_per_page = 50
    object_history_list_template = (
        "admin/record_history.html"  # the package's has a style attribute
    )

    @override
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List what was changed, in words for those who may bring it back or for the others."""
        may = {"may_bring_back": self.has_change_permission(request)}
        shown: HttpResponse = super().history_view(
            request, object_id, {**may, **(extra_context or {})}
        )
        return shown

    @override
    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an old state. The package would let everybody who may see it save it as well."""
        show: Callable[..., HttpResponse] = super().history_form_view
        if request.method != "POST":
            return show(request, object_id, version_id, extra_context)
        with transaction.atomic():
            # Locked until the save, as by the record's own form.
            record = self.get_object(request, object_id)
            if record is None or not self.has_change_permission(request, record):
                raise PermissionDenied
            return show(request, object_id, version_id, extra_context)
