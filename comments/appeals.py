"""The verbs of an appeal: a writer lodges one, another moderator decides on it.

A moderator who shows the reply after all has granted it; ``comments.moderation`` notes that.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments import notifications
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Appeal, AppealState, Comment, Decision, Status
from comments.models.appeal import LONGEST_APPEAL

AGAINST = (Status.REJECTED, Status.REMOVED)


def why_not(decision: Decision) -> str:
    """Return why no appeal can be lodged against a decision, in words for its writer; empty if it can."""
    reply = Comment.objects.get(pk=decision.comment_id)  # as it stands now
    if Appeal.objects.filter(comment=reply).exists():
        return _("You have appealed already. There is one appeal for each reply.")
    if reply.erased_at or reply.decision_id != decision.pk or reply.status not in AGAINST:
        return _("This decision does not stand any more, so there is nothing to appeal against.")
    return ""


def lodge(*, decision: Decision, text: str) -> Appeal:
    """Ask, as the writer, that another moderator looks again. The same words again are one appeal."""
    if not text.strip():
        raise Incomplete(_("Say why you think that the decision is wrong."))
    if len(text) > LONGEST_APPEAL:
        raise Incomplete(
            _("At most %(most)d characters. Yours has %(has)d.")
            % {"most": LONGEST_APPEAL, "has": len(text)}
        )
    earlier = Appeal.objects.filter(comment=decision.comment_id).first()
    if earlier and (earlier.decision_id, earlier.text) == (decision.pk, text):
        return earlier
    if problem := why_not(decision):
        raise NotAllowedFrom(problem)
    try:
        with transaction.atomic():
            return Appeal.objects.create(comment=decision.comment, decision=decision, text=text)
    except IntegrityError as error:
        raise NotAllowedFrom(why_not(decision)) from error


@transaction.atomic
def refuse(*, appeal: Appeal, by: User) -> Appeal:
    """Let the decision stand. Whoever made it decides on the appeal only where nobody else can."""
    if not by.has_perm("comments.moderate_comment"):
        raise NotAllowed("Your role does not allow this. Ask a moderator.")
    stored = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if stored.state != AppealState.OPEN:
        if (stored.state, stored.decided_by_id) == (AppealState.REFUSED, by.pk):
            return stored
        raise ChangedMeanwhile(f"This appeal has been decided: {stored.get_state_display()}.")
    not_by_the_first(stored.comment, by)
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
    if decision.to_status == Status.PENDING:
        return  # a decision was taken back; the next one settles it
    granted = decision.to_status == Status.APPROVED
    settled = Appeal.objects.filter(comment=comment, state=AppealState.OPEN).update(
        state=AppealState.GRANTED if granted else AppealState.REFUSED,
        decided_by=decision.by,
        decided_at=decision.created_at,
    )
    if settled and decision.to_status in AGAINST:  # who sends spam is not told
        notifications.appeal_refused(Appeal.objects.get(comment=comment))
