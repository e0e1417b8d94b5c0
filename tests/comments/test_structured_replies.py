"""What a page says of its replies to machines: what readers see of them, and nothing else."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from comments import answering, drawing, moderation, privacy
from comments.models import Comment
from tests import rdfa

pytestmark = pytest.mark.once
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def address(edition, settings) -> str:
    return f"{settings.SITE_URL}{edition.get_absolute_url()}"


@pytest.fixture
def described(client, edition, address):
    """Return a function that reads the items of the page."""

    def read() -> list[rdfa.Item]:
        html = client.get(edition.get_absolute_url()).content.decode()
        return rdfa.items(html, address)

    return read


def said(reply: Comment, **more: Any) -> rdfa.Item:
    """Return all that is said of a reply: and nothing else is said."""
    return {
        "@type": "Comment",
        "author": {"@type": "Person", "name": reply.name},
        "dateCreated": timezone.localdate(reply.created_at).isoformat(),
        "text": reply.text,
        **more,
    }


def test_a_reply_and_its_answer(described, shown, address) -> None:
    root = shown(
        text='It </script> "helped" & didn\'t hurt <b>&amp;</b>.', name='Pat "O\'Neil" & <i>'
    )
    answer = shown(text="Me too.", name="Lee", parent=root)
    assert described() == [
        {
            "@type": "Article",
            "@id": f"{address}#article",
            "comment": said(root, comment=said(answer)),
        }
    ]


def test_what_they_are_about_is_the_article_that_the_page_describes(
    client, described, shown, edition
) -> None:
    shown()
    html = client.get(edition.get_absolute_url()).content.decode()
    graph = [node for block in BLOCK.findall(html) for node in json.loads(block)["@graph"]]
    (article,) = (node for node in graph if node["@type"] == "Article")
    (about,) = described()
    assert (about["@type"], about["@id"]) == (article["@type"], article["@id"])
    assert "Comment" not in {node["@type"] for node in graph}  # nothing is said twice


def test_answers_stand_in_what_they_answer_or_name_it(described, shown, address) -> None:
    root = shown(text="Root.")
    first = shown(text="First.", name="Kim", parent=root)
    below = shown(text="To the first.", name="Lee", parent=first)
    last = shown(text="To that.", name="Max", parent=below)
    other = shown(text="Another root.", name="Ann")
    to = {reply: {"@id": f"{address}#reply-{reply.public_id}"} for reply in (first, below)}
    answers = [said(first), said(below, parentItem=to[first]), said(last, parentItem=to[below])]
    (article,) = described()
    assert article["comment"] == [said(root, comment=answers), said(other)]


def test_several_paragraphs_are_one_text(described, shown) -> None:
    """A line's end stays one: else its last word and the next line's first would be one word."""
    reply = shown(text='One line\nand another.\n\nA paragraph\'s "end" & more.')
    (article,) = described()
    # The empty line goes with all that pages hold for nothing.
    lines = 'One line\nand another.\nA paragraph\'s "end" & more.'
    assert article["comment"] == said(reply, text=lines)


def test_the_lines_of_one_paragraph_stay_lines(described, shown) -> None:
    reply = shown(text="One line\nand another.")
    (article,) = described()
    assert article["comment"] == said(reply)


def test_the_day_is_the_clinic_s(described, shown) -> None:
    reply = shown()
    late = datetime(2030, 5, 2, 3, 30, tzinfo=UTC)  # half past eleven in the evening in New York
    Comment.objects.filter(pk=reply.pk).update(created_at=late)
    assert described()[0]["comment"]["dateCreated"] == "2030-05-01"


def test_a_physician_s_answer_names_the_physician(described, shown, author, moderator) -> None:
    root = shown()
    answer = answering.answer(parent=root, by=author, text="Most people can.")
    moderation.approve(comment=answer, by=moderator, version=1)
    physician = {"@type": "Person", "name": "Ana Reyes, M.D."}
    (article,) = described()
    assert article["comment"] == said(root, comment=said(answer, author=physician))


def test_a_writer_whose_name_is_gone_is_a_reader(described, shown) -> None:
    reply = shown()
    Comment.objects.filter(pk=reply.pk).update(name="")
    (article,) = described()
    assert article["comment"]["author"] == {"@type": "Person", "name": "Reader"}


def test_nothing_of_what_readers_do_not_see(described, held, shown, moderator) -> None:
    removed = shown(text="Removed.")
    moderation.remove(comment=removed, by=moderator, version=removed.version, reason="unsafe")
    assert described() == []
    left = shown(text="Still here.", name="Lee")
    (article,) = described()
    assert article["comment"] == said(left)


def test_an_erased_reply_is_named_by_nothing(described, shown, address) -> None:
    root = shown(text="Mine.", name="Pat")
    answer = shown(text="To that.", name="Lee", parent=root)
    privacy.empty(root)
    assert described() == [
        {"@type": "Article", "@id": f"{address}#article", "comment": said(answer)}
    ]


def test_an_erased_answer_is_named_by_nothing(described, shown) -> None:
    """Readers are told whose answer this was, and led to its empty place. There is no item there."""
    root = shown(text="Root.", name="Ann")
    answer = shown(text="Mine.", name="Pat", parent=root)
    below = shown(text="To that.", name="Lee", parent=answer)
    privacy.empty(answer)
    (article,) = described()
    assert article["comment"] == said(root, comment=said(below))


def test_no_email_address(described, shown) -> None:
    shown(parent=shown())
    drawn = json.dumps(described())
    assert drawn.count("It helped me for three months.") == 2
    assert "reader.example" not in drawn
    assert "pat@" not in drawn


def test_a_reply_drawn_alone_is_of_nothing(shown, address, clinic) -> None:
    reply = shown(text="What is it like?")
    assert rdfa.items(drawing.one(reply, clinic.name), address) == [said(reply)]
