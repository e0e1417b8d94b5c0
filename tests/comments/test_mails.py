"""Mails about replies, through a real mail server: to whom, when, how often, and what is not in them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic_cms.clinic.models import MailState, OutgoingMail
from comments import (
    addresses,
    answering,
    appeals,
    mail_links,
    moderation,
    notifications,
    privacy,
    redaction,
    tokens,
)
from comments.apps import MAILS
from comments.models import Comment, WriterAddress
from tests import acts, factories
from tests.mailbox import Mailbox, later, link, links, work

pytestmark = pytest.mark.once  # the outbox itself is tried on every database

WORDS = "Heliotrope is a word that nobody else uses."
PAT, KIM = "pat@reader.example", "kim@reader.example"


@pytest.fixture
def reply(filled, send):
    """Return a function: a reply as its writer sends it, of a confirmed address unless said otherwise."""
    made = []

    def make(confirmed=True, **fields):
        text = fields.pop("text", f"{WORDS} {len(made)}")
        at = f"198.51.100.{len(made)}"  # nobody is throttled here
        response = send(filled(text=text, **fields), REMOTE_ADDR=at)
        assert response.status_code == 303
        made.append(Comment.objects.get(text=text))
        if confirmed:
            addresses.confirm(made[-1].writer)
        return made[-1]

    return make


def approve(comment, by):
    comment.refresh_from_db()
    return moderation.approve(comment=comment, by=by, version=comment.version, confirmed=True)


def undo(comment, by):
    comment.refresh_from_db()
    return moderation.undo(comment=comment, by=by, version=comment.version)


def remove(comment, by, reason="abuse"):
    comment.refresh_from_db()
    return moderation.remove(comment=comment, by=by, version=comment.version, reason=reason)


def subjects(mailbox, to=PAT):
    return [message["Subject"] for message in mailbox.to(to)]


def deliver():
    later()
    work()


class TestConfirming:
    @pytest.mark.behaviour(47)
    def test_by_a_button_behind_a_link(self, reply, mailbox: Mailbox):
        made = reply(confirmed=False)
        work()
        (message,) = mailbox.to(PAT)
        there = link(message, "confirm")
        page = Client().get(there)
        assert page.status_code == 200
        assert "Yes, confirm my address" in page.content.decode()
        assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == (
            "no-referrer",
            True,
        )
        assert not page.cookies
        writer = made.writer
        writer.refresh_from_db()
        assert writer.confirmed_at is None
        for _ in range(2):
            response = Client(enforce_csrf_checks=True).post(there)
            assert (response.status_code, response["Location"]) == (303, there)
            writer.refresh_from_db()
            assert writer.confirmed_at
            confirmed_at = writer.confirmed_at
        assert writer.confirmed_at == confirmed_at
        page = Client().get(there).content.decode()
        assert "Your address is confirmed" in page
        assert f"Your reply to “{made.edition.title}” of" in page

    def test_one_mail_a_day_whoever_posts(self, reply, mailbox: Mailbox, client):
        for n in range(4):
            reply(confirmed=False, name=f"Pat {n}", email=PAT.upper() if n % 2 else PAT)
        for _ in range(3):
            client.post("/comments/mine/", {"email": PAT}, headers={"Origin": "http://testserver"})
        deliver()
        assert subjects(mailbox) == ["Please confirm your email address"]
        WriterAddress.objects.update(asked_at=timezone.now() - timedelta(hours=25))
        reply(confirmed=False)
        reply(confirmed=False)
        deliver()
        assert len(mailbox.to(PAT)) == 2

    @pytest.mark.behaviour(47)
    def test_a_tampered_link(self, reply, mailbox: Mailbox):
        reply(confirmed=False)
        work()
        there = link(mailbox.to(PAT)[0], "confirm")
        for bad in (
            f"{there[:-2]}xx/",
            "/comments/confirm/x/",
            f"/comments/mine/{there.split('/')[3]}/",
        ):
            for method in (Client().get, Client().post):
                response = method(bad)
                assert response.status_code == 400, bad
                assert "Get a new link" in response.content.decode()
        assert not WriterAddress.objects.exclude(confirmed_at=None).exists()

    @pytest.mark.behaviour(47)
    def test_an_old_link_says_so(self, reply, mailbox: Mailbox, monkeypatch):
        reply(confirmed=False)
        work()
        there = link(mailbox.to(PAT)[0], "confirm")
        late = timezone.now().timestamp() + 8 * 86_400
        monkeypatch.setattr("django.core.signing.time.time", lambda: late)
        for method in (Client().get, Client().post):
            response = method(there)
            assert response.status_code == 410
            assert "too old" in response.content.decode()
        assert not WriterAddress.objects.exclude(confirmed_at=None).exists()

    def test_what_was_decided_before_is_told_once_then(self, reply, moderator, mailbox: Mailbox):
        shown, refused, undone = (reply(confirmed=False) for _ in range(3))
        deliver()
        approve(shown, moderator)
        moderation.reject(comment=refused, by=moderator, version=1, reason="off_topic")
        approve(undone, moderator)
        undo(undone, moderator)
        deliver()
        assert subjects(mailbox) == ["Please confirm your email address"]
        there = link(mailbox.to(PAT)[0], "confirm")
        Client().get(there)
        deliver()
        assert len(mailbox.to(PAT)) == 1
        for _ in range(2):
            Client().post(there)
            deliver()
        assert len(mailbox.to(PAT)) == 3
        page = Client().get(there).content.decode()
        for state in ("Everyone can read it.", "It is not shown.", "It waits for a person"):
            assert state in page
        assert WORDS not in page
        refused.refresh_from_db()
        undo(refused, moderator)
        moderation.reject(
            comment=refused, by=moderator, version=refused.version + 1, reason="off_topic"
        )
        deliver()
        assert len(mailbox.to(PAT)) == 3  # the same as they were told

    def test_a_decision_that_is_still_to_be_told_is_told_once(
        self, reply, moderator, mailbox: Mailbox
    ):
        made = reply(confirmed=False)
        approve(made, moderator)
        addresses.confirm(made.writer)
        deliver()
        assert (
            len(subjects(mailbox)) == 1
        )  # and the question whether it is theirs is not asked any more

    def test_a_refused_appeal_is_told_then_as_well(
        self, reply, moderator, second_moderator, mailbox: Mailbox
    ):
        made = reply(confirmed=False)
        decision = moderation.reject(comment=made, by=moderator, version=1, reason="off_topic")
        appeals.refuse(appeal=appeals.lodge(decision=decision, text="Why?"), by=second_moderator)
        deliver()
        addresses.confirm(made.writer)
        deliver()
        kinds_sent = OutgoingMail.objects.filter(state=MailState.SENT).values_list(
            "kind", flat=True
        )
        assert set(kinds_sent) == {"confirm_address", "reply_decided", "appeal_refused"}

    @pytest.mark.parametrize("alone", [True, False])
    def test_a_refused_appeal_says_who_looked(
        self, reply, moderator, second_moderator, mailbox: Mailbox, alone
    ):
        """A clinic's only moderator is not "another person"."""
        if alone:
            second_moderator.groups.clear()
        decision = moderation.reject(comment=reply(), by=moderator, version=1, reason="off_topic")
        appeal = appeals.lodge(decision=decision, text="Why?")
        appeals.refuse(appeal=appeal, by=moderator if alone else second_moderator)
        deliver()
        for part in ("plain", "html"):
            said = mailbox.messages[-1].get_body((part,)).get_content()
            assert "The reason: " in said
            assert ("Another person" in said) is not alone
            assert ("We have looked at your reply" in said) is alone
            assert "/comments/rules/#off_topic" in said

    def test_a_stranger_is_never_mailed_again(self, reply, mailbox: Mailbox):
        reply(confirmed=False)
        work()
        Client().post(link(mailbox.to(PAT)[0], "mail"), {"List-Unsubscribe": "One-Click"})
        WriterAddress.objects.update(asked_at=timezone.now() - timedelta(days=9))
        reply(confirmed=False)
        deliver()
        assert len(mailbox.to(PAT)) == 1

    def test_the_receipt_says_where_it_stands(self, reply):
        made = reply(confirmed=False)
        receipt = f"/comments/sent/{tokens.make_receipt(made.public_id)}/"
        assert "Open it and confirm your address" in Client().get(receipt).content.decode()
        addresses.confirm(made.writer)
        assert "Your address is confirmed" in Client().get(receipt).content.decode()

    def test_who_ended_all_mails_is_promised_none(self, reply):
        made = reply(confirmed=False)
        addresses.stop_all(made.writer)
        receipt = f"/comments/sent/{tokens.make_receipt(made.public_id)}/"
        assert "You have ended the emails" in Client().get(receipt).content.decode()
        addresses.confirm(made.writer)
        confirmed = mail_links.CONFIRM.path(made.writer_id)
        assert "We tell you by email" in Client().get(confirmed).content.decode()
        addresses.stop_all(made.writer)
        page = Client().get(confirmed).content.decode()
        assert "We tell you by email" not in page
        assert "You have ended the emails" in page

    def test_who_ended_all_mails_is_not_asked_again_whoever_asks(self, reply, monkeypatch):
        made = reply(confirmed=False)
        addresses.stop_all(made.writer)
        OutgoingMail.objects.all().delete()
        then = timezone.now() + timedelta(days=3)
        monkeypatch.setattr(timezone, "now", lambda: then)
        assert addresses.send_link(made.email) is False
        assert not OutgoingMail.objects.exists()

    def test_beginning_one_page_s_mails_again_leaves_another_page_ended(
        self, reply, published, author
    ):
        writer, other = reply().writer, factories.article(author, title="Another page")
        for page in (published, other):
            addresses.mute(writer, page)
        there = mail_links.MAIL.path(writer.pk, published.pk)
        assert Client().post(there, {"what": "again"}).status_code == 303
        assert [mute.article for mute in writer.mutes.all()] == [other]
        addresses.stop_all(writer)
        Client().post(there, {"what": "again"})
        assert not writer.mutes.exists()

    def test_the_table_of_addresses_holds_none(self, reply):
        reply()
        assert PAT not in str(WriterAddress.objects.values())


