"""Lists that are only read: what became of each mail, and what members of staff did."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import OutgoingMail, StaffAct
from clinic_cms.clinic.outbox import kinds
from clinic_cms.clinic.screens import ReadOnly

SOMEBODY = _("somebody")  # who was refused at the sign-in


def subject(kind: str) -> str:
    """Return what stands above mails of a kind, or its name where an earlier release wrote it."""
    if kind not in kinds.all_kinds():
        return kind
    return " ".join(render_to_string(f"emails/{kind}/subject.txt").split())


class AboutFilter(admin.SimpleListFilter):
    title, parameter_name = _("subject"), "kind"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind, subject(kind)) for kind in kinds.all_kinds()]

    @override
    def queryset(
        self, request: HttpRequest, queryset: QuerySet[OutgoingMail]
    ) -> QuerySet[OutgoingMail]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly):
    """What became of each mail. Neither its address nor what it is about is shown."""

    list_display = ("about", "state", "attempts", "due_at", "finished_at", "error")
    list_filter = ("state", AboutFilter)
    fields = ("about", "state", "attempts", "error", "created_at", "due_at", "finished_at")

    @admin.display(description=_("subject"), ordering="kind")
    def about(self, row: OutgoingMail) -> str:
        return subject(row.kind)


class WhoFilter(admin.RelatedOnlyFieldListFilter):
    @override
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = conditional_escape(SOMEBODY)


@admin.register(StaffAct)
class StaffActAdmin(ReadOnly):
    """Who did what, the latest first. Objects are named by kind and key: their words stand elsewhere."""

    list_display = ("at", "who", "act", "thing", "what_of_it")
    list_display_links = None
    list_filter = ("act", ("by", WhoFilter))
    list_select_related = ("by",)
    list_per_page = 50
    search_fields = ("=key", "=by__username", "by__last_name")
    search_help_text = _("Number of the object, user name or last name")

    @admin.display(description=_("who"))
    def who(self, row: StaffAct) -> str:
        return str(row.by or SOMEBODY)

    @admin.display(description=_("what of it"))
    def what_of_it(self, row: StaffAct) -> str:
        return audit.in_words(row.kind, row.note)

    @admin.display(description=_("object"))
    def thing(self, row: StaffAct) -> str:
        """Name it. There is no link: who reads this list may open neither drafts nor replies."""
        try:
            kind = str(apps.get_model(row.kind)._meta.verbose_name)
        except LookupError:  # of an earlier release
            kind = row.kind
        return f"{kind} {row.key}".capitalize()
