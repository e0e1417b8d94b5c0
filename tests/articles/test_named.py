"""Records as the last frozen live edition has them: found by steps through an index."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import named
from articles.models.edition import SubjectKind
from tests import acts, factories


def names(kind: SubjectKind) -> dict[str, str]:
    return {row.slug: row.name for row in named.newest(kind)}


@pytest.fixture
def again(published, author, reviewer, publisher):
    """Return a function that renames the guide's treatment and publishes a second guide about it."""

    def publish(name: str, **when):
        treatment = published.treatments.get()
        treatment.name = name
        treatment.save()
        other = factories.guide(author, title=f"About {name}")
        other.treatments.set([treatment])
        factories.cite(other, *published.references.all())
        acts.submit_approve_publish(
            other, author=author, reviewer=reviewer, publisher=publisher, **when
        )
        return acts.fresh(other)

    return publish


def test_a_record_is_named_once_and_by_the_last(published, again) -> None:
    slug = published.treatments.get().slug
    again("Renamed")
    assert names(SubjectKind.TREATMENT) == {slug: "Renamed"}


def test_what_is_not_live_names_nothing(published, again, publisher) -> None:
    before = names(SubjectKind.TREATMENT)
    acts.withdraw(again("Withdrawn"), publisher)
    again("Tomorrow", live_from=timezone.now() + timedelta(days=1))
    assert names(SubjectKind.TREATMENT) == before
    acts.withdraw(published, publisher)
    assert names(SubjectKind.TREATMENT) == {}


def test_a_wider_condition_keeps_its_summary(published, author, reviewer, publisher) -> None:
    wider = published.conditions.get().parent
    guide = factories.guide(author, title="Back pain at large")
    guide.conditions.set([wider])
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    acts.edit(published, author, summary="Later than the page about the wider one.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    (row,) = [row for row in named.newest(SubjectKind.CONDITION) if row.slug == wider.slug]
    assert row.detail == wider.summary


def test_nothing_is_named_where_nothing_is_live(db) -> None:
    assert names(SubjectKind.CONDITION) == {}