class TestDecisions:
    def test_after_a_while_with_a_link_to_it(self, reply, moderator, mailbox: Mailbox):
        made = reply()
        approve(made, moderator)
        work()
        assert subjects(mailbox) == []
        deliver()
        (message,) = mailbox.to(PAT)
        assert message["Subject"] == "A decision on your reply"
        assert f"/comments/{made.public_id}/" in "".join(links(message))
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        deliver()
        assert len(mailbox.received) == 1

    def test_not_shown_with_reason_rules_and_one_appeal(self, reply, moderator, mailbox: Mailbox):
        made = reply()
        moderation.reject(
            comment=made, by=moderator, version=1, reason="advertising", note="Sells."
        )
        deliver()
        (message,) = mailbox.to(PAT)
        for part in ("plain", "html"):
            text = message.get_body((part,)).get_content()
            assert "The reason: Advertises." in text
            assert "/comments/rules/" in text
            assert "/comments/appeal/" in text
            assert "Sells." not in text

    def test_approved_under_what_is_not_shown(self, reply, moderator, mailbox: Mailbox):
        root = reply()
        approve(root, moderator)
        answer = reply(parent=root.public_id, email=KIM)
        remove(root, moderator)
        approve(answer, moderator)
        deliver()
        (message,) = mailbox.to(KIM)
        for part in ("plain", "html"):
            text = message.get_body((part,)).get_content()
            assert "public now" not in text
            assert "not shown at the moment" in text
        page = Client().get(link(message, "sent")).content.decode()
        assert "Your reply was approved, but is not shown" in page

    def test_its_link_holds_for_an_old_reply(self, reply, moderator, mailbox: Mailbox):
        made = reply()
        long_ago = timezone.now() - tokens.RECEIPT_MAX_AGE - timedelta(days=10)
        Comment.objects.update(created_at=long_ago)
        receipt = f"/comments/sent/{tokens.make_receipt(made.public_id)}/"
        assert Client().get(receipt).status_code == 404
        moderation.reject(comment=made, by=moderator, version=1, reason="unsafe")
        deliver()
        there = link(mailbox.to(PAT)[-1], "sent")
        assert Client().get(there).status_code == 200

    def test_what_was_taken_out_is_told(self, reply, moderator, mailbox: Mailbox):
        made = reply(text="My neighbour Quince had the same injection.", as_is="yes")
        redaction.redact(
            comment=made, by=moderator, version=1, spans=[(13, 19)], reason="personal_data"
        )
        approve(made, moderator)
        deliver()
        (message,) = mailbox.to(PAT)
        for part in ("plain", "html"):
            assert "Some words were taken out" in message.get_body((part,)).get_content()
        page = Client().get(mail_links.MINE.path(made.writer_id)).content.decode()
        assert "Words were taken out. The reason:" in page
        assert "Quince" not in page

    def test_to_confirmed_addresses_only(self, reply, moderator, mailbox: Mailbox):
        approve(reply(confirmed=False), moderator)
        deliver()
        assert subjects(mailbox) == ["Please confirm your email address"]
        assert OutgoingMail.objects.filter(kind="reply_decided", state="dropped").count() == 1

    @pytest.mark.behaviour(50)
    @pytest.mark.parametrize("what", ["spam", "pending"])
    def test_none_when_held_or_spam(self, reply, moderator, mailbox: Mailbox, what):
        made = reply()
        if what == "spam":
            moderation.mark_spam(comment=made, by=moderator, version=1)
        deliver()
        assert subjects(mailbox) == []

    def test_what_is_undone_in_time_is_not_told(self, reply, moderator, mailbox: Mailbox):
        made = reply()
        approve(made, moderator)
        undo(made, moderator)
        deliver()
        assert subjects(mailbox) == []
        approve(made, moderator)
        deliver()
        assert len(subjects(mailbox)) == 1

    @pytest.mark.behaviour(31)
    def test_undone_and_done_again_is_told_once(self, reply, moderator, mailbox: Mailbox):
        made = reply()
        approve(made, moderator)
        deliver()
        for _ in range(2):
            undo(made, moderator)
            approve(made, moderator)
            deliver()
        assert len(subjects(mailbox)) == 1
        remove(made, moderator)
        deliver()
        assert len(subjects(mailbox)) == 2

    @pytest.mark.parametrize("verb", [privacy.withdraw, privacy.empty])
    def test_none_about_what_was_taken_back(self, reply, moderator, mailbox: Mailbox, verb):
        made = reply()
        approve(made, moderator)
        verb(made)
        deliver()
        assert subjects(mailbox) == []

    @pytest.mark.behaviour(51)
    def test_a_mail_server_that_is_away_stops_nobody(self, reply, moderator, mailbox: Mailbox):
        mailbox.stop()
        made = reply()
        approve(made, moderator)
        deliver()
        made.refresh_from_db()
        assert made.status == "approved"
        mailbox.start()
        deliver()
        assert len(subjects(mailbox)) == 1


