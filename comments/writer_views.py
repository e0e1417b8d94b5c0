"""What a mail's links open: confirming an address, ending mails, an appeal. Only a button acts."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article
from clinic_cms.clinic.bad_requests import posted
from clinic_cms.clinic.models import User
from comments import addresses, appeals, emergency, mail_links, privacy, tokens
from comments.errors import ReplyError
from comments.letters import rules_address
from comments.mail_links import BadLink
from comments.models import Appeal, Comment, Decision, ThreadMute, WriterAddress
from comments.secret_pages import LONGEST_BODY, secret_page
from comments.writer_forms import AppealForm

LAST_SHOWN = 5


@secret_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody say that an address is theirs."""
    [writer_id] = mail_links.CONFIRM.read(token, 1)
    writer = mail_links.CONFIRM.row(token, WriterAddress.objects.all(), writer_id)
    if request.method == "POST":
        addresses.confirm(writer)
        return _back(request)
    context = (
        {"writer": writer, **_where_they_stand(writer)}
        if writer.confirmed_at
        else {"writer": writer}
    )
    return render(request, "comments/writer/confirm.html", context)


@secret_page
def mail(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails about one page's answers, or all of them; begin them again.

    A mailbox's own button posts ``List-Unsubscribe=One-Click`` (RFC 8058), and nothing else.
    """
    writer_id, article_id = mail_links.MAIL.read(token, 2)
    writer = mail_links.MAIL.row(token, WriterAddress.objects.all(), writer_id)
    article = Article.objects.filter(pk=article_id).first()
    if request.method == "POST":
        data = posted(request, LONGEST_BODY)
        what = data.get("what", "thread" if article else "all")
        if what == "again" and article and writer.wants_mail:
            addresses.unmute(writer, article)  # another page's stay ended
        elif what == "again":
            addresses.start_again(writer)
        elif what == "thread" and article:
            addresses.mute(writer, article)
        elif what == "all":
            addresses.stop_all(writer)
        return _taken(request, data)
    context = {
        "writer": writer,
        "article": article,
        "muted": ThreadMute.objects.filter(writer=writer, article=article).exists(),
    }
    return render(request, "comments/writer/mail.html", context)


@secret_page
def staff_mail(request: HttpRequest, token: str) -> HttpResponse:
    """End a moderator's daily mail or their mails about urgent replies; begin them again."""
    user_id, urgent = mail_links.STAFF_MAIL.read(token, 2)
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise BadLink
    which = "urgent_mail" if urgent else "digest_mail"
    if request.method == "POST":
        data = posted(request, LONGEST_BODY)
        User.objects.filter(pk=user.pk).update(**{which: data.get("what") == "again"})
        return _taken(request, data)
    context = {"urgent": urgent, "wanted": getattr(user, which)}
    return render(request, "comments/writer/staff_mail.html", context)


@secret_page
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """Take a writer's one appeal against a decision, or show its form."""
    decisions = Decision.objects.select_related("comment__writer", "comment__decision")
    decision = mail_links.APPEAL.row(token, decisions, mail_links.APPEAL.read(token, 1)[0])
    form, problem, status = AppealForm(), "", HTTPStatus.OK
    if request.method == "POST":
        form = AppealForm(posted(request, LONGEST_BODY))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                appeals.lodge(decision=decision, text=form.cleaned_data["text"])
            except ReplyError as error:
                problem, status = str(error), HTTPStatus.CONFLICT
            else:
                return _back(request)
    reply = decision.comment
    lodged = Appeal.objects.filter(comment=reply).first()
    context = {
        **emergency.cards_for(form.data.get("text", "") or (lodged.text if lodged else "")),
        "reply": reply,
        "shown": Comment.objects.visible().filter(pk=reply.pk).exists(),
        "reason": reply.decision.reason_told
        if reply.decision and reply.status in appeals.AGAINST
        else "",
        "stands": reverse("comments:sent", args=[tokens.make_receipt(reply.public_id)]),
        "rules": rules_address(),
        "lodged": lodged,
        "why_not": appeals.why_not(decision),
        "problem": problem,
        "form": form,
        "typed": form.data.get("text", "") if problem else "",
    }
    return render(request, "comments/writer/appeal.html", context, status=status)


def _where_they_stand(writer: WriterAddress) -> dict[str, Any]:
    """Return the last replies of an address, for their state alone: no words of theirs stand there."""
    replies = privacy.replies_of(writer).select_related("decision", "appeal", "edition")
    long = ("payload", "byline", "html", "search_text")  # of an edition: only its title is shown
    replies = replies.defer(*(f"edition__{column}" for column in long))
    return {
        "replies": list(replies.order_by("-created_at", "-pk")[:LAST_SHOWN]),
        "visible": set(replies.visible().values_list("pk", flat=True)),
    }


def _taken(request: HttpRequest, data: QueryDict) -> HttpResponse:
    """Lead a person back to the page, and answer a mailbox: it may not be led on (RFC 8058, 3.1)."""
    return HttpResponse() if data.get("List-Unsubscribe") == "One-Click" else _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Lead to the page that shows what has changed: a reload then sends nothing again."""
    return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
