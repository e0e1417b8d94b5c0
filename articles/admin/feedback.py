"""What readers say of pages: answers on usefulness, to read; reports of errors, to answer."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from typing_extensions import override

from articles import feedback
from articles.admin.base import StaffAdmin
from articles.feedback_forms import AnswerForm
from articles.models import Article, ErrorReport, PageVote
from articles.models.feedback import ReportStatus


class FeedbackAdmin(StaffAdmin):
    """Rows that readers brought: publishers see all, authors those on their own pages."""

    list_select_related = ("edition",)
    search_fields = ("edition__title",)
    search_help_text = "Title of the page"

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        long = ("edition__payload", "edition__byline", "edition__html", "edition__search_text")
        rows = super().get_queryset(request).select_related("edition").defer(*long)
        if request.user.has_perm("articles.publish_article"):
            return rows
        return rows.filter(edition__article__in=Article.objects.of(request.user.pk))

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(PageVote)
class PageVoteAdmin(FeedbackAdmin):
    """Was this page useful? One row an answer."""

    list_display = ("edition", "useful", "in_short", "created_at")
    list_filter = ("useful",)
    fields = readonly_fields = ("edition", "useful", "words", "created_at")

    @admin.display(description=_("words"))
    def in_short(self, row: PageVote) -> str:
        return Truncator(row.words).words(20) or "-"

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ErrorReport)
class ErrorReportAdmin(FeedbackAdmin):
    """Errors that readers report. The page of one holds the form to answer it."""

    list_display = ("in_short", "edition", "status_label", "created_at")
    list_filter = ("status",)

    @admin.display(description=_("passage"))
    def in_short(self, row: ErrorReport) -> str:
        return Truncator(row.passage).words(16) or _("Erased")

    @admin.display(description=_("status"), ordering="status")
    def status_label(self, row: ErrorReport) -> str:
        status = row.get_status_display().partition(":")[0]
        return _("Urgent · %(status)s") % {"status": status} if row.urgent else status

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        report = self.get_object(request, object_id)
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        if report is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]  # Django's own, untyped
        form = AnswerForm(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if not feedback.may_answer(report, request.user):  # type: ignore[arg-type]  # staff only
                raise PermissionDenied
            if form.is_valid():
                try:
                    feedback.answer(report=report, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # staff only
                except feedback.FeedbackError as refused:
                    form.add_error(None, str(refused))
                    report.refresh_from_db()
                else:
                    messages.success(request, _("The report is answered."))
                    return redirect("admin:articles_errorreport_changelist")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(report),
            "report": report,
            "form": form,
            "open": report.status == ReportStatus.OPEN,
        }
        status = 422 if form.errors else 200
        template = "admin/articles/errorreport/answer.html"
        return TemplateResponse(request, template, context, status=status)
