"""The worksheet on a side effect, in the moderator's screen."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments import worksheets
from comments.admin import paths, said
from comments.admin.request import StaffRequest
from comments.admin.screen import draw
from comments.errors import ChangedMeanwhile, ReplyError
from comments.models import Comment
from comments.queue import View
from comments.worksheet_form import WorksheetForm


@require_POST
def fill(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Fill in the worksheet of one reply."""
    comment = get_object_or_404(Comment.objects.select_related("edition"), pk=pk)
    form = WorksheetForm(request.POST)
    seen, problem = said.number(request.POST.get("version")), ""
    back: dict[str, Any] = {"worksheet_version": seen}
    if form.is_valid():
        try:
            worksheets.fill_in(comment=comment, by=request.user, version=seen, **form.cleaned_data)
        except ChangedMeanwhile as error:
            # What is stored stands beside the form: only who has it before them may write over it.
            problem, back = str(error), {"worksheet_conflict": True}
        except ReplyError as error:
            problem = str(error)
        else:
            messages.success(request, _("The worksheet is saved."))
            return redirect(paths.reply(pk, View.asked(request.GET.dict())))
    back |= {"worksheet": form, "worksheet_open": True, "worksheet_problem": problem}
    return draw(request, site, pk, status=422, **back)
