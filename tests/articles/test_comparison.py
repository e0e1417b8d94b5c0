"""Treatments beside each other: one denominator, frozen facts only, and an answer to every address."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import side_by_side
from articles.models import Treatment
from articles.risk import DENOMINATORS, common_denominator
from articles.views.comparison import choose
from tests import acts, factories

pytestmark = pytest.mark.once

URL = "/treatments/compare/"
KNOWN = {"rest", "tape", "shot", "walk"}


@pytest.fixture
def two(clinic, author, reviewer, publisher) -> list[Treatment]:
    """Two treatments, each on a live page of its own, with figures that need different denominators."""
    found = []
    for n, affected in enumerate((50, 1)):
        guide = factories.guide(author, title=f"Guide {n}", slug=f"guide-{n}")
        treatment = guide.treatments.get()
        treatment.side_effect_rows.all().delete()
        factories.FrequencyFactory(
            treatment=treatment, affected=affected, out_of=1_000,
            side_effect__name=f"Effect {n}", source=guide.citations.get().reference,
        )  # fmt: skip
        acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
        found.append(treatment)
    return found


def address(*slugs: str) -> str:
    return URL + "?" + "&".join(f"t={slug}" for slug in slugs)


# What an address may ask for


@pytest.mark.parametrize(
    ("asked", "slugs", "complete", "status", "said"),
    [
        ([], [], False, 200, ""),
        ([""], [], False, 200, ""),
        (["rest"], ["rest"], False, 200, "one or two more"),
        (["rest", "tape"], ["rest", "tape"], True, 200, ""),
        (["tape", "rest", "shot"], ["tape", "rest", "shot"], True, 200, ""),
        (["rest", "tape", "shot", "walk"], ["rest", "tape", "shot", "walk"], False, 400,
         "You chose 4 treatments"),
        (["rest", "rest"], ["rest"], False, 200, "same treatment twice"),
        (["rest", "rest", "tape"], ["rest", "tape"], True, 200, "shown once"),
        (["rest", "gone"], ["rest"], False, 404, "no page here today"),
        (["gone"], [], False, 404, "no page here today"),
        (["rest", "tape", "gone"], ["rest", "tape"], False, 404, "no page here today"),
        (["a", "b", "c", "d", "e"], [], False, 400, "You chose 5 treatments"),
    ],
)  # fmt: skip
def test_what_an_address_asks_for(asked, slugs, complete, status, said) -> None:
    choice = choose(asked, KNOWN)
    assert (choice.slugs, choice.complete, choice.status) == (slugs, complete, status)
    assert said in choice.problem + choice.note
    assert bool(choice.problem + choice.note) == bool(said)


@given(st.lists(st.sampled_from([*KNOWN, "", "gone", "<b>"]), max_size=9))
def test_what_is_not_compared_is_explained(asked) -> None:
    choice = choose(asked, KNOWN)
    assert set(choice.slugs) <= KNOWN
    assert choice.complete or choice.problem or choice.note or not any(asked)
    assert choice.complete == (2 <= len(choice.slugs) <= 3 and not choice.problem)


# The page


def test_both_treatments_on_the_denominator_that_the_rarer_effect_needs(client, two) -> None:
    page = client.get(address(*(t.slug for t in two)))
    assert page.status_code == 200
    assert page.context["denominator"] == 1_000
    html = page.content.decode()
    assert "50 out of 1,000" in html
    assert "1 out of 1,000" in html
    assert html.count("Not listed</span>") == 2


def test_the_working_record_is_never_read(client, two) -> None:
    first = two[0]
    first.summary = "Not reviewed by anybody."
    first.save()
    first.side_effect_rows.update(affected=999, band="very_common")
    html = client.get(address(*(t.slug for t in two))).content.decode()
    assert "Not reviewed" not in html
    assert "999" not in html


def test_a_treatment_of_a_withdrawn_page_is_not_compared(client, two, publisher) -> None:
    acts.withdraw(two[0].articles.get(), publisher)
    answer = client.get(address(*(t.slug for t in two)))
    assert answer.status_code == 404
    assert "no page here today" in answer.content.decode()
    assert "<table" not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["t=%00", "t=%FF%FE", "t=<script>alert(1)</script>", "t=" + "x" * 5_000, "t=🦴", "t=%E2%80%AE",
     "&".join(f"t={n}" for n in range(900)), "t[]=1", "x=1", "t"],
)  # fmt: skip
def test_odd_addresses_get_an_answer_in_words(client, two, query) -> None:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code in (200, 400, 404)
    assert "<script>alert" not in answer.content.decode()


def test_the_form_works_without_javascript_and_keeps_what_was_chosen(client, two) -> None:
    html = client.get(address(two[0].slug)).content.decode()
    assert '<form class="choose" action="/treatments/compare/">' in html
    assert html.count('name="t"') == 2
    assert html.count("checked") == 1


def test_two_columns_take_five_queries(client, two, django_assert_num_queries) -> None:
    with django_assert_num_queries(5):
        client.get(address(*(t.slug for t in two)))


def test_the_ways_to_the_comparison(client, two) -> None:
    assert f'href="{URL}"' in client.get("/treatments/").content.decode()
    slug = two[0].slug
    assert f'href="{URL}?t={slug}"' in client.get(f"/treatments/{slug}/").content.decode()


# One denominator for any facts

COUNTS = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def treatment(name: str, counts: list[tuple[int, int]]) -> dict:
    effects = [
        {"slug": f"e{n}", "name": f"Effect {n}", "serious": n == 0, "band": "not_known",
         "affected": affected, "out_of": out_of}
        for n, (affected, out_of) in enumerate(counts)
    ]  # fmt: skip
    return {"slug": name, "name": name, "side_effects": effects}


@given(st.lists(st.lists(COUNTS, max_size=4), min_size=2, max_size=3))
def test_every_figure_of_every_column_is_out_of_the_same_people(counts) -> None:
    facts = [treatment(str(n), column) for n, column in enumerate(counts)]
    redrawn, denominator = side_by_side.on_one_denominator(facts)
    assert denominator in DENOMINATORS
    shares = [Fraction(*pair) for column in counts for pair in column]
    assert denominator == common_denominator(shares)
    for column in redrawn:
        for effect in column["side_effects"]:
            assert effect["per_page"] + effect["spared"] == denominator
    rows = side_by_side.effect_rows(redrawn)
    assert [row.serious for row in rows] == sorted((row.serious for row in rows), reverse=True)
    assert all(len(row.cells) == len(facts) for row in rows)
    assert all("per_page" not in e for column in facts for e in column["side_effects"])
