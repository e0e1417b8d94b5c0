"""Every interface string of readers' pages can be translated: shown by translating all of them.

A translation stands in brackets here. What is left outside them has to be what the clinic's people wrote.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from articles.models import Article
from comments import addresses, appeals, blank_form, drawing, mail_links, moderation, tokens
from comments.models import Reason
from tests import acts, factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]
READ_ALOUD = {"alt", "aria-label", "placeholder", "title"}
TO_MACHINES = {"description", "og:title", "og:description", "og:site_name"}
NO_WORDS = {"script", "style", "code"}  # the last: a checksum, of which a page shows the beginning
WORD = re.compile(r"[^\W\d_]{2,}")
BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")


class Words(HTMLParser):
    """What people see or hear of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unseen = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in NO_WORDS
        said = dict(attrs)
        heard = READ_ALOUD | (
            {"value"} if (tag, said.get("type")) == ("input", "submit") else set()
        )
        if tag == "meta" and (said.get("name") or said.get("property")) in TO_MACHINES:
            heard = {"content"}
        self.found += [value for name, value in attrs if name in heard and value]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in NO_WORDS

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)


def outside(html: str) -> set[str]:
    """Return the words of a page that no translation holds."""
    text = "\n".join(Words(html).found)
    while (shorter := BRACKETS.sub(" ", text)) != text:
        text = shorter
    return {word.lower() for word in WORD.findall(text)}


def written() -> set[str]:
    """Return every word that somebody typed: all text in the database, and people's initials."""
    words: set[str] = set()
    for model in apps.get_models():
        if model._meta.app_label not in ("articles", "comments", "clinic"):
            continue
        columns = [
            column.name
            for column in model._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField | models.JSONField)
            and column.name != "html"
        ]
        for row in model._default_manager.values_list(*columns) if columns else ():
            words |= {word.lower() for word in WORD.findall(str(row))}
    return words | {"ar", "rk", "http", "testserver", "articles"}  # the address on a leaflet


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def one(message: str) -> str:
        return f"⟦{message}⟧" if message.strip() else message

    def counted(single: str, many: str, number: int) -> str:
        return one(single if number == 1 else many)

    translated = translation._trans  # type: ignore[attr-defined]  # what gettext and its like go through
    monkeypatch.setattr(translated, "gettext", one)
    monkeypatch.setattr(translated, "ngettext", counted)
    monkeypatch.setattr(translated, "pgettext", lambda context, message: one(message))
    monkeypatch.setattr(translated, "npgettext", lambda context, *words: counted(*words))
    # Kept by language, and the brackets are none.
    kept = (blank_form.kept_form, drawing.Frame._made)
    for words in kept:
        words.cache_clear()
    yield
    for words in kept:
        words.cache_clear()


@pytest.fixture
def live(
    bracketed: None, guide: Article, policy: Article, author: Any, reviewer: Any, publisher: Any
) -> Article:
    """A guide and a policy, drawn and published in brackets."""
    for article in (guide, policy):
        acts.submit_approve_publish(article, author=author, reviewer=reviewer, publisher=publisher)
    return acts.fresh(guide)


def untranslated(pages: dict[str, str]) -> dict[str, set[str]]:
    known = written()
    return {path: left for path, html in pages.items() if (left := outside(html) - known)}


def test_pages(live: Article, policy: Article, author: Any, client: Client) -> None:
    treatment = live.treatments.get()
    effect = treatment.side_effect_rows.all()[0].side_effect
    here = f"/articles/{live.slug}/"
    paths = [
        "/", "/articles/", here, f"{here}history/", f"{here}editions/1/", f"{here}report-an-error/",
        f"/policies/{policy.slug}/", "/conditions/", f"/conditions/{live.conditions.get().slug}/",
        "/treatments/", f"/treatments/{treatment.slug}/", "/treatments/compare/",
        f"/treatments/compare/?t={treatment.slug}&t=x", "/side-effects/", f"/side-effects/{effect.slug}/",
        "/physicians/", f"/physicians/{author.physician.slug}/", "/search/", "/search/?q=injection",
        "/search/?q=injections+spinr", "/search/?q=chest+pain", "/search/?q=zzzz", "/nowhere/",
    ]  # fmt: skip
    assert untranslated({path: client.get(path).content.decode() for path in paths}) == {}


def test_replies(live: Article, moderator: Any, client: Client) -> None:
    here, edition = f"/articles/{live.slug}/", live.editions.get()
    reply = factories.pending_comment(edition, text="Thank you.")
    moderation.approve(comment=reply, by=moderator, version=reply.version)

    def send(**typed: str) -> HttpResponse:
        token = tokens.make_form_token(edition)
        form = {"token": token, "name": "Sam", "email": "sam@example.org", "consent": "on"} | typed
        where = f"{here}comments/"
        return client.post(where, form, headers={"Origin": "http://testserver"}, follow=True)

    pages = {
        "thread": client.get(here),
        "answer": client.get(f"/comments/{reply.public_id}/answer/"),
        "empty": send(name="", email="", consent=""),
        "reserved": send(text="Hello", name="Dr House"),
        "personal": send(text="Call me: 212-555-0199"),
        "urgent": send(text="I have chest pain"),
        "sent": send(text="It helped me"),
        "rules": client.get("/comments/rules/"),
        "report": client.get(f"/comments/{reply.public_id}/report/"),
        "report again": client.post(f"/comments/{reply.public_id}/report/"),
        "reported": client.get("/comments/reported/"),
    }
    assert [page.status_code for page in pages.values()] == [
        200, 200, 422, 422, 422, 200, 200, 200, 200, 403, 200,
    ]  # fmt: skip
    typed = {"hello", "dr", "house", "call", "me"}
    typed |= set(WORD.findall(" ".join(Reason)))  # codes, which are the same in every language
    found = untranslated({name: page.content.decode() for name, page in pages.items()})
    assert {name: left - typed for name, left in found.items() if left - typed} == {}


def test_writers_pages(live: Article, moderator: Any, client: Client) -> None:
    edition = live.editions.get()
    writer = addresses.writer_of("sam@example.org")
    assert writer
    replies = [
        factories.pending_comment(edition, text=f"{n}", email="sam@example.org", writer=writer)
        for n in range(3)
    ]
    moderation.approve(comment=replies[0], by=moderator, version=1)
    decision = moderation.reject(comment=replies[1], by=moderator, version=1, reason="unsafe")
    mine, appeal = mail_links.MINE.path(writer.pk), mail_links.APPEAL.path(decision.pk)
    pages = {
        path: client.get(path).content.decode()
        for path in (
            mine, f"{mine}?done=erased", appeal, mail_links.CONFIRM.path(writer.pk),
            mail_links.MAIL.path(writer.pk, live.pk), mail_links.STAFF_MAIL.path(moderator.pk, 1),
            "/comments/mine/", "/comments/mine/asked/", "/comments/confirm/x/",
        )
    }  # fmt: skip
    pages["erase"] = client.post(mine, {"act": "erase_all"}).content.decode()
    pages["empty"] = client.post(appeal, {"text": ""}).content.decode()
    pages["ask"] = client.post(
        "/comments/mine/", {"email": ""}, headers={"Origin": "http://testserver"}
    ).content.decode()
    appeals.lodge(decision=decision, text="Why?")
    pages["appealed"] = client.get(mine).content.decode() + client.get(appeal).content.decode()
    assert {
        page: left - {"json"} for page, left in untranslated(pages).items() if left - {"json"}
    } == {}