@pytest.mark.parametrize("confirmed", [False, True], ids=["unconfirmed", "stopped"])
def test_no_letter_to_an_address_that_takes_none(
    reply, moderator, second_moderator, client_for, mailbox: Mailbox, confirmed
):
    """Every kind of mail to writers is brought about; those that nobody asked for are not sent."""
    made = reply(confirmed)
    if confirmed:
        addresses.stop_all(made.writer)
    approve(made, moderator)
    approve(reply(parent=made.public_id, email=KIM), moderator)
    deliver()
    decision = remove(made, moderator, reason="unsafe")
    appeals.lodge(decision=decision, text="Look again.")
    there = mail_links.APPEAL.path(decision.pk)
    assert "You get an email" not in Client().get(there).content.decode()
    refused = client_for(second_moderator).post(
        f"/admin/comments/comment/{made.pk}/appeal/", follow=True
    )
    assert "No mail goes to its writer" in refused.content.decode()
    WriterAddress.objects.update(asked_at=timezone.now() - timedelta(days=2))
    Client().post("/comments/mine/", {"email": PAT}, headers={"Origin": "http://testserver"})
    deliver()
    ours = {kind for theirs in MAILS.values() for kind in theirs}
    to_writers = {kind for kind in ours if not kind.startswith("moderator_")}
    assert to_writers <= set(OutgoingMail.objects.values_list("kind", flat=True))
    asked_for = {"The link to your replies"}
    if not confirmed:
        asked_for.add("Please confirm your email address")
    assert set(subjects(mailbox)) == asked_for


