"""The way of an article from draft to readers: the verbs. The table of moves is in ``articles.moves``.

Nothing else writes a status, a review, an event or an edition, but what repeats a verb on a restored
backup. Each verb names its actor, checks the right, moves by compare-and-set on the revision that the
actor saw, and writes one event.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import editions, endings, facts, freezing, moves, pictures, preflight, revisions
from articles.authorship import is_independent, is_writer, signed
from articles.errors import ChangedMeanwhile, NotAllowed, NotAllowedFrom, NotReady
from articles.models import Article, Edition, Physician, Review
from articles.models.article import ArticleStatus
from articles.models.review import EventKind, ReviewOutcome
from articles.payload import Content, PhysicianFacts
from clinic_cms.clinic.models import ClinicProfile, User

S = ArticleStatus


@dataclass(frozen=True)
class Edit:
    """An edit that has begun: what stood there before."""

    article: Article
    before: str  # the content's hash
    written: revisions.Written
    author: Physician


@transaction.atomic
def created(*, article: Article, by: User) -> None:
    """Write the first line of a new article's history. The caller has just saved all of it."""
    _need(by, "articles.write_article")
    moves.record(article, EventKind.CREATED, by, from_status=article.status)
    revisions.keep(article, editions.build_content(article), by=by)


@transaction.atomic
def begin_edit(*, article: Article, by: User, revision: int) -> Edit:
    """Claim the working copy for one save. Call before the fields are written.

    Raises ChangedMeanwhile when ``revision`` is not the one on file, so that no one's words are lost.
    """
    _need(by, "articles.change_article")
    stored = moves.lock(article)
    if stored.status == S.IN_REVIEW:
        raise NotAllowedFrom(_("This article is in review. Take it back first, then change it."))
    content, saved_by, saved_at = (
        editions.build_content(stored),
        stored.edited_by,
        stored.updated_at,
    )
    moves.step(stored, to=stored.status, by=by, revision=revision, edited_by=by)
    written = revisions.rescue(stored, content, by=saved_by, at=saved_at)
    article.revision, article.edited_by = stored.revision, by
    article.status, article.approved_sha256 = stored.status, stored.approved_sha256
    return Edit(article, editions.content_hash(content), written, stored.author)


@transaction.atomic
def finish_edit(edit: Edit, *, by: User, note: str = "") -> None:
    """Settle an edit after all fields are written: a change to the content voids an approval.

    What was written is kept, also where the page does not show the difference.
    """
    stored = moves.lock(edit.article)
    content, old = editions.build_content(stored), stored.status
    shown = editions.content_hash(content) != edit.before
    if not shown and revisions.written(stored) == edit.written:
        return
    to = S.DRAFT if shown and old in (S.APPROVED, S.PUBLISHED) else S(old)
    moves.step(stored, to=to, by=by, revision=stored.revision)
    if stored.author_id != edit.author.pk:
        handed = f"Handed over: by {stored.author} from now on, before by {edit.author}."
        note = f"{note} {handed}".strip()
    if shown:
        moves.record(stored, EventKind.EDITED, by, from_status=old, note=note)
    revisions.keep(stored, content, by=by)
    edit.article.revision, edit.article.status = stored.revision, stored.status


@transaction.atomic
def submit(*, article: Article, by: User, revision: int) -> None:
    """Hand the working copy to the reviewers. Raises NotReady with what must be mended."""
    stored = moves.lock(article)
    _writer_or_publisher(stored, by, _("Only its author or a publisher can submit this article."))
    moves.refuse_unless(stored, S.IN_REVIEW)
    content = editions.build_content(stored)
    _ready(stored, content)
    moves.move(stored, S.IN_REVIEW, EventKind.SUBMITTED, by, revision)
    revisions.keep(stored, content, by=by)


@transaction.atomic
def recall(*, article: Article, by: User, revision: int) -> None:
    """Take an article back from review, or an approved one back to draft: who approved it may as well."""
    stored = moves.lock(article)
    if not signed(stored, by):
        _writer_or_publisher(
            stored, by, _("Only its author or a publisher can take this article back.")
        )
    if stored.status not in (S.IN_REVIEW, S.APPROVED):
        raise NotAllowedFrom(
            _("There is nothing to take back: it is %(state)s.") % {"state": moves.label(stored)}
        )
    moves.move(stored, S.DRAFT, EventKind.RECALLED, by, revision)


@transaction.atomic
def request_changes(*, article: Article, by: User, revision: int, comment: str) -> None:
    """Send an article back to its author with a comment."""
    stored = moves.lock(article)
    independent = _independent_reviewer(stored, by)
    moves.refuse_unless(stored, S.CHANGES_REQUESTED)
    if not comment.strip():
        raise NotReady(_("Say what should change: the author sees your comment."))
    content = editions.build_content(stored)
    Review.objects.create(
        article=stored,
        reviewer=by,
        outcome=ReviewOutcome.CHANGES_REQUESTED,
        content_sha256=editions.content_hash(content),
        independent=independent,
        comment=comment.strip(),
    )
    moves.move(stored, S.CHANGES_REQUESTED, EventKind.CHANGES_REQUESTED, by, revision, note=comment)
    revisions.keep(stored, content, by=by)


