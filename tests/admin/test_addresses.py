"""The address of a catalogue record stays once an edition shows the record."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles import addresses
from articles.models import Article, Disclaimer
from clinic_cms.clinic.models import User
from tests import acts
from tests.admin.pages import save

REASON = "so its address stays"
FIXED = re.compile(r'<input[^>]* name="slug"[^>]* disabled')


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
    assert not FIXED.search(before)
    assert REASON not in before
    acts.publish(approved, publisher)
    acts.withdraw(approved, publisher)
    after = desk.get(address).content.decode()
    assert FIXED.search(after)
    assert REASON in after
    assert record.slug in after
    version = record.history.first().pk
    earlier = desk.get(f"/admin/articles/{kind}/{record.pk}/history/{version}/")
    assert earlier.status_code == 200


def test_what_is_sent_all_the_same_changes_nothing(
    published: Article, publisher: User, client_for: Callable[..., Client]
) -> None:
    effect = records(published)["sideeffect"]
    sent = {"name": effect.name, "slug": "elsewhere", "clinical_name": "Corrected",
            "also_called": "", "description": ""}  # fmt: skip
    save(client_for(publisher), f"/admin/articles/sideeffect/{effect.pk}/change/", sent)
    slug = effect.slug
    effect.refresh_from_db()
    assert (effect.slug, effect.clinical_name) == (slug, "Corrected")


def test_an_earlier_version_that_is_brought_back_brings_no_address_back(
    guide: Article, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    effect = records(guide)["sideeffect"]
    effect.slug, effect.clinical_name = "of-before", "Of before"
    effect.save()
    version = effect.history.latest().pk
    effect.slug, effect.clinical_name = "of-today", "Of today"
    effect.save()
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    sent = {"name": effect.name, "slug": "of-before", "clinical_name": "Of before",
            "also_called": "", "description": ""}  # fmt: skip
    address = f"/admin/articles/sideeffect/{effect.pk}/history/{version}/"
    assert save(client_for(publisher), address, sent).status_code == 302
    effect.refresh_from_db()
    assert (effect.slug, effect.clinical_name) == ("of-today", "Of before")


def test_the_reviewers_address_stays_as_well(published: Article, reviewer: User) -> None:
    assert addresses.kept(reviewer.physician) == reviewer.physician.slug
    assert not addresses.kept(published)  # articles have their own rule
