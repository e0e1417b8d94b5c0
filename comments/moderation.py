"""Deciding on replies: the table of allowed moves, and the verbs.

Nothing else writes a reply's status, but for the writer's own will (``comments.privacy``) and what is
repeated on a restored backup (``comments.taken_away``). Each verb names its actor, checks the right, moves
by compare-and-set on the version that the actor saw, and writes one decision, which stays.
"""

from django.db import transaction
from django.utils import timezone

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments import answer_guard, appeals, duty, notifications
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import (
    Comment,
    Decision,
    Reason,
    ReplyReport,
    ReportOutcome,
    Status,
)

S = Status
# What a moderator may decide. ``undo`` is beside the table: it leads back to where the reply was.
TRANSITIONS: dict[str, frozenset[str]] = {
    S.PENDING: frozenset({S.APPROVED, S.REJECTED, S.SPAM}),
    S.APPROVED: frozenset({S.REMOVED, S.SPAM}),
    S.REJECTED: frozenset({S.APPROVED, S.SPAM}),
    S.SPAM: frozenset({S.APPROVED, S.REJECTED}),
    S.REMOVED: frozenset({S.APPROVED}),  # as its writer's appeal may ask
    S.WITHDRAWN: frozenset(),  # its writer's will, which nobody overrules
}
LONGEST_NOTE = 500


def approve(*, comment: Comment, by: User, version: int, confirmed: bool = False) -> Decision:
    """Show a reply to readers. Its answers are decided on one by one: none is shown with it.

    ``confirmed``: the person has read an answer of the clinic that its guard stopped, and says that it
    does not confirm that the writer is a patient; or has read what may be an emergency, and says that no
    physician needs to be told.
    """
    if not confirmed and needs_confirming(comment):
        raise Incomplete(
            "This answer may confirm that the writer is a patient. Open it, read the marked places, and "
            "tick that it does not; or reject it, so that the physician writes it anew."
        )
    _refuse_untold(comment, confirmed=confirmed)
    return _decide(comment, S.APPROVED, by, version)


def needs_confirming(comment: Comment) -> bool:
    """Say whether an answer of the clinic holds what would confirm that somebody is a patient."""
    return comment.written_by_id is not None and bool(answer_guard.find(comment.text))


def reject(
    *,
    comment: Comment,
    by: User,
    version: int,
    reason: str,
    note: str = "",
    confirmed: bool = False,
) -> Decision:
    """Do not show a held reply, on one of the published grounds. ``confirmed``: as in ``approve``."""
    _refuse_untold(comment, confirmed=confirmed)
    return _decide(comment, S.REJECTED, by, version, reason=reason, note=note)


def mark_spam(*, comment: Comment, by: User, version: int) -> Decision:
    """Put a reply away as spam."""
    return _decide(comment, S.SPAM, by, version)


def remove(*, comment: Comment, by: User, version: int, reason: str, note: str = "") -> Decision:
    """Take an approved reply from readers, and with it every answer below it."""
    return _decide(comment, S.REMOVED, by, version, reason=reason, note=note)


def tell_physician(*, comment: Comment, by: User) -> None:
    """Note that somebody has told the duty physician of a reply. Noted twice, it stands once."""
    check_moderator(by)
    with transaction.atomic():
        stored = _lock(comment)
        if not stored.urgent:
            raise NotAllowedFrom("Nothing in this reply tells of an emergency.")
        if duty.told(stored) is None:
            audit.record(Act.TOLD, stored, by=by)


def _refuse_untold(comment: Comment, *, confirmed: bool) -> None:
    # What was decided already left the queue by a person who was asked this.
    if comment.status == S.PENDING and not confirmed and duty.needs_telling(comment):
        raise Incomplete(duty.FIRST)


@transaction.atomic
def undo(*, comment: Comment, by: User, version: int) -> Decision:
    """Take the last decision back, by a further one. Done twice, it brings the decision again."""
    may_decide(comment, by)
    stored = _lock(comment)
    last = _last(stored)
    if last and (last.by_id, last.version, bool(last.undoes_id)) == (by.pk, version, True):
        return last
    check_version(stored, version)
    if stored.reported:
        raise NotAllowedFrom("A reader has reported this reply. Decide on it anew.")
    if last is None:
        raise NotAllowedFrom("Nobody has decided on this reply yet, so there is nothing to undo.")
    if stored.erased_at or stored.status == S.WITHDRAWN:
        raise NotAllowedFrom("Its writer took this reply back. That cannot be undone.")
    if last.from_status == S.APPROVED and stored.version != last.version + 1:
        raise NotAllowedFrom(
            "Its words were changed after that decision, and nobody has approved these. Decide anew."
        )
    grounds = stored.decisions.filter(to_status=last.from_status, pk__lt=last.pk).first()
    return _write(
        stored,
        last.from_status,
        by,
        reason=grounds.reason if grounds else "",
        note="",
        undoes=last,
    )


def hold_reported(*, comment: Comment) -> None:
    """Take an approved reply from readers until a moderator has looked at a report of it."""
    take_to_held(comment=comment, reported=True)


def take_to_held(*, comment: Comment, reported: bool = False) -> None:
    """Take an approved reply from readers until a moderator has looked. ``comment`` is locked.

    No decision is written, since nobody has decided: an approval or a rejection follows.
    """
    held = Comment.objects.filter(pk=comment.pk, status=S.APPROVED, version=comment.version)
    if (
        held.update(
            status=S.PENDING,
            version=comment.version + 1,
            reported=reported,
            updated_at=timezone.now(),
        )
        != 1
    ):
        raise ChangedMeanwhile("Somebody has just decided on this reply.")