def signature(article: Article, by: User) -> PhysicianFacts | None:
    """Return what readers will see of a reviewer who approves now; None: the page names no reviewer."""
    if not hasattr(by, "physician") or not is_independent(article, by):
        return None
    return facts.physician(by.physician)


@transaction.atomic
def approve(
    *,
    article: Article,
    by: User,
    revision: int,
    content_sha256: str,
    signature_sha256: str,
    comment: str = "",
) -> None:
    """Sign off the text that ``content_sha256`` names: the one that the reviewer read.

    ``signature_sha256`` names what they were shown of themselves: readers see it beside their name.
    """
    stored = moves.lock(article)
    independent = _independent_reviewer(stored, by)
    moves.refuse_unless(stored, S.APPROVED)
    content = editions.build_content(stored)
    if editions.content_hash(content) != content_sha256:
        raise ChangedMeanwhile(
            _(
                "The text or a catalogue record changed after you opened this page. "
                "Read it again and decide again."
            )
        )
    signed_by = facts.physician(by.physician) if independent else None
    if editions.signature_hash(signed_by) != signature_sha256:
        raise ChangedMeanwhile(
            _(
                "What readers will see about you changed after you opened this page. "
                "Read it beside the button and decide again."
            )
        )
    _ready(stored, content)
    Review.objects.create(
        article=stored,
        reviewer=by,
        outcome=ReviewOutcome.APPROVED,
        content_sha256=content_sha256,
        independent=independent,
        signed_by=signed_by,
        comment=comment.strip(),
    )
    moves.move(
        stored, S.APPROVED, EventKind.APPROVED, by, revision,
        note=comment, approved_sha256=content_sha256,
    )  # fmt: skip
    revisions.keep(stored, content, by=by)


@transaction.atomic
def publish(
    *,
    article: Article,
    by: User,
    revision: int,
    live_from: datetime | None = None,
) -> Edition:
    """Freeze the approved text into an edition that is live now, or from ``live_from`` on.

    The note on what changed goes into the edition, and the working copy has none any more.
    """
    _need(by, "articles.publish_article")
    stored = moves.lock(article)
    now = moves.moment()  # what was live ends by it, and the day of the page goes by it
    if live_from is not None and live_from <= now:
        raise NotReady(_("A page can be scheduled only for a time to come. Choose a later one."))
    moves.refuse_unless(stored, S.PUBLISHED)
    if (waiting := stored.editions.scheduled(now).first()) is not None:
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
    due = freezing.next_review_due(timezone.localdate(review.created_at))
    _ready(stored, content, *preflight.review_too_old(due, timezone.localdate(live_from or now)))
    edition = freezing.freeze(stored, content, by=by, live_from=live_from or now)
    kind = EventKind.SCHEDULED if live_from else EventKind.PUBLISHED
    note = f"Edition {edition.number}. {stored.change_note}"
    moves.move(stored, S.PUBLISHED, kind, by, revision, note=note)
    if stored.change_note:
        revisions.set_note(stored, "", by=by)
    else:
        revisions.keep(stored, content, by=by)
    return edition


@transaction.atomic
def unschedule(*, article: Article, by: User, revision: int) -> None:
    """Cancel an edition that has not begun. Nobody will see it; the working copy has its note again."""
    _need(by, "articles.publish_article")
    stored = moves.lock(article)
    waiting = stored.editions.scheduled(moves.moment()).first()
    if waiting is None or not endings.cancel(stored, waiting, by=by, revision=revision):
        raise NotAllowedFrom(_("No edition of this article is waiting for its time."))


@transaction.atomic
def withdraw(*, article: Article, by: User, revision: int, reason: str) -> None:
    """Take the live page from readers, and cancel a scheduled one, with a reason for the record."""
    _need(by, "articles.publish_article")
    if not reason.strip():
        raise NotReady(_("Give the reason: it stays in the article's history."))
    if not endings.take_down(moves.lock(article), by=by, revision=revision, reason=reason):
        raise NotAllowedFrom(_("No edition of this article is live."))


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


def _ready(article: Article, content: Content, *more: preflight.Finding) -> None:
    lost = preflight.pictures_not_on_file(article.body, pictures.not_on_file(content["pictures"]))
    if wrong := [*preflight.errors(content, article.body), *lost, *more]:
        raise NotReady("Mend first: " + " ".join(f"{f.what} {f.why}" for f in wrong))


def _need(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise NotAllowed(_("Your role does not allow this. Ask a person whose role does."))
