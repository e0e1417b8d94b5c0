"""The physician's screens: what readers wrote under their pages, and the answer to it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic_cms.clinic.plain_text import plain
from comments import answering, marking
from comments.admin.request import StaffRequest
from comments.errors import ReplyError
from comments.models import AnswerTemplate, Comment
from comments.models.comment import DEEPEST

A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """A reader's reply with the physician's answers to it."""

    comment: Comment
    answers: list[Comment]

    @property
    def answerable(self) -> bool:
        return self.comment.depth < DEEPEST


@require_safe
def mine(request: StaffRequest, site: AdminSite) -> HttpResponse:
    """List what readers see under the person's own pages, newest first."""
    after = request.GET.get("after", "")
    rows = (
        Comment.objects.visible()
        .under_pages_of(request.user.pk)
        .filter(written_by__isnull=True)
        .select_related("edition")
        .prefetch_related(
            Prefetch(
                "answers",
                Comment.objects.filter(written_by=request.user)
                .select_related("decision")
                .order_by("pk"),
                to_attr="own_answers",
            )
        )
        .order_by("-pk")
    )
    if after.isdecimal():
        rows = rows.filter(pk__lt=int(after[:18]))
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    context = {
        **site.each_context(request),
        "title": "Replies to my pages",
        "rows": [Row(comment, comment.own_answers) for comment in shown],  # type: ignore[attr-defined]  # made by the prefetch
        "next_query": f"?after={shown[-1].pk}" if len(found) > A_PAGE else "",
        "later": bool(after),
    }
    return render(request, "admin/comments/answers.html", context)


@require_safe
def from_page(request: StaffRequest, site: AdminSite, public_id: str) -> HttpResponse:
    """Lead from a reply on a readers' page to the form that answers it."""
    parent = get_object_or_404(Comment.objects.visible(), public_id=public_id)
    return redirect("admin:comments_comment_answer", parent.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Answer one reply."""
    parents = Comment.objects.select_related("edition", "article__author")
    parent = parents.filter(pk=pk).first()
    shown = Comment.objects.visible().filter(pk=pk).exists()
    # What was typed comes back with the verb's reason: the reply may have gone from readers meanwhile.
    if parent is None or (not shown and request.method != "POST"):
        raise Http404("No such reply.")
    if not answering.may_answer(parent, request.user):
        raise PermissionDenied
    templates = list(AnswerTemplate.objects.offered())
    chosen, text = request.POST.get("template", ""), request.POST.get("text", "")
    problem, look = "", None
    if request.POST.get("use") == "yes":
        offered = [t.text for t in templates if str(t.pk) == chosen]
        text = "\n\n".join(filter(None, [text.strip(), *offered]))  # below what was typed
    elif request.method == "POST":
        as_is = request.POST.get("as_is") == "yes"
        try:
            answering.answer(parent=parent, by=request.user, text=text, as_is=as_is)
        except answering.ConfirmsPatient as stopped:
            text = plain(text).strip()  # the places are counted in what would have been stored
            look = {
                "marked": marking.marked(text, stopped.findings),
                "reasons": list(dict.fromkeys(f.reason for f in stopped.findings)),
            }
        except ReplyError as error:
            problem = str(error)
        else:
            messages.success(request, _("Your answer is held until another person has read it."))
            return redirect("admin:comments_comment_answers")
    context = {
        **site.each_context(request),
        "title": _("Answer a reply"),
        "parent": parent,
        "shown": shown,
        "templates": templates,
        "chosen": chosen,
        "text": text,
        "problem": problem,
        "look": look,
    }
    return render(
        request, "admin/comments/answer.html", context, status=422 if problem or look else 200
    )
