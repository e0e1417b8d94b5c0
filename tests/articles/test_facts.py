"""Catalogue records as an edition freezes them: their order, their numbers, their versions."""

import re
from datetime import date

import pytest

from articles import editions, facts
from articles.freezing import add_months
from tests import acts, factories


def effects(article) -> list[str]:
    return [
        e["name"] for t in editions.build_content(article)["treatments"] for e in t["side_effects"]
    ]


def add(article, name, **fields) -> None:
    factories.FrequencyFactory(
        treatment=article.treatments.get(),
        source=article.citations.get().reference,
        side_effect__name=name,
        **fields,
    )


def test_serious_effects_first_then_the_frequent_ones(guide) -> None:
    guide.treatments.get().side_effect_rows.all().delete()
    unknown = {"affected": None, "out_of": None, "population": ""}
    grave = {"serious": True, "serious_reason": "death"}
    add(guide, "rare", affected=1, out_of=2_000)
    add(guide, "known only as common", band="common", **unknown)
    add(guide, "one in fifty", affected=1, out_of=50)
    add(guide, "half", affected=1, out_of=2)
    add(guide, "not known", band="not_known", **unknown)
    add(guide, "grave and rare", affected=1, out_of=9_000, **grave)
    add(guide, "grave and common", affected=1, out_of=60, **grave)
    assert effects(guide) == [
        "grave and common", "grave and rare",
        "half", "one in fifty", "known only as common", "rare", "not known",
    ]  # fmt: skip


def test_equal_effects_are_ordered_by_name(guide) -> None:
    guide.treatments.get().side_effect_rows.all().delete()
    for name in ("Nausea", "Dizziness", "Itching"):
        add(guide, name)
    assert effects(guide) == ["Dizziness", "Itching", "Nausea"]


def test_one_denominator_for_all_treatments_of_a_page(guide) -> None:
    """The rarest effect of any treatment chooses it, so that figures can be compared."""
    source = guide.citations.get().reference
    second = factories.TreatmentFactory(name="Another treatment")
    factories.FrequencyFactory(treatment=second, source=source, affected=1, out_of=4)
    guide.treatments.add(second)
    content = editions.build_content(guide)
    assert content["denominator"] == 10_000
    rows = [e for t in content["treatments"] for e in t["side_effects"]]
    assert [e["per_page"] for e in rows] == [2_500, 5, 1_100]
    assert all(e["per_page"] + e["spared"] == 10_000 for e in rows if e["per_page"] is not None)


@pytest.mark.parametrize(("affected", "out_of"), [(999, 1_000), (1, 1), (199, 200), (1, 3)])
def test_the_dots_say_what_the_sentence_says(guide, affected, out_of) -> None:
    guide.treatments.get().side_effect_rows.all().delete()
    add(guide, "One effect", affected=affected, out_of=out_of)
    effect = editions.build_content(guide)["treatments"][0]["side_effects"][0]
    assert effect["headline"] == f"{effect['per_page']} out of 100"
    assert re.search(rf"\b{effect['spared']} do(es)? not\.", effect["sentence"])


def test_a_figure_names_its_source_by_the_number_on_this_page(guide) -> None:
    first = guide.citations.get()
    guide.citations.all().delete()
    factories.cite(guide, factories.ReferenceFactory(), first.reference)
    content = editions.build_content(guide)
    assert {e["source"] for t in content["treatments"] for e in t["side_effects"]} == {2}
    assert [r["number"] for r in content["references"]] == [1, 2]


def test_a_source_keeps_the_number_that_the_form_shows(guide) -> None:
    guide.citations.update(position=7)
    assert [r["number"] for r in facts.references(guide).rows] == [7]


def test_the_version_of_a_disclaimer_follows_the_day(guide, author) -> None:
    general = factories.disclaimer_for_every_page(author)
    factories.disclaimer_version(general, author, text="From May.", from_day=date(2030, 5, 1))

    def numbers(on: date) -> list[int]:
        return [d["number"] for d in editions.build_content(guide, on)["disclaimers"]]

    assert numbers(date(2030, 4, 30)) == [1]
    assert numbers(date(2030, 5, 1)) == [2]
    assert numbers(date(2019, 12, 31)) == []


def test_a_disclaimer_that_is_attached_and_for_every_page_stands_once(guide, author) -> None:
    attached = factories.DisclaimerFactory(title="A first by name")
    factories.disclaimer_version(attached, author)
    guide.disclaimers.add(attached, factories.disclaimer_for_every_page(author))
    assert [d["title"] for d in facts.disclaimers(guide, date(2030, 1, 1))] == [
        "General", "A first by name",
    ]  # fmt: skip


def test_lines_of_a_text_become_items() -> None:
    assert facts.lines(" a \n\n\t\nb\r\nc") == ["a", "b", "c"]
    assert facts.lines("") == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2030, 5, 14), 36, date(2033, 5, 14)),
        (date(2030, 1, 31), 1, date(2030, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2030, 8, 31), 1, date(2030, 9, 30)),
        (date(2030, 12, 31), 1, date(2031, 1, 31)),
        (date(2030, 11, 30), 1, date(2030, 12, 30)),
        (date(2030, 5, 31), 60, date(2035, 5, 31)),
    ],
)
def test_some_months_later(day, months, later) -> None:
    assert add_months(day, months) == later


def test_the_next_review_is_due_by_the_clinics_cycle(clinic, approved, publisher) -> None:
    edition = acts.publish(approved, publisher).editions.get()
    assert edition.next_review_due == add_months(edition.last_reviewed, clinic.review_cycle_months)
