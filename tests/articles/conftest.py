"""Articles in every status, made by the real verbs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.models.article import ArticleStatus
from clinic_cms.clinic.models import User
from tests import acts


@pytest.fixture
def bring_to(
    guide: Article, author: User, reviewer: User, publisher: User
) -> Callable[[str], Article]:
    """Return a function that brings the guide to a status, or to "scheduled" or "withdrawn"."""

    def bring(state: str) -> Article:
        if state == ArticleStatus.DRAFT:
            return acts.fresh(guide)
        acts.submit(guide, author)
        if state == ArticleStatus.CHANGES_REQUESTED:
            return acts.request_changes(guide, reviewer)
        if state != ArticleStatus.IN_REVIEW:
            acts.approve(guide, reviewer)
        if state in (ArticleStatus.PUBLISHED, "withdrawn"):
            acts.publish(guide, publisher)
        if state == "scheduled":
            acts.publish(guide, publisher, live_from=timezone.now() + timedelta(days=1))
        if state == "withdrawn":
            acts.withdraw(guide, publisher)
        return acts.fresh(guide)

    return bring
