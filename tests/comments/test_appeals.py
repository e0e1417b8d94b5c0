"""One appeal for each reply: by its writer, behind a link, decided by somebody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic_cms.clinic.models import OutgoingMail
from comments import addresses, appeals, mail_links, moderation, privacy, redaction, tokens
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Appeal, AppealState, Comment, Status
from tests.mailbox import Mailbox, later, link, work

WHY = "It was my own injection, and I name nobody. Quince."


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def rejected(held, moderator):
    """A reply whose writer is known, and the decision not to show it."""
    Comment.objects.filter(pk=held.pk).update(writer=addresses.writer_of(held.email))
    addresses.confirm(fresh(held).writer)
    return moderation.reject(comment=held, by=moderator, version=1, reason="unsafe")


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("I have chest pain and cannot breathe.", "What you describe may need help right now"),
        ("I want to kill myself.", "If you think of harming yourself"),
    ],
)
def test_who_tells_of_an_emergency_is_shown_where_to_call(rejected, text, card):
    """As with a reply: nobody watches appeals around the clock."""
    there = mail_links.APPEAL.path(rejected.pk)
    assert card not in Client().get(there).content.decode()
    too_long = Client().post(there, {"text": text + " x" * 600})
    assert too_long.status_code == 422
    assert card in too_long.content.decode()
    assert card in Client().post(there, {"text": text}, follow=True).content.decode()


def test_from_the_mail_to_the_other_moderators_decision(
    rejected, moderator, second_moderator, client_for, mailbox: Mailbox
):
    later()
    work()
    there = link(mailbox.received and mailbox.messages[0], "appeal")
    page = Client().get(there).content.decode()
    assert "It helped me for three months." in page
    assert "Could lead readers to harm" in page
    assert not Appeal.objects.exists()
    for _ in range(2):  # a double click
        assert Client().post(there, {"text": WHY}).status_code == 303
    appeal = Appeal.objects.get()
    assert (appeal.text, appeal.decision, appeal.state) == (WHY, rejected, "open")
    page = Client().get(there).content.decode()
    assert "It has arrived" in page
    assert WHY in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    again = Client().post(there, {"text": "Once more."})
    assert again.status_code == 409
    assert "one appeal for each reply" in again.content.decode()
    assert "Once more." in again.content.decode()
    queue = client_for(second_moderator).get(
        f"/admin/comments/comment/{rejected.comment_id}/change/?status=rejected"
    )
    assert WHY in queue.content.decode()
    decide = f"/admin/comments/comment/{rejected.comment_id}/appeal/"
    assert client_for(moderator).post(decide).status_code == 302
    assert fresh(appeal).state == AppealState.OPEN
    assert client_for(second_moderator).post(decide).status_code == 302
    assert (fresh(appeal).state, fresh(appeal).decided_by) == ("refused", second_moderator)
    later()
    work()
    assert mailbox.messages[-1]["Subject"] == "Your appeal has been decided"
    assert "Quince" not in mailbox.received[-1].decode()
    assert "It was refused" in Client().get(there).content.decode()


def test_the_receipt_leads_there_too(rejected):
    receipt = f"/comments/sent/{tokens.make_receipt(rejected.comment.public_id)}/"
    assert "/comments/appeal/" in Client().get(receipt).content.decode()
    appeals.lodge(decision=rejected, text=WHY)
    assert "/comments/appeal/" not in Client().get(receipt).content.decode()


def test_granted_by_showing_it(rejected, moderator, second_moderator):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    comment = fresh(rejected.comment)
    with pytest.raises(NotAllowed):
        moderation.approve(comment=comment, by=moderator, version=comment.version)
    moderation.approve(comment=comment, by=second_moderator, version=comment.version)
    assert (fresh(appeal).state, fresh(appeal).decided_by) == ("granted", second_moderator)


def test_the_only_moderator_decides_on_it_themselves(rejected, moderator):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    assert appeals.refuse(appeal=appeal, by=moderator).state == AppealState.REFUSED
    assert appeals.refuse(appeal=appeal, by=moderator).state == AppealState.REFUSED
    assert OutgoingMail.objects.filter(kind="appeal_refused").count() == 1


def test_a_moderator_without_an_address_is_another_one(rejected, moderator, second_moderator):
    type(second_moderator).objects.filter(pk=second_moderator.pk).update(email="")
    appeal = appeals.lodge(decision=rejected, text=WHY)
    with pytest.raises(NotAllowed):
        appeals.refuse(appeal=appeal, by=moderator)
    assert appeals.refuse(appeal=appeal, by=second_moderator).state == AppealState.REFUSED


def test_two_moderators_at_once(rejected, second_moderator, moderator):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    appeals.refuse(appeal=appeal, by=second_moderator)
    with pytest.raises(ChangedMeanwhile):
        appeals.refuse(appeal=appeal, by=moderator)


@pytest.mark.parametrize("who", ["author", "reviewer", "administrator", "stranger"])
def test_others_decide_on_none(rejected, request, who):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    with pytest.raises(NotAllowed):
        appeals.refuse(appeal=appeal, by=request.getfixturevalue(who))


def test_a_decision_taken_back_leaves_it_open(rejected, second_moderator):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    moderation.undo(comment=rejected.comment, by=second_moderator, version=2)
    assert fresh(appeal).state == AppealState.OPEN
    moderation.approve(comment=rejected.comment, by=second_moderator, version=3)
    assert fresh(appeal).state == AppealState.GRANTED


def test_decided_in_the_same_way_again_is_refused_and_told(
    rejected, second_moderator, mailbox: Mailbox
):
    later()
    work()
    appeal = appeals.lodge(decision=rejected, text=WHY)
    moderation.undo(comment=rejected.comment, by=second_moderator, version=2)
    moderation.reject(
        comment=rejected.comment, by=second_moderator, version=3, reason=rejected.reason
    )
    assert fresh(appeal).state == AppealState.REFUSED
    later()
    work()
    assert [message["Subject"] for message in mailbox.messages] == [
        "A decision on your reply",
        "Your appeal has been decided",
    ]
    assert "Could lead readers to harm" in mailbox.messages[-1].get_body(("plain",)).get_content()


@pytest.mark.parametrize("slip", [moderation.approve, moderation.mark_spam])
def test_a_slip_that_is_undone_uses_no_appeal_up(rejected, second_moderator, slip):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    slip(comment=rejected.comment, by=second_moderator, version=2)
    assert fresh(appeal).state != AppealState.OPEN
    moderation.undo(comment=rejected.comment, by=second_moderator, version=3)
    assert fresh(rejected.comment).status == Status.REJECTED
    assert (fresh(appeal).state, fresh(appeal).decided_by) == ("open", None)
    moderation.undo(comment=rejected.comment, by=second_moderator, version=4)
    shown = slip is moderation.approve
    assert fresh(appeal).state == ("granted" if shown else "open")


def test_what_was_refused_by_itself_stays_refused(rejected, second_moderator):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    appeals.refuse(appeal=appeal, by=second_moderator)
    moderation.undo(comment=rejected.comment, by=second_moderator, version=2)
    assert fresh(appeal).state == AppealState.REFUSED


def test_without_a_decision_there_is_nothing_to_refuse(
    rejected, moderator, second_moderator, client_for
):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    moderation.undo(comment=rejected.comment, by=second_moderator, version=2)
    with pytest.raises(NotAllowedFrom, match="was undone"):
        appeals.refuse(appeal=appeal, by=second_moderator)
    page = client_for(second_moderator).get(
        f"/admin/comments/comment/{rejected.comment_id}/change/"
    )
    assert "Refuse the appeal" not in page.content.decode()
    assert "The decision was undone." in page.content.decode()
    moderation.approve(comment=rejected.comment, by=second_moderator, version=3)
    assert fresh(appeal).state == AppealState.GRANTED


def test_refused_by_a_slip_then_for_good_is_told_once(rejected, second_moderator, mailbox: Mailbox):
    appeals.lodge(decision=rejected, text=WHY)
    reject = {"comment": rejected.comment, "by": second_moderator, "reason": rejected.reason}
    undo = {"comment": rejected.comment, "by": second_moderator}
    moderation.undo(**undo, version=2)
    moderation.reject(**reject, version=3)
    moderation.undo(**undo, version=4)
    moderation.reject(**reject, version=5)
    later()
    work()
    subjects = [message["Subject"] for message in mailbox.messages]
    assert subjects.count("Your appeal has been decided") == 1


def test_a_removed_and_redacted_reply_can_be_shown_again(shown, moderator, second_moderator):
    reply = shown(text="Miller said that it helped me.")
    removed = moderation.remove(comment=reply, by=moderator, version=2, reason="personal_data")
    redaction.redact(comment=reply, by=moderator, version=3, spans=[(0, 6)], reason="personal_data")
    appeal = appeals.lodge(decision=removed, text=WHY)
    moderation.approve(comment=reply, by=second_moderator, version=4)
    assert fresh(appeal).state == AppealState.GRANTED
    assert list(Comment.objects.visible()) == [reply]


def test_the_one_mails_link_leads_to_the_same_decision_made_again(rejected, moderator):
    there = mail_links.APPEAL.path(rejected.pk)
    moderation.undo(comment=rejected.comment, by=moderator, version=2)
    again = moderation.reject(
        comment=rejected.comment, by=moderator, version=3, reason=rejected.reason
    )
    assert "does not stand any more" not in Client().get(there).content.decode()
    assert Client().post(there, {"text": WHY}).status_code == 303
    assert Appeal.objects.get().decision == again


def test_a_link_to_another_ground_leads_nowhere(rejected, moderator):
    moderation.undo(comment=rejected.comment, by=moderator, version=2)
    moderation.reject(comment=rejected.comment, by=moderator, version=3, reason="abuse")
    there = mail_links.APPEAL.path(rejected.pk)
    assert "does not stand any more" in Client().get(there).content.decode()
    assert Client().post(there, {"text": WHY}).status_code == 409


def test_refused_and_shown_before_the_mail_goes(rejected, second_moderator, mailbox: Mailbox):
    appeals.refuse(appeal=appeals.lodge(decision=rejected, text=WHY), by=second_moderator)
    moderation.approve(comment=rejected.comment, by=second_moderator, version=2)
    later()
    work()
    assert [message["Subject"] for message in mailbox.messages] == ["A decision on your reply"]


def test_an_old_link_says_how_the_reply_stands_now(rejected, moderator):
    there = mail_links.APPEAL.path(rejected.pk)
    assert "It is not shown. The reason: " in Client().get(there).content.decode()
    moderation.undo(comment=rejected.comment, by=moderator, version=2)
    page = Client().get(there).content.decode()
    assert "not shown" not in page
    assert "The reason" not in page
    assert "Where it stands now" in page
    moderation.approve(comment=rejected.comment, by=moderator, version=3)
    page = Client().get(there).content.decode()
    assert "not shown" not in page
    assert "The reason" not in page
    assert "Everyone can read it." in page


def test_words_sent_behind_a_link_that_ran_out_come_back(rejected, monkeypatch):
    there, late = mail_links.APPEAL.path(rejected.pk), timezone.now().timestamp() + 31 * 86_400
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    gone = Client().post(there, {"text": WHY})
    assert gone.status_code == 410
    assert WHY in gone.content.decode()
    assert not Appeal.objects.exists()


def test_granted_and_then_removed(rejected, second_moderator):
    appeals.lodge(decision=rejected, text=WHY)
    moderation.approve(comment=rejected.comment, by=second_moderator, version=2)
    there = mail_links.APPEAL.path(rejected.pk)
    assert "It was granted: your reply is shown." in Client().get(there).content.decode()
    moderation.remove(comment=rejected.comment, by=second_moderator, version=3, reason="abuse")
    page = Client().get(there).content.decode()
    assert "It was granted." in page
    assert "your reply is shown" not in page
    assert "It is not shown. The reason: Insults or threatens." in page


def test_against_what_stands_only(shown, held, moderator):
    reply = shown()
    with pytest.raises(NotAllowedFrom):
        appeals.lodge(decision=reply.decision, text=WHY)
    spam = moderation.mark_spam(comment=held, by=moderator, version=1)
    with pytest.raises(NotAllowedFrom):
        appeals.lodge(decision=spam, text=WHY)


def test_erasing_closes_and_empties_it(rejected):
    appeal = appeals.lodge(decision=rejected, text=WHY)
    privacy.empty(rejected.comment)
    assert fresh(appeal).text == ""
    assert fresh(rejected.comment).status == Status.REJECTED
    there = mail_links.APPEAL.path(rejected.pk)
    assert "Quince" not in Client().get(there).content.decode()
    assert appeals.why_not(fresh(rejected))


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "y" * 1_001])
def test_empty_and_over_long(rejected, caplog, text):
    there = mail_links.APPEAL.path(rejected.pk)
    response = Client().post(there, {"text": text})
    assert there not in caplog.text  # the address is the key
    assert response.status_code == 422
    assert text.strip("\u200b ") in response.content.decode()
    with pytest.raises(Incomplete):
        appeals.lodge(decision=rejected, text=text.replace("\u200b", ""))
    assert not Appeal.objects.exists()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a\0b", "😀 שלום", "{{ 1 }} {% now %}", "\u202eright"]
)
def test_odd_words(rejected, second_moderator, client_for, text):
    there = mail_links.APPEAL.path(rejected.pk)
    assert Client().post(there, {"text": text}).status_code == 303
    assert Appeal.objects.get().text == text.replace("\0", "")
    address = f"/admin/comments/comment/{rejected.comment_id}/change/?status=rejected"
    for page in (Client().get(there), client_for(second_moderator).get(address)):
        assert "<script>alert" not in page.content.decode()


@pytest.mark.postgresql
def test_the_reply_is_locked_while_an_appeal_is_lodged(rejected):
    with CaptureQueriesContext(connection) as asked:
        appeals.lodge(decision=rejected, text=WHY)
    assert any("FOR UPDATE" in query["sql"] for query in asked)
