"""Editions: to read only."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.admin.base import ReadOnlyAdmin
from articles.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was published, when, by whom, and the hashes that prove it."""

    list_display = ("title", "number", "live_from", "live_until", "published_by", "next_review_due")
    list_select_related = ("published_by",)
    list_filter = ("kind",)
    search_fields = ("title", "slug", "sha256")
    search_help_text = "Title, address or seal"
    ordering = ("-live_from", "-pk")
    fields = (
        ("title", "number"), "page", "article", ("live_from", "live_until"),
        ("published_by", "review"), ("last_reviewed", "next_review_due"),
        "content_sha256", "previous_sha256", "sha256",
    )  # fmt: skip
    readonly_fields = ("page",)
    view_on_site = False  # ``page`` leads there, where there is something to see

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).defer("payload", "byline", "html", "search_text")

    @admin.display(description=_("as readers see it"))
    def page(self, edition: Edition) -> SafeString:
        address = reverse("articles:edition", args=(edition.slug, edition.number))
        begun = Edition.objects.ever_live().filter(pk=edition.pk)
        if (
            not begun.exists()
            or not Edition.objects.live().filter(article=edition.article).exists()
        ):
            return format_html("{}", _("Readers do not see it."))
        return format_html('<a href="{}">{}</a>', address, address)
