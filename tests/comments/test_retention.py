"""Personal data is emptied when its time is over, by state: no sooner, no later, once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import ErrorReport, PageVote
from clinic_cms.clinic.models import Attempt
from comments import (
    addresses,
    answering,
    appeals,
    moderation,
    privacy,
    redaction,
    reporting,
    retention,
    tokens,
    worksheets,
)
from comments.errors import NotAllowedFrom
from comments.models import (
    Appeal,
    AppealState,
    Comment,
    Redaction,
    ReplyReport,
    RetentionRun,
    SideEffectWorksheet,
    Status,
    ThreadMute,
    WriterAddress,
)
from tests import factories

PERSONAL = {"name": "Pat Heliotrope", "email": "pat@reader.example", "address_hash": "a" * 64}


def run(*arguments):
    call_command("purge_expired", *arguments)


def fresh(reply):
    return Comment.objects.get(pk=reply.pk)


@pytest.fixture
def reply(edition, clock, moderator):
    """Return a function that makes a reply in a state, decided on now."""
    verbs = {
        "rejected": (moderation.reject, {"reason": "abuse"}),
        "spam": (moderation.mark_spam, {}),
        "approved": (moderation.approve, {}),
    }

    def make(state, **fields):
        made = factories.pending_comment(
            edition,
            **{
                "text": f"Words of {state}",
                "token_hash": f"{Comment.objects.count():064}",
                **PERSONAL,
                **fields,
            },
        )  # fmt: skip
        Comment.objects.filter(pk=made.pk).update(created_at=clock.now, updated_at=clock.now)
        if state == "removed":
            moderation.approve(comment=made, by=moderator, version=1)
            moderation.remove(comment=made, by=moderator, version=2, reason="unsafe")
        elif state != "pending":
            verb, more = verbs[state]
            verb(comment=made, by=moderator, version=1, **more)
        return fresh(made)

    return make


@pytest.mark.behaviour(66)
def test_a_published_reply_loses_its_writer_after_24_months_and_keeps_its_words(
    edition, reply, clock, moderator, capsys
):
    made = reply("approved")
    worksheets.fill_in(
        comment=made, by=moderator, version=0, decision="open", reporter="patient", patient="x",
        product="y", reaction="z", seriousness="unknown",
    )  # fmt: skip
    clock.tick(days=729)
    run()
    assert fresh(made).email == PERSONAL["email"]
    clock.tick(days=2)
    run()
    kept = fresh(made)
    assert (kept.name, kept.email, kept.address_hash, kept.token_hash) == ("", "", "", "")
    assert kept.writer is None
    assert (kept.text, kept.status, kept.erased_at) == ("Words of approved", "approved", None)
    assert SideEffectWorksheet.objects.get().patient == ""
    page = Client().get(f"/articles/{edition.slug}/").content.decode()
    assert "Words of approved" in page
    by = 'property="author" typeof="Person"'
    assert f'<strong {by}><span property="name">Reader</span></strong>' in page
    assert "Heliotrope" not in page
    assert "1  writers of published replies, older than 730 days" in capsys.readouterr().out


@pytest.mark.parametrize("state", ["rejected", "spam", "removed"])
def test_a_refused_reply_is_emptied_after_90_days(reply, clock, state):
    made = reply(state)
    clock.tick(days=89)
    run()
    assert fresh(made).text == f"Words of {state}"
    clock.tick(days=2)
    run()
    kept = fresh(made)
    assert (kept.text, kept.name, kept.email, kept.status) == ("", "", "", state)
    assert kept.erased_at
    assert kept.decisions.exists()


def test_a_reply_held_for_180_days_is_emptied(reply, clock):
    made = reply("pending")
    clock.tick(days=179)
    run()
    assert fresh(made).text
    clock.tick(days=2)
    run()
    assert (fresh(made).text, fresh(made).status) == ("", Status.WITHDRAWN)


def test_a_reply_that_is_approved_during_the_run_stays(reply, clock, moderator, monkeypatch):
    first, second = reply("pending"), reply("pending")
    clock.tick(days=181)
    really = privacy.empty

    def slow(row):
        if row.pk == first.pk:
            moderation.approve(comment=fresh(second), by=moderator, version=second.version)
        return really(row)

    monkeypatch.setattr(privacy, "empty", slow)
    run()
    assert fresh(first).text == ""
    assert (fresh(second).text, fresh(second).status) == ("Words of pending", Status.APPROVED)


def test_a_reply_that_was_reported_today_is_not_old(edition, reply, clock):
    made = reply("approved")
    clock.tick(days=400)
    reporting.report(comment=made, token=tokens.make_report_token(edition), reason="abuse")
    run()
    assert fresh(made).text
    assert fresh(made).status == Status.PENDING


def test_a_reply_waits_for_the_decision_on_its_appeal(reply, clock, second_moderator):
    made = reply("rejected")
    clock.tick(days=25)
    appeal = appeals.lodge(decision=made.decision, text="Please look again.")
    clock.tick(days=66)
    run()
    appeal.refresh_from_db()
    assert (appeal.state, appeal.text) == (AppealState.OPEN, "Please look again.")
    assert fresh(made).text == "Words of rejected"
    appeals.refuse(appeal=appeal, by=second_moderator)
    clock.tick(days=89)
    run()
    appeal.refresh_from_db()
    assert (appeal.text, fresh(made).text) == ("Please look again.", "Words of rejected")
    clock.tick(days=2)
    run()
    appeal.refresh_from_db()
    assert (appeal.state, appeal.text, fresh(made).text) == (AppealState.REFUSED, "", "")


def test_a_held_reply_waits_for_its_appeal_too(reply, clock, second_moderator):
    made = reply("rejected")
    appeal = appeals.lodge(decision=made.decision, text="Please look again.")
    moderation.undo(comment=made, by=second_moderator, version=made.version)
    clock.tick(days=181)
    run()
    appeal.refresh_from_db()
    assert (appeal.state, fresh(made).text) == (AppealState.OPEN, "Words of rejected")


def test_a_refused_answer_of_the_clinic_loses_its_words(shown, author, moderator, clock):
    answer = answering.answer(parent=shown(), by=author, text="We saw you on Monday.", as_is=True)
    moderation.approve(comment=answer, by=moderator, version=1, confirmed=True)
    token = tokens.make_report_token(answer.edition)
    reporting.report(comment=answer, token=token, reason="personal_data")
    moderation.remove(comment=answer, by=moderator, version=2, reason="personal_data")
    clock.tick(days=91)
    run()
    assert ReplyReport.objects.get().text_hash == ""
    assert (fresh(answer).text, fresh(answer).findings) == ("", [])


def test_an_answer_without_words_is_shown_to_nobody(shown, author, moderator, clock):
    answer = answering.answer(parent=shown(), by=author, text="General help about rules.")
    moderation.approve(comment=answer, by=moderator, version=1)
    moderation.mark_spam(comment=answer, by=moderator, version=2)
    clock.tick(days=91)
    run()
    answer = fresh(answer)
    assert answer.text == ""
    with pytest.raises(NotAllowedFrom, match="emptied when their time was over"):
        moderation.approve(comment=answer, by=moderator, version=answer.version)
    with pytest.raises(NotAllowedFrom):
        moderation.undo(comment=answer, by=moderator, version=answer.version)
    assert fresh(answer).status == Status.SPAM


def test_nor_held_again(shown, author, moderator, clock):
    answer = answering.answer(parent=shown(), by=author, text="General help about rules.")
    moderation.reject(comment=answer, by=moderator, version=1, reason="off_topic")
    clock.tick(days=91)
    run()
    answer = fresh(answer)
    with pytest.raises(NotAllowedFrom, match="emptied when their time was over"):
        moderation.undo(comment=answer, by=moderator, version=answer.version)


def test_words_that_were_taken_out_go_and_their_mark_stays(reply, clock, moderator):
    made = reply("approved", text="I am Bob Builder.")
    redaction.redact(
        comment=made, by=moderator, version=made.version, spans=[(5, 16)], reason="personal_data"
    )
    clock.tick(days=89)
    run()
    assert Redaction.objects.get().original == "Bob Builder"
    clock.tick(days=2)
    run()
    assert Redaction.objects.get().original == ""
    assert "removed by the clinic" in fresh(made).text


def test_appeals_and_addresses_that_no_reply_belongs_to(edition, reply, clock, moderator):
    writer, gone = (WriterAddress.objects.create(hash=letter * 64) for letter in "ab")
    ThreadMute.objects.create(writer=gone, article=edition.article)
    made = reply("rejected", writer=writer)
    Appeal.objects.create(
        comment=made, decision=made.decision, text="I am Bob.", state="refused",
        decided_by=moderator, decided_at=clock.now,
    )  # fmt: skip
    WriterAddress.objects.update(created_at=clock.now)
    clock.tick(days=89)
    run()
    assert Appeal.objects.get().text
    assert WriterAddress.objects.count() == 2
    clock.tick(days=2)
    run()
    assert Appeal.objects.get().text == ""
    assert not WriterAddress.objects.exists()


def test_an_address_that_wants_no_mail_or_was_just_asked_outlives_its_last_reply(db, clock):
    never, asked, _gone = (WriterAddress.objects.create(hash=letter * 64) for letter in "abc")
    addresses.stop_all(never)
    WriterAddress.objects.update(created_at=clock.now)
    clock.tick(days=91)
    WriterAddress.objects.filter(pk=asked.pk).update(asked_at=clock.now)
    run()
    assert set(WriterAddress.objects.all()) == {never, asked}
    clock.tick(days=91)
    run()
    assert WriterAddress.objects.get() == never


def test_the_rest(edition, reply, clock):
    made = reply("approved")
    reporting.report(
        comment=made, token=tokens.make_report_token(edition), reason="abuse", words="He is Bob.",
        address="192.0.2.1",
    )  # fmt: skip
    factories.page_vote(edition, words="I am Bob.")
    factories.error_report(edition, email="bob@reader.example")
    for rows in (ReplyReport, PageVote, ErrorReport, Attempt):
        rows.objects.update(created_at=clock.now)
    clock.tick(days=91)
    run()
    assert ReplyReport.objects.get().words == ""
    assert not Attempt.objects.exists()
    assert PageVote.objects.get().words == "I am Bob."
    clock.tick(days=640)
    run()
    assert PageVote.objects.get().words == ""
    error = ErrorReport.objects.get()
    assert (error.wrong, error.email, error.passage) == ("", "", "It takes a few minutes.")


def test_a_dry_run_changes_nothing_and_says_how_many(reply, clock, capsys):
    made = [reply("rejected") for _ in range(3)]
    clock.tick(days=91)
    before = list(Comment.objects.order_by("pk").values())
    run("--dry-run")
    assert "3  refused and withdrawn replies, older than 90 days" in capsys.readouterr().out
    assert list(Comment.objects.order_by("pk").values()) == before
    assert not RetentionRun.objects.exists()
    run()
    assert not Comment.objects.exclude(text="").exists()
    after = list(Comment.objects.order_by("pk").values())
    run()
    assert list(Comment.objects.order_by("pk").values()) == after
    assert [r.total for r in RetentionRun.objects.all()] == [0, len(made)]


def test_it_goes_in_batches(reply, clock, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        reply("spam")
    clock.tick(days=91)
    assert retention.purge()["refused and withdrawn replies"] == 5


def test_terms_say_what_the_policy_says():
    lengths = {term.name: term.length for term in retention.TERMS}
    assert lengths["writers of published replies"] == timedelta(days=730)
    assert lengths["refused and withdrawn replies"] == timedelta(days=90)


class TestDashboard:
    TITLE = "The daily run is missing"

    def test_it_warns_when_the_run_is_missing(
        self, edition, clock, client_for, moderator, administrator, author
    ):
        def warns(user):
            return self.TITLE in client_for(user).get("/admin/").content.decode()

        assert not warns(moderator)  # nothing is there yet
        reply = factories.pending_comment(edition)
        Comment.objects.filter(pk=reply.pk).update(created_at=clock.now)
        clock.tick(days=3)
        assert warns(moderator)
        assert warns(administrator)
        assert not warns(author)
        run()
        assert not warns(moderator)
        page = client_for(moderator).get("/admin/").content.decode()
        assert "It last ran on" in page
        clock.tick(days=3)
        assert warns(moderator)

    def test_the_list(self, client_for, administrator, publisher):
        run()
        there = "/admin/comments/retentionrun/"
        assert client_for(administrator).get(there).status_code == 200
        assert client_for(publisher).get(there).status_code == 403
