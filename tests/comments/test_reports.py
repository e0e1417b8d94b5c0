"""Readers report a reply: it is held until a moderator has looked, and nobody can empty a page so."""

import hashlib
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from comments import answering, moderation, privacy, redaction, reporting, rules, throttle, tokens
from comments.errors import ChangedMeanwhile, NotAllowed, NotAllowedFrom
from comments.models import Comment, ReplyReport, Status
from comments.throttle import Limit
from tests import acts, factories

WORDS = "He says who I am."


@pytest.fixture
def report(edition):
    """Return a function that posts the form as a browser without cookies does."""

    def post(reply, client=None, **fields):
        data = {
            "reason": "abuse",
            "words": "",
            "token": tokens.make_report_token(edition),
            "website": "",
            **fields,
        }
        headers = {"HTTP_ORIGIN": "http://testserver", "REMOTE_ADDR": "192.0.2.9"}
        headers |= {k: data.pop(k) for k in ("REMOTE_ADDR", "HTTP_ORIGIN") if k in data}
        return (client or Client()).post(f"/comments/{reply.public_id}/report/", data, **headers)

    return post


def fresh(reply):
    return Comment.objects.get(pk=reply.pk)


def seen_on(page):
    """Return what the button that lets a reply stay sends along."""
    form = page[page.index("let-stay/") :].partition("</form>")[0]
    return dict(re.findall(r'name="(version|seen)" value="(\d+)"', form))


class TestTaken:
    def test_a_report_hides_the_reply_and_its_branch(self, edition, shown, report, moderator):
        root = shown(text="Root words.")
        child = shown(parent=root, text="Child words.")
        other = shown(text="Other words.")
        client = Client()
        response = report(root, client, words=WORDS)
        assert (response.status_code, response["Location"]) == (303, "/comments/reported/")
        assert not client.cookies
        assert client.get("/comments/reported/").status_code == 200
        page = client.get(f"/articles/{edition.slug}/").content.decode()
        assert ("Root words." in page, "Child words." in page) == (False, False)
        assert "Other words." in page
        assert list(Comment.objects.visible()) == [other]
        stored = fresh(root)
        assert (stored.status, stored.reported, stored.version) == (Status.PENDING, True, 3)
        made = ReplyReport.objects.get()
        assert (made.hid, made.reason, made.words, made.outcome) == (True, "abuse", WORDS, "open")
        moderation.approve(comment=root, by=moderator, version=3)
        assert set(Comment.objects.visible()) == {root, child, other}
        assert not fresh(root).reported

    def test_nothing_of_the_sender_is_kept(self, shown, report):
        report(shown())
        row = ReplyReport.objects.values().get()
        hashed = throttle.address_hash("192.0.2.9", purpose=reporting.ADDRESS_PURPOSE)
        assert hashed not in str(row)
        assert "192.0.2.9" not in str(row)

    def test_a_moderator_s_decision_settles_it(self, edition, shown, report, moderator):
        kept, taken = shown(text="Kept."), shown(text="Taken.")
        report(kept)
        report(taken)
        moderation.approve(comment=kept, by=moderator, version=3)
        moderation.reject(comment=taken, by=moderator, version=3, reason="abuse")
        outcomes = {r.comment: (r.outcome, r.settled_by) for r in ReplyReport.objects.all()}
        assert outcomes == {kept: ("kept", moderator), taken: ("taken", moderator)}
        assert list(Comment.objects.visible()) == [kept]

    @pytest.mark.behaviour(32)
    def test_what_was_kept_is_not_hidden_again_until_its_words_change(
        self, shown, report, moderator
    ):
        reply = shown()
        report(reply)
        moderation.approve(comment=reply, by=moderator, version=3)
        report(reply, words="Again!")
        assert Comment.objects.visible().filter(pk=reply.pk).exists()
        assert [r.hid for r in ReplyReport.objects.order_by("pk")] == [True, False]
        Comment.objects.filter(pk=reply.pk).update(text="Other words.")
        report(reply, words="And now?")
        assert not Comment.objects.visible().filter(pk=reply.pk).exists()

    @pytest.mark.parametrize("gone", ["erased", "redacted"])
    def test_nothing_tells_what_a_text_said_that_is_gone(self, shown, report, moderator, gone):
        reply = shown(text="I am Bob Builder.")
        report(reply)
        assert ReplyReport.objects.get().text_hash
        assert (
            hashlib.sha256(reply.text.encode()).hexdigest() != ReplyReport.objects.get().text_hash
        )
        if gone == "erased":
            privacy.empty(reply)
        else:
            redaction.redact(
                comment=reply, by=moderator, version=3, spans=[(5, 16)], reason="personal_data"
            )
        assert ReplyReport.objects.get().text_hash == ""

    def test_an_answer_of_the_clinic_stays_and_is_marked(
        self, shown, report, author, moderator, client_for
    ):
        answer = answering.answer(parent=shown(), by=author, text="People can drive.")
        moderation.approve(comment=answer, by=moderator, version=1)
        report(answer)
        assert Comment.objects.visible().filter(pk=answer.pk).exists()
        desk = client_for(moderator)
        assert "Reported: still shown, or urgent" in desk.get("/admin/").content.decode()
        here = f"/admin/comments/comment/{answer.pk}/"
        page = desk.get(f"{here}change/?status=approved").content.decode()
        assert "Insults or threatens" in page
        assert f"{here}let-stay/" in page
        desk.post(f"{here}let-stay/", seen_on(page))
        assert ReplyReport.objects.get().outcome == "kept"
        assert f"{here}let-stay/" not in desk.get(f"{here}change/").content.decode()

    def test_reports_while_it_is_held_are_added(self, shown, report):
        reply = shown()
        report(reply)
        assert report(reply, reason="unsafe").status_code == 303
        assert [r.hid for r in ReplyReport.objects.order_by("pk")] == [True, False]
        assert fresh(reply).version == 3

    @pytest.mark.behaviour(32)
    def test_a_double_press_is_one_report(self, edition, shown, report):
        reply, token = shown(), tokens.make_report_token(edition)
        assert [report(reply, token=token).status_code for _ in range(3)] == [303] * 3
        assert ReplyReport.objects.count() == 1


