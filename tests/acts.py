"""What people do to articles, through the real verbs, as one line each. All return the fresh article."""

from datetime import datetime, timedelta

from django.utils import timezone

from articles import editions, publishing
from articles import triggers as articles_triggers
from articles.models import Article, Edition
from clinic_cms.clinic import audit, triggers
from clinic_cms.clinic.models import User
from comments import triggers as comments_triggers

FROZEN = (*audit.FROZEN, *articles_triggers.FROZEN, *comments_triggers.FROZEN)

# Where an article can stand for a verb: its statuses, and what an edition adds to them.
STATES = (
    "draft", "in_review", "changes_requested", "approved", "scheduled", "published", "withdrawn",
)  # fmt: skip


def drop_triggers() -> None:
    """Let frozen rows be changed until the next migrate or flush."""
    triggers.remove(FROZEN)


def fresh(article: Article) -> Article:
    """Return the article as it is stored now."""
    return Article.objects.get(pk=article.pk)


def read_hash(article: Article) -> str:
    """Return the hash of the content that a reviewer who reads now would approve."""
    return editions.content_hash(editions.build_content(fresh(article)))


def signature_hash(article: Article, by: User) -> str:
    """Return the hash of what a reviewer who reads now is shown of themselves."""
    return editions.signature_hash(publishing.signature(fresh(article), by))


def edit(article: Article, by: User, **fields: object) -> Article:
    """Change fields of the working copy as the form does."""
    stored = fresh(article)
    begun = publishing.begin_edit(article=stored, by=by, revision=stored.revision)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.save()
    publishing.finish_edit(begun, by=by)
    return fresh(article)


def submit(article: Article, by: User) -> Article:
    publishing.submit(article=article, by=by, revision=fresh(article).revision)
    return fresh(article)


def recall(article: Article, by: User) -> Article:
    publishing.recall(article=article, by=by, revision=fresh(article).revision)
    return fresh(article)


def request_changes(article: Article, by: User, comment: str = "Name the source.") -> Article:
    publishing.request_changes(
        article=article, by=by, revision=fresh(article).revision, comment=comment
    )
    return fresh(article)


def approve(article: Article, by: User) -> Article:
    publishing.approve(
        article=article,
        by=by,
        revision=fresh(article).revision,
        content_sha256=read_hash(article),
        signature_sha256=signature_hash(article, by),
    )
    return fresh(article)


def publish(article: Article, by: User, live_from: datetime | None = None) -> Article:
    publishing.publish(
        article=article, by=by, revision=fresh(article).revision, live_from=live_from
    )
    return fresh(article)


def withdraw(article: Article, by: User, reason: str = "Out of date.") -> Article:
    publishing.withdraw(article=article, by=by, revision=fresh(article).revision, reason=reason)
    return fresh(article)


def unschedule(article: Article, by: User) -> Article:
    publishing.unschedule(article=article, by=by, revision=fresh(article).revision)
    return fresh(article)


def bring(article: Article, state: str, author: User, reviewer: User, publisher: User) -> Article:
    """Bring a draft to a state; for "withdrawn" to the last one before it."""
    if state != "draft":
        submit(article, author)
    if state == "changes_requested":
        request_changes(article, reviewer)
    if state in ("approved", "scheduled", "published", "withdrawn"):
        approve(article, reviewer)
    if state == "scheduled":
        publish(article, publisher, live_from=timezone.now() + timedelta(days=1))
    if state in ("published", "withdrawn"):
        publish(article, publisher)
    return fresh(article)


def submit_approve_publish(
    article: Article,
    *,
    author: User,
    reviewer: User,
    publisher: User,
    live_from: datetime | None = None,
    note: str = "",
) -> Edition:
    """Take a draft all the way and return its new edition."""
    if note:
        edit(article, author, change_note=note)
    submit(article, author)
    approve(article, reviewer)
    publish(article, publisher, live_from=live_from)
    return article.editions.order_by("-number")[0]
