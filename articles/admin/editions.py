"""Editions: to read only."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.admin import shown
from articles.admin.base import ReadOnlyAdmin
from articles.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was published, when, by whom, and the hashes that prove it."""

    list_display = ("title", "number", "live_from", "live_until", "published_by", "next_review_due")
    list_select_related = ("published_by",)
    list_filter = ("kind",)
    search_fields = ("title", "slug", "sha256")
    search_help_text = "Title, address or checksum"
    ordering = ("-live_from", "-pk")
    fields = (
        ("title", "number"), "stored", "page", "article", ("live_from", "live_until"),
        ("published_by", "review"), ("last_reviewed", "next_review_due"),
        "content_sha256", "previous_sha256", "sha256",
    )  # fmt: skip
    readonly_fields = ("stored", "page")
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
            return format_html("{}", _("Readers do not see it now."))
        return format_html('<a href="{}">{}</a>', address, address)

    @admin.display(description=_("as stored"))
    def stored(self, edition: Edition) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>, <a href="{}">{}</a>',
            reverse("admin:articles_edition_stored", args=(edition.pk,)),
            _("Read it"),
            reverse("admin:articles_article_editions", args=(edition.article_id,)),
            _("what readers saw on a day"),
        )

    @override
    def get_urls(self) -> list[URLPattern]:
        read = path(
            "<int:pk>/stored/", self.admin_site.admin_view(shown.stored),
            name="articles_edition_stored",
        )  # fmt: skip
        return [read, *super().get_urls()]
