"""The worksheet on a side effect."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import privacy, worksheets
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed
from comments.models import Outcome, SideEffectWorksheet
from comments.screening import Finding
from tests import factories

FACTS = {"reporter": "the patient", "patient": "woman, sixties", "product": "an injection",
         "reaction": "flushing", "seriousness": "not_serious"}  # fmt: skip


def address(reply):
    return f"/admin/comments/comment/{reply.pk}/worksheet/"


def change(reply):
    return f"/admin/comments/comment/{reply.pk}/change/"


@pytest.fixture
def told(edition):
    text = "My face was red for two days after the shot."
    finding = Finding("side_effects", "IN_LAY_WORDS", 3, 15, "Possible side effect")
    return factories.pending_comment(edition, text=text, findings=[finding.stored()])


@pytest.fixture
def desk(client_for, moderator):
    return client_for(moderator)


def test_it_is_open_and_says_what_the_reply_says(told, desk):
    page = desk.get(change(told)).content.decode()
    assert '<details class="history worksheet" open>' in page
    assert 'value="face was red"' in page
    assert '<mark class="effect">face was red' in page


def test_it_is_there_and_closed_for_other_replies(held, desk):
    assert '<details class="history worksheet" >' in desk.get(change(held)).content.decode()


def test_saved_and_changed(clock, told, desk, moderator):
    sent = {**FACTS, "decision": "open", "decided_on": "", "version": "0"}
    assert desk.post(address(told), sent).status_code == 302
    sheet = SideEffectWorksheet.objects.get()
    assert (sheet.reaction, sheet.decision, sheet.decided_on, sheet.filled_by, sheet.version) == (
        "flushing", Outcome.OPEN, None, moderator, 1,
    )  # fmt: skip
    page = desk.get(change(told)).content.decode()
    assert shown_version(page) == "1"
    assert "Not decided yet" in page
    sent |= {"decision": "reported", "version": "1"}
    assert desk.post(address(told), sent).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.decision, sheet.decided_on, sheet.version) == ("reported", date(2030, 5, 14), 2)


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("reporter", "who tells it"), ("patient", "the patient"),
        ("product", "the medicine or procedure"), ("reaction", "the reaction"),
    ],
)  # fmt: skip
def test_a_report_to_the_regulator_has_its_four_facts(told, desk, lacks, said):
    sent = {**FACTS, "seriousness": "death", lacks: " ", "decision": "reported", "version": "0"}
    response = desk.post(address(told), sent)
    assert response.status_code == 422
    assert f"needs four facts. Say as well: {said}." in response.content.decode()
    assert '<option value="death" selected>' in response.content.decode()
    assert not SideEffectWorksheet.objects.exists()
    # Who does not report may leave open what nobody knows.
    assert desk.post(address(told), sent | {"decision": "no_report"}).status_code == 302


def test_who_saw_an_older_one_is_told_and_keeps_the_words(told, desk, moderator):
    worksheets.fill_in(comment=told, by=moderator, version=0, decision="open", **FACTS)
    response = desk.post(
        address(told), {**FACTS, "reaction": "my words", "decision": "no_report", "version": "0"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody else changed this worksheet" in page
    assert 'value="my words"' in page
    assert SideEffectWorksheet.objects.get().reaction == "flushing"


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": ""}, {"decision": "x"}, {"seriousness": "x"}, {"reaction": "x" * 301},
        {"decided_on": "yesterday"}, {"decided_on": "9999-99-99"},
    ],
)  # fmt: skip
def test_what_is_wrong_comes_back(told, desk, wrong):
    response = desk.post(
        address(told),
        {**FACTS, "decision": "open", "version": "0", "patient": "<b>kept</b>"} | wrong,
    )
    assert response.status_code == 422
    assert "&lt;b&gt;kept&lt;/b&gt;" in response.content.decode()
    assert not SideEffectWorksheet.objects.exists()


def test_an_empty_one_is_not_saved_as_if_it_said_something(told, desk, moderator):
    """A worksheet says that somebody has worked the reply out: an empty one says so too."""
    blank = dict.fromkeys(FACTS, "") | {"seriousness": "unknown", "decision": "open"}
    response = desk.post(address(told), blank | {"version": "0"})
    assert response.status_code == 422
    assert "the worksheet is empty" in response.content.decode()
    assert not SideEffectWorksheet.objects.exists()
    for said in ({"seriousness": "hospital"}, {"decision": "no_effect"}, {"patient": "a man"}):
        worksheets.fill_in(comment=told, by=moderator, version=0, **blank | said)
        SideEffectWorksheet.objects.all().delete()
    worksheets.fill_in(comment=told, by=moderator, version=0, decision="open", **FACTS)
    # Details that name somebody can be taken out again, and be it all of them.
    assert desk.post(address(told), blank | {"version": "1"}).status_code == 302
    assert SideEffectWorksheet.objects.get().reaction == ""


def test_nothing_is_decided_on_a_day_to_come(clock, told, desk):
    sent = {**FACTS, "decision": "reported", "decided_on": "2030-05-15", "version": "0"}
    response = desk.post(address(told), sent)
    assert response.status_code == 422
    assert "has not come yet" in response.content.decode()
    assert 'value="2030-05-15"' in response.content.decode()
    assert not SideEffectWorksheet.objects.exists()
    assert desk.post(address(told), sent | {"decided_on": "2030-05-14"}).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_odd_versions(told, desk, version):
    sent = {**FACTS, "decision": "open", "version": version}
    assert desk.post(address(told), sent).status_code in (302, 422)


def test_only_moderators(told, author, edition, moderator):
    with pytest.raises(NotAllowed):
        worksheets.fill_in(comment=told, by=author, version=0, decision="open", **FACTS)
    told.written_by = author
    with pytest.raises(Incomplete):
        worksheets.fill_in(comment=told, by=moderator, version=0, decision="open", **FACTS)


def test_two_at_once(told, moderator):
    worksheets.fill_in(comment=told, by=moderator, version=0, decision="open", **FACTS)
    with pytest.raises(ChangedMeanwhile):
        worksheets.fill_in(comment=told, by=moderator, version=0, decision="open", **FACTS)
    with pytest.raises(ChangedMeanwhile):
        worksheets.fill_in(comment=told, by=moderator, version=5, decision="open", **FACTS)


def test_nothing_is_written_of_a_reply_that_was_erased_meanwhile(told, moderator, desk):
    opened = type(told).objects.select_related("edition").get(pk=told.pk)
    privacy.empty(told)
    with pytest.raises(Incomplete, match="erased"):
        worksheets.fill_in(comment=opened, by=moderator, version=0, decision="open", **FACTS)
    assert not SideEffectWorksheet.objects.exists()


@pytest.mark.postgresql
def test_the_reply_is_locked_while_it_is_written(told, moderator):
    with CaptureQueriesContext(connection) as asked:
        worksheets.fill_in(comment=told, by=moderator, version=0, decision="open", **FACTS)
    assert any("FOR UPDATE" in query["sql"] for query in asked)


def shown_version(page):
    return re.search(
        r'name="version"\s+value="(\d+)"', page[page.index('class="history worksheet"') :]
    )[1]


def test_what_a_colleague_wrote_stands_beside_the_form_before_it_can_be_overwritten(
    told, desk, moderator, second_moderator
):
    theirs = FACTS | {"patient": "man, <forties>", "reaction": "hives"}
    worksheets.fill_in(comment=told, by=second_moderator, version=0, decision="reported", **theirs)
    sent = {**FACTS, "reaction": "my words", "decision": "open", "version": "0"}
    page = desk.post(address(told), sent).content.decode()
    beside = page[page.index("What it says now") : page.index("my words")]
    for fact in (
        str(second_moderator),
        "man, &lt;forties&gt;",
        "hives",
        "Reported to the regulator",
    ):
        assert fact in beside
    assert shown_version(page) == "1"
    assert desk.post(address(told), sent | {"version": "1"}).status_code == 302
    assert SideEffectWorksheet.objects.get().reaction == "my words"


def test_a_mistake_of_shape_keeps_the_version_that_was_seen(told, desk, second_moderator):
    worksheets.fill_in(comment=told, by=second_moderator, version=0, decision="open", **FACTS)
    sent = {**FACTS, "reaction": "mine", "decision": "reported", "version": "0"}
    page = desk.post(address(told), sent | {"decided_on": "yesterday"}).content.decode()
    assert shown_version(page) == "0"
    assert "What it says now" not in page
    again = desk.post(address(told), sent | {"decided_on": "", "version": "0"})
    assert again.status_code == 422
    assert "What it says now" in again.content.decode()
    assert SideEffectWorksheet.objects.get().reaction == "flushing"
