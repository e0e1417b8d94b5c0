"""Where publishers and moderators keep the texts that physicians may answer with."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from typing_extensions import override

from articles.admin.base import RecordAdmin
from comments import answer_templates
from comments.admin.request import StaffRequest
from comments.errors import ReplyError
from comments.models import AnswerTemplate


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(RecordAdmin):
    """Texts for answers. One person writes, another approves; what is not wanted is switched off."""

    list_display = ("title", "active", "state", "edited_by", "approved_by", "updated_at")
    list_select_related = ("edited_by", "approved_by")
    list_filter = ("active",)
    search_fields = ("title", "text")
    search_help_text = "Title or text"
    fields = ("title", "text", "active")

    @admin.display(description="approval")
    def state(self, template: AnswerTemplate) -> str:
        if template.approved_by_id:
            return _("approved")
        there = reverse("admin:comments_answertemplate_approve", args=[template.pk])
        return format_html('<a href="{}">{}</a>', there, _("Read and approve"))

    @override
    def save_model(self, request: Any, obj: AnswerTemplate, form: Any, change: bool) -> None:
        if answer_templates.write(template=obj, by=request.user):
            said = _(
                "Another person has to approve these words before physicians are offered them."
            )
            self.message_user(request, said)

    @override
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.approve)
        own = path("<int:pk>/approve/", view, name="comments_answertemplate_approve")
        return [own, *super().get_urls()]

    def approve(self, request: StaffRequest, pk: int) -> HttpResponse:
        """Show a template to a second person, who approves it by a POST."""
        template = get_object_or_404(AnswerTemplate.objects.select_related("edited_by"), pk=pk)
        if not self.has_change_permission(request, template):
            raise PermissionDenied
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "title": template.title,
                "template": template,
                "own": template.edited_by_id == request.user.pk,
            }
            return render(request, "admin/comments/answer_template.html", context)
        version = request.POST.get("version", "")
        try:
            answer_templates.approve(
                template=template,
                by=request.user,
                version=int(version[:9]) if version.isdecimal() else 0,
            )
        except ReplyError as error:
            messages.error(request, str(error))
            return redirect("admin:comments_answertemplate_approve", pk)
        messages.success(request, _("Physicians are offered these words from now on."))
        return redirect("admin:comments_answertemplate_changelist")
