"""The address of a catalogue record stays once an edition shows the record."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles import addresses
from articles.models import Article, Disclaimer, EditionSubject
from clinic_cms.clinic.models import User
from tests import acts

REASON = "so its address stays"


def records(article: Article) -> dict[str, Any]:
    treatment = article.treatments.get()
    return {
        "condition": article.conditions.get(),
        "treatment": treatment,
        "sideeffect": treatment.side_effect_rows.all()[0].side_effect,
        "disclaimer": Disclaimer.objects.get(),
        "physician": article.author,
    }


@pytest.mark.parametrize(
    "kind", ["condition", "treatment", "sideeffect", "disclaimer", "physician"]
)
def test_the_form_shows_the_address_to_read_with_the_reason(
    kind: str, approved: Article, publisher: User, superuser: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    record = records(approved)[kind]
    desk, address = client_for(superuser), f"/admin/articles/{kind}/{record.pk}/change/"
    before = desk.get(address).content.decode()
    assert 'name="slug"' in before
    assert REASON not in before
    acts.publish(approved, publisher)
    acts.withdraw(approved, publisher)
    after = desk.get(address).content.decode()
    assert 'name="slug"' not in after
    assert REASON in after
    assert record.slug in after


def test_what_is_sent_all_the_same_changes_nothing(
    published: Article, publisher: User, client_for: Callable[..., Client]
) -> None:
    effect = records(published)["sideeffect"]
    sent = {"name": effect.name, "slug": "elsewhere", "clinical_name": "Corrected",
            "also_called": "", "description": ""}  # fmt: skip
    client_for(publisher).post(f"/admin/articles/sideeffect/{effect.pk}/change/", sent)
    slug = effect.slug
    effect.refresh_from_db()
    assert (effect.slug, effect.clinical_name) == (slug, "Corrected")


def test_the_reviewers_address_stays_as_well(published: Article, reviewer: User) -> None:
    assert addresses.stays(reviewer.physician)
    assert EditionSubject.objects.filter(kind="reviewer").exists()
    assert not addresses.stays(published)  # articles have their own rule
