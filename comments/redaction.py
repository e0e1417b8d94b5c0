"""Taking words out of a reply, with a mark in their place, and putting them back.

The words are kept apart for a while. Nobody reads them without the permission
``comments.view_redacted_original``, which no role holds. Both verbs move the reply by compare-and-set on
the version that the person saw, and screen the text again: a reply never becomes less urgent by it.
"""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments import answer_guard, moderation, posting
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Comment, Reason, Redaction, Status
from comments.screening import FAILED
from comments.screening.finding import joined

Span = tuple[int, int]  # code points, from the first up to the second
SECOND_THOUGHTS = timedelta(minutes=10)
MOST_PLACES = 100


def mark_for(reason: str) -> str:
    """Return what readers see in place of the words, in the language that is spoken now."""
    if reason == Reason.OTHER:
        return _("[removed by the clinic]")
    label = str(Reason(reason).label)
    return _("[removed by the clinic: %(reason)s]") % {"reason": label[:1].lower() + label[1:]}


def places_of(words: str, text: str) -> list[Span]:
    """Return where words stand in a text: as words of their own where they do, else anywhere."""
    sought = re.escape(words)
    whole = [match.span() for match in re.finditer(rf"(?<!\w){sought}(?!\w)", text)]
    return whole or [match.span() for match in re.finditer(sought, text)]


def redact(
    *, comment: Comment, by: User, version: int, spans: list[Span], reason: str, note: str = ""
) -> list[Redaction]:
    """Take places out of a reply's text. Return a row for each; overlapping ones become one.

    ``spans`` are places in the text of ``version``. The same press twice is one redaction.
    """
    moderation.may_decide(comment, by)
    moderation.check_grounds(reason, note)
    stored = Comment.objects.select_related("edition").get(pk=comment.pk)
    spans = joined(spans)
    standing = list(stored.redactions.standing().order_by("start"))
    before = [r for r in standing if (r.by_id, r.version, r.reason) == (by.pk, version, reason)]
    if before and [(row.start, row.end) for row in before] == spans:
        return before
    _check_there(stored, version)
    _check_places(spans, stored.text, standing)
    mark = mark_for(reason)
    text, places = _cut(stored.text, spans, mark)
    made = [
        Redaction(
            comment=stored,
            by=by,
            version=version,
            start=start,
            end=end,
            place=place,
            mark=mark,
            original=stored.text[start:end],
            reason=reason,
            note=note.strip(),
        )
        for (start, end), place in zip(spans, places, strict=True)
    ]
    for row in standing:
        row.place += sum(len(mark) - (end - start) for start, end in spans if end <= row.place)
    with transaction.atomic():
        _replace_text(stored, text)
        Redaction.objects.bulk_update(standing, ["place"])
        audit.record(Act.REDACTED, stored, by=by, note=f"{reason}, places: {len(made)}")
        return Redaction.objects.bulk_create(made)


def restore(*, redaction: Redaction, by: User, version: int) -> Redaction:
    """Put the words of one redaction back. They are not kept apart any longer."""
    stored = Comment.objects.select_related("edition").get(pk=redaction.comment_id)
    moderation.may_decide(stored, by)
    row: Redaction = stored.redactions.get(pk=redaction.pk)
    if not may_restore(row, by):
        raise NotAllowed(
            "Only a person who may read what was taken out can put it back. Ask for one."
        )
    if row.undone_by_id == by.pk:
        return row  # the same press twice
    _check_there(stored, version)
    if stored.status == Status.APPROVED:
        raise NotAllowedFrom(
            "Readers see this reply as it is now. Undo its approval first, then put the words back "
            "and decide on the whole text."
        )
    if not row.stands or not row.original:
        raise NotAllowedFrom("The words are not kept any more, so they cannot be put back.")
    after = row.place + len(row.mark)
    if stored.text[row.place : after] != row.mark:
        raise NotAllowedFrom("The mark does not stand in the text any more.")
    text = stored.text[: row.place] + row.original + stored.text[after:]
    moved = list(stored.redactions.standing().filter(place__gt=row.place))
    for later in moved:
        later.place += len(row.original) - len(row.mark)
    row.original, row.undone_by, row.undone_at = "", by, timezone.now()
    with transaction.atomic():
        _replace_text(stored, text)
        row.save(update_fields=["original", "undone_by", "undone_at"])
        Redaction.objects.bulk_update(moved, ["place"])
        audit.record(Act.RESTORED, stored, by=by, note=row.reason)
    return row


def may_read_original(by: User) -> bool:
    """Say whether somebody may read what was taken out."""
    return by.has_perm("comments.view_redacted_original")


def may_restore(row: Redaction, by: User) -> bool:
    """Say whether somebody may put words back: who may read them, or who has just taken them out."""
    just_now = timezone.now() - SECOND_THOUGHTS
    return may_read_original(by) or (row.by_id == by.pk and row.created_at > just_now)


def _check_there(stored: Comment, version: int) -> None:
    moderation.check_version(stored, version)
    if stored.erased_at or stored.status == Status.WITHDRAWN:
        raise NotAllowedFrom("Its writer took this reply back. Nobody changes its words any more.")


def _check_places(spans: list[Span], text: str, standing: list[Redaction]) -> None:
    if not spans:
        raise Incomplete("Choose the words to take out.")
    if len(spans) > MOST_PLACES:
        raise Incomplete(f"At most {MOST_PLACES} places at once. Reject the reply instead.")
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise Incomplete("This place is not in the text. Choose the words again.")
        if any(start < row.place + len(row.mark) and row.place < end for row in standing):
            raise Incomplete(
                "Words were taken out there already. Choose words before or after the mark."
            )
    taken = [*spans, *((row.place, row.place + len(row.mark)) for row in standing)]
    left, _places = _cut(text, joined(taken), "")
    if not left.strip():
        raise Incomplete("Nothing of the reply would be left. Reject it instead.")


def _cut(text: str, spans: list[Span], mark: str) -> tuple[str, list[int]]:
    """Return a text with a mark in place of each span, and where the marks stand in it."""
    parts, places, at, length = [], [], 0, 0
    for start, end in spans:
        parts += [text[at:start], mark]
        places.append(length + start - at)
        length = places[-1] + len(mark)
        at = end
    return "".join([*parts, text[at:]]), places


def _replace_text(stored: Comment, text: str) -> None:
    """Store another text of a reply, if nobody has changed it since it was read."""
    flags, urgent = stored.flags, stored.urgent
    # What is said of the reply as a whole (a flood, the same words before) was true when it came in.
    whole = [f for f in stored.findings if f["start"] == f["end"] and f["rule"] != FAILED]
    stored.text = text
    if stored.written_by_id:  # the clinic's own answers have a guard in place of screening
        stored.findings = [found.stored() for found in answer_guard.find(text)]
    else:
        posting.screen(stored)
        stored.findings = [*(f for f in whole if f not in stored.findings), *stored.findings]
    moved = Comment.objects.filter(
        pk=stored.pk, status=stored.status, version=stored.version
    ).update(
        text=text,
        findings=stored.findings,
        flags=sorted({*flags, *stored.flags}),
        urgent=urgent or stored.urgent,
        version=stored.version + 1,
        updated_at=timezone.now(),
    )
    if moved != 1:
        raise ChangedMeanwhile("Somebody else has just changed this reply. Look at it again.")
    stored.reports.forget_text()
