"""Was this page useful, and errors in the text: taken without a cookie, answered by the author."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from articles import feedback, form_token
from articles.models import Edition, ErrorReport, PageVote
from articles.models.feedback import LONGEST_PASSAGE, ReportStatus
from clinic_cms.clinic.models import Attempt
from clinic_cms.clinic.throttle import Limit
from tests import acts, factories

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}
ODD = [
    "", "   ", "\u200b", "a" * 50_000, "a\x00b\x07", "😀 ❤️", "ألم في الظهر", "\u202eabc",
    "<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE x; --",
]  # fmt: skip


@pytest.fixture
def edition(published) -> Edition:
    return published.editions.get()


@pytest.fixture
def useful(published) -> str:
    return f"/articles/{published.slug}/useful/"


@pytest.fixture
def report_at(published) -> str:
    return f"/articles/{published.slug}/report-an-error/"


def told(edition, **more):
    said = {"passage": "It takes an hour.", "wrong": "Ten minutes.", "email": ""}
    return {"token": feedback.make_token(edition), **said, **more}


def answered(edition, **more):
    return {"token": feedback.make_token(edition), "useful": "yes", "words": "", **more}


def test_the_page_asks_and_takes_the_answer(client, edition, useful):
    html = client.get(edition.get_absolute_url()).content.decode()
    token = re.search(rf'action="{useful}".*?name="token" value="([^"]+)"', html, re.DOTALL)[1]
    sent = {"token": token, "useful": "no", "words": " Too long. ", "website": ""}
    answer = client.post(useful, sent, headers=OURS)
    assert answer.status_code == 303
    vote = PageVote.objects.get()
    assert (vote.edition, vote.useful, vote.words) == (edition, False, "Too long.")
    thanks = client.get(answer["Location"])
    assert thanks.status_code == 200
    assert not client.cookies


def test_a_report_is_taken_and_never_shown_to_readers(client, edition, report_at):
    sent = told(edition, passage="SECRET PASSAGE", email="kim@reader.example")
    answer = client.post(report_at, sent, headers=OURS)
    assert answer.status_code == 303
    report = ErrorReport.objects.get()
    assert (report.status, report.email) == (ReportStatus.OPEN, "kim@reader.example")
    for address in (answer["Location"], edition.get_absolute_url(), report_at):
        shown = client.get(address).content
        assert b"SECRET" not in shown
        assert b"kim@reader" not in shown


def test_nothing_says_who_it_was(client, edition, useful, report_at):
    client.post(useful, answered(edition), headers=OURS, REMOTE_ADDR="203.0.113.9")
    client.post(report_at, told(edition), headers=OURS, REMOTE_ADDR="203.0.113.9")
    rows = [*PageVote.objects.values(), *ErrorReport.objects.values(), *Attempt.objects.values()]
    assert "203.0.113" not in str(rows)


def test_a_double_press_is_one(client, edition, useful, report_at):
    for address, sent in ((useful, answered(edition)), (report_at, told(edition))):
        for _ in range(2):
            assert client.post(address, sent, headers=OURS).status_code == 303
    assert PageVote.objects.count() == ErrorReport.objects.count() == 1


def test_the_same_form_with_other_words_loses_none(client, edition, report_at):
    sent = told(edition)
    for wrong in ("Ten minutes.", "Something else."):
        answer = client.post(report_at, {**sent, "wrong": wrong}, headers=OURS)
        assert answer.status_code == 303
    assert ErrorReport.objects.count() == 2


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["passage", "wrong", "email", "token", "website"])
def test_odd_reports_come_back_or_are_taken(client, edition, report_at, field, odd):
    answer = client.post(report_at, told(edition, **{field: odd}), headers=OURS)
    assert answer.status_code in (303, 409, 422)
    if answer.status_code == 303:
        return
    html = answer.content.decode()
    assert "It takes an hour." in html or field == "passage"
    assert "Ten minutes." in html or field == "wrong"
    assert "<script>alert(1)" not in html
    if len(odd) > LONGEST_PASSAGE and field in ("passage", "wrong"):
        assert odd in html


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["useful", "words", "token"])
def test_odd_answers_come_back_or_are_taken(client, edition, useful, field, odd):
    answer = client.post(useful, answered(edition, **{field: odd}), headers=OURS)
    assert answer.status_code in (303, 409, 422)
    if field == "words" and len(odd) > 500:
        assert odd in answer.content.decode()


def test_an_old_form_brings_its_words_back_to_be_sent(client, edition, report_at, clock):
    sent = told(edition, wrong="Written slowly.")
    # Signed texts are dated by the machine's clock.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(form_token, "MAX_AGE", timedelta(seconds=-1))
        answer = client.post(report_at, sent, headers=OURS)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Written slowly." in html
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    assert client.post(report_at, {**sent, "token": token}, headers=OURS).status_code == 303


def test_a_form_of_another_page_is_refused(client, edition, useful, author, reviewer, publisher):
    other = factories.guide(author, title="Another guide")
    other = acts.submit_approve_publish(
        other, author=author, reviewer=reviewer, publisher=publisher
    )
    assert client.post(useful, answered(other), headers=OURS).status_code == 409
    assert not PageVote.objects.exists()


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_only_our_pages_may_send(client, edition, report_at, origin):
    answer = client.post(report_at, told(edition), headers=origin)
    assert answer.status_code == 403
    assert b"It takes an hour." in answer.content
    assert not ErrorReport.objects.exists()


def test_programs_are_stopped_by_the_field_they_fill_in(client, edition, useful):
    answer = client.post(useful, answered(edition, website="http://spam.example"), headers=OURS)
    assert answer.status_code == 422
    assert b"spam.example" not in answer.content


def test_a_flood_is_held_back_and_the_words_come_back(client, edition, report_at, monkeypatch):
    monkeypatch.setattr(feedback, "PER_ADDRESS", (Limit(2, timedelta(minutes=10)),))
    codes = [
        client.post(report_at, told(edition, wrong=f"No. {n}"), headers=OURS) for n in range(3)
    ]
    assert [answer.status_code for answer in codes] == [303, 303, 429]
    assert int(codes[2]["Retry-After"]) > 0
    assert b"No. 2" in codes[2].content
    assert ErrorReport.objects.count() == 2


def test_a_far_too_large_form_is_refused(client, edition, report_at):
    answer = client.post(report_at, told(edition, wrong="a" * 300_000), headers=OURS)
    assert answer.status_code == 413


def test_words_on_a_withdrawn_page_come_back(client, edition, report_at, published, publisher):
    sent = told(edition, wrong="Too late.")
    acts.withdraw(published, publisher)
    answer = client.post(report_at, sent, headers=OURS)
    assert answer.status_code == 410
    assert b"Too late." in answer.content
    assert not ErrorReport.objects.exists()


def test_an_answer_to_a_past_edition_counts_for_that_edition(
    client, edition, useful, published, author, reviewer, publisher
):
    sent = answered(edition)
    acts.edit(published, author, summary="Said better.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    client.post(useful, sent, headers=OURS)
    assert PageVote.objects.get().edition == edition


# What staff do about a report


@pytest.fixture
def report(edition) -> ErrorReport:
    return factories.error_report(edition, email="kim@reader.example")


def at(report) -> str:
    return f"/admin/articles/errorreport/{report.pk}/change/"


@pytest.mark.parametrize("to", [ReportStatus.ANSWERED, ReportStatus.CLOSED])
def test_the_author_answers_and_the_address_goes(client_for, author, report, to):
    client = client_for(author)
    page = client.get(at(report)).content.decode()
    assert "kim@reader.example" in page
    assert client.post(at(report), {"to": to, "note": "Mended."}).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.note, report.decided_by) == (to, "Mended.", author)
    assert report.email == ""
    assert "Mended." in client.get(at(report)).content.decode()


def test_who_was_too_late_is_told_and_keeps_the_note(client_for, author, publisher, report):
    feedback.answer(report=report, by=publisher, to=ReportStatus.CLOSED, note="Stays.")
    late = client_for(author).post(at(report), {"to": "answered", "note": "My own note."})
    assert late.status_code == 422
    html = late.content.decode()
    assert "My own note." in html
    assert "Somebody else has answered" in html
    report.refresh_from_db()
    assert (report.status, report.note) == (ReportStatus.CLOSED, "Stays.")


@pytest.mark.parametrize(
    "sent", [{}, {"to": "answered"}, {"to": "open", "note": "x"}, {"note": "x"}]
)
def test_an_answer_lacks_nothing(client_for, author, report, sent):
    answer = client_for(author).post(at(report), sent)
    assert answer.status_code == 422
    assert sent.get("note", "") in answer.content.decode()
    report.refresh_from_db()
    assert report.status == ReportStatus.OPEN


@pytest.mark.parametrize("who", ["other_author", "reviewer", "moderator", "administrator"])
def test_nobody_else_answers(request, who, report):
    with pytest.raises(feedback.Refused):
        feedback.answer(
            report=report, by=request.getfixturevalue(who), to=ReportStatus.CLOSED, note="x"
        )
    report.refresh_from_db()
    assert report.status == ReportStatus.OPEN


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "lost"},
        {"status": "closed"},
        {"note": "Without a decision."},
        {"status": "closed", "note": "x", "decided_by": 1},
    ],
)
def test_the_database_refuses_half_an_answer(report, author, clock, wrong):
    if "decided_by" in wrong:  # whole, but for the address that was to go
        wrong |= {"decided_by": author, "decided_at": clock.now}
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=report.pk).update(**wrong)


def test_the_dashboard_shows_each_author_their_own(
    client_for, author, other_author, publisher, edition, report
):
    factories.page_vote(edition, useful=False, words="Too long.")
    factories.page_vote(edition)
    for person, sees in ((author, True), (publisher, True), (other_author, False)):
        html = client_for(person).get("/admin/").content.decode()
        assert (report.passage in html) is sees
        assert ("1 of 2 say yes" in html) is sees


def test_the_list_of_one_page_can_be_opened_from_the_dashboard(client_for, author, edition):
    factories.page_vote(edition, words="Clear and calm.")
    client = client_for(author)
    html = client.get("/admin/").content.decode()
    address = re.search(r'href="(/admin/articles/pagevote/\?[^"]+)"', html)[1]
    page = client.get(address)
    assert page.status_code == 200
    assert "Clear and calm." in page.content.decode()


@pytest.mark.parametrize("field", ["passage", "wrong"])
def test_the_title_of_a_refused_form_says_so(client, edition, report_at, field):
    """It is the first that is read out."""
    answer = client.post(report_at, told(edition, **{field: ""}), headers=OURS)
    assert "<title>Nothing was sent yet: Report an error in the text – " in answer.content.decode()
    assert "<title>Report an error in the text – " in client.get(report_at).content.decode()