class TestRefused:
    def test_odd_forms(self, edition, shown, report):
        reply = shown()
        for fields, status in (
            ({"reason": ""}, 422),
            ({"reason": "because"}, 422),
            ({"reason": "other", "words": ""}, 422),
            ({"reason": "other", "words": " \u200b\0 "}, 422),
            ({"words": "x" * 501}, 422),
            ({"website": "https://x.example"}, 422),
            ({"token": "x"}, 409),
            ({"token": tokens.make_form_token(edition)}, 409),
            ({"HTTP_ORIGIN": "https://evil.example"}, 403),
        ):
            response = report(reply, **{"words": "My words", **fields})
            assert response.status_code == status, fields
            assert not response.cookies
            page = response.content.decode()
            assert "Nothing was sent yet" in page
            if "words" not in fields:
                assert "My words</textarea>" in page
            assert re.search(r'name="token" value="[^"]{20,}"', page)
        assert not ReplyReport.objects.exists()
        assert report(reply, words="z" * 300_000).status_code == 413
        assert Comment.objects.visible().exists()

    @pytest.mark.parametrize(
        "words", ["😀", "שלום", "<script>alert(1)</script>", "\x1b[31mred\0", "' OR 1=1; --"]
    )
    def test_odd_words_are_taken_as_text(self, shown, report, moderator, client_for, words):
        reply = shown()
        assert report(reply, words=words).status_code == 303
        page = client_for(moderator).get(f"/admin/comments/comment/{reply.pk}/change/")
        assert "<script>alert" not in page.content.decode()
        assert "\0" not in ReplyReport.objects.get().words

    def test_what_is_not_shown_cannot_be_reported(self, edition, shown, report, moderator):
        held = factories.pending_comment(edition)
        removed = shown()
        moderation.remove(comment=removed, by=moderator, version=2, reason="abuse")
        for reply in (held, removed):
            assert Client().get(f"/comments/{reply.public_id}/report/").status_code == 404
            gone = report(reply, words=WORDS)
            assert gone.status_code == 404
            assert WORDS in gone.content.decode()  # which are not lost for that
        assert Client().get("/comments/nothing-here/report/").status_code == 404
        assert not ReplyReport.objects.exists()

    def test_words_about_a_withdrawn_page_come_back(self, shown, report, published, publisher):
        reply = shown()
        acts.withdraw(published, publisher)
        assert WORDS in report(reply, words=WORDS).content.decode()
        assert not ReplyReport.objects.exists()

    def test_a_burst_is_stopped(self, edition, shown, report, monkeypatch):
        monkeypatch.setattr(
            throttle, "REPORTS_PER_ADDRESS", (Limit(2, throttle.timedelta(hours=1)),)
        )
        monkeypatch.setattr(
            throttle, "REPORTS_PER_ARTICLE", (Limit(4, throttle.timedelta(hours=1)),)
        )
        replies = [shown(text=f"Reply {n}") for n in range(6)]
        codes = [report(reply).status_code for reply in replies[:3]]
        assert codes == [303, 303, 429]
        codes = [
            report(reply, REMOTE_ADDR=f"198.51.100.{n}").status_code
            for n, reply in enumerate(replies[3:])
        ]
        assert codes == [303, 303, 429]
        assert Comment.objects.visible().count() == 2


