"""Which verbs a person may press on an article now.

The verbs decide by themselves; this only keeps buttons away that would be refused. A test holds the
two together: every verb that is offered works, every other one is refused.
"""

from articles import moves
from articles.authorship import is_independent, is_writer, signed
from articles.models import Article
from articles.models.article import ArticleStatus
from clinic_cms.clinic.models import ClinicProfile, User


def offered(article: Article, user: User) -> frozenset[str]:
    """Return the names of the verbs, as in their addresses."""
    found: set[str] = set()
    status = article.status
    after = moves.TRANSITIONS[status]
    publisher = user.has_perm("articles.publish_article")
    writer = is_writer(article, user)
    if publisher or (writer and user.has_perm("articles.write_article")):
        if ArticleStatus.IN_REVIEW in after:
            found.add("submit")
        if status in (ArticleStatus.IN_REVIEW, ArticleStatus.APPROVED):
            found.add("recall")
    elif signed(article, user):
        found.add("recall")
    if status == ArticleStatus.IN_REVIEW and not why_not_review(article, user):
        found |= {"request-changes", "approve"}
    if publisher:
        waiting = article.editions.scheduled().exists()
        if status == ArticleStatus.APPROVED and not waiting:
            found |= {"publish", "schedule"}
        if waiting:
            found.add("unschedule")
        if article.editions.live().exists():
            found.add("withdraw")
    return frozenset(found)


def why_not_review(article: Article, user: User) -> str:
    """Return why a person may not review this text, or an empty string."""
    if not user.has_perm("articles.review_article"):
        return "Your role does not review. A reviewer reads this text."
    if not hasattr(user, "physician"):
        return (
            "Your account is not linked to a physician, and a reviewer's name stands on the page. "
            "Ask an administrator to link it."
        )
    if not is_independent(article, user) and ClinicProfile.current().independent_review:
        return (
            "You wrote or changed this text or a record that it shows, "
            "so another physician has to review it."
        )
    return ""
