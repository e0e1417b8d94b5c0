"""What the tests of staff screens send and read."""

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
        "publish": {"change_note": "A figure was wrong."},
        "schedule": {"live_from": "2030-06-01T08:00", "change_note": ""},
        "withdraw": {"reason": "The study was retracted."},
    }.get(verb, {})


def press(client: Client, article: Article, verb: str, **fields: Any) -> Any:
    """Press a verb's button."""
    return client.post(
        verb_url(article, verb), {**verb_data(article, verb, get_user(client)), **fields}
    )
