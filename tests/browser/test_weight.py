"""What an article costs its reader, as the browser counts it: bytes, requests, and whether it jumps."""

from collections.abc import Callable, Iterator

import brotli
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.clinic import Clinic
from tests.browser.slow_line import slow_line
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

GUIDE = "/articles/when-should-i-get-a-back-injection/"  # with ten replies
MOST_BYTES = 25_000
BLOCKING = """() => 1 + performance.getEntriesByType("resource")
    .filter((entry) => entry.renderBlockingStatus === "blocking").length"""
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 400);
})"""


def weight(response: Response) -> int:
    """Return the bytes of an answer as production sends it.

    Static files lie uncompressed where the tests serve them from; whitenoise makes brotli of them once.
    """
    size = response.request.sizes()["responseBodySize"]
    if response.header_value("content-encoding") or "/static/" not in response.url:
        return size
    return len(brotli.compress(response.body()))


def open_counted(page: Page, address: str) -> dict[str, int]:
    """Open a page, scroll it to its end, and return the bytes of each file that was asked for."""
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    return {response.url: weight(response) for response in seen}


@pytest.mark.parametrize("width", [390, 1280])
def test_an_article_with_ten_replies(visit: Callable[..., Visitor], width: int) -> None:
    reader = visit(viewport={"width": width, "height": 800})
    page = reader.page
    files = open_counted(page, reader.clinic.url + GUIDE)
    assert page.locator(".reply").count() == 10
    assert sum(files.values()) <= MOST_BYTES, files
    assert page.evaluate(BLOCKING) <= 3
    assert page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [GUIDE, "/treatments/lumbar-spinal-injection/"])
def test_nothing_moves_while_a_page_comes(
    browser: Browser, clinic: Clinic, path: str, width: int
) -> None:
    """Who follows the first link of a page on a slow line must not hit what took its place."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    with slow_line(clinic.url) as address:
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate(SHIFT) == 0
    page.close()


@pytest.fixture(scope="module")
def reader(arrive: Callable[..., Visitor]) -> Iterator[Visitor]:
    """One and the same reader, where it does not matter what they have seen before."""
    person = arrive()
    yield person
    person.leave()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["/", "/articles/", GUIDE, f"{GUIDE}report-an-error/", "/treatments/lumbar-spinal-injection/",
             "/side-effects/spinal-headache/", "/physicians/miriam-okafor/", "/search/?q=injection"],
)  # fmt: skip
def test_right_to_left(reader: Visitor, path: str, width: int) -> None:
    """A page in a script that runs from right to left stays as wide as its window."""
    reader.page.set_viewport_size({"width": width, "height": 800})
    page = reader.goto(path)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    left_of_the_window = page.evaluate("""() => Array.from(document.querySelectorAll("main *, header *"))
        .filter((it) => !it.closest(".vh, .scroll, .skip") && it.getBoundingClientRect().left < -1
            && getComputedStyle(it).position !== "absolute").map((it) => it.outerHTML.slice(0, 80))""")
    assert left_of_the_window == []
    reader.complain()


@pytest.mark.parametrize("path", ["/", GUIDE, "/treatments/", "/search/?q=injection"])
def test_at_twice_the_size(reader: Visitor, path: str) -> None:
    """At 200 % on a small desk (640 of 1280 pixels) and on a telephone with large letters."""
    for width in (640, 320):
        reader.page.set_viewport_size({"width": width, "height": 800})
        page = reader.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    reader.complain()


def test_letters_twice_as_large_on_a_telephone(reader: Visitor) -> None:
    """What is wider than its column scrolls in its place, not with the page."""
    reader.page.set_viewport_size({"width": 390, "height": 800})
    page = reader.goto(GUIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate("""() => Array.from(document.querySelectorAll(".text *"))
        .filter((it) => !it.parentElement.closest(".scroll, .numbers") && !it.closest(".vh")
            && it.getBoundingClientRect().right > innerWidth)
        .map((it) => it.outerHTML.slice(0, 80))""")
    assert wide == []
    reader.complain()


def test_three_treatments_on_a_small_telephone(reader: Visitor) -> None:
    """They stand below each other, each with its name: three columns would cut words anywhere."""
    reader.page.set_viewport_size({"width": 320, "height": 800})
    asked = "t=exercise-at-home&t=nsaids&t=corticosteroid-injection-after-surgery"
    page = reader.goto(f"/treatments/compare/?{asked}")
    cells = page.locator("#glance ~ table tbody:first-of-type td")
    assert len({cell.bounding_box()["x"] for cell in cells.all()}) == 1  # type: ignore[index]  # they are drawn
    names = [cell.get_attribute("data-of") for cell in cells.all()]
    assert names == page.locator("#glance ~ table thead a").all_inner_texts()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    reader.complain()


def test_the_current_page_can_be_told_in_forced_colors(reader: Visitor) -> None:
    reader.page.emulate_media(forced_colors="active")
    page = reader.goto("/treatments/")
    drawn = "getComputedStyle(document.querySelector('.bar nav a{}')).borderBottomColor"
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    other = page.evaluate(drawn.format(":not([aria-current])"))
    assert other != page.evaluate(drawn.format("[aria-current]"))
    assert other in (
        canvas,
        page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
    )
    reader.complain()
