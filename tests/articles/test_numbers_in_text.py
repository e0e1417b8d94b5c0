"""A phone number within a sentence can be called, and no line breaks it."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from articles.templatetags.article_page import tel, with_numbers


def shown(text: str) -> str:
    return render_to_string("components/with_numbers.html", with_numbers(text)).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Tell FDA at 1-800-FDA-1088.",
            'Tell FDA at <a href="tel:18003321088">1-800-FDA-1088</a>.',
        ),
        ("212-555-0142", '<a href="tel:2125550142">212-555-0142</a>'),
        ("+44-20-7946-0958 <b>", "+44-20-7946-0958 &lt;b&gt;"),  # two digits might be a month
        ("On 2026-10-01, in 5-FU-100 and x1-800-555-0100", None),
        ("", None),
    ],
)
def test_what_is_a_number(text: str, html: str | None) -> None:
    assert shown(text) == (text if html is None else html)


def test_letters_are_dialled_as_the_keys_that_bear_them() -> None:
    assert tel("1-800-FDA-1088") == "18003321088"
    assert tel("+1 (212) 555-0142") == "+12125550142"


def test_where_side_effects_are_reported_can_be_called(published) -> None:
    page = Client().get(f"/articles/{published.slug}/").content.decode()
    assert '<a href="tel:18003321088">1-800-FDA-1088</a>' in page
