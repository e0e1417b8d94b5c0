"""A staff form without a sign-in, or with one from before it: its words come back to be sent again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_form_from_before_the_last_sign_in(visit: Callable[..., Visitor]) -> None:
    author = visit("author")
    page = author.goto("/admin/articles/condition/add/")
    page.get_by_label("Name").fill("Sore neck")
    page.get_by_label("Address").fill("sore-neck-of-before")
    author.context.clear_cookies(name="csrftoken")
    author.expected.add(403)
    page.get_by_role("button", name="Save", exact=True).click()
    heading(page, "Not saved yet. Nothing is lost.")
    expect(page.get_by_label("Name")).to_have_value("Sore neck")
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")


def test_an_article_that_is_saved_after_the_sign_in_has_ended(
    visit: Callable[..., Visitor], clinic: Clinic
) -> None:
    author = visit("author")
    page = author.goto("/admin/articles/article/add/")
    page.get_by_label("Title").fill("My new page on ketamine")
    page.get_by_label("In one sentence").fill("What it does.")
    page.get_by_role("textbox", name="Text of the article").click()
    page.keyboard.type("Words of an hour.")
    author.context.clear_cookies(name="sessionid")
    author.expected.add(403)
    page.get_by_role("button", name="Save", exact=True).click()
    heading(page, "You were signed out. Nothing is lost.")
    expect(page.get_by_label("Body")).to_have_value("<p>Words of an hour.</p>\n")
    with author.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    tab = opened.value
    tab.get_by_label("Username").fill("author")
    tab.get_by_label("Password").fill(clinic.password)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/admin/")
    tab.close()
    page.get_by_role("button", name="Send again").click()
    heading(page, "Not saved yet. Nothing is lost.")
    page.get_by_role("button", name="Send again").click()
    heading(page, "My new page on ketamine")
    expect(page.get_by_role("textbox", name="Text of the article")).to_have_text(
        "Words of an hour."
    )
