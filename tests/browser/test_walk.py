"""The main job from end to end, with real clicks, from the first word to the page that is gone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

TITLE = "Walking with a sore back"
SLUG = "walking-with-a-sore-back"
LIVE = f"/articles/{SLUG}/"
TREATMENT = "Exercise at home"
SENTENCE = "Begin with ten minutes on flat ground."
LATER = "Add five minutes each week."
REPLY = "Ten minutes was the right start for me."
EVERYWHERE = ("/", "/articles/", "/feed/", "/sitemap.xml", "/search/?q=walking+sore")


def choose(page: Page, field: str, words: str) -> None:
    """Choose a record in one of the form's search boxes."""
    page.locator(f".field-{field} .select2-selection").last.click()
    page.locator(".select2-search__field:focus").press_sequentially(words)
    page.get_by_role("option", name=re.compile(words)).first.click()


def write(page: Page, words: str) -> None:
    """Type into CKEditor, after what stands there."""
    page.get_by_role("textbox", name="Text of the article").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def press(page: Page, verb: str) -> None:
    """Press a verb that asks nothing."""
    page.get_by_role("button", name=verb, exact=True).click()


def verb(page: Page, name: str, **answers: str) -> None:
    """Open a verb that asks something, answer, and press its button."""
    page.locator("summary", has_text=name).click()
    asked = page.get_by_role("form", name=name)
    for label, answer in answers.items():
        asked.get_by_label(label).fill(answer)
    asked.get_by_role("button", name=name).click()


def shown(visitor: Visitor, path: str) -> str:
    """Return what an address answers, read as a file: a feed is no page."""
    return visitor.context.request.get(visitor.clinic.url + path).text()


def treatment_page(visitor: Visitor) -> str:
    return visitor.goto("/treatments/exercise-at-home/").locator("main").inner_text()


def test_the_whole_way_of_an_article(visit: Callable[..., Visitor]) -> None:
    """From the first word in the editor to the page that is gone."""
    author, reviewer, publisher, moderator = (visit() for _ in range(4))
    reader, other_reader = visit(), visit()

    # The author signs in, writes in CKEditor, and submits.
    desk = author.sign_in("author")
    desk.get_by_role("link", name="Articles", exact=True).first.click()
    desk.get_by_role("link", name=re.compile("Add article")).click()
    desk.get_by_label("Title").press_sequentially(TITLE)
    desk.get_by_label("In one sentence").fill("Short walks calm most sore backs.")
    write(desk, SENTENCE)
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Bold").click()
    desk.keyboard.type("Stop when pain grows.")
    choose(desk, "treatments", TREATMENT)
    desk.get_by_label("Emergency").fill("cannot feel your legs")
    desk.get_by_label("Questions").fill("How far may I walk?")
    expect(desk.get_by_label("Address")).to_have_value(SLUG)
    save(desk)
    address = desk.url

    author.expected.add(409)
    press(desk, "Submit for review")  # too early: a page about a treatment names its sources
    expect(desk.get_by_role("alert")).to_contain_text("Mend first: No reference.")
    desk.goto(address)
    choose(desk, "reference", "Exercise therapy")
    save(desk)
    press(desk, "Submit for review")
    expect(desk.locator(".messagelist")).to_contain_text("Submitted for review.")

    # Nobody but staff sees it yet.
    assert reader.status_of(LIVE) == 404

    # The reviewer reads. Meanwhile the author's own approval is refused: no button, and a forged
    # form with all the right numbers in it is refused as well.
    reading = reviewer.sign_in("reviewer")
    reading.get_by_role("link", name=TITLE).first.click()
    if not reading.url.endswith("/review/"):
        reading.get_by_role("link", name="Review", exact=True).click()
    expect(reading.locator("article")).to_contain_text(SENTENCE)
    approval = reading.get_by_role("form", name="Your decision")
    forged = {
        name: approval.locator(f"[name={name}]").input_value()
        for name in ("revision", "content_sha256", "signature_sha256")
    }
    expect(desk.get_by_role("button", name="Approve this text")).to_have_count(0)
    token = desk.locator("[name=csrfmiddlewaretoken]").first.input_value()
    refused = author.context.request.post(
        address.replace("/change/", "/approve/"), form={**forged, "csrfmiddlewaretoken": token}
    )
    assert refused.status == 403
    assert "Your role does not allow this." in refused.text()
    desk.reload()
    expect(desk.locator(".state")).to_contain_text("In review")

    # The reviewer approves, the publisher publishes.
    approval.get_by_role("button", name="Approve this text").click()
    expect(reading.locator(".messagelist")).to_contain_text("Approved.")
    office = publisher.sign_in("publisher")
    office.get_by_role("link", name=TITLE).first.click()
    press(office, "Publish now")
    expect(office.locator(".messagelist")).to_contain_text("Published: readers see it now.")

    # A reader without cookies reads it and replies.
    page = reader.goto(LIVE)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("article strong", has_text="Stop when pain grows.")).to_be_visible()
    assert reader.context.cookies() == []
    page.get_by_label("Your reply").fill(REPLY)
    page.get_by_label("Name or nickname").fill("Lou")
    page.get_by_label("Email, will not be published").fill("lou@reader.example")
    page.get_by_label("I agree that this clinic publishes").check()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply is waiting for a person")
    assert reader.context.cookies() == []

    # Nobody sees the reply, its writer included.
    for somebody in (reader, other_reader):
        expect(somebody.goto(LIVE).locator("#replies")).to_have_text("Replies")
        assert all(REPLY not in shown(somebody, path) for path in (LIVE, *EVERYWHERE))

    # The moderator approves; the reader sees it.
    queue = moderator.sign_in("moderator")
    queue.get_by_role("link", name=re.compile("^Replies")).first.click()
    queue.get_by_role("link", name=re.compile(re.escape(REPLY))).click()
    press(queue, "Approve A")
    expect(queue.locator("#queue-title")).to_be_visible()
    for somebody in (reader, other_reader):
        expect(somebody.goto(LIVE).locator(".replies .reply")).to_contain_text(REPLY)

    # The author edits the draft; the live page stays as it was.
    desk.goto(address)
    write(desk, f" {LATER}")
    save(desk)
    expect(desk.locator(".state")).to_contain_text("Draft")
    desk.get_by_role("link", name="Preview", exact=True).click()
    expect(desk.locator("article")).to_contain_text(LATER)
    expect(reader.goto(LIVE).locator("article")).to_contain_text(SENTENCE)
    assert LATER not in shown(reader, LIVE)

    # The publisher withdraws it; the page is gone by every road.
    for path in EVERYWHERE:
        assert SLUG in shown(reader, path), path
    assert TITLE in treatment_page(reader)
    office.reload()
    verb(office, "Withdraw", Reason="A better page takes its place.")
    expect(office.locator(".messagelist")).to_contain_text("Withdrawn")
    assert reader.status_of(LIVE) == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("This page was withdrawn")
    for path in EVERYWHERE:
        assert SLUG not in shown(reader, path), path
    assert TITLE not in treatment_page(reader)
    assert reader.status_of(f"{LIVE}editions/1/") == 410
