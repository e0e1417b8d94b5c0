"""The button beside a reply by which its writer's appeal is refused. Granting is showing the reply."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments import appeals
from comments import queue as reading
from comments.admin.request import StaffRequest
from comments.errors import ReplyError
from comments.models import Appeal, Comment


@require_POST
def refuse(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Let the decision stand that a writer has appealed against."""
    reply = get_object_or_404(Comment, pk=pk)
    appeal = get_object_or_404(
        Appeal.objects.select_related("comment__writer", "decision"), comment=reply
    )
    try:
        appeals.refuse(appeal=appeal, by=request.user)
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        writer = appeal.comment.writer
        told = (
            _("Its writer is told by mail.")
            if writer and writer.takes_mail
            else _("No mail goes to its writer: their address is not confirmed, or takes none.")
        )
        messages.success(request, " ".join([_("The appeal is refused."), told]))
    view = reading.View.asked(request.GET.dict())
    return redirect(reverse("admin:comments_comment_change", args=[pk]) + view.query_string())
