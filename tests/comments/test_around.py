"""What a moderator reads with one reply: the passage, the thread, the writer, the page's state."""

import pytest

from comments import addresses, around, moderation, passage
from comments.models import Status
from tests import acts, factories
from tests.comments.test_queue import change

PAGE = """<h2 id="head">The injection</h2><p>You lie on your side. A nurse cleans the skin.</p>
<h2 id="risks">Risks</h2><p>Flushing of the face may last two days <sup>[1]</sup>.</p>
<p>Headache is uncommon.</p>
<h2 id="references">References</h2><ol><li>Flushing of the face after two days.</li></ol>"""


@pytest.mark.once
@pytest.mark.parametrize(
    ("reply", "title"),
    [
        ("My face was flushed, the flushing went on for days.", "Risks"),
        ("A NURSE cleaned my skin twice", "The injection"),
        ("Thank you!", None),
        ("flushing", None),
        ("", None),
        ("😀 <script>", None),
    ],
)
def test_the_closest_passage(reply, title):
    found = passage.closest(reply, PAGE)
    assert (found and found.title) == title


@pytest.mark.once
@pytest.mark.parametrize("html", ["", "<p>x", "</h2></p><h2>", "<h2 id=a>" * 50 + "text text"])
def test_odd_pages(html):
    assert passage.closest("text of a reply to it", html) is None


def test_the_passage_of_a_real_edition(edition, moderator):
    reply = factories.pending_comment(edition, text="I could not lie on my side for minutes.")
    found = around.detail(reply.pk, moderator).passage
    assert found.title == "What to expect"
    assert f'id="{found.anchor}"' in edition.html


def test_the_thread_and_what_hides_it(edition, moderator, client_for, shown):
    root = shown(text="Root")
    parent = shown(text="Parent", parent=root)
    reply = factories.pending_comment(edition, text="The reply", parent=parent)
    below = factories.pending_comment(edition, text="Below it", parent=reply)
    beside = shown(text="Beside it", parent=parent)
    moderation.remove(comment=root, by=moderator, version=2, reason="abuse")
    detail = around.detail(reply.pk, moderator)
    assert [c.text for c in detail.above] == ["Root", "Parent"]
    assert detail.hidden_by == root
    assert {c.pk for c in detail.near} == {below.pk, beside.pk}
    page = client_for(moderator).get(change(reply)).content.decode()
    assert "even when you approve it" in page
    for words in ("Root", "Parent", "Below it", "Beside it"):
        assert words in page


def test_the_writers_earlier_decisions(edition, moderator, client_for):
    for n, verb in enumerate((moderation.approve, moderation.approve, moderation.mark_spam)):
        made = factories.pending_comment(edition, text=f"Earlier {n}", email="PAT@reader.example")
        verb(comment=made, by=moderator, version=1)
    refused = factories.pending_comment(edition, text="Refused")
    moderation.reject(comment=refused, by=moderator, version=1, reason="advertising")
    factories.pending_comment(edition, text="Of somebody else", email="lee@reader.example")
    reply = factories.pending_comment(edition, text="The reply")
    writer = around.detail(reply.pk, moderator).writer
    assert writer.counts == [("approved", 2), ("rejected", 1), ("spam", 1)]
    assert writer.last[0][2] == "Advertises"
    page = client_for(moderator).get(change(reply)).content.decode()
    assert "2 approved, 1 rejected, 1 spam" in " ".join(page.split())
    assert "reader.example" not in page.lower()


def test_whether_the_address_is_confirmed_is_said_as_it_is(edition, moderator, client_for):
    writer = addresses.writer_of("pat@reader.example")
    for n in range(2):
        reply = factories.pending_comment(edition, text=f"Reply {n}", writer=writer)
    desk = client_for(moderator)
    assert "Nobody has confirmed the address" in desk.get(change(reply)).content.decode()
    addresses.confirm(writer)
    page = desk.get(change(reply)).content.decode()
    assert "Nobody has confirmed the address" not in page
    assert "The address is confirmed" in page


def test_a_first_reply_and_a_clinics_answer(edition, moderator, author, held, client_for):
    assert "their first reply" in client_for(moderator).get(change(held)).content.decode()
    own = factories.pending_comment(edition, written_by=author, email="")
    detail = around.detail(own.pk, moderator)
    assert detail.writer is None
    assert detail.passage is None


def test_the_page_has_changed_since(
    edition, held, published, author, reviewer, publisher, moderator, client_for
):
    desk = client_for(moderator)
    assert "The page has changed" not in desk.get(change(held)).content.decode()
    acts.edit(published, author, summary="Another sentence.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    page = " ".join(desk.get(change(held)).content.decode().split())
    assert "The page has changed since: readers see edition 2 now." in page
    assert held.status == Status.PENDING
