"""A reply that may tell of an emergency: nobody decides on it before a physician is told, or by a tick."""

import pytest

from clinic_cms.clinic.models import Act, StaffAct
from comments import duty, moderation
from comments.errors import Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Comment, Status
from tests import factories

pytestmark = pytest.mark.once
SIGNS = "My stools are black since Tuesday."


@pytest.fixture
def urgent(edition) -> Comment:
    return factories.pending_comment(edition, text=SIGNS, urgent=True, flags=["bleeding"])


@pytest.fixture
def press(client_for, moderator, urgent):
    """Return a function that presses a button of the screen; it gives the answer."""

    def sent(name: str, **fields: object):
        address = f"/admin/comments/comment/{urgent.pk}/{name}/"
        return client_for(moderator).post(address, {"version": urgent.version, **fields})

    return sent


@pytest.mark.parametrize("how", [{"verb": "approve"}, {"verb": "reject", "reason": "off_topic"}])
def test_a_decision_waits_for_a_word_to_a_physician(press, urgent, how) -> None:
    answer = press("decide", **how)
    assert answer.status_code == 422
    assert "Tell the duty physician and note it" in answer.content.decode()
    urgent.refresh_from_db()
    assert urgent.status == Status.PENDING
    assert press("told").status_code == 302
    assert press("decide", **how).status_code == 302
    urgent.refresh_from_db()
    assert urgent.status != Status.PENDING


def test_who_has_read_it_may_say_that_nobody_needs_to_be_told(press, urgent) -> None:
    assert press("decide", verb="approve", confirmed="yes").status_code == 302
    assert not StaffAct.objects.filter(act=Act.TOLD).exists()


def test_advertising_is_put_away_at_once(press, urgent) -> None:
    assert press("decide", verb="spam").status_code == 302


def test_the_note_says_who_and_when_and_stands_once(press, urgent, client_for, moderator) -> None:
    for _ in range(2):
        press("told")
    (act,) = StaffAct.objects.filter(act=Act.TOLD)
    assert (act.by, act.note, duty.told(urgent)) == (moderator, "", act)
    page = client_for(moderator).get(f"/admin/comments/comment/{urgent.pk}/change/")
    html = page.content.decode()
    assert f"{moderator} told the duty physician" in html
    assert 'name="confirmed"' not in html


def test_what_was_typed_for_a_decision_is_there_after_the_word(
    press, urgent, client_for, moderator
) -> None:
    """The button sends the form of the decision along: its note took minutes."""
    page = client_for(moderator).get(f"/admin/comments/comment/{urgent.pk}/change/")
    button = page.content.decode().partition("I told the physician")[0].rpartition("<button")[2]
    assert 'form="reject-form"' in button
    assert "formnovalidate" in button
    assert page.content.decode().count('id="reject-form"') == 1
    answer = press("told", reason="other", note="Called her back: black stools are from iron.")
    html = answer.content.decode()
    assert "Called her back: black stools are from iron.</textarea>" in html
    assert "told the duty physician" in html
    assert duty.told(urgent)


def test_many_at_once_leave_it_where_it_is(client_for, moderator, urgent, edition) -> None:
    other = factories.pending_comment(edition, text="Thank you.")
    chosen = [f"{c.pk}:{c.version}" for c in (urgent, other)]
    sent = {"verb": "approve", "chosen": chosen, "confirmed": "yes"}
    client_for(moderator).post("/admin/comments/comment/bulk/", sent)
    states = dict(Comment.objects.values_list("pk", "status"))
    assert states == {urgent.pk: Status.PENDING, other.pk: Status.APPROVED}


def test_undoing_an_approval_asks_for_nothing(urgent, moderator) -> None:
    moderation.approve(comment=urgent, by=moderator, version=1, confirmed=True)
    urgent.refresh_from_db()
    moderation.undo(comment=urgent, by=moderator, version=urgent.version)
    with pytest.raises(Incomplete):
        moderation.approve(comment=Comment.objects.get(), by=moderator, version=3)


def test_only_moderators_note_it_and_only_of_what_is_urgent(
    held, urgent, author, moderator
) -> None:
    with pytest.raises(NotAllowed):
        moderation.tell_physician(comment=urgent, by=author)
    with pytest.raises(NotAllowedFrom):
        moderation.tell_physician(comment=held, by=moderator)
