"""The guide that is made once is each test's own: nothing that a test does to it reaches the next."""

from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article, Edition
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
    assert kept.wanted(request.node)[0] == "clock"
    assert published.editions.get().live_from == clock.now


def test_a_time_that_comes_later_lets_nothing_be_kept(
    published: Article, clock: Any, request: pytest.FixtureRequest
) -> None:
    assert kept.wanted(request.node) == ()
    assert published.editions.get().live_from != clock.now


def test_each_state_is_where_its_name_says(every_state: dict[str, Article]) -> None:
    editions = Edition.objects
    assert tuple(every_state) == acts.STATES
    for state, article in every_state.items():
        stands = {"scheduled": "published", "withdrawn": "draft"}.get(state, state)
        assert (acts.fresh(article).status, article.status) == (stands, stands)
    assert [found.article for found in editions.live()] == [every_state["published"]]
    assert editions.get(article=every_state["scheduled"]).live_from > timezone.now()
    assert editions.get(article=every_state["withdrawn"]).live_until <= timezone.now()


def test_without_its_triggers_and_with_them_again(
    published: Article, without_triggers: None
) -> None:
    """They can be dropped over what is kept; the rollback brings them back."""
    assert Edition.objects.filter(pk=published.editions.get().pk).exists()


class TestOfAnotherAuthor:
    """A fixture of the same name that is another one is nothing kept."""

    @pytest.fixture
    def published(self, db: None) -> str:
        return "mine"

    def test_it_is_that_one(self, published: str, request: pytest.FixtureRequest) -> None:
        assert published == "mine"
        assert kept.wanted(request.node) == ()
        assert not Article.objects.exists()
