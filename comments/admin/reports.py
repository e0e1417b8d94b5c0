"""The list of what readers reported."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.admin.base import ReadOnlyAdmin
from comments.models import ReplyReport

MODERATE = "comments.moderate_comment"


class TookFromReaders(admin.BooleanFieldListFilter):
    """The choice between reports that hid their reply and those that did not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("taken from readers")


@admin.register(ReplyReport)
class ReplyReportAdmin(ReadOnlyAdmin):
    """Reports, to be read. They are settled where the reply is decided on."""

    ordering = (F("settled_at").desc(nulls_first=True), "-urgent", "-pk")  # first what waits
    list_display = (
        "created_at",
        "reply",
        "urgency",
        "reason",
        "words",
        "took",
        "outcome",
        "settled_by",
    )
    list_display_links = None
    list_filter = ("outcome", "reason", ("hid", TookFromReaders))
    list_select_related = ("comment__edition", "settled_by")

    @admin.display(description=_("taken from readers"), boolean=True, ordering="hid")
    def took(self, report: ReplyReport) -> bool:
        return report.hid

    @admin.display(description=_("urgency"), ordering="urgent", empty_value="")
    def urgency(self, report: ReplyReport) -> str | None:
        return gettext("Urgent") if report.urgent else None

    @admin.display(description=_("reply"))
    def reply(self, report: ReplyReport) -> str:
        there = reverse("admin:comments_comment_change", args=[report.comment_id])
        return format_html('<a href="{}">{}</a>', there, report.comment.edition.title)

    @override
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MODERATE)

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)