class TestAnswers:
    @pytest.mark.behaviour(48)
    def test_once_for_each_address_never_to_the_writer(self, reply, moderator, mailbox: Mailbox):
        root = reply()
        approve(root, moderator)
        own = reply(parent=root.public_id)  # Pat answers themselves
        approve(own, moderator)
        other = reply(parent=own.public_id, email=KIM)
        deliver()
        assert "There is an answer" not in str(subjects(mailbox))  # nobody sees it yet
        approve(other, moderator)
        deliver()
        assert subjects(mailbox).count("There is an answer to your reply") == 1
        assert "There is an answer to your reply" not in subjects(mailbox, KIM)
        undo(other, moderator)
        approve(other, moderator)
        deliver()
        assert subjects(mailbox).count("There is an answer to your reply") == 1

    def test_the_clinics_answer_is_told_too(self, reply, moderator, author, mailbox: Mailbox):
        root = reply()
        approve(root, moderator)
        given = answering.answer(parent=root, by=author, text="Thank you for telling us.")
        approve(given, moderator)
        deliver()
        told = next(m for m in mailbox.to(PAT) if "answer" in m["Subject"])
        assert "The clinic has answered" in told.get_body(("plain",)).get_content()

    @pytest.mark.behaviour(49)
    @pytest.mark.parametrize("how", ["button", "one click", "all"])
    def test_muted(self, reply, moderator, mailbox: Mailbox, how):
        root = reply()
        approve(root, moderator)
        approve(reply(parent=root.public_id, email=KIM), moderator)
        deliver()
        told = next(m for m in mailbox.to(PAT) if "answer" in m["Subject"])
        there = link(told, "mail")
        assert told["List-Unsubscribe"].strip() == f"<http://testserver{there}>"
        assert "No more emails about answers" in Client().get(there).content.decode()
        data = {
            "button": {"what": "thread"},
            "one click": {"List-Unsubscribe": "One-Click"},
            "all": {"what": "all"},
        }[how]
        for _ in range(2):
            # RFC 8058, 3.1: what a mailbox sends by itself is not answered with a redirect.
            assert Client().post(there, data).status_code == (200 if how == "one click" else 303)
        before = len(mailbox.to(PAT))
        approve(reply(parent=root.public_id, email="lee@reader.example"), moderator)
        deliver()
        assert len(mailbox.to(PAT)) == before
        decided = reply()
        approve(decided, moderator)
        deliver()
        assert len(mailbox.to(PAT)) == before + (how != "all")
        Client().post(there, {"what": "again"})
        approve(reply(parent=root.public_id, email="mo@reader.example"), moderator)
        deliver()
        assert "answer" in subjects(mailbox)[-1]

    def test_none_under_what_is_not_shown(self, reply, moderator, published, publisher, mailbox):
        root = reply()
        approve(root, moderator)
        deliver()
        approve(reply(parent=root.public_id, email=KIM), moderator)
        acts.withdraw(published, publisher)
        deliver()
        assert len(subjects(mailbox)) == 1


