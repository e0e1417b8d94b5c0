"""The panel "Before publication": who writes, reviews and publishes a page sees the same one."""

from typing import Any

from django.utils import timezone

from articles import freezing, pictures, preflight
from articles.models import Article
from articles.models.article import ArticleStatus
from articles.payload import Content


def before_publication(article: Article, content: Content, *, seen: bool) -> dict[str, Any]:
    """Return what the panel is drawn with. ``seen``: an edition is or was before readers."""
    found = [
        *preflight.pictures_not_on_file(article.body, pictures.not_on_file(content["pictures"])),
        *preflight.examine(content, article.body),
    ]
    if not seen:
        found += preflight.note_on_a_first_edition(content)
    if article.status == ArticleStatus.APPROVED:
        reviewed_on = timezone.localdate(freezing.approval(article).created_at)
        due = freezing.next_review_due(reviewed_on)
        found = [*preflight.review_too_old(due, timezone.localdate()), *found]
    return {
        "findings": found,
        "errors_found": sum(finding.level == "error" for finding in found),
        "advice_found": sum(finding.level == "advice" for finding in found),
    }
