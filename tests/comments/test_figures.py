"""The figures of the lead moderator: what they say, whom they do not name, what they cost."""

from datetime import timedelta

import pytest

from comments import figures, moderation
from comments.models import Comment, Decision
from tests import factories
from tests.conftest import Clock

PAGE = "/admin/comments/comment/figures/"


@pytest.fixture
def decided(edition, moderator, clock):
    """Return a function that makes a reply which waited so many hours for its decision."""

    def make(hours, to="approve", **more):
        reply = factories.pending_comment(edition, text=f"Reply {Comment.objects.count()}")
        clock.tick(hours=hours)
        verbs = {
            "approve": moderation.approve, "reject": moderation.reject, "spam": moderation.mark_spam,
        }  # fmt: skip
        verbs[to](comment=reply, by=moderator, version=1, **more)
        return reply

    return make


def test_median_and_ninetieth_of_a_week(decided, clock: Clock):
    for hours in (1, 1, 2, 2, 3, 3, 4, 4, 5, 40):
        decided(hours)
    found = figures.figures()
    weeks = [week for week in found.weeks if week.decided]
    assert len(found.weeks) == 12
    assert sum(week.decided for week in weeks) == 10
    assert found.decided == 10
    assert figures.ninetieth([timedelta(hours=h) for h in range(1, 11)]) == timedelta(hours=9)
    assert figures.ninetieth([timedelta(hours=7)]) == timedelta(hours=7)


def test_one_week(decided):
    for hours in (1, 2, 9):
        decided(hours)
    week = figures.figures().weeks[-1]
    assert (week.decided, week.median_said, week.ninetieth_said) == (3, "2 h 0 min", "9 h 0 min")
    assert week.ninetieth_bar.height == figures.CHART[1]
    assert 0 < week.median_bar.height < figures.CHART[1]
    assert week.median_bar.y + week.median_bar.height == figures.CHART[1]


def test_only_the_first_decision_counts_as_one(decided, moderator, clock):
    reply = decided(1)
    clock.tick(hours=30)
    moderation.remove(comment=reply, by=moderator, version=2, reason="abuse")
    week = figures.figures().weeks[-1]
    assert (week.decided, week.median) == (1, timedelta(hours=1))


def test_shares_by_decision_and_reason_without_what_was_undone(decided, moderator):
    decided(1)
    decided(1)
    decided(1, "spam")
    decided(1, "reject", reason="off_topic")
    undone = decided(1, "reject", reason="abuse")
    moderation.undo(comment=undone, by=moderator, version=2)
    found = figures.figures()
    assert [(s.label, s.count, s.percent) for s in found.outcomes] == [
        ("Approved", 2, 50), ("Rejected", 1, 25), ("Spam", 1, 25),
    ]  # fmt: skip
    assert [(s.label, s.percent) for s in found.reasons] == [("Not about this page", 100)]


def test_what_is_older_than_twelve_weeks_is_left_out(decided, clock):
    decided(1)
    clock.tick(weeks=13)
    assert figures.figures().decided == 0
    assert Decision.objects.count() == 1


def test_an_empty_clinic(clinic, client_for, moderator):
    page = client_for(moderator).get(PAGE).content.decode()
    assert "Nothing was decided in these weeks." in page
    assert "None in these weeks." in page


def test_the_page_names_nobody_and_holds_no_style(
    decided, edition, client_for, moderator, django_assert_max_num_queries
):
    decided(3, "reject", reason="unsafe", note="A private note.")
    factories.pending_comment(edition, name="Zacharias")
    desk = client_for(moderator)
    desk.get(PAGE)
    with django_assert_max_num_queries(14):
        page = desk.get(PAGE).content.decode()
    main = page.partition('<div class="figures">')[2]
    assert "Could lead readers to harm" in main
    for private in ("Zacharias", "Pat", "moderator", "Moderator", "A private note."):
        assert private not in main
    assert "style=" not in page
    assert "<svg" in main


def test_others_are_refused(client_for, author, publisher, administrator):
    for user in (author, publisher, administrator):
        assert client_for(user).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (None, "none"), (timedelta(seconds=20), "under a minute"), (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"), (timedelta(days=3, hours=4), "3 d 4 h"),
    ],
)  # fmt: skip
def test_lengths_in_words(length, words):
    assert figures.said(length) == words
