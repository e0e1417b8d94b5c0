"""Words of an emergency in an appeal, a report of a reply or of an error: who sees and who is called."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import emergency as about_pages
from articles import feedback
from articles.models import ErrorReport
from clinic_cms.clinic.models import OutgoingMail
from comments import appeals, mail_links, moderation, privacy, reporting, retention, tokens
from comments.models import Appeal, Comment, ReplyReport, Status
from tests import factories
from tests.mailbox import Mailbox, links, work

OURS = {"Origin": "http://testserver"}
CHEST = "I have chest pain and cannot breathe."
HARM = "I want to kill myself."
CALM = "It names another person."
CARDS = {
    CHEST: "What you describe may need help right now",
    HARM: "If you think of harming yourself",
}
KINDS = {"appeal": Appeal, "report": ReplyReport, "error": ErrorReport}


@pytest.fixture
def say(edition, moderator):
    """Return a function by which a reader sends words in one of the three ways, and gets a page."""

    def send(kind, words, client=None):
        client = client or Client()
        if kind == "error":
            there = f"/articles/{edition.slug}/report-an-error/"
            sent = {"passage": "It takes an hour.", "wrong": words, "email": ""}
            token = feedback.make_token(edition)
        elif kind == "report":
            reply = factories.pending_comment(edition, text="Somebody's reply.")
            moderation.approve(comment=reply, by=moderator, version=1)
            there = f"/comments/{reply.public_id}/report/"
            sent = {"reason": "abuse", "words": words}
            token = tokens.make_report_token(edition)
        else:
            reply = factories.pending_comment(edition, text="A refused reply.")
            refused = moderation.reject(comment=reply, by=moderator, version=1, reason="unsafe")
            there, sent, token = mail_links.APPEAL.path(refused.pk), {"text": words}, ""
        data = {**sent, "token": token, "website": ""}
        return client.post(there, data, headers=OURS, follow=True)

    return send


@pytest.fixture
def mails(moderator, publisher, author):
    """Return a function that sends what waits, and says to whom each urgent mail leads where."""
    OutgoingMail.objects.all().delete()

    def sent(mailbox):
        work()
        return {m["To"]: m for m in mailbox.messages if "Urgent" in str(m["Subject"])}

    return sent


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", [CHEST, HARM])
def test_who_writes_it_is_shown_at_once_where_to_call(say, kind, words):
    client = Client()
    answer = say(kind, words, client)
    page = answer.content.decode()
    assert (answer.status_code, CARDS[words] in page) == (200, True)
    assert "urgent" not in str(answer.redirect_chain)
    assert not client.cookies
    assert KINDS[kind].objects.get().urgent


@pytest.mark.parametrize("kind", KINDS)
def test_calm_words_are_not_urgent(say, mails, kind, mailbox: Mailbox):
    page = say(kind, CALM).content.decode()
    assert not any(card in page for card in CARDS.values())
    assert not KINDS[kind].objects.get().urgent
    assert mails(mailbox) == {}


def test_a_passage_of_the_page_is_no_emergency(edition):
    """Pages are full of such words: what a reader copies from one says nothing of the reader."""
    assert not factories.error_report(edition, passage=CHEST, wrong="Misspelt.").urgent


@pytest.mark.parametrize("to", ["report-an-error", "useful"])
def test_a_form_that_is_not_taken_shows_the_card(edition, to):
    """Danger waits for no token."""
    there = f"/articles/{edition.slug}/{to}/"
    sent = {"passage": "An hour.", "wrong": HARM, "useful": "no", "words": HARM, "token": "old"}
    answer = Client().post(there, sent, headers=OURS)
    assert answer.status_code == 409
    assert CARDS[HARM] in answer.content.decode()


def test_words_on_usefulness_bring_the_card(edition):
    sent = {"useful": "no", "words": HARM, "token": feedback.make_token(edition)}
    answer = Client().post(f"/articles/{edition.slug}/useful/", sent, headers=OURS)
    assert CARDS[HARM] in answer.content.decode()


def test_a_report_that_is_not_taken_shows_the_card(edition, shown):
    reply = shown()
    there = f"/comments/{reply.public_id}/report/"
    sent = {"reason": "", "words": HARM, "token": tokens.make_report_token(edition)}
    assert CARDS[HARM] in Client().post(there, sent, headers=OURS).content.decode()
    Comment.objects.filter(pk=reply.pk).update(status=Status.WITHDRAWN)
    late = Client().post(there, {**sent, "reason": "abuse"}, headers=OURS)
    assert (late.status_code, CARDS[HARM] in late.content.decode()) == (404, True)


@pytest.mark.parametrize("kind", ["appeal", "report"])
def test_moderators_are_called_and_led_there(
    say, mails, kind, moderator, second_moderator, edition, client_for, mailbox: Mailbox
):
    second_moderator.urgent_mail = False
    second_moderator.save()
    say(kind, CHEST)
    told = mails(mailbox)
    assert list(told) == [moderator.email]
    letter = told[moderator.email]
    assert kind in letter["Subject"]
    there = next(link for link in links(letter) if "/admin/" in link)
    page = client_for(moderator).get(there.removeprefix("http://testserver")).content.decode()
    assert CHEST in page
    assert "these words may tell of an emergency" in page
    for part in letter.walk():
        for secret in ("chest", "refused reply", edition.title):
            assert part.is_multipart() or secret not in part.get_content()


def test_who_answers_reports_of_errors_is_called(
    say, mails, moderator, publisher, author, client_for, mailbox: Mailbox
):
    """Moderators do not see these reports: their mail would lead to a refusal."""
    factories.person("other_author", "Author")
    say("error", CHEST)
    told = mails(mailbox)
    assert sorted(told) == sorted([publisher.email, author.email])
    for person in (publisher, author):
        there = next(link for link in links(told[person.email]) if "/admin/" in link)
        page = client_for(person).get(there.removeprefix("http://testserver")).content.decode()
        assert "these words may tell of an emergency" in page
        for part in told[person.email].iter_parts():
            assert "chest" not in part.get_content()
            assert "call the duty physician at once" in part.get_content()


@pytest.mark.parametrize("kind", KINDS)
def test_not_when_somebody_has_acted_meanwhile(
    say, mails, kind, moderator, publisher, second_moderator, mailbox: Mailbox
):
    say(kind, CHEST)
    row = KINDS[kind].objects.get()
    if kind == "error":
        feedback.answer(report=row, by=publisher, to="answered", note="Called her.")
    elif kind == "report":
        moderation.approve(comment=row.comment, by=moderator, version=row.comment.version)
    else:
        appeals.refuse(appeal=row, by=second_moderator)
    assert mails(mailbox) == {}


def test_a_double_press_calls_once(edition, shown, moderator):
    reply, token = shown(), tokens.make_report_token(edition)
    for _ in range(2):
        reporting.report(comment=reply, token=token, reason="abuse", words=CHEST)
    assert OutgoingMail.objects.filter(kind="moderator_urgent").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_dashboard_shows_it_first(say, kind, moderator, publisher, client_for):
    say(kind, CALM)
    if kind == "report":  # still shown, as the older one has to be for its place in this list
        Comment.objects.filter(reported=True).update(reported=False, status=Status.APPROVED)
    say(kind, CHEST)
    KINDS[kind].objects.filter(urgent=False).update(created_at=timezone.now() - timedelta(days=3))
    page = client_for(publisher if kind == "error" else moderator).get("/admin/").content.decode()
    urgent, calm = page.index("Urgent · "), page.index("3\xa0days ago")
    assert urgent < calm
    assert page.count("Urgent · ") == 1


def test_the_lists_of_reports_show_it_first(say, moderator, publisher, client_for):
    for kind in ("report", "error"):
        for words in (CHEST, CALM, CALM + " Again."):
            say(kind, words)
    settled = ReplyReport.objects.filter(urgent=False).latest("pk")
    moderation.approve(comment=settled.comment, by=moderator, version=settled.comment.version)
    page = client_for(moderator).get("/admin/comments/replyreport/").content.decode()
    order = [page.index(words) for words in (CHEST, f"{CALM}<", f"{CALM} Again.")]
    assert order == sorted(order)
    assert page.count(">Urgent<") == 1
    page = client_for(publisher).get("/admin/articles/errorreport/").content.decode()
    assert page.count("Urgent · Open") == 1
    assert page.index("Urgent · Open") < page.index(">Open</td>")


def test_nothing_says_it_when_the_words_are_gone(say, clock):
    """That somebody was in danger is as much theirs as their words."""
    for kind in KINDS:
        say(kind, HARM)
    privacy.empty(ReplyReport.objects.get().comment)
    privacy.empty(Appeal.objects.get().comment)
    feedback.forget(ErrorReport.objects.all())
    assert not any(model.objects.filter(urgent=True).exists() for model in KINDS.values())


def test_nor_when_their_time_is_over(say, moderator, second_moderator):
    for kind in KINDS:
        say(kind, HARM)
    appeals.refuse(appeal=Appeal.objects.get(), by=second_moderator)
    long_ago = timezone.now() - 2 * retention.PUBLISHED
    Appeal.objects.update(decided_at=long_ago)
    ReplyReport.objects.update(created_at=long_ago)
    ErrorReport.objects.update(created_at=long_ago)
    retention.purge()
    assert not any(model.objects.filter(urgent=True).exists() for model in KINDS.values())


def test_pages_are_complete_without_replies(edition, monkeypatch):
    """Nobody hands down the words: reports are taken, and none is urgent."""
    monkeypatch.setattr(about_pages, "_watches", [])
    assert not factories.error_report(edition, wrong=CHEST).urgent
