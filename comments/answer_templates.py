"""Texts to answer with: who wrote one, and who else approved it. Only this module writes either."""

from django.db import transaction
from django.utils import timezone

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments.errors import ChangedMeanwhile, NotAllowed
from comments.models import AnswerTemplate

KEEP = "comments.change_answertemplate"


@transaction.atomic
def write(*, template: AnswerTemplate, by: User) -> bool:
    """Store a template. New words are to be approved again, by somebody else than who wrote them.

    Say whether they are new: other than those on file, also where an earlier state brings them back.
    """
    _need(by)
    stored = AnswerTemplate.objects.select_for_update().filter(pk=template.pk).first()
    if stored:
        # An earlier state has its own of these. By its number, two texts would have the same one.
        for name in ("version", "edited_by", "approved_by", "approved_at"):
            setattr(template, name, getattr(stored, name))
    new_words = not stored or (template.title, template.text) != (stored.title, stored.text)
    if new_words:
        template.version += 1
        template.edited_by = by
        template.approved_by = template.approved_at = None
    template.save()
    return new_words


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
