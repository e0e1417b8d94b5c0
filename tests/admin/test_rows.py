"""Rows under a record: they may change places, and what is on file already is an error of the form."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles.models import Article, SideEffect, Treatment, TreatmentSideEffect
from tests import acts, factories
from tests.admin.pages import change_url, fields_of, form_data, opened

pytestmark = pytest.mark.once

LISTED = "This side effect is already listed for the treatment."


@pytest.fixture
def desk(author: Any, client_for: Any) -> Client:
    return client_for(author)


def sources(guide: Article) -> list[tuple[int, int]]:
    return list(guide.citations.values_list("position", "reference"))


def add_source(guide: Article, reference: Any) -> dict[str, Any]:
    """Return the article's form with one more source, which gets the next number."""
    sent = form_data(acts.fresh(guide))
    n = sent["citations-TOTAL_FORMS"]
    return sent | {"citations-TOTAL_FORMS": n + 1, f"citations-{n}-reference": reference.pk}


def test_a_source_takes_the_number_of_one_that_is_taken_out(guide, desk) -> None:
    factories.cite(guide, factories.ReferenceFactory(), factories.ReferenceFactory())
    (_, first), (_, second), _ = sources(guide)
    sent = form_data(guide) | {"citations-1-position": 3, "citations-2-DELETE": "on"}
    assert desk.post(change_url(guide), sent).status_code == 302
    assert sources(guide) == [(1, first), (3, second)]


def test_two_numbers_change_sources(guide, desk) -> None:
    factories.cite(guide, factories.ReferenceFactory())
    (_, first), (_, second) = sources(guide)
    sent = form_data(guide) | {"citations-0-reference": second, "citations-1-reference": first}
    assert desk.post(change_url(guide), sent).status_code == 302
    assert sources(guide) == [(1, second), (2, first)]


def test_a_number_gets_the_source_of_one_that_is_taken_out(guide, desk) -> None:
    factories.cite(guide, factories.ReferenceFactory())
    _, (_, second) = sources(guide)
    sent = form_data(guide) | {"citations-0-reference": second, "citations-1-DELETE": "on"}
    assert desk.post(change_url(guide), sent).status_code == 302
    assert sources(guide) == [(1, second)]


def test_two_people_add_a_source_under_one_number(guide, desk, publisher, client_for) -> None:
    mine, theirs = factories.ReferenceFactory(), factories.ReferenceFactory()
    sent = add_source(guide, mine)
    there = client_for(publisher).post(change_url(guide), add_source(guide, theirs))
    assert there.status_code == 302
    refused = desk.post(change_url(guide), sent)
    assert "saving here again puts yours in its place" in refused.content.decode()
    assert desk.post(change_url(guide), fields_of(refused)).status_code == 302
    assert sources(guide)[1:] == [(2, mine.pk)]
    # Theirs stays among the earlier states.
    assert any([2, theirs.pk] in state.written["references"] for state in guide.revisions.all())


def test_a_list_that_stays_is_not_written_anew(guide, desk) -> None:
    before = list(guide.citations.values_list("pk", flat=True))
    assert desk.post(change_url(guide), form_data(guide, summary="Else.")).status_code == 302
    assert list(guide.citations.values_list("pk", flat=True)) == before


def treatment_url() -> str:
    return f"/admin/articles/treatment/{Treatment.objects.get().pk}/change/"


def test_a_row_takes_the_place_of_one_that_is_taken_out(guide, desk) -> None:
    sent = opened(desk, treatment_url())
    effect = int(sent["side_effect_rows-1-side_effect"][0])
    sent |= {"side_effect_rows-0-side_effect": effect, "side_effect_rows-1-DELETE": "on"}
    assert desk.post(treatment_url(), sent).status_code == 302
    row = TreatmentSideEffect.objects.get()
    assert (row.pk, row.side_effect_id) == (int(sent["side_effect_rows-0-id"][0]), effect)
    said = LogEntry.objects.latest("pk").get_change_message()
    assert "Deleted" in said
    assert "Changed" in said


@pytest.mark.parametrize("other", ["a new row", "a row on file"])
def test_two_people_add_one_side_effect(other, guide, desk, publisher, client_for) -> None:
    itch = SideEffect.objects.create(name="Itch", slug="itch")
    theirs, mine = opened(client_for(publisher), treatment_url()), opened(desk, treatment_url())
    row = {"side_effect": itch.pk, "band": "common", "severity": 1, "what_to_do": "self_care"}
    new = {f"side_effect_rows-2-{name}": value for name, value in row.items()}
    new |= {"side_effect_rows-TOTAL_FORMS": 3}
    assert client_for(publisher).post(treatment_url(), theirs | new).status_code == 302
    mine |= new if other == "a new row" else {"side_effect_rows-0-side_effect": itch.pk}
    mine |= {"summary": "An hour of work."}
    told = fields_of(desk.post(treatment_url(), mine))
    refused = desk.post(treatment_url(), told)  # on purpose, over the colleague's
    assert refused.status_code == 200
    assert LISTED in refused.content.decode()
    assert fields_of(refused)["summary"] == ["An hour of work."]
    assert TreatmentSideEffect.objects.filter(side_effect=itch).count() == 1


def test_a_new_row_says_what_a_row_said_until_now(guide, desk) -> None:
    itch = SideEffect.objects.create(name="Itch", slug="itch")
    sent = opened(desk, treatment_url())
    said = int(sent["side_effect_rows-0-side_effect"][0])
    row = {"side_effect": said, "band": "common", "severity": 1, "what_to_do": "self_care"}
    sent |= {f"side_effect_rows-2-{name}": value for name, value in row.items()}
    sent |= {"side_effect_rows-TOTAL_FORMS": 3, "side_effect_rows-0-side_effect": itch.pk}
    assert desk.post(treatment_url(), sent).status_code == 302
    effects = TreatmentSideEffect.objects.values_list("side_effect", flat=True)
    assert sorted(effects) == sorted({*effects, said, itch.pk})
    assert effects.count() == 3


def test_rows_that_would_change_places_are_refused_with_their_words(guide, desk) -> None:
    sent = opened(desk, treatment_url()) | {"summary": "An hour of work."}
    a, b = "side_effect_rows-0-side_effect", "side_effect_rows-1-side_effect"
    refused = desk.post(treatment_url(), sent | {a: sent[b], b: sent[a]})
    assert refused.status_code == 200
    assert LISTED in refused.content.decode()
    assert fields_of(refused)["summary"] == ["An hour of work."]
