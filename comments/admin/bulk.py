"""Deciding on several replies alike: first a page to confirm, then each through the verb."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comments import claims, moderation
from comments.admin import paths, said
from comments.admin.request import StaffRequest
from comments.errors import ChangedMeanwhile, Incomplete, ReplyError
from comments.models import Comment, Decision, Reason, Status
from comments.queue import LONG_COLUMNS, View


@dataclass(frozen=True)
class Act:
    """What can be done to many. ``done`` completes "3 replies …"."""

    verb: Callable[..., Decision]
    button: str
    done: str
    to: Status
    asks_reason: bool = False


@dataclass(frozen=True)
class Row:
    """A reply on the page that asks. ``chosen`` is what the form sends, ``refused`` why it was."""

    comment: Comment
    chosen: str
    refused: str = ""


ACTS = {
    "approve": Act(moderation.approve, "Approve", "approved", Status.APPROVED),
    "reject": Act(moderation.reject, "Reject", "rejected", Status.REJECTED, asks_reason=True),
    "spam": Act(moderation.mark_spam, "Mark as spam", "marked as spam", Status.SPAM),
}


@require_POST
def bulk(request: StaffRequest, site: AdminSite) -> HttpResponse:
    """Ask once, then decide on each at the version that was listed."""
    act = ACTS.get(request.POST.get("verb", ""))
    if act is None:
        raise Http404("No such decision.")
    view = View.asked(request.GET.dict())
    seen = said.chosen(request.POST.getlist("chosen"))
    found = Comment.objects.filter(pk__in=seen).select_related("edition")
    comments = list(found.defer(*(f"edition__{c}" for c in LONG_COLUMNS)).order_by("pk"))
    if not comments:
        messages.warning(request, "Tick the replies first.")
        return redirect(paths.listing(view))
    how: dict[str, str] = {}
    if act.asks_reason:
        how = {
            "reason": request.POST.get("reason", ""),
            "note": said.note(request.POST.get("note", "")),
        }
    problem, status = "", HTTPStatus.OK
    rows = [Row(comment, f"{comment.pk}:{seen[comment.pk]}") for comment in comments]
    if request.POST.get("confirmed") == "yes":
        try:
            if act.asks_reason:
                moderation.check_grounds(**how)
        except Incomplete as error:
            problem, status = str(error), HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            refused = _decide(request, act, comments, seen, how)
            if not (refused and act.asks_reason):
                for line in refused:
                    messages.error(request, f"Reader “{line.comment.name}”: {line.refused}")
                return redirect(paths.listing(view))
            # The note was written once for all of them: it stays until each is decided on.
            rows, status = refused, HTTPStatus.CONFLICT
    context = {
        **site.each_context(request),
        "title": act.button,
        "act": act,
        "verb": request.POST["verb"],
        "back": paths.listing(view),
        "query_string": view.query_string(),
        "rows": rows,
        "any_left": any(row.chosen for row in rows),
        "reasons": Reason.choices,
        "problem": problem,
        **how,
    }
    return render(request, "admin/comments/bulk.html", context, status=status)


def _decide(
    request: StaffRequest,
    act: Act,
    comments: list[Comment],
    seen: dict[int, int],
    how: dict[str, str],
) -> list[Row]:
    """Decide on each, and say of how many. Return those that were refused, as they are now."""
    decided, refused = 0, []
    for comment in comments:
        try:
            act.verb(comment=comment, by=request.user, version=seen[comment.pk], **how)
        except ReplyError as error:
            refused.append(_as_it_is(comment, act, error))
        else:
            claims.release(comment)
            decided += 1
    if decided:
        messages.success(
            request,
            ngettext("%(n)d reply %(done)s.", "%(n)d replies %(done)s.", decided)
            % {"n": decided, "done": act.done},
        )
    return refused


def _as_it_is(comment: Comment, act: Act, error: ReplyError) -> Row:
    """Return a refused reply with its present words; to be chosen again where that could help."""
    comment.refresh_from_db(fields=("text", "name", "status", "version"))
    possible = act.to in moderation.TRANSITIONS[comment.status]
    again = isinstance(error, ChangedMeanwhile) and possible
    return Row(comment, f"{comment.pk}:{comment.version}" if again else "", str(error))
