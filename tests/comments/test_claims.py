"""Claims lead moderators past each other, end by themselves, and forbid nothing."""

from datetime import timedelta

import pytest

from comments import claims
from comments.errors import NotAllowed
from comments.models import Claim, Comment, Status
from tests import factories
from tests.comments.test_queue import QUEUE, change, decide, order


@pytest.fixture
def three(edition):
    return [factories.pending_comment(edition, text=f"Reply {n}") for n in range(3)]


def go(client, query="", **more):
    return client.post(f"{QUEUE}next/{query}", more)["Location"]


def test_two_moderators_never_get_the_same(three, client_for, moderator, second_moderator):
    mine, theirs = client_for(moderator), client_for(second_moderator)
    assert go(mine) == change(three[0])
    assert go(theirs) == change(three[1])
    assert decide(mine, three[0], "approve")["Location"] == change(three[2])
    assert decide(theirs, three[1], "approve")["Location"] == QUEUE
    assert {c.comment_id: c.by for c in Claim.objects.all()} == {three[2].pk: moderator}


def test_one_looks_at_one_at_a_time(three, moderator):
    for comment in three:
        assert claims.take(comment=comment, by=moderator)
    assert Claim.objects.get().comment == three[2]


def test_it_ends_after_five_minutes(three, moderator, second_moderator, clock):
    first = three[0]
    assert claims.take(comment=first, by=moderator)
    assert not claims.take(comment=first, by=second_moderator)
    clock.tick(minutes=4)
    assert claims.take(comment=first, by=moderator), "it is theirs, and lasts longer now"
    clock.tick(minutes=4)
    assert not claims.take(comment=first, by=second_moderator)
    clock.tick(minutes=2)
    assert claims.take(comment=first, by=second_moderator)
    assert Claim.objects.get().by == second_moderator


def test_reading_claims_nothing(three, client_for, moderator):
    desk = client_for(moderator)
    desk.get(QUEUE)
    desk.get(change(three[0]))
    assert desk.get(f"{QUEUE}next/")["Location"] == QUEUE
    assert not Claim.objects.exists()


def test_the_other_sees_who_looks_and_decides_all_the_same(
    three, client_for, moderator, second_moderator
):
    go(client_for(moderator))
    theirs = client_for(second_moderator)
    page = theirs.get(change(three[0])).content.decode()
    assert "Moderator is looking at this since" in " ".join(page.split())
    assert "looking at it" in theirs.get(QUEUE).content.decode()
    assert order(theirs.get(QUEUE).content.decode())[0] == three[0].pk, "the list stays whole"
    decide(theirs, three[0], "approve")
    assert Comment.objects.get(pk=three[0].pk).status == Status.APPROVED
    assert not Claim.objects.filter(comment=three[0]).exists()


def test_skipping_passes_what_a_colleague_reads(three, client_for, moderator, second_moderator):
    claims.take(comment=three[1], by=second_moderator)
    page = client_for(moderator).get(change(three[0])).content.decode()
    skip = page[page.index('data-key="j"') :][:200]
    assert f"/{three[2].pk}/change/" in skip
    assert Claim.objects.count() == 1, "skipping is no claim"


def test_next_begins_at_the_top_where_urgent_ones_are(three, edition, client_for, moderator):
    desk = client_for(moderator)
    urgent = factories.pending_comment(edition, text="Numb.", urgent=True)
    assert go(desk, **{"not": str(three[0].pk)}) == change(urgent)
    assert go(desk, "?q=Reply+2") == change(three[2]) + "?q=Reply+2"


def test_when_colleagues_read_all_that_is_left(three, client_for, moderator, second_moderator):
    now = three[0].created_at
    for comment in three:
        Claim.objects.create(
            comment=comment, by=second_moderator, since=now, until=now + timedelta(minutes=5)
        )
    response = client_for(moderator).post(f"{QUEUE}next/", follow=True)
    assert "Colleagues are looking at all that is left" in response.content.decode()


@pytest.mark.parametrize("value", ["", "x", "\0", "9" * 40, "-1"])
def test_odd_values(three, client_for, moderator, value):
    assert go(client_for(moderator), **{"not": value}) == change(three[0])


def test_only_moderators_claim(three, author):
    with pytest.raises(NotAllowed):
        claims.take(comment=three[0], by=author)
