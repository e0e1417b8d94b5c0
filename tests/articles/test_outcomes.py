"""Outcomes with and without a treatment: what a row may say, and what a fact box makes of it."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles import authorship, editions, preflight, structured_data
from articles.fact_box import fact_boxes, outcome_words
from articles.models import Edition, TreatmentOutcome
from articles.risk import DENOMINATORS
from clinic_cms.clinic.models import ClinicProfile
from tests import acts, factories

SHARES = st.fractions(0, 1)


def outcome(article, **fields) -> TreatmentOutcome:
    """Add an outcome to the article's treatment, from the source that the article cites."""
    source = article.citations.all()[0].reference
    return factories.OutcomeFactory(treatment=article.treatments.get(), source=source, **fields)


def treatment_facts(article):
    return editions.build_content(article)["treatments"][0]


# What a row may say


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"with_affected": 101}, "outcome_counts_with_treatment"),
        ({"with_affected": 0, "with_out_of": 0}, "outcome_counts_with_treatment"),
        ({"without_affected": 101}, "outcome_counts_without_treatment"),
        ({"without_affected": 0, "without_out_of": 0}, "outcome_counts_without_treatment"),
        ({"nature": "magic"}, "outcome_nature_known"),
        ({"nature": ""}, "outcome_nature_known"),
        ({"certainty": "quite"}, "outcome_certainty_known"),
        ({"name": ""}, "outcome_is_told_whole"),
        ({"compared_with": ""}, "outcome_is_told_whole"),
        ({"period": ""}, "outcome_is_told_whole"),
        ({"population": ""}, "outcome_is_told_whole"),
    ],
)
def test_half_an_outcome_is_refused(db, fields, constraint) -> None:
    relations = {
        "treatment": factories.TreatmentFactory(),
        "source": factories.ReferenceFactory(),
    }
    made = factories.OutcomeFactory.build(**relations, **fields)
    with pytest.raises(ValidationError):
        made.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        models.QuerySet(TreatmentOutcome).bulk_create([made])


def test_the_same_outcome_of_a_study_stands_once(db) -> None:
    first = factories.OutcomeFactory()
    again = factories.OutcomeFactory.build(
        treatment=first.treatment, source=first.source, name=first.name
    )
    with pytest.raises(ValidationError, match="already listed"):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


# What patients read


@pytest.mark.parametrize(
    ("with_it", "without", "denominator", "difference", "sentence"),
    [
        (Fraction(1, 2), Fraction(38, 100), 100, "12 more out of 100",
         "With this treatment, 50 out of 100 people had it and 50 did not. "
         "With a placebo, 38 out of 100 people had it and 62 did not."),
        (Fraction(0), Fraction(1, 100), 100, "1 fewer out of 100",
         "With this treatment, none of the people who were counted had it. "
         "With a placebo, 1 out of 100 people had it and 99 did not."),
        (Fraction(1, 20_000), Fraction(1, 20_000), 1_000, "About the same",
         "With this treatment, fewer than 1 out of 1,000 people had it. "
         "With a placebo, fewer than 1 out of 1,000 people had it."),
    ],
)  # fmt: skip
def test_both_groups_in_both_framings(with_it, without, denominator, difference, sentence) -> None:
    words = outcome_words(with_it, without, "a placebo", denominator)
    assert (words.difference, words.sentence) == (difference, sentence)


@given(SHARES, SHARES, st.sampled_from(DENOMINATORS))
def test_the_difference_is_what_a_reader_who_subtracts_finds(with_it, without, denominator) -> None:
    words = outcome_words(with_it, without, "a placebo", denominator)
    more = words.with_per_page - words.without_per_page
    if more == 0:
        assert words.difference == "About the same"
    else:
        amount, way = words.difference.split()[:2]
        assert int(amount.replace(",", "")) == abs(more)
        assert way == ("more" if more > 0 else "fewer")
    assert words.with_icon_array == (with_it >= Fraction(1, 100))
    assert words.without_icon_array == (without >= Fraction(1, 100))


@given(SHARES, SHARES, st.sampled_from(DENOMINATORS))
def test_the_other_side_turns_the_difference_round(with_it, without, denominator) -> None:
    there = outcome_words(with_it, without, "a placebo", denominator).difference
    back = outcome_words(without, with_it, "a placebo", denominator).difference
    turned = {"more": "fewer", "fewer": "more"}
    assert back == " ".join(turned.get(word, word) for word in there.split())


