"""The order of the head, large letters, breadcrumbs, and a list of contents that scrolls."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]
LONGEST = "/treatments/lumbar-spinal-injection/"
# Links and fields of the head, as the keyboard meets them, with the line that each stands on.
IN_THE_HEAD = """() => [...document.querySelectorAll(".bar :is(a, input, button)")].map((it) => {
    const box = it.getBoundingClientRect();
    return {name: it.textContent.trim() || it.name, left: box.left, right: box.right, top: box.top,
        bottom: box.bottom};
})"""


def in_the_head(page: Page) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.evaluate(IN_THE_HEAD)
    return found


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_keyboard_goes_through_the_head_as_it_is_read(
    visit: Callable[..., Visitor], width: int
) -> None:
    page = visit(viewport={"width": width, "height": 800}).goto("/")
    for before, after in zip(here := in_the_head(page), here[1:], strict=False):
        below = after["top"] >= before["bottom"] - 8
        assert below or after["left"] >= before["right"] - 1, (before, after)


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_nothing_in_the_head_is_cut_or_covered_at_twice_the_size(
    visit: Callable[..., Visitor], width: int
) -> None:
    page = visit(viewport={"width": width, "height": 800}).goto("/")
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    here = in_the_head(page)
    for it in here:
        assert it["left"] >= 0, it
        assert it["right"] <= width, it
    for number, one in enumerate(here):
        for other in here[number + 1 :]:
            beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
            assert (
                beside or one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1
            ), (
                one,
                other,
            )


def test_a_sign_between_breadcrumbs_stands_beside_what_it_leads_to(
    visit: Callable[..., Visitor],
) -> None:
    page = visit(viewport={"width": 320, "height": 800}).goto(
        "/articles/when-should-i-get-a-back-injection/"
    )
    lines = page.locator(".crumbs li").evaluate_all(
        "all => all.map(it => it.firstElementChild.offsetTop - it.offsetTop)"
    )
    assert max(lines) < 8, lines


def test_a_list_of_contents_that_scrolls_shows_it_and_follows(
    visit: Callable[..., Visitor],
) -> None:
    page = visit(viewport={"width": 1280, "height": 600}).goto(LONGEST)
    box = page.locator(".toc nav")
    assert box.evaluate("it => it.scrollHeight > it.clientHeight + 20")
    page.evaluate("scrollTo(0, document.querySelector('.aside').offsetTop)")
    assert (edge(page, "top"), edge(page, "bottom")) == (False, True)
    box.evaluate("it => it.scrollTo(0, it.scrollHeight)")
    assert (edge(page, "top"), edge(page, "bottom")) == (True, False)
    for way in (1_000, 3_000, 5_000):
        page.evaluate(f"scrollTo(0, {way})")
        page.wait_for_timeout(200)
        seen = page.locator(".toc a[aria-current]").evaluate("""it => {
            const box = it.closest("nav").getBoundingClientRect(), own = it.getBoundingClientRect();
            return own.top >= box.top - 1 && own.bottom <= box.bottom + 1;
        }""")
        assert seen, way


def edge(page: Page, which: str) -> bool:
    """Say whether the list's box is drawn otherwise at this edge than beside it."""
    box = page.locator(".toc nav").bounding_box()
    assert box
    y = box["y"] + (2 if which == "top" else box["height"] - 3)
    clip = {"x": box["x"] + box["width"] - 60, "y": y, "width": 40, "height": 1}
    drawn = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return f"rgb{drawn.getpixel((20, 0))}" != paper
