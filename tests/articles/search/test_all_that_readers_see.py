"""Every word that a page shows leads to it, but for those that are left out on purpose."""

import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from articles import editions
from articles.models import SearchDocument
from articles.search import documents, finding, installing
from articles.words import words
from tests import acts, factories

MARK = re.compile(r"zq[a-z]+")


@pytest.fixture
def edition(guide, author, reviewer, publisher) -> Any:
    """A live guide with a warning, an outcome and words to a nurse."""
    treatment = guide.treatments.get()
    treatment.tell_first = "Say that you take zqwarfarin"
    treatment.licence_note = "Zqofflabel here"
    treatment.save()
    factories.RegulatorWarningFactory(treatment=treatment, text="Zqparalysis was reported.")
    row = treatment.side_effect_rows.first()
    row.advice, row.at_risk, row.onset = "Drink zqwater", "you had zqmigraine", "in zqhours"
    row.save()
    row.side_effect.description = "A zqdull pain."
    row.side_effect.save()
    factories.OutcomeFactory(
        treatment=treatment, source=guide.references.get(), population="Adults with zqsciatica"
    )
    acts.edit(guide, author, help_urgent="have a zqfever", research_label="Our zqtrial",
              research_url="https://clinic.example/trial")  # fmt: skip
    return acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)


@pytest.mark.parametrize(
    "word",
    ["zqfever", "zqwarfarin", "zqofflabel", "zqparalysis", "zqwater", "zqmigraine", "zqhours",
     "zqdull", "zqsciatica", "zqtrial", "Reyes", "FDA", "placebo"],
)  # fmt: skip
def test_it_is_found_by(edition, word) -> None:
    assert [hit.edition.pk for hit in finding.find(word).hits] == [edition.pk]


def test_nothing_is_left_out_but_what_is_named(guide) -> None:
    """Each text of the facts is given a word of its own, and the words that are missing are told."""
    letters = iter(f"zq{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(26 * 26))
    where: dict[str, str] = {}

    def marked(value: Any, path: str = "") -> Any:
        if isinstance(value, dict):
            return {key: marked(inner, f"{path}.{key}") for key, inner in value.items()}
        if isinstance(value, list):
            return [marked(inner, path) for inner in value]
        if not isinstance(value, str):
            return value
        where[word := next(letters)] = path.lstrip(".")
        return word

    treatment = guide.treatments.get()
    factories.RegulatorWarningFactory(treatment=treatment)
    factories.OutcomeFactory(treatment=treatment, source=guide.references.get())
    content = marked(editions.build_content(guide))
    found = set(MARK.findall(" ".join(words(documents.text(content)))))
    assert {path for word, path in where.items() if word not in found} == {
        "kind", "slug", "title", "contents.id", "contents.title",
        "author.slug", "author.credentials", "author.specialty", "author.bio", "author.conflicts",
        "author.booking_url",
        "conditions.slug", "conditions.parents.slug",
        "treatments.slug", "treatments.kind", "treatments.licence_status",
        "treatments.regulator_warnings.issued_on", "treatments.regulator_warnings.url",
        "treatments.side_effects.slug", "treatments.side_effects.band",
        "treatments.side_effects.what_to_do",
        "treatments.outcomes.nature", "treatments.outcomes.certainty",
        "disclaimers.slug", "disclaimers.title", "disclaimers.kind", "disclaimers.text",
        "disclaimers.in_force_from",
        "references.authors", "references.title", "references.publication", "references.href",
        "references.accessed_on",
        "related.research_url",
        "clinic.name", "clinic.phone", "clinic.emergency_number", "clinic.crisis_number",
        "clinic.copyright_holder", "clinic.reporting_text",
    }  # fmt: skip


def test_pages_of_before_are_found_by_all_their_words_after_an_upgrade(edition) -> None:
    SearchDocument.objects.filter(pk=edition.pk).update(text="what was searched before")
    assert finding.find("zqfever").hits == []
    upgrade = import_module("articles.migrations.0009_search_documents_anew")
    upgrade.forget(apps, SimpleNamespace(connection=connection))
    installing.install_after_migrate("default")
    assert [hit.edition.pk for hit in finding.find("zqfever").hits] == [edition.pk]
