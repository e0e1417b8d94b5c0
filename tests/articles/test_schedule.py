"""Law 4: what readers see is computed from the time, when they read."""

import contextlib
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import errors
from articles.models import Edition
from articles.models.article import ArticleStatus as S
from clinic_cms.clinic.models import ClinicProfile
from tests import acts

HOUR = timedelta(hours=1)


@pytest.fixture
def scheduled(clock, approved, publisher):
    """The guide, to go live in an hour."""
    return acts.publish(approved, publisher, live_from=clock.now + HOUR)


def live() -> list[int]:
    return list(Edition.objects.live().order_by("number").values_list("number", flat=True))


def again(article, author, reviewer, publisher, **how) -> Edition:
    """Change the text and take it all the way once more."""
    count = article.editions.count()
    acts.edit(article, author, summary=f"Sentence {count + 1}.")
    return acts.submit_approve_publish(
        article, author=author, reviewer=reviewer, publisher=publisher, **how
    )


@pytest.mark.behaviour(60)
def test_a_scheduled_page_appears_at_its_time_and_not_before(clock, scheduled) -> None:
    assert (live(), scheduled.status) == ([], S.PUBLISHED)
    clock.tick(hours=1, microseconds=-1)
    assert live() == []
    clock.tick(microseconds=1)
    assert live() == [1]


@pytest.mark.parametrize("by", [timedelta(0), timedelta(seconds=-1), timedelta(days=-400)])
def test_a_page_is_not_scheduled_for_the_past(clock, approved, publisher, by) -> None:
    with pytest.raises(errors.NotReady, match="time to come"):
        acts.publish(approved, publisher, live_from=clock.now + by)


@pytest.mark.behaviour(60)
def test_a_newer_draft_is_not_published_by_an_older_schedule(clock, scheduled, author) -> None:
    acts.edit(scheduled, author, title="Not reviewed by anyone", body="<p>Not reviewed.</p>")
    clock.tick(hours=2)
    edition = Edition.objects.live().get()
    assert edition.title == "Injections for back pain"
    assert "Not reviewed" not in edition.html


@pytest.mark.behaviour(60)
def test_who_scheduled_may_leave_and_the_page_still_appears(clock, scheduled, publisher) -> None:
    publisher.groups.clear()
    publisher.is_active = False
    publisher.save()
    clock.tick(hours=2)
    assert live() == [1]


def test_a_second_edition_waits_until_the_first_schedule_is_cancelled(
    clock, scheduled, author, reviewer, publisher
) -> None:
    with pytest.raises(errors.NotAllowedFrom, match="Edition 1 is scheduled already"):
        again(scheduled, author, reviewer, publisher)
    assert Edition.objects.count() == 1


def test_an_older_page_stays_until_the_scheduled_one_begins(
    clock, published, author, reviewer, publisher
) -> None:
    again(published, author, reviewer, publisher, live_from=clock.now + HOUR)
    assert live() == [1]
    clock.tick(hours=1)
    assert live() == [2]


def test_a_cancelled_schedule_never_shows_and_hides_nothing(
    clock, published, author, reviewer, publisher
) -> None:
    again(published, author, reviewer, publisher, live_from=clock.now + HOUR)
    after = acts.unschedule(published, publisher)
    assert after.status == S.DRAFT
    clock.tick(hours=2)
    assert live() == [1]
    assert [e.number for e in Edition.objects.ever_live()] == [1]
    assert not Edition.objects.scheduled().exists()
    assert Edition.objects.live(clock.now - HOUR).get().number == 1


def test_a_schedule_that_has_begun_is_withdrawn_not_cancelled(clock, scheduled, publisher) -> None:
    clock.tick(hours=1)
    with pytest.raises(errors.NotAllowedFrom, match="waiting for its time"):
        acts.unschedule(scheduled, publisher)
    assert live() == [1]


def test_a_schedule_that_has_not_begun_is_cancelled_not_withdrawn(
    clock, scheduled, publisher
) -> None:
    with pytest.raises(errors.NotAllowedFrom, match="No edition"):
        acts.withdraw(scheduled, publisher)
    assert Edition.objects.scheduled().count() == 1


