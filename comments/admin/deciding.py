"""Buttons of the moderator's screen. Each calls one verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments import claims, moderation, reporting, thread_verbs
from comments.admin import paths, said
from comments.admin.request import StaffRequest
from comments.admin.screen import draw
from comments.errors import Incomplete, ReplyError
from comments.models import Comment, Decision, Status
from comments.queue import View

PLAIN: dict[str, Callable[..., Decision]] = {
    "spam": moderation.mark_spam,
    "undo": moderation.undo,
}


@require_POST
def decide(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Decide on one reply and go to the next."""
    comment = get_object_or_404(Comment, pk=pk)
    verb, sent = request.POST.get("verb", ""), request.POST
    reason, note = sent.get("reason", ""), said.note(sent.get("note", ""))
    view = View.asked(request.GET.dict())
    how: dict[str, Any] = {
        "comment": comment,
        "by": request.user,
        "version": said.number(sent.get("version")),
    }
    try:
        confirmed = sent.get("confirmed") == "yes"
        if verb == "reject":
            decision = moderation.reject(**how, reason=reason, note=note, confirmed=confirmed)
        elif verb == "remove":
            decision = moderation.remove(**how, reason=reason, note=note)
        elif verb == "approve":
            decision = moderation.approve(**how, confirmed=confirmed)
        elif verb in PLAIN:
            decision = PLAIN[verb](**how)
        else:
            raise Http404("No such decision.")
    except Incomplete as error:
        return draw(request, site, pk, status=422, problem=str(error), reason=reason, note=note)
    except ReplyError as error:
        if note:  # what was typed stands on the page as it is now
            return draw(request, site, pk, status=409, problem=str(error), reason=reason, note=note)
        messages.error(request, str(error))
        return redirect(paths.reply(pk, view))
    name = comment.name if comment.physician_id else f"Reader “{comment.name}”"
    if verb == "undo":
        claims.take(comment=comment, by=request.user)
        messages.success(
            request, f"Undone: {name} is {decision.get_to_status_display().lower()} again."
        )
        return redirect(paths.reply(pk, view))
    claims.release(comment)
    messages.success(request, f"{decision.get_to_status_display()}: {name}.")
    return _after(request, view, comment)


@require_POST
def told(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Note that the duty physician was told of a reply, and stay with it and with what was typed."""
    comment = get_object_or_404(Comment, pk=pk)
    reason, note = request.POST.get("reason", ""), said.note(request.POST.get("note", ""))
    try:
        moderation.tell_physician(comment=comment, by=request.user)
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noted: the duty physician was told. Now decide on the reply."))
    if reason or note:
        return draw(request, site, pk, reason=reason, note=note)
    return redirect(paths.reply(pk, View.asked(request.GET.dict())))


@require_POST
def next_reply(request: StaffRequest, site: AdminSite) -> HttpResponse:
    """Go to the first reply that no colleague is looking at, and claim it."""
    view = View.asked(request.GET.dict())
    rows = view.rows().exclude(pk=said.number(request.POST.get("not")))
    return _go(request, view, claims.take_first(rows=rows, by=request.user))


@require_POST
def let_stay(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Say that a reported reply which readers still see stays where it is."""
    comment = get_object_or_404(Comment, pk=pk)
    version, seen = (said.number(request.POST.get(name)) for name in ("version", "seen"))
    try:
        reporting.let_stay(comment=comment, by=request.user, version=version, seen=seen)
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The report is looked at: the reply stays."))
    return redirect(paths.reply(pk, View.asked(request.GET.dict())))


@require_POST
def thread(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Open, close or hide the replies of the article that a reply belongs to."""
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    view = View.asked(request.GET.dict())
    try:
        changed = thread_verbs.set_state(
            article=comment.article,
            by=request.user,
            state=request.POST.get("state", ""),
            seen=request.POST.get("seen", ""),
        )
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Replies to this page: {changed.get_state_display().lower()}.")
    return redirect(paths.reply(pk, view))


@require_POST
def closing(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Say when the replies of the article that a reply belongs to close by themselves."""
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    view = View.asked(request.GET.dict())
    days = request.POST.get("days", "")
    try:
        thread_verbs.set_closing(
            article=comment.article,
            by=request.user,
            closing=request.POST.get("closing", ""),
            days=int(days) if days.isdecimal() and len(days) < 6 else None,
            seen=request.POST.get("seen", ""),
        )
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved: when replies to this page close."))
    return redirect(paths.reply(pk, view))


def _after(request: StaffRequest, view: View, decided: Comment) -> HttpResponse:
    """Go on below the reply that was decided on; from the end of the list back to its top."""
    beyond, top = view.beyond(decided), view.rows()
    if view.status == Status.PENDING:
        following = claims.take_first(rows=beyond, by=request.user) or claims.take_first(
            rows=top, by=request.user
        )
    else:
        following = beyond.first() or top.first()
    return _go(request, view, following)


def _go(request: StaffRequest, view: View, following: Comment | None) -> HttpResponse:
    if following is not None:
        return redirect(paths.reply(following.pk, view))
    if view.rows().exists():
        messages.info(request, _("Colleagues are looking at all that is left here."))
    return redirect(paths.listing(view))
