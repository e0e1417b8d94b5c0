"""Texts that would like to be programs are shown as they were typed: nothing is taken for markup."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client

from clinic_cms.clinic.plain_text import plain
from comments import drawing, moderation, posting, throttle, tokens
from comments.models import Comment
from tests import rdfa
from tests.comments.payloads import PAYLOADS


class Shown(HTMLParser):
    """The text that a browser shows, and the tags that it would make."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data):
        self.text += data


def test_there_are_many():
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 200


@pytest.mark.behaviour(15, 18)
@pytest.mark.once
def test_each_is_shown_as_it_was_typed():
    for text in PAYLOADS:
        typed = plain(text).strip()
        shown = Shown(drawing._paragraphs(typed))
        assert shown.tags <= {"div", "p", "br"}, text
        assert "".join(shown.text.split("\n")) == "".join(typed.split("\n")), text


@pytest.mark.once
def test_each_goes_through_the_form_s_verb_and_comes_out_as_text(edition, moderator, monkeypatch):
    """Every eighth, since screening takes its time: the rest is shown by the test above."""
    monkeypatch.setattr(throttle, "PER_ARTICLE", (throttle.Limit(1_000, timedelta(hours=1)),))
    some = list(dict.fromkeys(plain(text).strip() for text in PAYLOADS[::8]))
    for typed in some:
        reply = posting.post_reply(
            article_id=edition.article_id, token=tokens.make_form_token(edition), text=typed,
            name=typed[:60], email="pat@reader.example", as_is=True,
        )  # fmt: skip
        assert reply.text == typed
        moderation.approve(comment=reply, by=moderator, version=1)
    assert Comment.objects.visible().count() == len(some)
    page = Client().get(f"/articles/{edition.slug}/").content.decode()
    thread = Shown(page.partition('<ol class="thread"')[2].partition("</section>")[0])
    allowed = {"li", "div", "strong", "bdi", "time", "p", "br", "a", "span", "ol"}
    form = {"form", "h3", "input", "label", "textarea", "button", "nav"}
    assert thread.tags <= allowed | form
    (article,) = rdfa.items(page, "")  # the same replies for machines
    replies = Comment.objects.visible().order_by("created_at", "pk")[:20]
    told = [(said["author"]["name"], said["text"].split()) for said in article["comment"]]
    assert told == [(reply.name, reply.text.split()) for reply in replies]
    assert all(text.split("\n")[0].strip() in thread.text for text in some[:10])
