"""The guide that is made once is each test's own: nothing that a test does to it reaches the next."""

from typing import Any

import pytest

from articles.models import Article
from clinic_cms.clinic.models import User
from tests import acts, kept


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_it_as_it_was_made(
    published: Article, author: User, publisher: User, turn: int
) -> None:
    assert (published.status, published.editions.count(), author.first_name) == (
        "published",
        1,
        "Ana",
    )
    acts.withdraw(published, publisher)
    author.first_name = "Changed"
    author.save()


def test_every_stage_is_as_its_verb_returned_it(
    guide: Article, in_review: Article, approved: Article, published: Article
) -> None:
    stages: list[Any] = [guide, in_review, approved, published]
    assert [stage.status for stage in stages] == ["draft", "in_review", "approved", "published"]
    assert {stage.pk for stage in stages} == {published.pk}


def test_who_does_not_want_it_begins_with_an_empty_database(db: None) -> None:
    assert not Article.objects.exists()
    assert not User.objects.exists()


def test_another_time_is_its_own_beginning(
    clock: Any, published: Article, request: pytest.FixtureRequest
) -> None:
    assert not kept.wanted(request.node)
    assert published.editions.get().live_from == clock.now
