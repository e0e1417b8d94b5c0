"""The moderator's screen: the list on the left, one reply on the right."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinic_cms.clinic.models import User
from comments import around, claims
from comments import queue as reading
from comments.admin.request import StaffRequest
from comments.models import Closing, Comment, Reason, Status, ThreadState
from comments.queue import View
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
    view = View.asked(request.GET.dict())
    page = reading.page_of(view, request.user)
    chosen = pk
    if pk is None and page.lines:
        pk = page.lines[0].comment.pk
    detail = around.detail(pk, request.user) if pk is not None else None
    if pk is not None and detail is None:
        raise Http404("No such reply.")
    sheet = getattr(detail.comment, "worksheet", None) if detail else None
    if more.pop("worksheet_conflict", False) and sheet:
        more["worksheet_stored"] = sheet.facts()
    context = {
        **site.each_context(request),
        "title": "Replies",
        "view": view,
        "query_string": view.query_string(),
        "unfiltered": View(status=view.status).query_string() or "?",
        "tabs": [
            (label, view.query_string(status=value, after="") or "?", value == view.status)
            for value, label in TABS.items()
        ],
        "rules": reading.TITLES.items(),
        "page": page,
        "waiting": reading.waiting(),
        "detail": detail,
        "chosen": chosen,
        "own": detail is not None and detail.comment.written_by_id == request.user.pk,
        "next": _skip_to(view, detail.comment, request.user) if detail else None,
        "last": reading.last_decision(request.user),
        "reasons": Reason.choices,
        "redact_reason": Reason.PERSONAL_DATA,
        "thread_states": ThreadState.choices,
        "closings": Closing.choices,
        "worksheet": WorksheetForm.of(detail.comment) if detail else None,
        "worksheet_version": sheet.version if sheet else 0,
        "worksheet_open": detail is not None and detail.has_effect,
        "held": view.status == Status.PENDING,
        **more,
    }
    return render(request, "admin/comments/queue.html", context, status=status)


def _skip_to(view: View, comment: Comment, by: User) -> Comment | None:
    """Return the reply below this one; from the end of the list, the one at its top."""
    beyond, top = view.beyond(comment), view.rows().exclude(pk=comment.pk)
    if view.status == Status.PENDING:
        beyond, top = claims.free(beyond, by), claims.free(top, by)
    return beyond.first() or top.first()
