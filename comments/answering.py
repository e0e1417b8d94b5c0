"""The verb by which the article's physician answers a reader. Another person approves the answer."""

from django.db import transaction

from articles.models import Edition, Physician
from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from clinic_cms.clinic.plain_text import plain
from comments import answer_guard, closing, posting
from comments.errors import Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Comment, Status
from comments.models.comment import LONGEST_NAME, LONGEST_TEXT
from comments.screening import Finding


class ConfirmsPatient(Incomplete):
    """The answer would confirm that somebody is a patient: write it anew, or let a second person look."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("This would confirm that the writer is a patient. It is not sent yet.")
        self.findings = findings


def may_answer(comment: Comment, by: User) -> bool:
    """Say whether somebody may answer replies to this article: its own physician, and nobody else.

    That is the author whom readers see, not the one of a draft that waits behind the page.
    """
    shown = Edition.objects.ever_live().filter(article=comment.article_id).latest("number")
    own = getattr(by, "physician", None)
    return (
        by.has_perm("comments.answer_comment")
        and own is not None
        and own.slug == shown.payload["author"]["slug"]
    )


def _byline(physician: Physician) -> str:
    """Return the name as readers will see it, whatever becomes of the record. One too long is cut."""
    named = physician.display_name
    return named if len(named) <= LONGEST_NAME else physician.name[:LONGEST_NAME]


@transaction.atomic
def answer(*, parent: Comment, by: User, text: str, as_is: bool = False) -> Comment:
    """Write the clinic's answer to a visible reply. It is held like any other.

    The badge comes from the account: no name is asked. The same words again return the first answer.
    ``as_is``: the physician has been shown what the guard found, and wants a second person to confirm it.
    """
    if not may_answer(parent, by):
        raise NotAllowed("Only the physician who wrote the page answers the replies to it.")
    text = plain(text).strip()
    if not text:
        raise Incomplete("Write your answer first.")
    if len(text) > LONGEST_TEXT:
        raise Incomplete(f"At most {LONGEST_TEXT} characters. Yours has {len(text)}.")
    # Two presses at the same moment: the second waits here, and then finds the first one's answer.
    Comment.objects.select_for_update().get(pk=parent.pk)
    again = parent.answers.filter(
        written_by=by, text=text, status__in=(Status.PENDING, Status.APPROVED)
    ).first()
    if again:
        return again
    if not Comment.objects.visible().filter(pk=parent.pk).exists():
        raise NotAllowedFrom("Readers do not see this reply any more, so it cannot be answered.")
    if not closing.is_open(parent.article_id):
        raise NotAllowedFrom("Replies to this page are closed.")
    found = answer_guard.find(text)
    if found and not as_is:
        raise ConfirmsPatient(found)
    physician = by.physician
    reply = Comment(
        article=parent.article,
        edition=Edition.objects.live().get(article=parent.article),
        name=_byline(physician),
        physician=physician,
        written_by=by,
        text=text,
        findings=[finding.stored() for finding in found],
    )
    posting.put_under(reply, parent)
    posting.store(reply)
    audit.record(Act.ADDED, reply, by=by, note="answer")
    return reply
