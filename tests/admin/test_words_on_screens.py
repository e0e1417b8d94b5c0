"""What staff screens call things: one name each, and none that only developers know."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from clinic_cms.clinic.models import User

Make = Callable[..., Client]
CATALOGUE = ("condition", "treatment", "sideeffect", "physician", "disclaimer", "article")


@pytest.mark.parametrize("model", CATALOGUE)
def test_an_address_is_called_so_and_says_where_it_stands(
    model: str, superuser: User, client_for: Make
) -> None:
    page = client_for(superuser).get(f"/admin/articles/{model}/add/").content.decode()
    (label,) = re.findall(r'<label[^>]*for="id_slug"[^>]*>([^<]*)', page)
    assert label.strip().rstrip(":") == "Address"
    assert 'id="id_slug_helptext"' in page


def test_texts_to_answer_with_and_retention_runs_have_one_name(
    superuser: User, client_for: Make
) -> None:
    page = client_for(superuser).get("/admin/comments/").content.decode()
    assert "Answer texts" in page
    assert "Retention runs" in page
    assert "emplates of answers" not in page
    assert "uns of the retention" not in page


def test_a_checksum_is_called_so(published: Article, superuser: User, client_for: Make) -> None:
    edition, desk = published.editions.get(), client_for(superuser)
    for address in (
        f"/admin/articles/edition/{edition.pk}/change/",
        f"/admin/articles/edition/{edition.pk}/stored/",
        f"/admin/articles/article/{published.pk}/editions/",
    ):
        page = desk.get(address).content.decode()
        assert "hecksum (SHA-256)" in page, address
        assert "ingerprint" not in page, address


@pytest.mark.parametrize(
    ("add", "links"),
    [
        ("articles/picture", ["File: Choose a file.", "Alternative text: Fill this in."]),
        ("articles/synonym", ["Patients say: Fill this in.", "Our pages say: Fill this in."]),
        ("comments/phrase", ["List: Choose one.", "Words: Fill this in."]),
        (
            "clinic/user",
            [
                "Username: Fill this in.",
                "Password: Fill this in.",
                "Password confirmation: Fill this in.",
            ],
        ),
    ],
)
def test_an_empty_form_says_once_for_each_field_what_to_do(
    add: str, links: list[str], superuser: User, client_for: Make
) -> None:
    page = client_for(superuser).post(f"/admin/{add}/add/", {}).content.decode()
    listed = page.partition('<ul class="errors-at">')[2].partition("</ul>")[0]
    assert re.findall(r'href="#[^"]+">([^<]+)</a>', listed) == links
