"""Who wrote what a page says: its article, and the catalogue records that it shows."""

from articles import freezing
from articles.models import Article, Edition
from articles.models.article import ArticleStatus
from articles.models.review import EventKind
from articles.record_writers import wrote_unread
from clinic_cms.clinic.models import User


def is_writer(article: Article, user: User) -> bool:
    """Say whether somebody wrote an article's text.

    That is its author, its first and last editor, and whoever changed it since it was last read.
    """
    if user.pk in (article.author.user_id, article.created_by_id, article.edited_by_id):
        return True
    return _edited(article, user, _last_read(article))


def may_edit(article: Article, user: User) -> bool:
    """Say whether an article is somebody's to change: its author's, who began it, a publisher's.

    A publisher corrects what its author cannot: accounts end, pages stay. Whoever changes a text is
    no reviewer of it.
    """
    return user.has_perm("articles.change_article") and (
        may_hand_over(user) or user.pk in (article.created_by_id, article.author.user_id)
    )


def may_hand_over(user: User) -> bool:
    """Say whether somebody may put another author's name on an article."""
    return user.has_perm("articles.publish_article")


def signed(article: Article, user: User) -> bool:
    """Say whether the approval that an article stands on is somebody's own, for them to take back."""
    return (
        article.status == ArticleStatus.APPROVED
        and user.has_perm("articles.review_article")
        and freezing.approval(article).reviewer_id == user.pk
    )


def is_independent(article: Article, user: User) -> bool:
    """Say whether somebody wrote nothing of what a reviewer of this article has to judge.

    A page says what its records say: whoever wrote in one what no other physician has read on this
    page is no independent reviewer of it.
    """
    if user.pk in (article.author.user_id, article.created_by_id, article.edited_by_id):
        return False
    read = _last_read(article)
    return not _edited(article, user, read) and not wrote_unread(article, user, read)


def _edited(article: Article, user: User, read: Edition | None) -> bool:
    edits = article.events.filter(kind=EventKind.EDITED, by=user)
    return (edits.filter(created_at__gt=read.review.created_at) if read else edits).exists()


def _last_read(article: Article) -> Edition | None:
    """Return the last edition that an independent reviewer approved: one that its own writer signed
    has been read by nobody else."""
    read = article.editions.filter(review__independent=True)
    found: Edition | None = read.for_lists().select_related("review").order_by("-number").first()
    return found
