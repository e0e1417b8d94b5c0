"""A treatment's side effect: the model and the database judge alike, at every cut-point."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from articles.models import TreatmentSideEffect
from articles.models.side_effect import SeriousReason
from articles.risk import Band
from tests import factories

CUTS = [
    (1, 10, Band.VERY_COMMON), (99_999, 1_000_000, Band.COMMON),
    (1, 100, Band.COMMON), (9_999, 1_000_000, Band.UNCOMMON),
    (1, 1_000, Band.UNCOMMON), (999, 1_000_000, Band.RARE),
    (1, 10_000, Band.RARE), (99, 1_000_000, Band.VERY_RARE),
    (0, 500, Band.VERY_RARE),
]  # fmt: skip


def row(**fields) -> TreatmentSideEffect:
    """Return an unsaved row whose relations are saved."""
    fields = {
        "treatment": factories.TreatmentFactory(),
        "side_effect": factories.SideEffectFactory(),
        "source": factories.ReferenceFactory(),
        **fields,
    }
    return factories.FrequencyFactory.build(**fields)


def refused_by_both(made: TreatmentSideEffect, constraint: str) -> str:
    """Assert that validation and the database refuse a row; return what a person is told."""
    with pytest.raises(ValidationError) as said:
        made.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        # Past save(), as bulk_create and imports go.
        models.QuerySet(TreatmentSideEffect).bulk_create([made])
    return " ".join(said.value.messages)


@pytest.mark.parametrize(("affected", "out_of", "band"), CUTS)
def test_numbers_give_the_band(db, affected, out_of, band) -> None:
    made = row(affected=affected, out_of=out_of, band="")
    made.full_clean()
    made.save()
    assert TreatmentSideEffect.objects.get().band == band


@pytest.mark.parametrize(
    ("affected", "out_of", "right", "wrong"),
    [(a, n, right, wrong) for a, n, right in CUTS for wrong in Band if wrong is not right],
)
def test_a_band_that_contradicts_the_numbers_is_refused(db, affected, out_of, right, wrong) -> None:
    made = row(affected=affected, out_of=out_of, band=wrong)
    said = refused_by_both(made, "frequency_band_fits_numbers")
    assert f"{affected} out of {out_of} is {right.label}, not {wrong.label}" in said


@pytest.mark.parametrize("band", Band)
def test_a_band_stands_without_numbers(db, band) -> None:
    made = row(affected=None, out_of=None, source=None, population="", band=band)
    made.full_clean()
    made.save()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"affected": None, "out_of": None, "band": ""}, "frequency_band_known"),
        ({"affected": None, "out_of": None, "band": "often"}, "frequency_band_known"),
        ({"affected": 5, "out_of": None, "band": "common"}, "frequency_numbers"),
        ({"affected": None, "out_of": 100, "band": "common"}, "frequency_numbers"),
        ({"affected": 101, "out_of": 100, "band": "very_common"}, "frequency_numbers"),
        ({"affected": 0, "out_of": 0, "band": "very_rare"}, "frequency_"),
        ({"source": None, "band": "very_common"}, "frequency_numbers_have_population_and_source"),
        ({"population": "", "band": "very_common"}, "frequency_numbers_have_population_and_source"),
        ({"severity": 6, "band": "very_common"}, "severity_known"),
        ({"severity": 0, "band": "very_common"}, "severity_known"),
        ({"what_to_do": "pray", "band": "very_common"}, "what_to_do_known"),
        ({"serious": True, "band": "very_common"}, "serious_with_its_reason"),
        ({"serious": True, "serious_reason": "bad", "band": "very_common"}, "serious_with_its"),
        ({"serious_reason": "death", "band": "very_common"}, "serious_with_its_reason"),
    ],
)
def test_half_facts_are_refused(db, fields, constraint) -> None:
    refused_by_both(row(**fields), constraint)


def test_a_wrong_band_with_numbers_is_a_message_not_a_crash(db) -> None:
    refused_by_both(row(band="often"), "frequency_band")


@pytest.mark.parametrize("reason", SeriousReason)
def test_a_serious_effect_with_its_reason_is_taken(db, reason) -> None:
    made = row(serious=True, serious_reason=reason)
    made.full_clean()
    made.save()


def test_the_same_effect_of_the_same_treatment_stands_once(db) -> None:
    first = factories.FrequencyFactory()
    again = row(treatment=first.treatment, side_effect=first.side_effect, band="very_common")
    with pytest.raises(ValidationError):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
