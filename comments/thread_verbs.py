"""The verbs by which a moderator opens, closes or hides all replies of an article.

Nothing else writes a thread, but for what is repeated on a restored backup (``comments.taken_away``).
"""

from django.db import transaction

from articles.models import Article
from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments.errors import ChangedMeanwhile, Incomplete
from comments.models import Thread, ThreadState
from comments.models.thread import LONGEST_OPEN, Closing, closing_rule
from comments.moderation import check_moderator


@transaction.atomic
def set_state(*, article: Article, by: User, state: str, seen: str) -> Thread:
    """Open, close or hide all replies of an article. ``seen`` is the state that the person saw."""
    check_moderator(by)
    if state not in ThreadState.values:
        raise Incomplete("Choose a state from the list.")
    thread = _locked(article)
    if thread.state not in (seen, state):
        now = ThreadState(thread.state).label
        raise ChangedMeanwhile(f"Somebody else changed it meanwhile to “{now}”. Decide again.")
    thread.state, thread.changed_by = state, by
    thread.save()
    audit.record(Act.THREAD, article, by=by, note=state)
    return thread


@transaction.atomic
def set_closing(*, article: Article, by: User, closing: str, days: int | None, seen: str) -> Thread:
    """Say when the replies of an article close by themselves. ``seen``: the rule that the person saw."""
    check_moderator(by)
    after = closing == Closing.AFTER
    if closing not in Closing.values or (after and (days is None or days > LONGEST_OPEN)):
        raise Incomplete(f"Choose when replies close; with days, a number up to {LONGEST_OPEN}.")
    thread = _locked(article)
    if thread.closing_rule not in (seen, closing_rule(closing, days)):
        raise ChangedMeanwhile("Somebody else changed it meanwhile. Look at it and decide again.")
    thread.closing, thread.close_after_days = closing, days if after else None
    thread.changed_by = by
    thread.save()
    audit.record(Act.THREAD, article, by=by, note=thread.closing_rule)
    return thread


def _locked(article: Article) -> Thread:
    """Return the thread of an article, or a new one, and keep others from it until the end."""
    # The article's row is locked, because a thread that was never touched has none of its own.
    Article.objects.select_for_update().get(pk=article.pk)
    return Thread.objects.filter(article=article).first() or Thread(article=article)
