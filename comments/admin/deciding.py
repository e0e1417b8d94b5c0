"""Buttons of the moderator's screen. Each calls one verb."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comments import moderation, reporting
from comments import queue as reading
from comments.admin.request import StaffRequest
from comments.admin.screen import draw
from comments.errors import Incomplete, ReplyError
from comments.models import Comment, Decision

PLAIN: dict[str, Callable[..., Decision]] = {
    "approve": moderation.approve,
    "spam": moderation.mark_spam,
    "undo": moderation.undo,
}
WITH_REASON: dict[str, Callable[..., Decision]] = {
    "reject": moderation.reject,
    "remove": moderation.remove,
}
IN_BULK = {"approve": ("Approve", "approved"), "spam": ("Mark as spam", "marked as spam")}
MOST_IN_BULK = 100


@require_POST
def decide(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Decide on one reply and go to the next."""
    comment = get_object_or_404(Comment, pk=pk)
    verb, said = request.POST.get("verb", ""), request.POST
    reason, note = said.get("reason", ""), said.get("note", "").replace("\0", "")
    view = reading.View.asked(request.GET.dict())
    here = reverse("admin:comments_comment_change", args=[pk]) + view.query_string()
    try:
        if verb in WITH_REASON:
            decision = WITH_REASON[verb](
                comment=comment, by=request.user, version=_number(said.get("version")),
                reason=reason, note=note,
            )  # fmt: skip
        elif verb == "approve":
            decision = moderation.approve(
                comment=comment, by=request.user, version=_number(said.get("version")),
                confirmed=said.get("confirmed") == "yes",
            )  # fmt: skip
        elif verb in PLAIN:
            decision = PLAIN[verb](
                comment=comment, by=request.user, version=_number(said.get("version"))
            )
        else:
            raise Http404("No such decision.")
    except Incomplete as error:
        return draw(request, site, pk, status=422, problem=str(error), reason=reason, note=note)
    except ReplyError as error:
        messages.error(request, str(error))
        return redirect(here)
    name = comment.name if comment.physician_id else f"Reader “{comment.name}”"
    if verb == "undo":
        messages.success(
            request, f"Undone: {name} is {decision.get_to_status_display().lower()} again."
        )
        return redirect(here)
    messages.success(request, f"{decision.get_to_status_display()}: {name}.")
    following = view.beyond(comment).first() or view.rows().first()
    if following is None:
        return redirect(reverse("admin:comments_comment_changelist") + view.query_string(after=""))
    return redirect(
        reverse("admin:comments_comment_change", args=[following.pk]) + view.query_string()
    )


@require_POST
def bulk(request: StaffRequest, site: AdminSite) -> HttpResponse:
    """Decide on several replies alike: first a page to confirm, then each through the verb."""
    verb = request.POST.get("verb", "")
    if verb not in IN_BULK:
        raise Http404("No such decision.")
    view = reading.View.asked(request.GET.dict())
    back = reverse("admin:comments_comment_changelist") + view.query_string()
    seen = _chosen(request.POST.getlist("chosen"))
    comments = list(Comment.objects.filter(pk__in=seen).select_related("edition").order_by("pk"))
    if not comments:
        messages.warning(request, "Tick the replies first.")
        return redirect(back)
    button, done = IN_BULK[verb]
    if request.POST.get("confirmed") != "yes":
        context = {
            **site.each_context(request),
            "title": button,
            "button": button,
            "verb": verb,
            "back": back,
            "query_string": view.query_string(),
            "rows": [(comment, f"{comment.pk}:{seen[comment.pk]}") for comment in comments],
        }
        return render(request, "admin/comments/bulk.html", context)
    decided, refused = 0, []
    for comment in comments:
        try:
            PLAIN[verb](comment=comment, by=request.user, version=seen[comment.pk])
            decided += 1
        except ReplyError as error:
            refused.append(f"Reader “{comment.name}”: {error}")
    if decided:
        messages.success(
            request,
            ngettext("%(n)d reply %(done)s.", "%(n)d replies %(done)s.", decided)
            % {"n": decided, "done": done},
        )
    for line in refused:
        messages.error(request, line)
    return redirect(back)


@require_POST
def let_stay(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Say that a reported reply which readers still see stays where it is."""
    comment = get_object_or_404(Comment, pk=pk)
    try:
        reporting.let_stay(comment=comment, by=request.user)
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The report is looked at: the reply stays."))
    return redirect(reverse("admin:comments_comment_change", args=[pk]))


@require_POST
def thread(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Open, close or hide the replies of the article that a reply belongs to."""
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    view = reading.View.asked(request.GET.dict())
    try:
        changed = moderation.set_thread_state(
            article=comment.article,
            by=request.user,
            state=request.POST.get("state", ""),
            seen=request.POST.get("seen", ""),
        )
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Replies to this page: {changed.get_state_display().lower()}.")
    return redirect(reverse("admin:comments_comment_change", args=[pk]) + view.query_string())


@require_POST
def closing(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Say when the replies of the article that a reply belongs to close by themselves."""
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    view = reading.View.asked(request.GET.dict())
    days = request.POST.get("days", "")
    try:
        moderation.set_thread_closing(
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
    return redirect(reverse("admin:comments_comment_change", args=[pk]) + view.query_string())


def _number(text: str | None) -> int:
    """Return a version as a number; what is none matches no version."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _chosen(values: list[str]) -> dict[int, int]:
    """Return the versions that were seen, by primary key."""
    pairs = (value.partition(":") for value in values[:MOST_IN_BULK])
    return {_number(pk): _number(version) for pk, _, version in pairs if _number(pk)}
