"""The admin's site class: its header, its first page, and who is let in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import RLock
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLResolver, reverse
from django.urls.resolvers import RoutePattern
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms import words_back

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Room:
    """A link of the header. ``waiting``: how many things wait there, if any; ``urgent``: of these."""

    title: str
    url: str
    here: bool = False
    waiting: str = ""
    urgent: int = 0


class ClinicAdminSite(AdminSite):
    """Django's admin under the clinic's name."""

    site_header = _("Clinic CMS")
    site_title = _("Clinic CMS")
    index_title = _("Today")
    enable_nav_sidebar = False

    @override
    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated and words_back.has_words(request):
                return words_back.signed_out(request)
            try:
                # Django would send a signed-in person without the right to the sign-in page,
                # which sends them back here: a circle.
                if request.user.is_authenticated and not self.has_permission(request):
                    raise PermissionDenied
                return guarded(request, *args, **kwargs)
            except PermissionDenied:
                # A role was taken, or an article handed over, while its writer had the form open.
                if not words_back.has_prose(request):
                    raise
                return words_back.no_right(request)

        return inner

    @override
    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if self.has_permission(request):
            context |= {
                "staff_nav": self._rooms(request),
                "staff_name": self._name(request),
                "staff_roles": self._roles(request),
            }
        return context

    @override
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return it once somebody looks: every page is given it, and two show it."""
        found = super().get_app_list
        return cast("list[Any]", SimpleLazyObject(lambda: found(request, app_label)))

    @override
    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        # Inside the method: the dashboard asks models, which are not ready when apps load this class.
        from clinic_cms import dashboard

        panels = dashboard.panels(request.user)
        return super().index(request, {"panels": panels, **(extra_context or {})})

    # Passwords and signing out are the account pages' business: one way to do each, not two.

    @override
    def password_change(  # type: ignore[override]  # a redirect, where the stubs want a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    @override
    def logout(  # type: ignore[override]  # a redirect, where the stubs want a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def _rooms(self, request: HttpRequest) -> list[Room]:
        # Inside the method: see index().
        from articles.models import Article
        from comments.models.comment import Comment
        from comments.queue import waiting

        may, path = request.user.has_perm, request.path
        rooms = [Room("Dashboard", reverse("admin:index"), here=path == reverse("admin:index"))]
        articles = reverse("admin:articles_article_changelist")
        in_articles = path.startswith(articles)
        if may("articles.view_article") and self.is_registered(Article):
            rooms.append(Room("Articles", articles, here=in_articles))
        if self.is_registered(Comment) and (
            may("comments.moderate_comment") or may("comments.answer_comment")
        ):
            replies = reverse("admin:comments_comment_changelist")
            held = waiting() if may("comments.moderate_comment") else None
            rooms.append(
                Room(
                    "Replies",
                    replies,
                    here=path.startswith(replies),
                    waiting=held.shown if held and held.count else "",
                    urgent=held.urgent if held else 0,
                )
            )
        if may("comments.view_phrase"):
            lists = reverse("admin:comments_phrase_changelist")
            rooms.append(Room("Word lists", lists, here=path.startswith(lists)))
        if may("comments.view_answertemplate"):
            texts = reverse("admin:comments_answertemplate_changelist")
            rooms.append(Room("Answer texts", texts, here=path.startswith(texts)))
        if request.user.has_module_perms("articles"):
            catalogue = reverse("admin:app_list", args=("articles",))
            here = path.startswith(catalogue) and not in_articles
            rooms.append(Room("Catalogue", catalogue, here=here))
        if may("clinic.view_user"):
            people = reverse("admin:clinic_user_changelist")
            rooms.append(Room("People", people, here=path.startswith(people)))
        return rooms

    def _name(self, request: HttpRequest) -> str:
        physician = getattr(request.user, "physician", None)
        return physician.display_name if physician else str(request.user)

    def _roles(self, request: HttpRequest) -> str:
        names = [name.lower() for name in request.user.groups.values_list("name", flat=True)]
        return ", ".join(names) or ("all rights" if request.user.is_superuser else "no role yet")


# Where an app has no screens, ``autodiscover`` puts back which there were before it looked: of two threads
# that look at once, one takes away what the other has just imported, until the next start.
_IMPORTING = RLock()


class Screens(URLResolver):
    """The admin's addresses. Its screens are imported when one of them is first asked for.

    No reader ever asks: without this, a sixth of a start was spent on them.
    """

    def __init__(self, route: str) -> None:
        super().__init__(RoutePattern(route), [], app_name="admin", namespace=admin.site.name)

    @cached_property
    @override
    def url_patterns(self) -> Any:
        with _IMPORTING:
            admin.autodiscover()
            return admin.site.get_urls()

    @override
    def _populate(self) -> None:
        """Nothing: any ``reverse`` asks for this, and looks into a namespace's ``url_patterns`` itself."""
