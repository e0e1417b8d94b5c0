"""The way of an article from draft to readers: the table of allowed moves, and the verbs.

Nothing else writes a status, a review, an event or an edition. Each verb names its actor, checks the
right, moves by compare-and-set on the revision that the actor saw, and writes one event.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import editions, facts, freezing, preflight
from articles.authorship import is_independent, is_writer
from articles.models import Article, ArticleEvent, Edition, Review
from articles.models.article import ArticleStatus
from articles.models.review import EventKind, ReviewOutcome
from articles.payload import Content
from clinic_cms.clinic.models import ClinicProfile, User

S = ArticleStatus
TRANSITIONS: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.IN_REVIEW}),
    S.CHANGES_REQUESTED: frozenset({S.IN_REVIEW}),
    S.IN_REVIEW: frozenset({S.DRAFT, S.CHANGES_REQUESTED, S.APPROVED}),
    S.APPROVED: frozenset({S.DRAFT, S.PUBLISHED}),
    S.PUBLISHED: frozenset({S.DRAFT, S.IN_REVIEW}),
}


class PublishingError(Exception):
    """What went wrong and what to do, in words for the person who tried."""


class NotAllowed(PublishingError):
    """The person may not do this."""


class NotAllowedFrom(PublishingError):
    """The article is not in a state from which this can be done."""


class ChangedMeanwhile(PublishingError):
    """Somebody else was quicker, or the text is not the one that was read."""


class NotReady(PublishingError):
    """Something must be mended first."""


@dataclass(frozen=True)
class Edit:
    """An edit that has begun: what stood there before."""

    article: Article
    before: str


def created(*, article: Article, by: User) -> None:
    """Write the first line of a new article's history. The caller has just saved it."""
    _need(by, "articles.write_article")
    _record(article, EventKind.CREATED, by, from_status=article.status)


@transaction.atomic
def begin_edit(*, article: Article, by: User, revision: int) -> Edit:
    """Claim the working copy for one save. Call before the fields are written.

    Raises ChangedMeanwhile when ``revision`` is not the one on file, so that no one's words are lost.
    """
    _need(by, "articles.change_article")
    stored = _lock(article)
    if stored.status == S.IN_REVIEW:
        raise NotAllowedFrom(_("This article is in review. Take it back first, then change it."))
    before = editions.content_hash(editions.build_content(stored))
    _step(stored, to=stored.status, by=by, revision=revision, edited_by=by)
    article.revision, article.edited_by = stored.revision, by
    article.status, article.approved_sha256 = stored.status, stored.approved_sha256
    return Edit(article, before)


@transaction.atomic
def finish_edit(edit: Edit, *, by: User) -> None:
    """Settle an edit after all fields are written: a change to the content voids an approval."""
    stored = _lock(edit.article)
    if editions.content_hash(editions.build_content(stored)) == edit.before:
        return
    to = S.DRAFT if stored.status in (S.APPROVED, S.PUBLISHED) else S(stored.status)
    old = stored.status
    _step(stored, to=to, by=by, revision=stored.revision)
    _record(stored, EventKind.EDITED, by, from_status=old)
    edit.article.revision, edit.article.status = stored.revision, stored.status


@transaction.atomic
def submit(*, article: Article, by: User, revision: int) -> None:
    """Hand the working copy to the reviewers. Raises NotReady with what must be mended."""
    stored = _lock(article)
    _writer_or_publisher(stored, by, _("Only its author or a publisher can submit this article."))
    _refuse_unless(stored, S.IN_REVIEW)
    _ready(stored, editions.build_content(stored))
    _move(stored, S.IN_REVIEW, EventKind.SUBMITTED, by, revision)


@transaction.atomic
def recall(*, article: Article, by: User, revision: int) -> None:
    """Take an article back from review, or an approved one back to draft."""
    stored = _lock(article)
    _writer_or_publisher(
        stored, by, _("Only its author or a publisher can take this article back.")
    )
    if stored.status not in (S.IN_REVIEW, S.APPROVED):
        raise NotAllowedFrom(
            _("There is nothing to take back: it is %(state)s.") % {"state": _label(stored)}
        )
    _move(stored, S.DRAFT, EventKind.RECALLED, by, revision)


@transaction.atomic
def request_changes(*, article: Article, by: User, revision: int, comment: str) -> None:
    """Send an article back to its author with a comment."""
    stored = _lock(article)
    independent = _independent_reviewer(stored, by)
    _refuse_unless(stored, S.CHANGES_REQUESTED)
    if not comment.strip():
        raise NotReady(_("Say what should change: the author sees your comment."))
    Review.objects.create(
        article=stored,
        reviewer=by,
        outcome=ReviewOutcome.CHANGES_REQUESTED,
        content_sha256=editions.content_hash(editions.build_content(stored)),
        independent=independent,
        comment=comment.strip(),
    )
    _move(stored, S.CHANGES_REQUESTED, EventKind.CHANGES_REQUESTED, by, revision, note=comment)


@transaction.atomic
def approve(
    *, article: Article, by: User, revision: int, content_sha256: str, comment: str = ""
) -> None:
    """Sign off the text that ``content_sha256`` names: the one that the reviewer read."""
    stored = _lock(article)
    independent = _independent_reviewer(stored, by)
    _refuse_unless(stored, S.APPROVED)
    content = editions.build_content(stored)
    if editions.content_hash(content) != content_sha256:
        raise ChangedMeanwhile(
            _(
                "The text or a catalogue record changed after you opened this page. "
                "Read it again and decide again."
            )
        )
    _ready(stored, content)
    Review.objects.create(
        article=stored,
        reviewer=by,
        outcome=ReviewOutcome.APPROVED,
        content_sha256=content_sha256,
        independent=independent,
        signed_by=facts.physician(by.physician) if independent else None,
        comment=comment.strip(),
    )
    _move(
        stored, S.APPROVED, EventKind.APPROVED, by, revision,
        note=comment, approved_sha256=content_sha256,
    )  # fmt: skip


