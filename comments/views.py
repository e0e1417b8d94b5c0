"""What readers reach: the form's address, the receipt, the form under a reply, a reply's own address."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db.models import Q, QuerySet, Value
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
from articles.models.article import ArticleKind
from clinic_cms.clinic import origin
from clinic_cms.clinic.bad_requests import posted
from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.prepared import Prepared
from comments import (
    appeals,
    closing,
    drawing,
    emergency,
    known,
    mail_links,
    marking,
    posting,
    threads,
    throttle,
    tokens,
)
from comments.errors import Refused
from comments.forms import ReplyForm
from comments.models import Comment, Status
from comments.models.comment import DEEPEST
from comments.screening import Finding, personal_data, side_effects

LONGEST_BODY = 1024 * 1024  # bytes: up to here the text comes back; beyond, the browser holds it


@csrf_exempt  # a CSRF token needs a cookie; the signed form token and ``origin`` stand in for it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a reply. Whatever is refused comes back with what was typed.

    A browser that opens the page of a refused form once more asks for it by GET, and is led to the form.
    """
    if request.method != "POST":
        return redirect(reverse("articles:detail", args=[slug]) + "#leave-a-reply")
    try:
        data = posted(request, LONGEST_BODY)
    except RequestDataTooBig:
        return _refuse(
            request,
            _TooBig(_("This is far too long for a reply. Go back: your browser still has it.")),
            slug,
        )
    found, official = _asked_first(slug)
    if found is None:
        if not _guides().ever_live().filter(slug=slug).exists():
            raise Http404("No such page.")
        return _refuse(request, posting.Gone(posting.GONE), slug, data=data)
    form = ReplyForm(data)
    form.official = official
    if not origin.is_ours(request):
        foreign = Refused(
            _("Your browser did not say that this came from our page. Send it again.")
        )
        return _refuse(request, foreign, slug, data=data, form=form, edition=found[0])
    if not form.is_valid():
        return _refuse(request, None, slug, data=data, form=form, edition=found[0])
    try:
        reply = posting.post_reply(
            article_id=found[1],
            token=form.cleaned_data["token"],
            text=form.cleaned_data["text"],
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            parent=form.cleaned_data["parent"],
            address=throttle.client_address(request),
            as_is=data.get("as_is") == "yes",
        )
    except Refused as refused:
        return _refuse(request, refused, slug, data=data, form=form, edition=found[0])
    receipt = reverse("comments:sent", args=[tokens.make_receipt(reply.public_id)])
    return HttpResponseRedirect(receipt, status=HTTPStatus.SEE_OTHER)


@never_cache
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Show a writer where their reply stands. The address is signed and known to them alone."""
    public_id = tokens.read_receipt(token)
    since = timezone.now() - tokens.RECEIPT_MAX_AGE
    # A mail about a decision leads here, however old the reply is by then.
    recent = Q(created_at__gt=since) | Q(decision__created_at__gt=since)
    reply = (
        Comment.objects.filter(recent, public_id=public_id or "")
        .select_related("edition", "decision", "writer", "parent")
        .first()
    )
    if reply is None:
        raise Http404("No such receipt.")
    refused = reply.status in (Status.REJECTED, Status.REMOVED) and reply.decision
    context = {
        "state": reply.status,
        "shown": Comment.objects.visible().filter(pk=reply.pk).exists(),
        "reply": reply,
        "reason": reply.decision.reason_told if refused and reply.decision else "",
        "appeal": mail_links.APPEAL.path(reply.decision.pk)
        if refused and reply.decision and not appeals.why_not(reply.decision)
        else "",
        "taken_out": list(dict.fromkeys(r.reason_told for r in reply.redactions.standing())),
        "edition": Edition.objects.live().filter(article_id=reply.article_id).first(),
        **emergency.cards(reply.flags),
        **_told(reply),
    }
    return render(request, "comments/sent.html", context)


@require_safe
def answer_form(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one reply with the way to report it, and the form to answer it where it takes answers."""
    parent = Comment.objects.visible().filter(public_id=public_id).first()
    if parent is None:
        raise Http404("No such reply.")
    edition = Edition.objects.live().get(article_id=parent.article_id)
    takes_answers = parent.depth < DEEPEST and closing.is_open(parent.article_id)
    context = {
        "edition": edition,
        "slug": edition.slug,
        "public_id": parent.public_id,
        "parent_html": drawing.one(parent, ClinicProfile.current().name),
        "heading": _("Answer or report a reply") if takes_answers else _("Report a reply"),
        # The page that led here may be older than the rule that closed it: a report is taken all the same.
        "form": ReplyForm.blank(edition, parent) if takes_answers else None,
    }
    return render(request, "comments/answer.html", context)


