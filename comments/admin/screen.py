"""The moderator's screen: the list on the left, one reply on the right."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments import queue as reading
from comments.admin.request import StaffRequest
from comments.models import Closing, Reason, Status, ThreadState
from comments.worksheet_form import WorksheetForm

TABS = {
    Status.PENDING: "Held",
    Status.APPROVED: "Approved",
    Status.REJECTED: "Rejected",
    Status.SPAM: "Spam",
    Status.REMOVED: "Removed",
    Status.WITHDRAWN: "Withdrawn",
}


@require_safe
def queue(request: StaffRequest, site: AdminSite, pk: int | None = None) -> HttpResponse:
    """Show the list, and the reply that was asked for or the list's first."""
    return draw(request, site, pk)


def draw(
    request: StaffRequest, site: AdminSite, pk: int | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Draw the screen. ``more`` brings back what a refused form held."""
    view = reading.View.asked(request.GET.dict())
    page = reading.page_of(view)
    if pk is None and page.lines:
        pk = page.lines[0].comment.pk
    detail = reading.detail(pk) if pk is not None else None
    if pk is not None and detail is None:
        raise Http404("No such reply.")
    context = {
        **site.each_context(request),
        "title": "Replies",
        "view": view,
        "query_string": view.query_string(),
        "tabs": [
            (label, view.query_string(status=value, after="") or "?", value == view.status)
            for value, label in TABS.items()
        ],
        "page": page,
        "waiting": reading.waiting(),
        "detail": detail,
        "own": detail is not None and detail.comment.written_by_id == request.user.pk,
        "next": view.beyond(detail.comment).first() if detail else None,
        "last": reading.last_decision(request.user),
        "reasons": Reason.choices,
        "thread_states": ThreadState.choices,
        "closings": Closing.choices,
        "worksheet": WorksheetForm.of(detail.comment) if detail else None,
        "worksheet_open": detail is not None and detail.has_effect,
        "held": view.status == Status.PENDING,
        **more,
    }
    return render(request, "admin/comments/queue.html", context, status=status)