class TestModerators:
    @pytest.mark.behaviour(50)
    def test_an_urgent_reply_calls_them_at_once(
        self, reply, moderator, second_moderator, superuser, author, mailbox: Mailbox
    ):
        second_moderator.urgent_mail = False
        second_moderator.save()
        made = reply(text="I have chest pain and cannot breathe", confirmed=False)
        work()
        told = [m for m in mailbox.messages if m["To"] != PAT]
        assert [m["To"] for m in told] == [moderator.email]
        assert f"/admin/comments/comment/{made.pk}/change/" in "".join(links(told[0]))

    def test_they_end_it_by_a_link(self, reply, moderator, mailbox: Mailbox):
        reply(text="I have chest pain and cannot breathe", confirmed=False)
        work()
        there = link(mailbox.to(moderator.email)[0], "staff-mail")
        assert "You get these emails." in Client().get(there).content.decode()
        moderator.refresh_from_db()
        assert moderator.urgent_mail
        assert Client().post(there, {"List-Unsubscribe": "One-Click"}).status_code == 200
        moderator.refresh_from_db()
        assert (moderator.urgent_mail, moderator.digest_mail) == (False, True)
        Client().post(there, {"what": "again"})
        moderator.refresh_from_db()
        assert moderator.urgent_mail

    def test_not_when_it_is_decided_on_meanwhile(self, reply, moderator, mailbox: Mailbox):
        approve(reply(text="I have chest pain", confirmed=False), moderator)
        work()
        assert mailbox.to(moderator.email) == []


