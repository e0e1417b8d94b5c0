"""``live``, ``ever_live`` and ``scheduled`` at their edges."""

from datetime import timedelta

import pytest

from articles.models import Edition
from tests import acts, factories

TICK = timedelta(microseconds=1)


def numbers(rows) -> list[int]:
    return sorted(rows.values_list("number", flat=True))


@pytest.fixture
def timeline(clock, guide, author, reviewer, publisher):
    """Three editions a day apart, then withdrawn. Returns their beginnings, and the end."""
    moments = []
    for n in (1, 2, 3):
        acts.edit(guide, author, summary=f"Sentence {n}.")
        acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
        moments.append(clock.now)
        clock.tick(days=1)
    acts.withdraw(guide, publisher)
    moments.append(clock.now)
    clock.tick(days=1)
    return moments


def test_at_every_moment_the_edition_of_that_moment(timeline) -> None:
    first, second, third, end = timeline
    shown = {
        first - TICK: [], first: [1], second - TICK: [1], second: [2],
        third - TICK: [2], third: [3], end - TICK: [3], end: [],
    }  # fmt: skip
    assert {at: numbers(Edition.objects.live(at)) for at in shown} == shown


def test_without_a_moment_it_is_now(clock, timeline) -> None:
    assert numbers(Edition.objects.live()) == []
    clock.now = timeline[1]
    assert numbers(Edition.objects.live()) == [2]


def test_what_was_ever_live_stays_known(timeline) -> None:
    assert numbers(Edition.objects.ever_live()) == [1, 2, 3]


def test_what_is_to_come_was_never_live(clock, approved, publisher) -> None:
    begins = clock.now + timedelta(hours=1)
    acts.publish(approved, publisher, live_from=begins)
    assert numbers(Edition.objects.ever_live()) == []
    assert numbers(Edition.objects.scheduled()) == [1]
    clock.now = begins
    assert numbers(Edition.objects.ever_live()) == [1]
    assert numbers(Edition.objects.scheduled()) == []


def test_at_most_one_edition_an_article(clock, author, reviewer, publisher, clinic) -> None:
    articles = [factories.guide(author, title=f"Guide {n}") for n in range(3)]
    for article in articles:
        for n in range(2):
            acts.edit(article, author, summary=f"Sentence {n}.")
            acts.submit_approve_publish(
                article, author=author, reviewer=reviewer, publisher=publisher
            )
            clock.tick()
    found = Edition.objects.live().values_list("article", "number")
    assert sorted(found) == [(a.pk, 2) for a in articles]


def test_the_chosen_kind_subject_and_order(
    clock, published, policy, author, reviewer, publisher
) -> None:
    clock.tick()
    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick()
    newer = factories.guide(author, title="A second guide")
    acts.submit_approve_publish(newer, author=author, reviewer=reviewer, publisher=publisher)
    live = Edition.objects.live()
    assert [e.title for e in live.guides()] == ["A second guide", published.title]
    assert [e.title for e in live.policies()] == ["How we write"]
    slug = published.treatments.get().slug
    assert [e.title for e in live.covering("treatment", slug)] == [published.title]
    assert not live.covering("condition", slug).exists()


def test_lists_leave_the_long_columns_where_they_are(published, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        edition = Edition.objects.live().guides().for_lists().get()
        assert edition.title
        assert edition.summary
    assert {"html", "payload", "search_text", "byline"} <= edition.get_deferred_fields()


def test_a_policys_past_edition_names_an_address_that_exists(
    author, reviewer, publisher, client
) -> None:
    made = factories.policy(author)
    edition = acts.submit_approve_publish(
        made, author=author, reviewer=reviewer, publisher=publisher
    )
    got = client.get(f"/articles/{made.slug}/editions/1/").content.decode()
    assert f'{edition.get_absolute_url()}">' in got.partition('rel="canonical"')[2][:200]