class TestModerators:
    @pytest.mark.behaviour(33)
    def test_a_reported_reply_comes_after_the_urgent_and_before_the_rest(
        self, edition, shown, report, client_for, moderator
    ):
        old = factories.pending_comment(edition, text="Old")
        urgent = factories.pending_comment(edition, text="Urgent", urgent=True)
        reply = shown(text="Reported words")
        report(reply)
        assert list(Comment.objects.pending()) == [urgent, reply, old]
        page = client_for(moderator).get("/admin/comments/comment/").content.decode()
        assert "<b>Reported</b>" in page
        response = client_for(moderator).post(
            f"/admin/comments/comment/{urgent.pk}/decide/",
            {"verb": "approve", "version": 1, "confirmed": "yes"},
        )
        assert response["Location"].endswith(f"/{reply.pk}/change/")
        response = client_for(moderator).post(
            f"/admin/comments/comment/{reply.pk}/decide/", {"verb": "approve", "version": 3}
        )
        assert response["Location"].endswith(f"/{old.pk}/change/")

    def test_who_saw_it_before_the_report_is_told(self, shown, report, moderator):
        reply = shown()
        report(reply)
        for verb in (moderation.approve, moderation.mark_spam, moderation.undo):
            with pytest.raises(ChangedMeanwhile, match="reported"):
                verb(comment=reply, by=moderator, version=2)
        with pytest.raises(NotAllowedFrom, match="reported"):
            moderation.undo(comment=reply, by=moderator, version=3)
        assert fresh(reply).status == Status.PENDING

    @pytest.mark.parametrize(
        "how", [(moderation.approve, {}), (moderation.reject, {"reason": "abuse"})]
    )
    def test_a_decision_that_is_undone_has_settled_no_report(
        self, edition, shown, report, moderator, second_moderator, how
    ):
        old = factories.pending_comment(edition, text="Old")
        reply, (verb, more) = shown(), how
        report(reply)
        verb(comment=fresh(reply), by=moderator, version=3, **more)
        moderation.undo(comment=fresh(reply), by=second_moderator, version=4)
        row = ReplyReport.objects.get()
        assert (row.outcome, row.settled_by, row.settled_at) == ("open", None, None)
        assert list(Comment.objects.pending()) == [reply, old]
        with pytest.raises(NotAllowedFrom, match="reported"):
            moderation.undo(comment=fresh(reply), by=second_moderator, version=5)
        moderation.approve(comment=fresh(reply), by=second_moderator, version=5)
        assert ReplyReport.objects.values_list("outcome", "settled_by").get() == (
            "kept",
            second_moderator.pk,
        )
        report(reply, words="Again!")
        assert Comment.objects.visible().filter(pk=reply.pk).exists()

    def test_undone_a_report_of_what_readers_see_waits_again(
        self, shown, report, author, moderator
    ):
        answer = answering.answer(parent=shown(), by=author, text="People can drive.")
        moderation.approve(comment=answer, by=moderator, version=1)
        report(answer)
        outcomes = []
        for verb, more in (
            (moderation.remove, {"reason": "abuse"}), (moderation.undo, {}), (moderation.undo, {}),
        ):  # fmt: skip
            verb(comment=fresh(answer), by=moderator, version=fresh(answer).version, **more)
            outcomes.append((fresh(answer).status, ReplyReport.objects.get().outcome))
        assert outcomes == [("removed", "taken"), ("approved", "open"), ("removed", "taken")]

    def test_only_moderators_let_it_stay(self, shown, report, author, publisher):
        reply = shown()
        for who in (author, publisher):
            with pytest.raises(NotAllowed):
                reporting.let_stay(comment=reply, by=who, version=reply.version, seen=9)

    def test_who_lets_it_stay_has_seen_it_as_it_is(
        self, shown, report, moderator, second_moderator, client_for
    ):
        reply = shown(text="Words one two three.")
        report(reply)
        moderation.approve(comment=fresh(reply), by=moderator, version=3)
        report(reply)  # what was kept stays in view
        here, desk = f"/admin/comments/comment/{reply.pk}/", client_for(moderator)
        page = desk.get(f"{here}change/?status=approved").content.decode()
        form = seen_on(page)
        changed = fresh(reply)
        redaction.redact(
            comment=changed,
            by=second_moderator,
            version=changed.version,
            spans=[(0, 5)],
            reason="abuse",
        )
        report(reply)
        assert fresh(reply).status == Status.PENDING
        answer = desk.post(f"{here}let-stay/", form, follow=True)
        [line] = map(str, answer.context["messages"])
        assert line.startswith(f"{second_moderator} took words out")
        assert list(ReplyReport.objects.open().values_list("outcome", flat=True)) == ["open"] * 2
        held = fresh(reply)
        with pytest.raises(NotAllowedFrom, match="do not see"):
            reporting.let_stay(comment=held, by=moderator, version=held.version, seen=9**9)

    def test_a_report_that_nobody_has_seen_stays_open(self, shown, report, moderator, author):
        answer = answering.answer(parent=shown(), by=author, text="People can drive.")
        moderation.approve(comment=answer, by=moderator, version=1)
        report(answer)
        report(answer)
        later, first = ReplyReport.objects.all()
        reporting.let_stay(comment=answer, by=moderator, version=2, seen=first.pk)
        assert ReplyReport.objects.open().get() == later

    def test_the_list(self, shown, report, moderator, client_for):
        report(shown(), words=WORDS)
        page = client_for(moderator).get("/admin/comments/replyreport/").content.decode()
        assert WORDS in page

    def test_the_writer_is_told(self, filled, send, report, moderator):
        receipt = send(filled())["Location"]
        reply = Comment.objects.get()
        moderation.approve(comment=reply, by=moderator, version=1)
        report(reply)
        page = Client().get(receipt).content.decode()
        assert "We are checking your reply again" in page