@transaction.atomic
def publish(
    *,
    article: Article,
    by: User,
    revision: int,
    live_from: datetime | None = None,
    change_note: str = "",
) -> Edition:
    """Freeze the approved text into an edition that is live now, or from ``live_from`` on."""
    _need(by, "articles.publish_article")
    now = timezone.now()
    if live_from is not None and live_from <= now:
        raise NotReady(_("A page can be scheduled only for a time to come. Choose a later one."))
    stored = _lock(article)
    _refuse_unless(stored, S.PUBLISHED)
    if (waiting := stored.editions.scheduled().first()) is not None:
        raise NotAllowedFrom(
            _("Edition %(number)d is scheduled already. Cancel its schedule first.")
            % {"number": waiting.number}
        )
    content = editions.build_content(stored)
    if editions.content_hash(content) != stored.approved_sha256:
        raise ChangedMeanwhile(
            _(
                "A record that this page uses changed after the approval. "
                "Take the article back and have it reviewed again."
            )
        )
    review = freezing.approval(stored)
    if ClinicProfile.current().independent_review and not review.independent:
        raise NotReady(
            _("Its writer approved it. The clinic now asks for another physician's review.")
        )
    if review.independent and review.signed_by is None:
        raise NotReady(
            _(
                "This approval is from an earlier release, which did not keep who signed it. "
                "Take the article back and have it reviewed again."
            )
        )
    _ready(stored, content)
    edition = freezing.freeze(
        stored, content, by=by, live_from=live_from or now, change_note=change_note.strip()
    )
    kind = EventKind.SCHEDULED if live_from else EventKind.PUBLISHED
    _move(stored, S.PUBLISHED, kind, by, revision, note=f"Edition {edition.number}. {change_note}")
    return edition


@transaction.atomic
def unschedule(*, article: Article, by: User, revision: int) -> None:
    """Cancel an edition that has not begun. It will never be shown."""
    _need(by, "articles.publish_article")
    stored = _lock(article)
    waiting = stored.editions.scheduled().first()
    if waiting is None or not waiting.end(waiting.live_from):
        raise NotAllowedFrom(_("No edition of this article is waiting for its time."))
    to = S.DRAFT if stored.status == S.PUBLISHED else S(stored.status)
    old = stored.status
    _step(stored, to=to, by=by, revision=revision)
    _record(stored, EventKind.UNSCHEDULED, by, from_status=old, note=f"Edition {waiting.number}.")


@transaction.atomic
def withdraw(*, article: Article, by: User, revision: int, reason: str) -> None:
    """Take the live page from readers, and cancel a scheduled one, with a reason for the record."""
    _need(by, "articles.publish_article")
    if not reason.strip():
        raise NotReady(_("Give the reason: it stays in the article's history."))
    stored = _lock(article)
    now = timezone.now()
    live = stored.editions.live(now).first()
    # An end at its own beginning would say "cancelled", and bring the edition before it back.
    if live is None or not live.end(max(now, live.live_from + timedelta(microseconds=1))):
        raise NotAllowedFrom(_("No edition of this article is live."))
    for waiting in stored.editions.scheduled():
        waiting.end(waiting.live_from)
    to = S.DRAFT if stored.status == S.PUBLISHED else S(stored.status)
    old = stored.status
    _step(stored, to=to, by=by, revision=revision)
    _record(stored, EventKind.WITHDRAWN, by, from_status=old, note=reason)


def _writer_or_publisher(article: Article, by: User, refusal: str | Promise) -> None:
    writes = by.has_perm("articles.write_article") and is_writer(article, by)
    if not writes and not by.has_perm("articles.publish_article"):
        raise NotAllowed(refusal)


def _independent_reviewer(article: Article, by: User) -> bool:
    """Refuse who may not review; return whether the review is independent. Superusers included."""
    _need(by, "articles.review_article")
    if not hasattr(by, "physician"):
        raise NotAllowed(
            _("A reviewer's name stands on the page. Link your account to a physician.")
        )
    if is_independent(article, by):
        return True
    if ClinicProfile.current().independent_review:
        raise NotAllowed(
            _(
                "You wrote or changed this text or a record that it shows. "
                "Another physician has to review it."
            )
        )
    return False


def _ready(article: Article, content: Content) -> None:
    if wrong := preflight.errors(content, article.body):
        raise NotReady("Mend first: " + " ".join(f"{f.what} {f.why}" for f in wrong))


def _need(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise NotAllowed(_("Your role does not allow this. Ask a person whose role does."))


def _label(article: Article) -> str:
    return str(article.get_status_display()).lower()


def _lock(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def _refuse_unless(article: Article, to: ArticleStatus) -> None:
    if to not in TRANSITIONS[article.status]:
        raise NotAllowedFrom(
            _("This cannot be done now: the article is %(state)s.") % {"state": _label(article)}
        )


def _move(
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
    _step(article, to=to, by=by, revision=revision, approved_sha256=approved_sha256)
    _record(article, kind, by, from_status=old, note=note)


def _step(
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
            _("This cannot be done now: the article is %(state)s.") % {"state": _label(article)}
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


def _record(
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
