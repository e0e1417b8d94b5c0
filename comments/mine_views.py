"""A writer's own replies, behind a link that is mailed to the address they came with."""

import time
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import ErrorReport
from clinic_cms.clinic import origin, throttle
from clinic_cms.clinic.bad_requests import posted
from comments import addresses, exporting, privacy
from comments.errors import ReplyError
from comments.mail_links import MINE
from comments.models import Redaction, WriterAddress
from comments.secret_pages import secret_page
from comments.writer_forms import AskForm

LONGEST_BODY = 64 * 1024  # bytes
# Seconds. What is done for a known address takes some hundredths; who asks is not to measure it.
ANSWER_AFTER = 0.25
A_CONNECTION = (throttle.Limit(10, timedelta(hours=1)),)


@csrf_exempt  # a CSRF token needs a cookie; ``origin`` stands in for it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer, and when it comes, are the same whether or not an address is known."""
    if request.method != "POST":
        return _ask_page(request, AskForm())
    form = AskForm(posted(request, LONGEST_BODY))
    if not origin.is_ours(request):
        reason = _("Your browser did not say that this came from our page. Send it again.")
        return _ask_page(request, form, reason, HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return _ask_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    key = throttle.address_hash(throttle.client_address(request), "comments.ask")
    try:
        with transaction.atomic():
            throttle.in_turn(key)
            throttle.refuse_over(A_CONNECTION, key)
            throttle.count(key)
    except throttle.TooMany as many:
        reason = _("Many links have been asked for from your connection. Ask again %(when)s.")
        said = reason % {"when": throttle.in_words(many.wait)}
        response = _ask_page(request, form, said, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(many.wait)
        return response
    began = time.monotonic()
    addresses.send_link(form.cleaned_data["email"])
    time.sleep(max(0.0, began + ANSWER_AFTER - time.monotonic()))
    return HttpResponseRedirect(reverse("comments:mine_asked"), status=HTTPStatus.SEE_OTHER)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what happens now, which depends on nothing."""
    return render(request, "comments/writer/asked.html", {"hours": 2})


@secret_page
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody their replies; take one back, erase one or all of them."""
    writer = _writer(token)
    replies = privacy.replies_of(writer)
    if request.method == "POST":
        return _act(request, token, writer)
    context = {
        "replies": list(
            replies.select_related("edition", "decision", "appeal").prefetch_related(
                Prefetch("redactions", Redaction.objects.standing())
            )
        ),
        "visible": set(replies.visible().values_list("pk", flat=True)),
        "reports": list(addresses.reports_with(writer.hash).select_related("edition")),
        "writer": writer,
        "token": token,
        "done": request.GET.get("done", ""),
    }
    return render(request, "comments/writer/mine.html", context)


@secret_page
def export(request: HttpRequest, token: str) -> HttpResponse:
    """Hand somebody everything of their replies as a file."""
    document = exporting.everything_of(_writer(token))
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-replies.json"'
    return response


def _act(request: HttpRequest, token: str, writer: WriterAddress) -> HttpResponse:
    data = posted(request, LONGEST_BODY)
    act, chosen = data.get("act", ""), privacy.replies_of(writer)
    if act in ("withdraw", "erase"):
        chosen = chosen.filter(public_id=data.get("reply", "").replace("\0", ""))
    elif act != "erase_all":
        return _there(token)
    found = list(chosen.select_related("edition"))
    reports: list[ErrorReport] = []
    if act == "erase_all":
        reports = list(addresses.reports_with(writer.hash).select_related("edition"))
    if not found and not reports:
        return _there(token)
    if data.get("confirmed") != "yes":
        context = {"act": act, "replies": found, "reports": reports, "token": token}
        return render(request, "comments/writer/mine_confirm.html", context)
    try:
        if act == "withdraw":
            privacy.withdraw(found[0])
        else:
            privacy.erase(writer=writer, replies=found, reports=reports)
    except ReplyError:
        return _there(token)  # it stands otherwise meanwhile, and the page says how
    return _there(token, done="withdrawn" if act == "withdraw" else "erased")


def _there(token: str, done: str = "") -> HttpResponse:
    address = reverse("comments:mine_list", args=[token])
    return HttpResponseRedirect(
        f"{address}?done={done}" if done else address, status=HTTPStatus.SEE_OTHER
    )


def _writer(token: str) -> WriterAddress:
    return MINE.row(token, WriterAddress.objects.all(), MINE.read(token, 1)[0])


def _ask_page(
    request: HttpRequest, form: AskForm, reason: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "reason": reason}
    return render(request, "comments/writer/ask.html", context, status=status)
