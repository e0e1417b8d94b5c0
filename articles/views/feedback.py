"""Was this page useful? And: report an error in the text. Without a cookie, as replies."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import emergency, feedback
from articles.feedback_forms import FeedbackForm, ReportForm, UsefulForm
from articles.models import Edition
from articles.views.reading import gone_or_404
from clinic_cms.clinic import origin, throttle
from clinic_cms.clinic.bad_requests import posted

LONGEST_BODY = 256 * 1024  # bytes; the longest form takes a tenth of it
Form = type[UsefulForm] | type[ReportForm]
methods = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # a CSRF token needs a cookie; the signed form token and ``origin`` stand in for it
@never_cache
@methods
def useful(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an answer to "Was this page useful?", or show the question by itself."""
    return _form_page(request, slug, UsefulForm)


@csrf_exempt  # the same
@never_cache
@methods
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a report of an error in the text, or show its form."""
    return _form_page(request, slug, ReportForm)


@never_cache
@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Say thank you. The address says nothing of what was sent."""
    edition = _live(slug)
    if edition is None:
        return gone_or_404(request, slug)
    return render(request, "articles/feedback_thanks.html", {"edition": edition})


def _live(slug: str) -> Edition | None:
    live = Edition.objects.live().filter(slug=slug).select_related("article")
    return live.defer("payload", "html", "search_text").first()


def _form_page(request: HttpRequest, slug: str, kind: Form) -> HttpResponse:
    edition = _live(slug)
    if request.method != "POST":
        if edition is None:
            return gone_or_404(request, slug)
        form = kind(initial={"token": feedback.make_token(edition)})
        return _page(request, edition, form)
    try:
        data = posted(request, LONGEST_BODY)
    except RequestDataTooBig:
        if edition is None:
            return gone_or_404(request, slug)
        empty = kind(initial={"token": feedback.make_token(edition)})
        reason = _("This is far too long. Go back with your browser and send a shorter text.")
        return _page(request, edition, empty, reason, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if edition is None:
        return _too_late(request, slug, kind, data)
    return _take(request, edition, kind(data))


def _take(request: HttpRequest, edition: Edition, form: FeedbackForm) -> HttpResponse:
    if not origin.is_ours(request):
        foreign = _("Your browser did not say that this came from our page. Send it again.")
        return _again(request, edition, form, foreign, HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return _again(request, edition, form, "", HTTPStatus.UNPROCESSABLE_ENTITY)
    sent = {k: v for k, v in form.cleaned_data.items() if k not in ("website", "useful")}
    sent |= {"article": edition.article, "address": throttle.client_address(request)}
    try:
        if isinstance(form, UsefulForm):
            feedback.vote(useful=form.cleaned_data["useful"] == "yes", **sent)
        else:
            feedback.report_error(**sent)
    except feedback.FeedbackError as refused:
        response = _again(request, edition, form, str(refused), refused.status)
        if isinstance(refused, feedback.Throttled):
            response["Retry-After"] = str(refused.wait)
        return response
    cards = emergency.cards_for(form.cleaned_data[form.own])
    if any(cards.values()):
        # Not led on: an address that shows the cards would stay in the browser, and tell what was sent.
        return render(request, "articles/feedback_thanks.html", {"edition": edition, **cards})
    there = reverse("articles:thanks", args=[edition.slug])
    return HttpResponseRedirect(there, status=HTTPStatus.SEE_OTHER)


def _again(
    request: HttpRequest, edition: Edition, form: FeedbackForm, reason: str, status: HTTPStatus
) -> HttpResponse:
    """Answer with the reason, and with what was typed in a form that can be sent as it stands."""
    form.is_valid()  # so that what is wrong with the fields is said as well
    form.renew(edition)
    return _page(request, edition, form, reason, status)


def _too_late(request: HttpRequest, slug: str, kind: Form, data: QueryDict) -> HttpResponse:
    """Answer somebody whose page was withdrawn while they wrote: their words come back."""
    if not Edition.objects.filter(slug=slug).ever_live().exists():
        raise Http404
    form = kind(data)
    form.is_valid()
    texts = [(f.label, f.value()) for f in form.visible_fields() if f.name != "website"]
    context = {"texts": [text for text in texts if text[1]], **_cards(form)}
    return render(request, "articles/feedback_gone.html", context, status=HTTPStatus.GONE)


def _page(
    request: HttpRequest,
    edition: Edition,
    form: FeedbackForm,
    reason: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    template = "useful" if isinstance(form, UsefulForm) else "report"
    context: dict[str, Any] = {"edition": edition, "form": form, "reason": reason, **_cards(form)}
    return render(request, f"articles/feedback_{template}.html", context, status=status)


def _cards(form: FeedbackForm) -> dict[str, bool]:
    """Return which cards the words of a form that is not taken ask for: danger waits for no form."""
    return emergency.cards_for(form.data.get(form.own, ""))
