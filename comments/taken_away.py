"""What moderators took from readers, and how it is taken again on a backup from before that.

A reply is held and not decided on as before: that decision is lost, so a person looks again.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from articles.models import Article
from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments.models import Comment, Decision, Redaction, Status, Thread, ThreadState
from comments.moderation import take_to_held


def replies() -> Iterator[tuple[str, datetime]]:
    """Yield the replies that readers saw before, or saw with words that are out now, with the moment."""
    approvals = Decision.objects.filter(to_status=Status.APPROVED)
    gone = (
        Comment.objects.filter(Exists(approvals.filter(comment=OuterRef("pk"))), erased_at=None)
        .exclude(status__in=(Status.APPROVED, Status.WITHDRAWN))
        .values_list("public_id", "decision__to_status", "decision__created_at", "updated_at")
    )
    moments = {
        # A report holds a reply without a decision.
        public_id: changed if to == Status.APPROVED else decided
        for public_id, to, decided, changed in gone
    }
    shown = approvals.filter(comment=OuterRef("comment"), created_at__lt=OuterRef("created_at"))
    redacted = (
        Redaction.objects.standing()
        .filter(Exists(shown), comment__erased_at=None)
        .exclude(comment__status=Status.WITHDRAWN)
        .order_by()
        .values_list("comment__public_id")
        .annotate(Max("created_at"))
    )
    for public_id, at in redacted:
        moments[public_id] = max(at, moments.get(public_id, at))
    yield from moments.items()


def threads() -> Iterator[Thread]:
    """Yield the threads that are hidden."""
    hidden = Thread.objects.filter(state=ThreadState.HIDDEN)
    yield from hidden.select_related("article", "changed_by").order_by("pk").iterator()


@transaction.atomic
def hold_again(*, public_id: str, at: datetime) -> bool:
    """Hold a reply that is shown again. Say whether it was. What was decided after ``at`` stands."""
    shown = Comment.objects.filter(public_id=public_id, status=Status.APPROVED, erased_at=None)
    reply = shown.select_for_update().first()
    if reply is None:
        return False
    # A backup of a later day holds the act itself, and what was decided since.
    for acts in (reply.decisions, reply.redactions):
        if acts.filter(created_at__gte=at).exists():
            return False
    take_to_held(comment=reply)
    return True


@transaction.atomic
def hide_again(*, slug: str, at: datetime, by: str) -> bool:
    """Hide the replies to a page whose thread is shown again. Say whether it was.

    ``by`` is the name of the account that had hidden it. Where the backup has no such account, the thread
    is marked as changed by whoever acted on it, or on the article, last.
    """
    article = Article.objects.select_for_update().filter(slug=slug).first()
    if article is None:
        return False
    thread = Thread.objects.filter(article=article).first()
    if thread and (thread.state == ThreadState.HIDDEN or thread.updated_at >= at):
        return False
    who = User.objects.filter(username=by).first()
    if thread is None:
        last = article.events.select_related("by").first()
        thread = Thread(article=article, changed_by=last.by if last else article.created_by)
    thread.changed_by = who or thread.changed_by
    thread.state = ThreadState.HIDDEN
    thread.save()
    note = f"{ThreadState.HIDDEN}, repeated on a restored backup"
    audit.record(Act.THREAD, article, by=thread.changed_by, note=note)
    return True
