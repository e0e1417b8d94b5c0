"""How an edition ends: it is taken from readers, or cancelled before it begins.

The verbs of ``articles.publishing`` share it with what repeats them on a restored backup. Whoever calls has
locked the article's row, and has checked the right.
"""

from datetime import datetime, timedelta

from articles import moves, revisions
from articles.models import Article, Edition
from articles.models.article import ArticleStatus
from articles.models.review import EventKind
from clinic_cms.clinic.models import User

S = ArticleStatus


def take_down(
    article: Article, *, by: User, revision: int, reason: str, seen_until: datetime | None = None
) -> bool:
    """End what readers see, now or at a moment of the past, and cancel what was to follow it.

    Return whether they saw any.
    """
    now = moves.moment()
    live = article.editions.live(now).first()
    # An end at its own beginning would say "cancelled", and bring the edition before it back.
    if live is None or not live.end(
        max(seen_until or now, live.live_from + timedelta(microseconds=1))
    ):
        return False
    # Of the same moment: one that begins meanwhile would be neither live nor waiting, and would stay.
    for waiting in article.editions.scheduled(now):
        waiting.end(waiting.live_from)
    _back_to_work(article, EventKind.WITHDRAWN, by, revision, reason)
    return True


def cancel(article: Article, waiting: Edition, *, by: User, revision: int, said: str = "") -> bool:
    """End an edition before its beginning: nobody sees it. The working copy has its note again.

    Return whether it had no end yet.
    """
    if not waiting.end(waiting.live_from):
        return False
    note = f"Edition {waiting.number}. {said}"
    _back_to_work(article, EventKind.UNSCHEDULED, by, revision, note)
    # The byline of a first edition has none; what was typed is in the content that was reviewed.
    typed = waiting.payload.get("change_note") or waiting.byline["change_note"]
    # Not under a reviewer's eyes.
    with_its_author = article.status in (S.DRAFT, S.CHANGES_REQUESTED)
    if typed and with_its_author and not article.change_note:
        revisions.set_note(article, typed, by=by)
    return True


def _back_to_work(article: Article, kind: EventKind, by: User, revision: int, note: str) -> None:
    """Move an article whose text is on its way to readers no more, and leave another where it is."""
    old = article.status
    moves.step(article, to=S.DRAFT if old == S.PUBLISHED else S(old), by=by, revision=revision)
    moves.record(article, kind, by, from_status=old, note=note)
