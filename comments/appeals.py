"""The verbs of an appeal: a writer lodges one, another moderator decides on it.

A moderator who shows the reply after all has granted it; ``comments.moderation`` notes that.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments import emergency, notifications
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Appeal, AppealState, Comment, Decision, Status
from comments.models.appeal import LONGEST_APPEAL

AGAINST = (Status.REJECTED, Status.REMOVED)
NOT_SHOWN = (*AGAINST, Status.SPAM)


def why_not(decision: Decision) -> str:
    """Return why no appeal can be lodged against a decision, in words for its writer; empty if it can."""
    reply = Comment.objects.select_related("decision").get(pk=decision.comment_id)  # as it is now
    if Appeal.objects.filter(comment=reply).exists():
        return _("You have appealed already. There is one appeal for each reply.")
    if reply.erased_at or standing(decision, reply) is None:
        return _("This decision does not stand any more, so there is nothing to appeal against.")
    return ""


def standing(decision: Decision, reply: Comment) -> Decision | None:
    """Return the decision that holds against a writer now, where it says what this one had said.

    What was undone and decided again on the same ground is told by one mail, whose link leads to the first.
    """
    now = reply.decision
    if now is None or reply.status not in AGAINST:
        return None
    same = (now.to_status, now.reason) == (decision.to_status, decision.reason)
    return now if same else None


def lodge(*, decision: Decision, text: str) -> Appeal:
    """Ask, as the writer, that another moderator looks again. The same words again are one appeal."""
    if not text.strip():
        raise Incomplete(_("Say why you think that the decision is wrong."))
    if len(text) > LONGEST_APPEAL:
        raise Incomplete(
            _("At most %(most)d characters. Yours has %(has)d.")
            % {"most": LONGEST_APPEAL, "has": len(text)}
        )
    urgent = emergency.tells(text)  # before the transaction, which holds others up on SQLite
    with transaction.atomic():
        # With the reply in hand: its writer may erase it, or somebody decide, at this very moment.
        reply = Comment.objects.select_for_update().get(pk=decision.comment_id)
        against = standing(decision, reply) or decision
        earlier = Appeal.objects.filter(comment=reply).first()
        if earlier and (earlier.decision_id, earlier.text) == (against.pk, text):
            return earlier
        if problem := why_not(decision):
            raise NotAllowedFrom(problem)
        appeal = Appeal.objects.create(comment=reply, decision=against, text=text, urgent=urgent)
        if urgent:
            notifications.call_to(appeal)
        return appeal


@transaction.atomic
def refuse(*, appeal: Appeal, by: User) -> Appeal:
    """Let the decision stand. Whoever made it decides on the appeal only where nobody else can.

    Where the decision was undone there is none to stand: the next one settles the appeal.
    """
    if not by.has_perm("comments.moderate_comment"):
        raise NotAllowed("Your role does not allow this. Ask a moderator.")
    reply = Comment.objects.select_for_update().get(pk=appeal.comment_id)
    stored = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if stored.state != AppealState.OPEN:
        if (stored.state, stored.decided_by_id) == (AppealState.REFUSED, by.pk):
            return stored
        raise ChangedMeanwhile(f"This appeal has been decided: {stored.get_state_display()}.")
    if reply.status not in NOT_SHOWN:
        raise NotAllowedFrom(
            "The decision that this appeal is about was undone. Decide on the reply: to approve it "
            "grants the appeal, to reject it refuses the appeal."
        )
    not_by_the_first(reply, by)
    stored.state, stored.decided_by, stored.decided_at = AppealState.REFUSED, by, timezone.now()
    stored.save()
    notifications.appeal_refused(stored)
    audit.record(Act.DECIDED, stored, by=by, note=str(stored.state))
    return stored


def not_by_the_first(comment: Comment, by: User) -> None:
    """Raise NotAllowed for who made the decision that is appealed against, where another can decide."""
    mine = Appeal.objects.filter(comment=comment, state=AppealState.OPEN, decision__by=by)
    if mine.exists() and notifications.who_may_decide().exclude(pk=by.pk).exists():
        raise NotAllowed(
            "You made the decision that this appeal is about. Another moderator decides."
        )


def settle(comment: Comment, decision: Decision) -> None:
    """Note what a new decision on the reply means for its appeal. Call in the decision's transaction."""
    if decision.undoes:
        _reopen(comment, decision.undoes)
    granted = decision.to_status == Status.APPROVED
    if decision.to_status == Status.PENDING or (decision.undoes and not granted):
        return  # a decision was taken back, and nobody has looked at the appeal
    settled = Appeal.objects.filter(comment=comment, state=AppealState.OPEN).update(
        state=AppealState.GRANTED if granted else AppealState.REFUSED,
        decided_by=decision.by,
        decided_at=decision.created_at,
    )
    if settled and decision.to_status in AGAINST:  # who sends spam is not told
        notifications.appeal_refused(Appeal.objects.get(comment=comment))


def _reopen(comment: Comment, undone: Decision) -> None:
    """Let an appeal wait again that a decision had settled which is undone now."""
    Appeal.objects.filter(
        comment=comment, decided_by=undone.by_id, decided_at=undone.created_at
    ).update(state=AppealState.OPEN, decided_by=None, decided_at=None)
