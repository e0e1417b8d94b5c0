"""The table of an article's allowed moves, and the one way to make one: compare-and-set, with an event.

Only the verbs of ``articles.publishing`` call it, within their transactions, and what repeats them on a
restored backup.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.errors import ChangedMeanwhile, NotAllowedFrom
from articles.models import Article, ArticleEvent
from articles.models.article import ArticleStatus
from articles.models.review import EventKind
from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, SiteGeneration, User

S = ArticleStatus
TRANSITIONS: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.IN_REVIEW}),
    S.CHANGES_REQUESTED: frozenset({S.IN_REVIEW}),
    S.IN_REVIEW: frozenset({S.DRAFT, S.CHANGES_REQUESTED, S.APPROVED}),
    S.APPROVED: frozenset({S.DRAFT, S.PUBLISHED}),
    S.PUBLISHED: frozenset({S.DRAFT, S.IN_REVIEW}),
}


def label(article: Article) -> str:
    return str(article.get_status_display()).lower()


def lock(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def moment() -> datetime:
    """Return the time at which a verb changes what readers see, once nobody is left to wait for.

    Whoever else changes it holds the generation's row until they are done. Waiting for it with a time read
    before, a page could begin meanwhile that was taken for one to come, or on a day on which nobody saw it.
    """
    SiteGeneration.objects.select_for_update().first()
    return timezone.now()


def refuse_unless(article: Article, to: ArticleStatus) -> None:
    if to not in TRANSITIONS[article.status]:
        raise NotAllowedFrom(
            _("This cannot be done now: the article is %(state)s.") % {"state": label(article)}
        )


def move(
    article: Article,
    to: ArticleStatus,
    kind: EventKind,
    by: User,
    revision: int,
    *,
    note: str = "",
    approved_sha256: str = "",
) -> None:
    old = article.status
    step(article, to=to, by=by, revision=revision, approved_sha256=approved_sha256)
    record(article, kind, by, from_status=old, note=note)


def step(
    article: Article,
    *,
    to: str,
    by: User,
    revision: int,
    edited_by: User | None = None,
    approved_sha256: str | None = None,
) -> None:
    """Compare-and-set on what the person saw. ``article`` gets the new status and revision."""
    if to != article.status and to not in TRANSITIONS[article.status]:
        raise NotAllowedFrom(
            _("This cannot be done now: the article is %(state)s.") % {"state": label(article)}
        )
    if approved_sha256 is None:
        approved_sha256 = article.approved_sha256 if to == S.APPROVED else ""
    changed = Article.objects.filter(
        pk=article.pk, status=article.status, revision=revision
    ).update(
        status=to,
        revision=revision + 1,
        edited_by=edited_by or article.edited_by,
        approved_sha256=approved_sha256,
        updated_at=timezone.now(),
    )
    if changed != 1:
        last = article.events.select_related("by").first()
        who = (
            _(" Last: %(what)s by %(who)s.")
            % {"what": last.get_kind_display().lower(), "who": last.by}
            if last
            else ""
        )
        raise ChangedMeanwhile(
            _(
                "Somebody else changed this article after you opened it.%(who)s "
                "Reload it and decide again."
            )
            % {"who": who}
        )
    article.status, article.revision, article.approved_sha256 = to, revision + 1, approved_sha256


def record(
    article: Article, kind: EventKind, by: User, *, from_status: str, note: str = ""
) -> None:
    ArticleEvent.objects.create(
        article=article,
        kind=kind,
        by=by,
        from_status=from_status,
        to_status=article.status,
        revision=article.revision,
        note=note.strip(),
    )
    if kind not in (EventKind.CREATED, EventKind.EDITED):  # the form's screen puts those on record
        audit.record(Act.MOVED, article, by=by, note=kind.value)
