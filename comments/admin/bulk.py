"""Deciding on several replies alike: first a page to confirm, then each through the verb."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comments import claims, moderation
from comments.admin import paths, said
from comments.admin.request import StaffRequest
from comments.errors import Incomplete, ReplyError
from comments.models import Comment, Decision, Reason
from comments.queue import LONG_COLUMNS, View


@dataclass(frozen=True)
class Act:
    """What can be done to many. ``done`` completes "3 replies …"."""

    verb: Callable[..., Decision]
    button: str
    done: str
    asks_reason: bool = False


ACTS = {
    "approve": Act(moderation.approve, "Approve", "approved"),
    "reject": Act(moderation.reject, "Reject", "rejected", asks_reason=True),
    "spam": Act(moderation.mark_spam, "Mark as spam", "marked as spam"),
}


@require_POST
def bulk(request: StaffRequest, site: AdminSite) -> HttpResponse:
    """Ask once, then decide on each at the version that was listed."""
    act = ACTS.get(request.POST.get("verb", ""))
    if act is None:
        raise Http404("No such decision.")
    view = View.asked(request.GET.dict())
    seen = said.chosen(request.POST.getlist("chosen"))
    rows = Comment.objects.filter(pk__in=seen).select_related("edition")
    comments = list(rows.defer(*(f"edition__{c}" for c in LONG_COLUMNS)).order_by("pk"))
    if not comments:
        messages.warning(request, "Tick the replies first.")
        return redirect(paths.listing(view))
    how: dict[str, str] = {}
    if act.asks_reason:
        how = {
            "reason": request.POST.get("reason", ""),
            "note": said.note(request.POST.get("note", "")),
        }
    problem = ""
    if request.POST.get("confirmed") == "yes":
        try:
            if act.asks_reason:
                moderation.check_grounds(**how)
        except Incomplete as error:
            problem = str(error)
        else:
            _decide(request, act, comments, seen, how)
            return redirect(paths.listing(view))
    context = {
        **site.each_context(request),
        "title": act.button,
        "act": act,
        "verb": request.POST["verb"],
        "back": paths.listing(view),
        "query_string": view.query_string(),
        "rows": [(comment, f"{comment.pk}:{seen[comment.pk]}") for comment in comments],
        "reasons": Reason.choices,
        "problem": problem,
        **how,
    }
    return render(request, "admin/comments/bulk.html", context, status=422 if problem else 200)


def _decide(
    request: StaffRequest,
    act: Act,
    comments: list[Comment],
    seen: dict[int, int],
    how: dict[str, str],
) -> None:
    decided, refused = 0, []
    for comment in comments:
        try:
            act.verb(comment=comment, by=request.user, version=seen[comment.pk], **how)
        except ReplyError as error:
            refused.append(f"Reader “{comment.name}”: {error}")
        else:
            claims.release(comment)
            decided += 1
    if decided:
        messages.success(
            request,
            ngettext("%(n)d reply %(done)s.", "%(n)d replies %(done)s.", decided)
            % {"n": decided, "done": act.done},
        )
    for line in refused:
        messages.error(request, line)
