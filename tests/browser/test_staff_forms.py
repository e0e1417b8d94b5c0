"""Staff forms by keyboard and by ear: lists that one types into, links from an error to its field."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_axe import problems
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def form(visit: Callable[..., Visitor]) -> Page:
    """The form of an article that its author writes."""
    page = visit("author", viewport={"width": 1280, "height": 800}).goto(
        "/admin/articles/article/?q=herniated"
    )
    page.get_by_role("link", name="A herniated disc in the lower back", exact=True).click()
    page.locator(".cke_editable").wait_for()
    return page


def test_a_list_that_one_types_into_shows_the_focus_and_says_what_it_opened(form: Page) -> None:
    form.get_by_role("link", name="Add another condition").focus()
    form.keyboard.press("Shift+Tab")
    style = form.locator(".field-conditions .select2-selection").evaluate(
        "it => [getComputedStyle(it).outlineStyle, getComputedStyle(it).outlineWidth]"
    )
    assert style == ["solid", "3px"]
    form.keyboard.type("sci")
    expect(form.get_by_role("option", name="Sciatica")).to_be_visible()
    assert problems(form, runOnly=["aria-required-attr", "aria-valid-attr-value"]) == []
    form.keyboard.press("Escape")


def test_a_link_to_an_error_shows_the_field_and_its_name(form: Page) -> None:
    form.locator("#article_form").evaluate("form => { form.noValidate = true }")
    form.get_by_label("Title").fill("")
    form.get_by_role("button", name="Save", exact=True).click()
    form.get_by_role("link", name="Title: Fill this in.").click()
    expect(form.get_by_label("Title")).to_be_focused()
    expect(form.locator("label[for=id_title]")).to_be_in_viewport()


def test_what_opens_another_record_stands_beside_the_field(form: Page) -> None:
    field = form.locator(".field-overview .select2-container").bounding_box()
    assert field
    for name in ("change", "add", "view"):
        link = form.locator(f"#{name}_id_overview").bounding_box()
        assert link
        assert link["y"] < field["y"] + field["height"]


def test_show_me_selects_the_words_that_it_is_about(form: Page) -> None:
    form.goto(form.url.partition("/admin/")[0] + "/admin/articles/article/add/")
    form.get_by_label("Title").fill("Words that promise")
    form.get_by_label("In one sentence").fill("What it does.")
    text = form.get_by_role("textbox", name="Text of the article")
    text.wait_for()
    form.evaluate(
        "window.CKEDITOR.instances.id_body.setData("
        "'<p>' + 'A line. '.repeat(900) + '</p><p>We know: this  <strong>is</strong> safe.</p>')"
    )
    form.get_by_role("button", name="Save", exact=True).click()
    form.locator(".cke_editable").wait_for()
    form.get_by_role("link", name=re.compile("Show me.*this is safe")).click()
    assert form.evaluate("String(getSelection())") == "this is safe"
    expect(text.get_by_text("We know:")).to_be_in_viewport()
    form.keyboard.type("that helps most")  # the focus is in the text
    expect(text.get_by_text("We know: that helps most.")).to_be_visible()
    form.get_by_role("link", name=re.compile("Show me.*this is safe")).click()
    expect(form).to_have_url(re.compile("#cke_id_body$"))  # not there any more


@pytest.mark.parametrize("width", [390, 1280])
def test_a_box_that_lacks_something_is_drawn_so(visit: Callable[..., Visitor], width: int) -> None:
    """On a telephone it stands below the whole text, where nothing but its frame tells it from others."""
    reviewer = visit("reviewer", viewport={"width": width, "height": 800})
    reviewer.expected = {400}
    page = reviewer.goto("/admin/")
    page.get_by_role("link", name="Facet joint pain explained", exact=True).click()
    frame = "it => getComputedStyle(it).border"
    usual = page.get_by_label("Comment").evaluate(frame)
    page.get_by_role("button", name="Request changes").click()
    page.locator("[role=alert] a").click()
    expect(page.get_by_label("Comment")).to_be_focused()
    assert page.get_by_label("Comment").evaluate(frame) != usual
