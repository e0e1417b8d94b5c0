"""Disclaimers. Their text is never changed: a change is a new version."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.admin.base import RecordAdmin, StaffStackedInline
from articles.models import Disclaimer, DisclaimerVersion


class VersionRows(StaffStackedInline):
    """The versions: those on file to read, a new one to add."""

    model = DisclaimerVersion
    fields = ("number", "in_force_from", "text", "created_by")
    readonly_fields = ("number", "created_by")
    verbose_name_plural = _("Versions: the text is never changed, add a new one")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[DisclaimerVersion]:
        return super().get_queryset(request).select_related("created_by", "disclaimer")

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Disclaimer)
class DisclaimerAdmin(RecordAdmin):
    """Disclaimers by name."""

    list_display = ("title", "kind", "scope", "newest")
    list_filter = ("kind", "scope")
    search_fields = ("title",)
    search_help_text = "Title"
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", ("kind", "scope"))
    inlines = (VersionRows,)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Disclaimer]:
        return super().get_queryset(request).annotate(newest=Max("versions__number"))  # type: ignore[no-any-return]

    @admin.display(description=_("version"), ordering="newest", empty_value="none yet")
    def newest(self, disclaimer: Disclaimer) -> int | None:
        return disclaimer.newest  # type: ignore[attr-defined, no-any-return]  # annotated above

    @override
    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        last = form.instance.versions.aggregate(last=Max("number"))["last"] or 0
        for number, version in enumerate(formset.save(commit=False), start=last + 1):
            version.number, version.created_by = number, request.user
            version.save()
        formset.save_m2m()
