"""A staff form that was opened before the last sign-in: an answer in words, and the text comes back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_a_form_from_before_the_last_sign_in(visit: Callable[..., Visitor]) -> None:
    author = visit("author")
    page = author.goto("/admin/articles/condition/add/")
    page.get_by_label("Name").fill("Sore neck")
    author.context.clear_cookies(name="csrftoken")
    author.expected.add(403)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This form was not accepted")
    page.go_back()
    expect(page.get_by_label("Name")).to_have_value("Sore neck")
