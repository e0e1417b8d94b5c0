"""Filters of the list of articles."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.models import Article, Edition


class ReadersFilter(admin.SimpleListFilter):
    """What readers see of an article."""

    title = _("for readers")
    parameter_name = "readers"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("live", "Live"),
            ("scheduled", "Scheduled"),
            ("overdue", "Review overdue"),
            ("stale", "Records changed since"),
            ("none", "Not published"),
        ]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        live = Edition.objects.live()
        chosen = self.value()
        if chosen == "none":
            return queryset.filter(~Exists(live.filter(article=OuterRef("pk"))))
        if chosen == "live":
            editions = live
        elif chosen == "scheduled":
            editions = Edition.objects.scheduled()
        elif chosen == "overdue":
            editions = live.overdue()
        elif chosen == "stale":
            editions = Edition.objects.stale()
        else:
            return queryset
        return queryset.filter(pk__in=editions.order_by().values("article"))


class MineFilter(admin.SimpleListFilter):
    """Articles that the person who looks wrote."""

    title = _("whose")
    parameter_name = "mine"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Mine")]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() != "yes":
            return queryset
        # The admin passes on what the model's manager began, so it has that manager's words.
        return queryset.of(request.user.pk)  # type: ignore[attr-defined, no-any-return]