def test_withdrawing_takes_the_page_and_cancels_what_was_to_follow(
    clock, published, author, reviewer, publisher
) -> None:
    again(published, author, reviewer, publisher, live_from=clock.now + HOUR)
    clock.tick()
    acts.withdraw(published, publisher, "A recall of the medicine.")
    assert live() == []
    clock.tick(days=400)
    assert live() == []
    assert published.events.first().note == "A recall of the medicine."


def test_withdrawing_takes_what_begins_in_that_moment_too(
    clock, published, author, reviewer, publisher, monkeypatch
) -> None:
    again(published, author, reviewer, publisher, live_from=clock.now + HOUR)
    end = Edition.end

    def slowly(edition: Edition, at: datetime) -> bool:
        clock.tick(hours=2)
        return end(edition, at)

    monkeypatch.setattr(Edition, "end", slowly)
    acts.withdraw(published, publisher)
    assert live() == []


@contextlib.contextmanager
def held_up(clock, **by) -> Iterator[None]:
    """Hold the generation's row, in which every change to what readers see takes its turn, for a while."""
    held = threading.Event()

    def change_the_profile() -> None:
        with contextlib.closing(connection), transaction.atomic():
            ClinicProfile.objects.update(tagline="Backs, explained.")
            held.set()
            time.sleep(1)  # for the verb to come as far as the generation's row
            clock.tick(**by)

    other = threading.Thread(target=change_the_profile)
    other.start()
    assert held.wait(20)
    yield
    other.join()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [acts.withdraw, acts.unschedule])
def test_a_verb_that_had_to_wait_goes_by_the_time_at_which_it_acts(
    clock, published, author, reviewer, publisher, act
) -> None:
    again(published, author, reviewer, publisher, live_from=clock.now + HOUR)
    with held_up(clock, hours=2):
        if act is acts.withdraw:
            act(published, publisher)
            assert live() == []
            assert list(Edition.objects.ever_live().values_list("number", flat=True)) == [2, 1]
        else:
            with pytest.raises(errors.NotAllowedFrom):
                act(published, publisher)
            assert live() == [2]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_page_that_had_to_wait_begins_when_readers_can_see_it(clock, approved, publisher) -> None:
    """Else the page of a day would be one that nobody saw on that day."""
    with held_up(clock, days=1):
        acts.publish(approved, publisher)
    edition = Edition.objects.get()
    assert edition.live_from == clock.now
    assert edition.byline["published_on"] == timezone.localdate(clock.now).isoformat()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_page_whose_time_passed_while_it_waited_is_not_scheduled(
    clock, approved, publisher
) -> None:
    with held_up(clock, hours=2), pytest.raises(errors.NotReady, match="time to come"):
        acts.publish(approved, publisher, live_from=clock.now + HOUR)
    assert not Edition.objects.exists()


def test_a_withdrawn_page_never_brings_an_older_one_back(
    clock, published, author, reviewer, publisher
) -> None:
    clock.tick()
    again(published, author, reviewer, publisher)
    assert live() == [2]
    clock.tick()
    acts.withdraw(published, publisher)
    assert live() == []
    clock.tick(days=1)
    assert live() == []


def test_a_page_published_and_withdrawn_within_one_tick_brings_none_back(
    clock, published, author, reviewer, publisher
) -> None:
    """The clock may stand still, or have been set back."""
    clock.tick()
    again(published, author, reviewer, publisher)
    acts.withdraw(published, publisher)
    clock.tick()
    assert live() == []


def test_a_withdrawn_page_can_be_published_again(
    clock, published, author, reviewer, publisher
) -> None:
    clock.tick()
    acts.withdraw(published, publisher)
    clock.tick()
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert live() == [2]


@pytest.mark.behaviour(58)
@pytest.mark.parametrize("state", [S.IN_REVIEW, S.APPROVED, S.CHANGES_REQUESTED])
def test_withdrawing_leaves_work_on_the_next_edition_where_it_is(
    clock, published, author, reviewer, publisher, state
) -> None:
    acts.edit(published, author, summary="The next sentence.")
    acts.submit(published, author)
    if state == S.APPROVED:
        acts.approve(published, reviewer)
    if state == S.CHANGES_REQUESTED:
        acts.request_changes(published, reviewer)
    before = acts.fresh(published)
    clock.tick()
    after = acts.withdraw(published, publisher)
    assert (after.status, after.approved_sha256) == (state, before.approved_sha256)
    assert live() == []