@require_safe
def permalink(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the page of the thread that shows a reply."""
    reply = Comment.objects.visible().filter(public_id=public_id).first()
    if reply is None:
        raise Http404("No such reply.")
    edition = Edition.objects.live().get(article_id=reply.article_id)
    return redirect(threads.address_of(reply, edition))


class _TooBig(Refused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def _guides() -> Any:
    return Edition.objects.filter(kind=ArticleKind.GUIDE)


def _asked_first(slug: str) -> tuple[tuple[int, int] | None, list[str]]:
    """Return what a form is looked at with, in one query: two would take longer.

    The key of the guide's edition that readers see and that of its article, and the official names.
    """
    rows = _first.rows(slug=slug, now=timezone.now())
    found = next(((pk, of) for pk, of, kind, _name in rows if kind == ArticleKind.GUIDE), None)
    return found, [name for *_keys, kind, name in rows if not kind]


@Prepared
def _first(slug: str, now: datetime) -> QuerySet[Any, Any]:
    # Not by its kind: SQLite would look through all live guides, and not look for the slug.
    live = Edition.objects.live(now).filter(slug=slug).order_by()
    asked = live.values_list("pk", "article", "kind", Value(""))
    return asked.union(*known.official(Value(0), Value(0), Value("")), all=True)


def _told(reply: Comment) -> dict[str, Any]:
    """Say what else the writer is told of their own words, while they are held."""
    found = {finding["rule"] for finding in reply.findings}
    return {
        "reports_effect": side_effects.RULE in found,
        "personal": personal_data.RULE in found and reply.status == Status.PENDING,
    }


def _shown_again(text: str, findings: list[Finding]) -> dict[str, Any]:
    """Return the writer's words with the places marked, and what each kind of place is."""
    return {
        "marked": marking.marked(text, findings),
        "kinds": list(dict.fromkeys(finding.reason for finding in findings)),
    }


def _refuse(
    request: HttpRequest,
    refused: Refused | None,
    slug: str,
    *,
    data: QueryDict | None = None,
    form: ReplyForm | None = None,
    edition: int = 0,
) -> HttpResponse:
    """Answer with the reason and the writer's words, in a form that can be sent again where one can.

    ``edition`` is the key of the one that readers see, 0 where there is none.
    """
    live = Edition.objects.select_related("article").get(pk=edition) if edition else None
    text = data.get("text", "") if data else ""
    if form and live:
        form.renew(live, forget=("parent",) if isinstance(refused, posting.ParentMissing) else ())
    context: dict[str, Any] = {
        "reason": str(refused or ""),
        "closed": isinstance(refused, posting.Gone | posting.Closed),
        "form": form,
        "text": text,
        "slug": slug,
        "edition": live,
        **emergency.cards_for(text),
    }
    if isinstance(refused, posting.LookAgain):
        context["look"] = _shown_again(
            form.cleaned_data["text"] if form else text, refused.findings
        )
    status = refused.status if refused else HTTPStatus.UNPROCESSABLE_ENTITY
    response = render(request, "comments/refused.html", context, status=status)
    if isinstance(refused, throttle.Throttled):
        response["Retry-After"] = str(refused.wait)
    return response
