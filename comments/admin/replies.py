"""The place of replies in the admin: addresses and rights. The screens are in the modules beside."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from typing_extensions import override

from comments.admin import (
    answers,
    appeal,
    bulk,
    deciding,
    figures,
    paths,
    redacting,
    screen,
    worksheet,
)
from comments.models import Comment
from comments.queue import View

MODERATE, ANSWER = "comments.moderate_comment", "comments.answer_comment"
WORKSHEET = "comments_comment_worksheet"
CLOSING = "comments_comment_closing"
TOLD = "comments_comment_told"
LET_STAY = "comments_comment_let_stay"
ANSWER_TO = "comments_comment_answer_to"
REDACT, RESTORE = "comments_comment_redact", "comments_comment_restore"


@admin.register(Comment)
class ReplyAdmin(admin.ModelAdmin[Comment]):
    """Replies are decided on and answered. Nobody adds, edits or deletes one here."""

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE) or request.user.has_perm(ANSWER)

    @override
    def has_view_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return request.user.has_perm(MODERATE)

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    @override
    def get_urls(self) -> list[URLPattern]:
        """Return our own addresses only: Django's add, delete and history forms are not among them."""
        return [
            path("", self._page(MODERATE, screen.queue), name="comments_comment_changelist"),
            path("answers/", self._page(ANSWER, answers.mine), name="comments_comment_answers"),
            path("answer-to/<slug:public_id>/", self._page(ANSWER, answers.from_page), name=ANSWER_TO),
            path("figures/", self._page(MODERATE, figures.figures), name="comments_comment_figures"),
            path("bulk/", self._act(bulk.bulk), name="comments_comment_bulk"),
            path("next/", self._act(deciding.next_reply), name="comments_comment_next"),
            path("<int:pk>/change/", self._page(MODERATE, screen.queue), name="comments_comment_change"),
            path("<int:pk>/decide/", self._act(deciding.decide), name="comments_comment_decide"),
            path("<int:pk>/redact/", self._act(redacting.redact), name=REDACT),
            path("<int:pk>/restore/", self._act(redacting.restore), name=RESTORE),
            path("<int:pk>/thread/", self._act(deciding.thread), name="comments_comment_thread"),
            path("<int:pk>/closing/", self._act(deciding.closing), name=CLOSING),
            path("<int:pk>/let-stay/", self._act(deciding.let_stay), name=LET_STAY),
            path("<int:pk>/told/", self._act(deciding.told), name=TOLD),
            path("<int:pk>/worksheet/", self._act(worksheet.fill), name=WORKSHEET),
            path("<int:pk>/appeal/", self._act(appeal.refuse), name="comments_comment_appeal"),
            path("<int:pk>/answer/", self._page(ANSWER, answers.answer), name="comments_comment_answer"),
        ]  # fmt: skip

    def _page(
        self, permission: str, view: Callable[..., HttpResponse]
    ) -> Callable[..., HttpResponse]:
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                # One link leads staff to replies. Physicians who do not moderate have a list of their own.
                if view is screen.queue and not kwargs and request.user.has_perm(ANSWER):
                    return redirect("admin:comments_comment_answers")
                raise PermissionDenied
            return view(request, self.admin_site, **kwargs)

        return self.admin_site.admin_view(guarded)

    def _act(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Return the address of a button. A reload, or the way from the sign-in, asks for it by GET."""

        def pressed(request: HttpRequest, site: admin.AdminSite, **kwargs: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                here = View.asked(request.GET.dict())
                return redirect(paths.reply(**kwargs, view=here) if kwargs else paths.listing(here))
            return view(request, site, **kwargs)

        return self._page(MODERATE, pressed)