def test_no_mail_holds_words_names_or_titles(
    reply, moderator, second_moderator, edition, author, mailbox: Mailbox
):
    """All kinds of mail, searched for what patients wrote and what the page is about."""
    for confirmed in (False, True):
        made = reply(confirmed, name="Zebedee\r\nBcc: you", text=f"{WORDS} chest pain {confirmed}")
    approve(made, moderator)
    approve(reply(parent=made.public_id, email=KIM, name="Zebedee"), moderator)
    deliver()
    remove(made, moderator, reason="unsafe")
    deliver()
    Client().post("/comments/mine/", {"email": PAT}, headers={"Origin": "http://testserver"})
    deliver()
    kinds = set(OutgoingMail.objects.filter(state=MailState.SENT).values_list("kind", flat=True))
    assert kinds >= {"reply_decided", "reply_answered", "moderator_urgent", "my_replies"}
    for message in mailbox.messages:
        said = "\n".join(
            [
                str(message.items()),
                *(p.get_content() for p in message.walk() if not p.is_multipart()),
            ]
        )
        for secret in ("Heliotrope", "Zebedee", "chest pain", edition.title):
            assert secret not in said
        assert message["Bcc"] is None
        assert [part.get_content_type() for part in message.iter_parts()] == [
            "text/plain", "text/html",
        ]  # fmt: skip
        assert "\n" not in message["Subject"]


def test_moderators_are_those_with_the_right_and_an_address(moderator, second_moderator, superuser):
    second_moderator.email = ""
    second_moderator.save()
    assert list(notifications.moderators()) == [moderator]


def test_a_mail_that_is_done_with_leads_from_no_erased_reply_to_its_address(
    reply, moderator, mailbox
):
    above = reply()
    approve(above, moderator)
    answer = reply(parent=above.public_id, email=KIM)
    approve(answer, moderator)
    deliver()
    assert "answer" in " ".join(subjects(mailbox))
    above.refresh_from_db()
    privacy.erase(writer=above.writer, replies=[above])
    rows = OutgoingMail.objects.exclude(finished_at=None)
    assert rows.count() >= 3
    assert all(mail.arguments == {} and ":" not in mail.dedupe_key for mail in rows)
