"""What the tests of staff screens send and read."""

from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from articles import editions, publishing
from articles.models import Article


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=(article.pk,))


def verb_url(article: Article, verb: str) -> str:
    return reverse(f"admin:articles_article_{verb.replace('-', '_')}", args=(article.pk,))


def form_data(article: Article | None = None, **fields: Any) -> dict[str, Any]:
    """Return what the article's form sends: what is on file, with these fields changed."""
    data: dict[str, Any] = {
        "title": "", "summary": "", "body": "", "slug": "", "kind": "guide", "author": "",
        "help_emergency": "", "help_urgent": "", "help_non_urgent": "", "questions": "",
        "overview": "", "research_label": "", "research_url": "",
        "citations-TOTAL_FORMS": "0", "citations-INITIAL_FORMS": "0",
    }  # fmt: skip
    if article is not None:
        data |= {name: getattr(article, name) for name in data if hasattr(article, name)}
        data |= {
            "author": article.author_id,
            "overview": article.overview_id or "",
            "revision": article.revision,
            "treatments": [t.pk for t in article.treatments.all()],
            "conditions": [c.pk for c in article.conditions.all()],
        }
        rows = list(article.citations.all())
        data |= {"citations-TOTAL_FORMS": len(rows), "citations-INITIAL_FORMS": len(rows)}
        for n, row in enumerate(rows):
            data |= {
                f"citations-{n}-id": row.pk,
                f"citations-{n}-article": article.pk,
                f"citations-{n}-position": row.position,
                f"citations-{n}-reference": row.reference_id,
            }
    return {**data, **fields}


def verb_data(article: Article, verb: str, by: Any) -> dict[str, Any]:
    """Return what the verb's form sends, filled in; ``by`` reads the page."""
    seen = {"revision": article.revision}
    return seen | {
        "request-changes": {"comment": "Name the source of the figure."},
        "approve": {
            "content_sha256": editions.content_hash(editions.build_content(article)),
            "signature_sha256": editions.signature_hash(publishing.signature(article, by)),
        },
        "schedule": {"live_from": "2030-06-01T08:00"},
        "withdraw": {"reason": "The study was retracted."},
    }.get(verb, {})


def press(client: Client, article: Article, verb: str, **fields: Any) -> Any:
    """Press a verb's button."""
    return client.post(
        verb_url(article, verb), {**verb_data(article, verb, get_user(client)), **fields}
    )


class _Fields(HTMLParser):
    """What a browser would send of the page's main form, were its button pressed now."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.inside = False
        self.select = self.area = ""

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.inside = at.get("id", "").endswith("_form")
        if not self.inside:
            return
        name, kind = at.get("name", ""), at.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "file"):
            if kind not in ("checkbox", "radio") or "checked" in at:
                self.sent.setdefault(name, []).append(
                    at.get("value", "on" if kind == "checkbox" else "")
                )
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in at:
            self.sent.setdefault(self.select, []).append(at.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.sent[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self.area] = [self.sent[self.area][0].removeprefix("\n")]
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area][0] += data


def fields_of(page: Any) -> dict[str, Any]:
    """Return the fields of an opened form, empty rows for rows to come left out."""
    reader = _Fields()
    reader.feed(page.content.decode())
    return {name: values for name, values in reader.sent.items() if "__prefix__" not in name}


def opened(client: Client, address: str) -> dict[str, Any]:
    page = client.get(address)
    assert page.status_code == 200
    return fields_of(page)


def save(client: Client, address: str, sent: dict[str, Any], **how: Any) -> Any:
    """Open a record's form and save it at once, with these fields."""
    seen = {"opened_on": opened(client, address).get("opened_on", "")}
    return client.post(address, {**sent, **seen}, **how)
