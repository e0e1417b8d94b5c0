"""Conditions, treatments, side effects, references, disclaimers, synonyms."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model

from articles.models import (
    Condition,
    Disclaimer,
    DisclaimerVersion,
    Reference,
    RegulatorWarning,
    SideEffect,
    Synonym,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)
from clinic_cms.clinic.models import User
from clinic_cms.demo import catalogue
from clinic_cms.demo.disclaimers import DISCLAIMERS
from clinic_cms.demo.references import REFERENCES
from clinic_cms.demo.synonyms import SYNONYMS

M = TypeVar("M", bound=Model)


def seed(today: date) -> dict[str, Reference]:
    """Make the catalogue, checked as a form would check it. Return the references by key."""
    references = {
        key: _checked(Reference, **{**row, "accessed_on": date.fromisoformat(row["accessed_on"])})
        for key, row in REFERENCES.items()
    }
    conditions: dict[str, Condition] = {}
    for row in catalogue.CONDITIONS:
        parent = conditions[row["parent"]] if row["parent"] else None
        conditions[row["slug"]] = _checked(Condition, **{**row, "parent": parent})
    treatments: dict[str, Treatment] = {}
    for facts in catalogue.TREATMENTS:
        fields = {name: value for name, value in facts.items() if name != "conditions"}
        treatments[facts["slug"]] = _checked(Treatment, **fields)
        treatments[facts["slug"]].conditions.set(conditions[c] for c in facts["conditions"])
    for warning in catalogue.REGULATOR_WARNINGS:
        _checked(
            RegulatorWarning,
            **{
                **warning,
                "treatment": treatments[warning["treatment"]],
                "issued_on": date.fromisoformat(warning["issued_on"]),
            },
        )
    effects = {row["slug"]: _checked(SideEffect, **row) for row in catalogue.SIDE_EFFECTS}
    for line in catalogue.SIDE_EFFECT_ROWS:
        source = references[line["source"]] if line["source"] else None
        _checked(
            TreatmentSideEffect,
            **{
                **line,
                "treatment": treatments[line["treatment"]],
                "side_effect": effects[line["side_effect"]],
                "source": source,
            },
        )
    for word, means in SYNONYMS.items():
        _checked(Synonym, word=word, means=means)
    for outcome in catalogue.OUTCOMES:
        _checked(
            TreatmentOutcome,
            **{
                **outcome,
                "treatment": treatments[outcome["treatment"]],
                "source": references[outcome["source"]],
            },
        )
    _disclaimers(today)
    return references


def _disclaimers(today: date) -> None:
    publisher = User.objects.get(username="publisher")
    for row in DISCLAIMERS:
        fields = {name: value for name, value in row.items() if name != "versions"}
        disclaimer = _checked(Disclaimer, **fields)
        for number, version in enumerate(row["versions"], start=1):
            DisclaimerVersion.objects.create(
                disclaimer=disclaimer,
                number=number,
                text=version["text"],
                in_force_from=today - timedelta(days=version["in_force_days_ago"]),
                created_by=publisher,
            )


def _checked(model: type[M], **fields: Any) -> M:
    record = model(**fields)
    record.full_clean()
    record.save()
    return record
