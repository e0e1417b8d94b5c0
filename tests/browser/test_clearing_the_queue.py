"""A moderator's morning: fifty held replies by keyboard alone, and two moderators at once."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.test_axe import examine
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

QUEUE = "/admin/comments/comment/"
MOST_PRESSES = 2  # a reply, on average
PHONE = "202-555-0143"
MAKE = """
import json
from django.contrib.auth.models import Group
from django.utils import timezone
from articles.models import Edition
from clinic_cms.clinic.models import User
from comments import posting
from comments.models import Comment
if not User.objects.filter(username="second").exists():
    second = User.objects.create_user("second", password=sys.argv[1], first_name="Sec", last_name="Ond",
                                      is_staff=True)
    second.groups.set(Group.objects.filter(name="Moderator"))
edition = Edition.objects.live().filter(kind="guide").order_by("pk").first()
made = []
for text in json.loads(sys.argv[2]):
    reply = Comment(article=edition.article, edition=edition, name="Pat", email="pat@reader.example",
                    text=text, consent_version="2030-01", consent_at=timezone.now())
    posting.screen(reply)
    reply.save(force_insert=True)
    made.append(reply.pk)
print(json.dumps(made))
"""
TELL = """
import json
from comments.models import Comment
rows = Comment.objects.filter(pk__in=json.loads(sys.argv[1])).order_by("pk")
print(json.dumps([[c.status, c.decision.reason if c.decision_id else "", c.text,
                   c.decisions.count()] for c in rows]))
"""


def make(clinic: Clinic, texts: list[str]) -> list[int]:
    found: list[int] = json.loads(clinic.do(MAKE, clinic.password, json.dumps(texts)))
    return found


def tell(clinic: Clinic, replies: list[int]) -> list[tuple[str, str, str, int]]:
    """Return status, reason, text and number of decisions of each."""
    return [tuple(row) for row in json.loads(clinic.do(TELL, json.dumps(replies)))]


class Hand:
    """Ten fingers at one page. It counts what they press."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, *keys: str, leaves: bool = True) -> None:
        """Press keys, the last of which leads to another page."""
        self.page.wait_for_selector("html[data-keys=on]", state="attached")
        for key in keys[:-1] if leaves else keys:
            self.presses += 1
            self.page.keyboard.press(key)
        if leaves:
            self.presses += 1
            with self.page.expect_navigation():
                self.page.keyboard.press(keys[-1])

    def reads(self) -> str:
        return self.page.locator(".detail .said").inner_text()


def test_fifty_replies_by_keyboard_alone(visit: Callable[..., Visitor], clinic: Clinic) -> None:
    texts = [f"Sitting {n}: it helped me for months, thank you." for n in range(34)]
    texts += [f"Sitting {n}: buy cheap pills now." for n in range(34, 39)]
    texts += [f"Sitting {n}: where can I park?" for n in range(39, 44)]
    texts += [f"Sitting {n}: it went well. Call me: {PHONE}." for n in range(44, 50)]
    replies = make(clinic, texts)
    desk = visit("moderator").goto(f"{QUEUE}?q=Sitting")
    hand, mistakes = Hand(desk), 0
    hand.press("n")
    while desk.locator(".detail .said").count():
        words = hand.reads()
        if "pills" in words:
            hand.press("s")
        elif "park" in words:
            hand.press("r", "1")
        elif PHONE in words:
            hand.press("d", "Enter")
            expect(desk.locator(".said")).to_contain_text("[removed by the clinic: names")
            hand.press("a")
        elif not mistakes:
            mistakes += 1
            hand.press("s")
            hand.press("u")  # a slip: back to the same reply, still held
            assert hand.reads() == words
            hand.press("a")
        else:
            hand.press("a")
    expect(desk.locator(".empty").first).to_contain_text("Nothing here holds")
    rows = tell(clinic, replies)
    assert [row[:2] for row in rows] == (
        [("approved", "")] * 34
        + [("spam", "")] * 5
        + [("rejected", "off_topic")] * 5
        + [("approved", "")] * 6
    )
    assert all(PHONE not in row[2] for row in rows)
    assert hand.presses == 70 <= MOST_PRESSES * len(replies)


def test_two_moderators_at_once(visit: Callable[..., Visitor], clinic: Clinic) -> None:
    replies = make(clinic, [f"Together {n}: it helped me." for n in range(9)])
    people = [visit("moderator"), visit("second")]
    desks = [person.goto(f"{QUEUE}?q=Together") for person in people]
    hands = [Hand(desk) for desk in desks]
    for hand in hands:
        hand.press("n")
    for _ in range(4):
        assert hands[0].reads() != hands[1].reads()
        for hand in hands:
            hand.press("a")
            expect(hand.page.locator(".messagelist")).to_contain_text("Approved")
    assert sum(row[0] == "approved" for row in tell(clinic, replies)) == 8

    # Both look at the last one. Who is slower is told, and nothing of the other's is undone.
    last = f"{QUEUE}{replies[8]}/change/?q=Together"
    order = "[...document.querySelectorAll('.list li a')].map((a) => a.href)"
    for desk in desks:
        desk.goto(f"{clinic.url}{last}")
    claimed = [desk.locator(".notice.claim").count() for desk in desks]
    assert sorted(claimed) == [0, 1], "one of them holds it, and the other sees that"
    quick, slow = hands if claimed[1] else reversed(hands)
    listed = slow.page.evaluate(order)
    make(clinic, ["Together, urgently: I cannot feel when I need to pee and my groin is numb."])
    assert slow.page.evaluate(order) == listed, "nothing moves under the cursor"
    quick.press("r", "4")
    slow.press("a")
    expect(slow.page.locator(".messagelist")).to_contain_text(
        re.compile(r"decided after you opened this reply: it is now rejected \(Insults")
    )
    expect(slow.page.locator(".detail h2 .pill")).to_have_text("Rejected")
    expect(slow.page.locator(".list li").first).to_contain_text("urgently")
    assert tell(clinic, [replies[8]])[0][:2] == ("rejected", "abuse")


def test_words_that_are_selected_are_taken_out(
    visit: Callable[..., Visitor], clinic: Clinic
) -> None:
    text = f"👩‍⚕️ Selected: nurse Maria Lopez was kind.\nAnd 🙂 Zoë said: call {PHONE}."
    (reply,) = make(clinic, [text])
    desk = visit("moderator").goto(f"{QUEUE}{reply}/change/")
    hand = Hand(desk)
    desk.get_by_text("Zoë said", exact=False).first.wait_for()
    desk.evaluate(SELECT, "Zoë")
    hand.press("d", leaves=False)
    ticked = desk.locator(".places input:checked + *")
    expect(ticked).to_have_text(["“Zoë”"])
    hand.press("Enter")
    assert tell(clinic, [reply])[0][2] == text.replace(
        "Zoë", "[removed by the clinic: names or identifies a person]"
    )
    hand.press("?", leaves=False)
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    hand.press("Escape", leaves=False)
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    hand.press("r", leaves=False)
    hand.press("8", leaves=False)  # "Other" needs words: the cursor waits for them
    expect(desk.locator("#note")).to_be_focused()
    desk.keyboard.type("a s d are letters here.")
    expect(desk.locator("#note")).to_have_value("a s d are letters here.")
    # Everybody can use the screen with all of it open.
    desk.goto(f"{clinic.url}{QUEUE}{reply}/change/?found=side_effects")
    desk.locator(".history:not([open]) > summary").first.click()
    hand.press("d", leaves=False)
    examine(desk)


SELECT: Any = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".said"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, at = node.data.indexOf(words);
    if (at >= 0) {
      document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
  }
}"""