# Frozen with the page


def test_an_outcome_is_part_of_what_a_reviewer_approves(guide) -> None:
    bare = acts.read_hash(guide)
    row = outcome(guide)
    first = acts.read_hash(guide)
    row.with_affected = 51
    row.save()
    assert len({bare, first, acts.read_hash(guide)}) == 3


def test_a_page_without_outcomes_keeps_its_hash(guide) -> None:
    """Pages that were approved before there were outcomes stay approved."""
    facts = treatment_facts(guide)
    assert "outcomes" not in facts
    assert all("also_called" not in effect for effect in facts["side_effects"])


def test_outcomes_share_the_denominator_of_the_page(guide) -> None:
    guide.treatments.get().side_effect_rows.all().delete()
    outcome(guide, with_affected=1, with_out_of=1_000)
    content = editions.build_content(guide)
    assert content["denominator"] == 1_000
    row = content["treatments"][0]["outcomes"][0]
    assert (row["with_per_page"], row["without_per_page"]) == (1, 380)
    assert row["source"] == 1


def test_one_box_for_one_study_and_benefits_come_first(guide) -> None:
    outcome(guide, name="Sore", nature="harm")
    outcome(guide, name="Later", period="After a year", nature="harm")
    outcome(guide, name="Better")
    first, second = fact_boxes(treatment_facts(guide))
    assert [row["name"] for row in first.outcomes] == ["Better", "Sore"]
    assert (first.both_sides, first.part, first.number) == (True, "benefits", 1)
    assert (second.both_sides, second.part, second.number) == (False, "risks", 2)


def test_an_edition_from_before_outcomes_is_still_shown(client, published) -> None:
    facts = Edition.objects.live().get(article=published).payload["treatments"][0]
    assert "outcomes" not in facts
    assert fact_boxes(facts) == []
    assert client.get(f"/treatments/{facts['slug']}/").status_code == 200


def test_a_changed_outcome_makes_the_live_page_stale(guide, author, reviewer, publisher) -> None:
    row = outcome(guide)
    for act, by in ((acts.submit, author), (acts.approve, reviewer), (acts.publish, publisher)):
        act(guide, by)
    assert not Edition.objects.stale().exists()
    row.save()
    assert Edition.objects.stale().get().article == guide


def test_who_wrote_an_outcome_does_not_review_the_page(guide, reviewer) -> None:
    row = outcome(guide)
    assert authorship.is_independent(guide, reviewer)
    row._history_user = reviewer
    row.name = "Another outcome"
    row.save()
    assert not authorship.is_independent(guide, reviewer)


def test_an_outcome_whose_source_is_not_on_the_page_stops_publication(guide) -> None:
    factories.OutcomeFactory(treatment=guide.treatments.get(), name="Walks again")
    found = preflight.errors(editions.build_content(guide), guide.body)
    assert [(f.code, f.what) for f in found] == [
        ("figure_without_source", "Walks again: its source is not on this page.")
    ]


def test_words_about_benefit_without_numbers_bring_advice(guide) -> None:
    treatment = guide.treatments.get()
    treatment.benefits = "It may help."
    treatment.save()
    codes = {f.code for f in preflight.examine(editions.build_content(guide), guide.body)}
    assert "no_benefit_in_numbers" in codes
    outcome(guide)
    codes = {f.code for f in preflight.examine(editions.build_content(guide), guide.body)}
    assert "no_benefit_in_numbers" not in codes


def test_machines_read_the_study_too(guide, author, reviewer, publisher) -> None:
    row = outcome(guide)
    for act, by in ((acts.submit, author), (acts.approve, reviewer), (acts.publish, publisher)):
        act(guide, by)
    edition = Edition.objects.live().get(article=guide)
    graph = structured_data.article_graph(
        edition, site_url="https://c.test", clinic=ClinicProfile()
    )["@graph"]
    [study] = next(node["study"] for node in graph if "study" in node)
    assert study == {
        "@type": "MedicalStudy",
        "name": f"{row.name}, After 7 days",
        "description": outcome_words(
            row.with_share, row.without_share, "a placebo", 10_000
        ).sentence,
        "url": row.source.href,
    }