def _decide(
    comment: Comment, to: Status, by: User, version: int, *, reason: str = "", note: str = ""
) -> Decision:
    may_decide(comment, by)
    if to in (S.REJECTED, S.REMOVED):
        check_grounds(reason, note)
    with transaction.atomic():
        stored = _lock(comment)
        last = _last(stored)
        pressed = (by.pk, version, to, reason, note.strip())
        same = (
            last and (last.by_id, last.version, last.to_status, last.reason, last.note) == pressed
        )
        if last and same and not stored.reported:
            return last  # the same press twice
        check_version(stored, version)
        if stored.erased_at and to != S.REMOVED:
            raise NotAllowedFrom(
                "Its writer erased this reply. There is nothing left to decide on."
            )
        if to not in TRANSITIONS[stored.status]:
            raise NotAllowedFrom(
                f"This cannot be done now: the reply is {stored.get_status_display().lower()}."
            )
        return _write(stored, to, by, reason=reason, note=note.strip(), undoes=None)


def _write(
    stored: Comment, to: str, by: User, *, reason: str, note: str, undoes: Decision | None
) -> Decision:
    if to in (S.APPROVED, S.PENDING):
        _refuse_without_words(stored)
    decision = Decision.objects.create(
        comment=stored,
        by=by,
        from_status=stored.status,
        to_status=to,
        version=stored.version,
        reason=reason,
        note=note,
        undoes=undoes,
    )
    moved = Comment.objects.filter(
        pk=stored.pk, status=stored.status, version=stored.version
    ).update(
        status=to,
        version=stored.version + 1,
        decision=decision,
        reported=_settle_reports(decision),
        updated_at=timezone.now(),
    )
    if moved != 1:
        raise ChangedMeanwhile("Somebody else has just decided on this reply. Look at it again.")
    appeals.settle(stored, decision)
    notifications.decided(decision)
    moved_as = f"{decision.from_status} > {to}{reason and ', '}{reason}"
    audit.record(Act.DECIDED, stored, by=by, note=moved_as)
    return decision


def _settle_reports(decision: Decision) -> bool:
    """Note what a decision means for the reports of its reply. Say whether one of them holds it again."""
    reports, undone = ReplyReport.objects.filter(comment=decision.comment), decision.undoes
    if undone:
        reports.reopen(undone.by_id, undone.created_at)
    if decision.to_status == S.PENDING:
        return reports.open().filter(hid=True).exists()
    if decision.to_status != S.APPROVED:
        reports.settle(ReportOutcome.TAKEN, decision.by, decision.created_at)
    elif not undone or undone.undoes_id:  # else nobody has looked: a decision was taken back
        reports.settle(ReportOutcome.KEPT, decision.by, decision.created_at)
    return False


def _refuse_without_words(stored: Comment) -> None:
    if not stored.text.strip():
        raise NotAllowedFrom(
            "Its words were emptied when their time was over: there is nothing left to show. "
            "The physician can write the answer anew."
        )


def _last(stored: Comment) -> Decision | None:
    last: Decision | None = stored.decisions.select_related("by").first()
    return last


def _lock(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def check_version(stored: Comment, version: int) -> None:
    """Refuse who acts on what they have not seen, and tell them what happened meanwhile."""
    if stored.version == version:
        return
    if stored.erased_at or stored.status == S.WITHDRAWN:
        raise ChangedMeanwhile("Its writer took this reply back after you opened it.")
    same_words = not stored.redactions.filter(version=version).exists()
    if stored.reported and stored.version == version + 1 and same_words:
        raise ChangedMeanwhile(
            "A reader has reported this reply after you opened it: it is held again. Look at the report."
        )
    last = _last(stored)
    if last is None or last.version < version:
        raise ChangedMeanwhile(_other_words(stored))
    undone = "took a decision back" if last.undoes_id else "decided"
    grounds = f" ({last.get_reason_display()})" if last.reason else ""
    raise ChangedMeanwhile(
        f"{last.by} {undone} after you opened this reply: "
        f"it is now {last.get_to_status_display().lower()}{grounds}. Nothing of yours was changed."
    )


def _other_words(stored: Comment) -> str:
    """Say who changed the words of a reply on which nobody has decided meanwhile."""
    rows = stored.redactions.select_related("by", "undone_by")
    row = max(rows, key=lambda row: row.undone_at or row.created_at, default=None)
    if row is None:
        return "This reply is not as you saw it. Look at it again and decide."
    did = f"{row.by} took words out" if row.stands else f"{row.undone_by} put words back"
    return f"{did} after you opened this reply. Read it again and decide."


def check_grounds(reason: str, note: str) -> None:
    """Refuse what is none of the published criteria, and a note that is missing or too long."""
    if reason not in Reason.values:
        raise Incomplete("Choose the reason from the published criteria.")
    if reason == Reason.OTHER and not note.strip():
        raise Incomplete("With “Other”, say in the note what it is.")
    if len(note) > LONGEST_NOTE:
        raise Incomplete(f"The note can have {LONGEST_NOTE} characters. Yours has {len(note)}.")


def may_decide(comment: Comment, by: User) -> None:
    """Refuse who is no moderator, and who wrote it."""
    check_moderator(by)
    if comment.written_by_id == by.pk:
        raise NotAllowed("You wrote this answer. Another person has to decide on it.")
    appeals.not_by_the_first(comment, by)


def check_moderator(by: User) -> None:
    """Refuse who is no moderator."""
    if not by.has_perm("comments.moderate_comment"):
        raise NotAllowed("Your role does not allow this. Ask a moderator.")
