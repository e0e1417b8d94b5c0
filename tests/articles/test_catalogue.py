"""Conditions, treatments, references, physicians, disclaimers: what a record may say."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles import validators
from articles.models import Condition, Reference, Treatment
from articles.models.condition import DEEPEST
from tests import factories


def refused(made, message: str = "") -> None:
    with pytest.raises(ValidationError, match=message or ".+"):
        made.full_clean()


def refused_by_the_database(made, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made.save()


# Codes


@pytest.mark.parametrize(
    ("validate", "good", "bad"),
    [
        (validators.validate_npi, ["1234567893", "1993999998"],
         ["1234567890", "123456789", "12345678931", "", "12345678a3", "１２３４５６７８９３"]),
        (validators.validate_orcid, ["0000-0002-1825-0097", "0000-0002-1694-233X"],
         ["0000-0002-1825-0098", "0000000218250097", "0000-0002-1694-2330", "", "0000-0002-1825-009"]),
        (validators.ATC, ["A", "H02", "H02A", "H02AB", "H02AB04"],
         ["h02ab04", "E02", "H2", "H02AB4", "H02AB04 ", "", "H02AB04\n"]),
        (validators.DOI, ["10.1000/xyz", "10.1056/NEJMoa1313265", "10.1002/(SICI)1;2-#"],
         ["https://doi.org/10.1000/xyz", "10.1/x", "10.1000/", "10.1000/a b", "10.1000/<b>", "",
          "10.1000/x\n"]),
        (validators.PMID, ["1", "24988555"], ["0", "012", "1234567890", "12a", "", "12\n", "1٢"]),
        (validators.ICD10, ["M54", "M54.1", "M96.1", "M54.16"], ["m54", "54M", "M5", "M54.", ""]),
        (validators.validate_web_address, ["https://a.example/", "http://a.example", ""],
         ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example", "a.example"]),
    ],
)  # fmt: skip
def test_codes_are_checked(validate, good, bad) -> None:
    for value in good:
        validate(value)
    for value in bad:
        with pytest.raises(ValidationError):
            validate(value)


# Conditions


def test_a_condition_knows_the_wider_ones(db) -> None:
    pain = factories.ConditionFactory(name="Pain")
    back = factories.ConditionFactory(name="Back pain", parent=pain)
    disc = factories.ConditionFactory(name="Slipped disc", parent=back)
    assert disc.ancestors() == [pain, back]
    disc.full_clean()


def test_a_circle_of_conditions_is_refused(db) -> None:
    first = factories.ConditionFactory()
    second = factories.ConditionFactory(parent=first)
    third = factories.ConditionFactory(parent=second)
    first.parent = third
    refused(first, "circle")


def test_a_condition_is_not_its_own_parent(db) -> None:
    alone = factories.ConditionFactory()
    alone.parent = alone
    refused(alone)
    refused_by_the_database(alone, "condition_not_its_own_parent")


def test_a_circle_that_two_editors_made_at_once_ends_in_an_error(db) -> None:
    """Not in a loop without end. The rows are written past clean, as two saves at once would be."""
    first = factories.ConditionFactory()
    second = factories.ConditionFactory(parent=first)
    Condition.objects.filter(pk=first.pk).update(parent=second)
    third = factories.ConditionFactory(parent=second)
    with pytest.raises(ValidationError, match="circle"):
        Condition.objects.get(pk=third.pk).ancestors()


def test_the_tree_is_not_deeper_than_pages_can_show(db) -> None:
    lowest = factories.ConditionFactory()
    for _ in range(DEEPEST):
        lowest = factories.ConditionFactory(parent=lowest)
        lowest.full_clean()
    refused(factories.ConditionFactory.build(parent=lowest), "deeper")


# Treatments


@pytest.mark.parametrize(
    ("low", "high", "months", "words"),
    [
        (None, None, None, ""), (None, 3, 12, "3 a year"), (2, 3, 12, "2 to 3 a year"),
        (3, 3, 6, "3 in 6 months"), (1, 1, 1, "1 in 1 months"),
    ],
)  # fmt: skip
def test_a_repeat_limit_in_words(db, low, high, months, words) -> None:
    made = factories.TreatmentFactory(repeat_min=low, repeat_max=high, repeat_months=months)
    made.full_clean()
    assert made.repeat_limit == words


@pytest.mark.parametrize(
    ("low", "high", "months"),
    [(4, 3, 12), (None, 3, None), (None, None, 12), (2, None, 12), (2, None, None),
     (None, 0, 12), (0, 3, 12), (None, 3, 0)],
)  # fmt: skip
def test_half_a_repeat_limit_is_refused(db, low, high, months) -> None:
    made = factories.TreatmentFactory.build(repeat_min=low, repeat_max=high, repeat_months=months)
    refused(made, "repeat limit")
    refused_by_the_database(made, "treatment_repeat_limit_whole")


@pytest.mark.parametrize(
    ("field", "constraint"),
    [("kind", "treatment_kind_known"), ("licence_status", "treatment_licence_status_known")],
)
def test_choices_are_known_to_the_database(db, field, constraint) -> None:
    made = factories.TreatmentFactory.build(**{field: "magic"})
    refused(made)
    refused_by_the_database(made, constraint)


def test_a_treatment_in_use_is_not_deleted(guide) -> None:
    source, treatment = guide.citations.get().reference, guide.treatments.get()
    effect = treatment.side_effect_rows.all()[0].side_effect
    for record in (source, effect, guide.author):
        with pytest.raises(ProtectedError):
            record.delete()


def test_a_treatment_does_not_take_the_address_of_the_comparison(db) -> None:
    made = factories.TreatmentFactory.build(slug="compare")
    refused(made, "taken")
    refused_by_the_database(made, "treatment_address_is_free")


# References


def test_a_reference_leads_somewhere(db) -> None:
    nowhere = factories.ReferenceFactory.build(doi="")
    refused(nowhere, "DOI")
    refused_by_the_database(nowhere, "reference_has_identifier")


@pytest.mark.parametrize(
    ("fields", "href"),
    [
        ({"doi": "10.1000/x", "pmid": "1", "url": "https://a.example/"}, "https://doi.org/10.1000/x"),
        ({"doi": "", "pmid": "77", "url": "https://a.example/"}, "https://pubmed.ncbi.nlm.nih.gov/77/"),
        ({"doi": "", "url": "https://a.example/"}, "https://a.example/"),
    ],
)  # fmt: skip
def test_the_most_lasting_address_is_used(fields, href) -> None:
    assert factories.ReferenceFactory.build(**fields).href == href


@pytest.mark.parametrize("year", [1799, 2201, 0])
def test_a_year_is_plausible(db, year) -> None:
    made = factories.ReferenceFactory.build(year=year)
    refused(made, "four digits")
    refused_by_the_database(made, "reference_year_plausible")


@pytest.mark.parametrize("field", ["doi", "pmid"])
def test_a_source_is_on_file_once(db, field) -> None:
    value = {"doi": "10.1000/same", "pmid": "4711"}[field]
    factories.ReferenceFactory(**{field: value})
    again = factories.ReferenceFactory.build(**{field: value})
    refused(again, "already on file")
    refused_by_the_database(again, field)
    factories.ReferenceFactory.create_batch(2, pmid="", doi="", url="https://a.example/")
    assert Reference.objects.count() == 3


# Disclaimers, and the history of all of them


def test_versions_of_a_disclaimer_count_from_one(db, author) -> None:
    disclaimer = factories.DisclaimerFactory()
    factories.disclaimer_version(disclaimer, author)
    again = factories.disclaimer_version
    assert again(disclaimer, author).number == 2
    for number, constraint in ((0, "number_from_1"), (2, "number")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            disclaimer.versions.create(
                number=number, text="x", in_force_from=date(2020, 1, 1), created_by=author
            )
    with pytest.raises(IntegrityError, match="has_text"), transaction.atomic():
        disclaimer.versions.create(
            number=3, text="", in_force_from=date(2020, 1, 1), created_by=author
        )


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (factories.ConditionFactory, "summary"),
        (factories.TreatmentFactory, "summary"),
        (factories.SideEffectFactory, "description"),
        (factories.FrequencyFactory, "advice"),
        (factories.RegulatorWarningFactory, "text"),
        (factories.OutcomeFactory, "name"),
        (factories.ReferenceFactory, "title"),
        (factories.DisclaimerFactory, "title"),
        (factories.PhysicianFactory, "bio"),
    ],
)
def test_a_change_leaves_the_former_words_in_the_history(db, make, field) -> None:
    record = make()
    before = getattr(record, field)
    setattr(record, field, "Changed.")
    record.save()
    changed, created = record.history.all()
    assert (getattr(changed, field), changed.history_type) == ("Changed.", "~")
    assert (getattr(created, field), created.history_type) == (before, "+")


def test_a_deleted_record_is_remembered(db) -> None:
    record = factories.TreatmentFactory()
    record.delete()
    assert Treatment.history.get(history_type="-").name == record.name


def test_a_source_that_leads_nowhere_is_told_so_once(client_for, author) -> None:
    sent = {"authors": "Reyes A", "title": "Backs", "year": 2024}
    page = client_for(author).post("/admin/articles/reference/add/", sent).content.decode()
    assert page.count("Give a DOI, a PubMed number or a link.") == 1