def test_every_reason_can_be_read_before_one_is_chosen(shown, report):
    reply = shown()
    page = Client().get(f"/comments/{reply.public_id}/report/").content.decode()
    for one in rules.criteria():
        assert f'type="radio" name="reason" value="{one.code}"' in page
        assert f"<strong>{one.title}</strong> {one.means}" in page
    refused = report(reply, reason="").content.decode()
    assert '<a href="#report_reason">Choose what is wrong with the reply.</a>' in refused
    assert 'id="report_reason"' in refused


def test_a_link_under_each_reply_leads_there(edition, shown):
    """Through the page for answering it, or at once where no answer is taken."""
    reply = shown(name="Kim")
    deepest = shown(parent=shown(parent=shown(parent=reply)))
    page = Client().get(f"/articles/{edition.slug}/").content.decode()
    assert f'<a class="answer" href="/comments/{reply.public_id}/answer/">Answer or report' in page
    link = f'<a href="/comments/{reply.public_id}/report/">'
    assert link not in page
    assert f'<a class="answer" href="/comments/{deepest.public_id}/report/">Report<' in page
    assert link in Client().get(f"/comments/{reply.public_id}/answer/").content.decode()
    form = Client().get(f"/comments/{reply.public_id}/report/")
    assert not form.cookies
    assert link not in form.content.decode()
    assert "no-store" in form["Cache-Control"]


@pytest.mark.parametrize("act", [privacy.withdraw, privacy.empty])
def test_reports_of_what_its_writer_took_back_are_closed(shown, report, act, client_for, moderator):
    reply = shown()
    report(reply, words=WORDS)
    act(fresh(reply))
    made = ReplyReport.objects.get()
    assert (made.outcome, made.settled_by) == ("gone", None)
    assert made.settled_at is not None
    page = client_for(moderator).get(f"/admin/comments/comment/{reply.pk}/change/")
    assert "Nobody looked: its writer took the reply back" in page.content.decode()
    assert ", None" not in page.content.decode()
    # A form that was opened before: kindly answered, and nothing of it is stored.
    late = report(reply, words="Heliotrope lives in Elm Street.", REMOTE_ADDR="192.0.2.99")
    assert late.status_code == 404
    assert "Heliotrope lives in Elm Street." in late.content.decode()
    assert not ReplyReport.objects.filter(words__contains="Heliotrope").exists()


def test_the_database_shows_no_blank(shown):
    reply = shown()
    with pytest.raises(IntegrityError, match="comment_shown_has_words"), transaction.atomic():
        Comment.objects.filter(pk=reply.pk).update(text="")


def test_the_database_holds_a_reported_reply(shown):
    reply = shown()
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=reply.pk).update(reported=True)
    with pytest.raises(ValidationError):
        ReplyReport(comment=reply, reason="x", hid=False).full_clean()


def test_a_get_changes_nothing(shown):
    reply = shown()
    for _ in range(3):
        Client().get(f"/comments/{reply.public_id}/report/")
    assert fresh(reply).version == reply.version
    assert not ReplyReport.objects.exists()
