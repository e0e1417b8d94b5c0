"""The rules page, and the pages on which readers report a reply."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
from articles.views.pages import readers_page
from clinic_cms.clinic import origin
from clinic_cms.clinic.bad_requests import posted
from clinic_cms.clinic.models import ClinicProfile
from comments import drawing, emergency, reporting, rules, throttle
from comments.errors import Refused
from comments.models import Comment
from comments.report_form import ReplyReportForm

LONGEST_BODY = 256 * 1024  # bytes; the longest form takes a hundredth of it


@readers_page
def rules_page(request: HttpRequest) -> HttpResponse:
    """Show the criteria by which replies are decided on, with the codes of the queue."""
    return render(request, "comments/rules.html", {"criteria": rules.criteria()})


@csrf_exempt  # a CSRF token needs a cookie; the signed form token and ``origin`` stand in for it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form that reports a reply, or take what it brings."""
    comment = Comment.objects.filter(public_id=public_id).select_related("article").first()
    if comment is None:
        raise Http404("No such reply.")
    edition = Edition.objects.live().filter(article=comment.article_id).first()
    if edition is None:
        if request.method == "POST":
            return _gone(request)
        raise Http404("No such reply.")
    if request.method == "POST":
        return _take(request, comment, edition)
    if not Comment.objects.visible().filter(pk=comment.pk).exists():
        raise Http404("No such reply.")
    form = ReplyReportForm(initial={"token": ReplyReportForm.make_token(edition)})
    return _page(request, comment, edition, form)


@never_cache
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """Say thank you. The address says nothing of what was reported."""
    return render(request, "comments/reported.html")


def _take(request: HttpRequest, comment: Comment, edition: Edition) -> HttpResponse:
    try:
        data = posted(request, LONGEST_BODY)
    except RequestDataTooBig:
        reason = _("This is far too long. Go back with your browser and send a shorter text.")
        empty = ReplyReportForm(initial={"token": ReplyReportForm.make_token(edition)})
        too_big = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _page(request, comment, edition, empty, reason, too_big)
    form = ReplyReportForm(data)
    if not origin.is_ours(request):
        foreign = _("Your browser did not say that this came from our page. Send it again.")
        return _again(request, comment, edition, form, foreign, HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return _again(request, comment, edition, form, "", HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        reporting.report(
            comment=comment,
            token=form.cleaned_data["token"],
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            address=throttle.client_address(request),
        )
    except reporting.NotShown:
        return _gone(request)
    except Refused as refused:
        response = _again(request, comment, edition, form, str(refused), refused.status)
        if isinstance(refused, throttle.Throttled):
            response["Retry-After"] = str(refused.wait)
        return response
    cards = emergency.cards_for(form.cleaned_data["words"])
    if any(cards.values()):
        # Not led on: an address that shows the cards would stay in the browser, and tell what was sent.
        return render(request, "comments/reported.html", cards)
    return HttpResponseRedirect(reverse("comments:reported"), status=HTTPStatus.SEE_OTHER)


def _gone(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing left to report, and give the words back."""
    text = posted(request, LONGEST_BODY).get("words", "")
    context = {"text": text, **emergency.cards_for(text)}
    return render(request, "comments/report_gone.html", context, status=HTTPStatus.NOT_FOUND)


def _again(
    request: HttpRequest,
    comment: Comment,
    edition: Edition,
    form: ReplyReportForm,
    reason: str,
    status: HTTPStatus,
) -> HttpResponse:
    """Answer with the reason, and with what was typed in a form that can be sent as it stands."""
    form.is_valid()  # so that what is wrong with the fields is said as well
    form.renew(edition)
    return _page(request, comment, edition, form, reason, status)


def _page(
    request: HttpRequest,
    comment: Comment,
    edition: Edition,
    form: ReplyReportForm,
    reason: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    shown = Comment.objects.visible().filter(pk=comment.pk).exists()
    context: dict[str, Any] = {
        **emergency.cards_for(form.data.get("words", "")),
        "edition": edition,
        "form": form,
        "reason": reason,
        "official": comment.written_by_id is not None,
        "public_id": comment.public_id,
        # Somebody else may have reported it a moment ago: it is not shown again here.
        "reply_html": drawing.one(comment, ClinicProfile.current().name) if shown else "",
    }
    return render(request, "comments/report.html", context, status=status)
