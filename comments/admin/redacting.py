"""Taking words out of a reply, and putting them back, in the moderator's screen."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from clinic_cms.clinic.plain_text import plain
from comments import claims, redaction
from comments.admin import paths, said
from comments.admin.request import StaffRequest
from comments.admin.screen import draw
from comments.errors import Incomplete, ReplyError
from comments.models import Comment, Redaction
from comments.queue import View


@require_POST
def redact(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Take the ticked places out, and every place where the words stand that were typed."""
    comment = get_object_or_404(Comment, pk=pk)
    sent, view = request.POST, View.asked(request.GET.dict())
    words, note = plain(sent.get("words", "")).strip(), said.note(sent.get("note", ""))
    places = sent.getlist("place")
    spans = said.spans(places)
    try:
        if words:
            spans += _typed(words, comment.text)
        made = redaction.redact(
            comment=comment, by=request.user, version=said.number(sent.get("version")),
            spans=spans, reason=sent.get("reason", ""), note=note,
        )  # fmt: skip
    except ReplyError as error:
        if not isinstance(error, Incomplete):
            places = []  # they were those of other words
        return draw(
            request, site, pk, status=422 if isinstance(error, Incomplete) else 409,
            redact_problem=str(error), redact_places=places, redact_words=words,
            redact_reason=sent.get("reason", ""), redact_note=note,
        )  # fmt: skip
    claims.take(comment=comment, by=request.user)
    messages.success(
        request,
        ngettext(
            "%(n)d place was taken out. Read what is left, then decide.",
            "%(n)d places were taken out. Read what is left, then decide.",
            len(made),
        )
        % {"n": len(made)},
    )
    return redirect(paths.reply(pk, view))


@require_POST
def restore(request: StaffRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Put the words of one redaction back."""
    comment = get_object_or_404(Comment, pk=pk)
    row = get_object_or_404(
        Redaction, comment=comment, pk=said.number(request.POST.get("redaction"))
    )
    view = View.asked(request.GET.dict())
    try:
        redaction.restore(
            redaction=row, by=request.user, version=said.number(request.POST.get("version"))
        )
    except ReplyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The words stand in the reply again."))
    return redirect(paths.reply(pk, view))


def _typed(words: str, text: str) -> list[tuple[int, int]]:
    """Return where typed words stand in the text. Raises Incomplete where they do not."""
    found = redaction.places_of(words, text)
    if not found:
        raise Incomplete(
            _("The reply does not hold “%(words)s”. Copy the words from it, letter for letter.")
            % {"words": words[: said.LONGEST_WORDS]}
        )
    return found
