"""Reading and replying in other ways: without JavaScript, by keyboard alone, on paper."""

import io
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

GUIDE = "/articles/when-should-i-get-a-back-injection/"
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    const box = it.getClientRects()[0];  // of a link over two lines, its beginning
    return {
        name: `${it.tagName} ${it.id} ${(it.textContent || it.name || "").trim().slice(0, 40)}`,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        covered: !it.contains(document.elementFromPoint(
            Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width, 40) / 2)),
            Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height, 20) / 2)))),
    };
}"""


def tab(page: Page) -> str:
    """Go one step on, and prove that a person sees where they are. Return what has the focus."""
    page.keyboard.press("Tab")
    found = page.evaluate(FOCUSED)
    assert found["outlined"], f"no visible focus on {found['name']}"
    assert found["inside"], f"the focus is off the screen on {found['name']}"
    assert not found["covered"], f"something lies over {found['name']}"
    return str(found["name"])


def tab_to(page: Page, name: str, most: int = 200) -> None:
    for _ in range(most):
        if name in tab(page):
            return
    raise AssertionError(f"{most} steps do not reach {name}")


def test_without_javascript(visit: Callable[..., Visitor]) -> None:
    """Find an article through the search, read it, and send a reply."""
    reader = visit(java_script_enabled=False)
    page = reader.goto("/")
    page.get_by_role("searchbox").fill("epidural")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="When should I get a back injection?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When should I get a back injection?")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Risks").click()
    expect(page.locator("h2:target, h3:target")).to_have_text("Risks")
    page.get_by_label("Your reply").fill("The checklist helped me.")
    page.get_by_label("Name or nickname").fill("Kim")
    page.get_by_label("Email, will not be published").fill("kim@reader.example")
    page.get_by_label("I agree that this clinic publishes").check()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply is waiting for a person")
    assert reader.context.cookies() == []


def test_a_misspelt_brand_by_keyboard_without_javascript(visit: Callable[..., Visitor]) -> None:
    """Find a treatment by its brand, read its risks, reach the help card, and send a reply."""
    reader = visit(java_script_enabled=False)
    page = reader.goto("/")
    tab_to(page, "INPUT page-search")
    page.keyboard.type("kenalgo")
    page.keyboard.press("Enter")
    expect(page.get_by_text("These pages are for “kenalog”.")).to_be_visible()
    tab_to(page, "When should I get a back injection?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("When should I get a back injection?")
    tab_to(page, "Risks")
    page.keyboard.press("Enter")
    expect(page.locator("h2:target, h3:target")).to_have_text("Risks")
    expect(page.locator("h2:target, h3:target")).to_be_in_viewport()
    help_card = page.get_by_role("region", name="When you need a person")
    tab_to(page, "Schedule an appointment")
    expect(help_card.locator("a:focus")).to_have_count(1)
    tab_to(page, "TEXTAREA your_text")
    page.keyboard.type("I found this by the name on my bill.")
    tab_to(page, "INPUT your_name", most=2)
    page.keyboard.type("Noor")
    tab_to(page, "INPUT your_email", most=2)
    page.keyboard.type("noor@reader.example")
    tab_to(page, "INPUT your_consent", most=2)
    page.keyboard.press("Space")
    tab_to(page, "Send for review", most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply is waiting for a person")


def test_by_keyboard_alone(visit: Callable[..., Visitor]) -> None:
    """Skip the header, walk every stop of the page to the form, and send a reply."""
    reader = visit()
    page = reader.goto(GUIDE)
    assert "Skip to main content" in tab(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, "A  Key facts")  # the list of contents
    tab_to(page, "TEXTAREA your_text")
    page.keyboard.type("I wrote this without a mouse.")
    tab_to(page, "INPUT your_name", most=2)
    page.keyboard.type("Ari")
    tab_to(page, "INPUT your_email", most=2)
    page.keyboard.type("ari@reader.example")
    tab_to(page, "INPUT your_consent", most=2)
    page.keyboard.press("Space")
    tab_to(page, "Send for review", most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply is waiting for a person")


def test_a_half_written_reply_survives_a_reload(visit: Callable[..., Visitor]) -> None:
    """A refused form comes back with its text; so does a page that was loaded again."""
    reader = visit()
    page = reader.goto(GUIDE)
    page.get_by_label("Your reply").fill("Half a thought")
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value("Half a thought")
    page.locator("form.reply-form").evaluate("form => { form.noValidate = true }")
    reader.expected.add(422)
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here.")
    expect(page.get_by_label("Your reply")).to_have_value("Half a thought")


def test_an_answer_and_a_reply_to_the_page_are_kept_apart(visit: Callable[..., Visitor]) -> None:
    """What was begun for one place neither stands in another nor is written over there."""
    reader = visit()
    page = reader.goto(GUIDE)
    page.get_by_label("Your reply").fill("To everyone")
    answers = page.locator(".replies a[href$='/answer/']")
    first, second = (answers.nth(n).get_attribute("href") or "" for n in (0, 1))
    page = reader.goto(first)
    expect(page.get_by_label("Your reply")).to_have_value("")
    page.get_by_label("Your reply").fill("To you alone")
    expect(reader.goto(second).get_by_label("Your reply")).to_have_value("")
    expect(reader.goto(GUIDE).get_by_label("Your reply")).to_have_value("To everyone")
    page = reader.goto(first)
    expect(page.get_by_label("Your reply")).to_have_value("To you alone")
    page.get_by_label("Name or nickname").fill("Kim")
    page.get_by_label("Email, will not be published").fill("kim@reader.example")
    page.get_by_label("I agree that this clinic publishes").check()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply is waiting for a person")
    expect(reader.goto(first).get_by_label("Your reply")).to_have_value("")  # it has arrived
    expect(reader.goto(GUIDE).get_by_label("Your reply")).to_have_value("To everyone")


def test_on_paper(visit: Callable[..., Visitor]) -> None:
    """Paper is a leaflet: contents, risks, help, where and which edition; nothing that is clicked."""
    reader = visit()
    page = reader.goto(GUIDE)
    expect(page.locator(".leaflet")).to_be_hidden()
    page.emulate_media(media="print")
    for name in (".brand", ".emergency", ".toc ol", ".risks", ".help-card", "#references"):
        expect(page.locator(name).first).to_be_visible()
    code = page.get_by_role("img", name="QR code of the address of this page")
    with Image.open(io.BytesIO(code.screenshot())) as drawn:
        read = zxingcpp.read_barcode(drawn.convert("L"))
    assert read is not None
    assert read.text == reader.clinic.url + GUIDE
    expect(page.locator(".leaflet")).to_contain_text(reader.clinic.url + GUIDE)
    expect(page.locator(".leaflet")).to_contain_text("Edition")
    for name in ("header.site nav", "form", ".cta", ".skip", ".replies"):
        for found in page.locator(name).all():
            expect(found).to_be_hidden()
    paper = page.pdf(format="Letter")
    assert paper.startswith(b"%PDF")


MEDICINES = "/articles/medicines-after-failed-back-surgery/"


def test_treatments_are_folded_away_and_a_link_opens_the_one_it_leads_to(visit) -> None:
    reader = visit()
    page = reader.goto(MEDICINES)
    folded = page.locator("details.treatment")
    assert folded.count() == 5
    assert page.locator("details.treatment[open]").count() == 0
    page.locator(".glance a[href='#t-opioids']").click()
    expect(page.locator("details.treatment[open]")).to_have_count(1)
    expect(page.locator("#t-opioids-risks")).to_be_visible()
    page.get_by_role("button", name="Open all of them").click()
    expect(page.locator("details.treatment[open]")).to_have_count(5)


def test_an_address_with_a_part_opens_that_part(visit) -> None:
    page = visit().goto(f"{MEDICINES}#t-muscle-relaxants-risks")
    expect(page.locator("details.treatment[open] #t-muscle-relaxants")).to_have_count(1)
    page = visit().goto(f"{MEDICINES}#t-nsaids")
    expect(page.locator("details.treatment[open] #t-nsaids")).to_have_count(1)


def test_print_shows_what_is_folded_away(visit) -> None:
    page = visit().goto(MEDICINES)
    page.emulate_media(media="print")
    expect(page.locator("#t-opioids-risks")).to_be_visible()
    assert page.locator("#t-opioids-risks").bounding_box()["height"] > 0


def test_without_javascript_each_treatment_opens_by_its_name(visit) -> None:
    page = visit(java_script_enabled=False).goto(MEDICINES)
    expect(page.get_by_role("button", name="Open all of them")).to_have_count(0)
    page.locator("#t-opioids").click()
    expect(page.locator("#t-opioids-risks")).to_be_visible()


READ = """() => {
    const line = innerHeight / 3;
    const links = [...document.querySelectorAll(".toc a")];
    const passed = links.filter(
        link => document.querySelector(link.hash).getBoundingClientRect().top <= line);
    return (passed.at(-1) ?? links[0]).textContent;
}"""


def test_the_contents_list_follows_the_reader_over_every_leap(visit) -> None:
    page = visit(viewport={"width": 1280, "height": 720}).goto(
        "/treatments/lumbar-spinal-injection/"
    )
    current = page.locator(".toc a[aria-current]")
    for way in (2_000, 2_500, -1_500, 3_000, -6_000):
        page.evaluate(f"scrollBy(0, {way})")
        expect(current).to_have_text(page.evaluate(READ))
