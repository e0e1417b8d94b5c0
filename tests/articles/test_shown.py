"""What readers saw on a day, also on a day of which they saw it for a part."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from articles import shown
from tests import acts


def as_of(client, article, day: str) -> tuple[int, str]:
    answer = client.get(f"/articles/{article.slug}/as-of/{day}/")
    return answer.status_code, answer.headers.get("Location", "")[-12:]


def put_back(clock, published, author, reviewer, publisher) -> None:
    """Withdraw the page on 10 June 2030, and publish it again on the 12th."""
    clock.now = datetime(2030, 6, 10, 18, 0, tzinfo=UTC)
    acts.withdraw(published, publisher)
    clock.now = datetime(2030, 6, 12, 18, 0, tzinfo=UTC)
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)


def test_a_day_that_saw_an_edition_for_a_part_shows_the_last_one(
    clock, published, author, reviewer, publisher, client
) -> None:
    put_back(clock, published, author, reviewer, publisher)
    assert as_of(client, published, "2030-06-09") == (302, "/editions/1/")
    assert as_of(client, published, "2030-06-10") == (302, "/editions/1/")
    assert as_of(client, published, "2030-06-11")[0] == 404
    assert as_of(client, published, "2030-06-12") == (302, "/editions/2/")


def test_states_and_times(clock, published, author, reviewer, publisher) -> None:
    put_back(clock, published, author, reviewer, publisher)
    begun = clock.now
    clock.tick(days=1)
    acts.edit(published, author, summary="Again.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    third = clock.now
    for summary in ("Cancelled.", "Waits."):
        acts.edit(published, author, summary=summary)
        acts.submit_approve_publish(
            published, author=author, reviewer=reviewer, publisher=publisher,
            live_from=datetime(2031, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        if summary == "Cancelled.":
            acts.unschedule(published, publisher)
    found = shown.periods(published.editions.all())
    assert [(s.number, s.state.value, s.ends_at) for s in found] == [
        (5, "scheduled", None),
        (4, "cancelled", None),
        (3, "live", None),
        (2, "replaced", third),
        (1, "withdrawn", datetime(2030, 6, 10, 18, 0, tzinfo=UTC)),
    ]
    # Midnight is that of the clinic's clock: all of the 13th is after 04:00 UTC.
    assert [s.number for s in shown.on_day(found, date(2030, 6, 12))] == [2]
    assert [s.number for s in shown.on_day(found, date(2030, 6, 13))] == [3, 2]
    assert begun < third


def test_an_evening_belongs_to_its_day_at_the_clinic(
    clock, approved, publisher, client, client_for
) -> None:
    """The page says 30 November; its history and what stands when it is gone must not say December."""
    clock.now = datetime(2030, 12, 1, 2, 30, tzinfo=UTC)  # at half past nine in the evening there
    published = acts.publish(approved, publisher)
    seen = [
        client.get(f"/articles/{published.slug}/{page}") for page in ("history/", "editions/1/")
    ]
    clock.tick(minutes=5)
    desk = client_for(publisher).get(f"/admin/articles/article/{published.pk}/change/")
    acts.withdraw(published, publisher)
    seen += [desk, client.get(f"/articles/{published.slug}/")]
    for page in (answer.content.decode() for answer in seen):
        assert '<time datetime="2030-11-30">30 November 2030</time>' in page
        assert '<time datetime="2030-12-01">' not in page


def test_an_hour_that_comes_twice_at_midnight_belongs_to_its_day_both_times(
    clock, settings, approved, publisher
) -> None:
    """In Cairo clocks go back at midnight: half past eleven comes twice on that evening."""
    settings.TIME_ZONE = "Africa/Cairo"
    clock.now = datetime(2030, 10, 31, 21, 30, tzinfo=UTC)  # the second time
    with timezone.override(ZoneInfo("Africa/Cairo")):
        published = acts.publish(approved, publisher)
        found = shown.periods(published.editions.all())
        assert [s.number for s in shown.on_day(found, date(2030, 10, 31))] == [1]
        assert shown.on_day(found, date(2030, 10, 30)) == []
