"""Texts to answer with: who wrote one, and who else approved it. Only this module writes either."""

from django.db import transaction
from django.utils import timezone

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments.errors import ChangedMeanwhile, NotAllowed
from comments.models import AnswerTemplate

KEEP = "comments.change_answertemplate"


def write(*, template: AnswerTemplate, by: User, new_words: bool) -> None:
    """Store a template. New words are to be approved again, by somebody else than who wrote them."""
    _need(by)
    if new_words:
        template.edited_by = by
        template.approved_by = template.approved_at = None
        template.version += 1
    template.save()


@transaction.atomic
def approve(*, template: AnswerTemplate, by: User, version: int) -> AnswerTemplate:
    """Offer a template to physicians. ``version`` is that of the words that the person read."""
    _need(by)
    stored = AnswerTemplate.objects.select_for_update().get(pk=template.pk)
    if stored.edited_by_id == by.pk:
        raise NotAllowed("You wrote these words. Another person has to approve them.")
    if stored.version != version:
        raise ChangedMeanwhile("Somebody changed the words after you opened them. Read them again.")
    if not stored.approved_by_id:
        stored.approved_by, stored.approved_at = by, timezone.now()
        stored.save()
        audit.record(Act.CHANGED, stored, by=by, note="approved")
    return stored


def _need(by: User) -> None:
    if not by.has_perm(KEEP):
        raise NotAllowed("Your role does not allow this. Ask a publisher or a moderator.")
