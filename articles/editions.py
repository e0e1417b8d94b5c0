"""From a working copy to what an edition freezes: facts, HTML, hashes. Nothing here writes."""

import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from articles import facts, markup
from articles.models import Article
from articles.payload import Byline, Content, PhysicianFacts
from clinic_cms.clinic.models import ClinicProfile

WORDS_PER_MINUTE = 200


def build_content(article: Article, on: date | None = None) -> Content:
    """Return the working copy with everything it refers to, as it stands now.

    ``on`` chooses the disclaimer versions: those in force on that day, today by default.
    """
    references = facts.references(article)
    prepared = markup.prepare(article.body, references.numbers.values())
    treatments, denominator = facts.treatments(article, references.numbers)
    clinic = ClinicProfile.current()
    content: Content = {
        "kind": article.kind,
        "slug": article.slug,
        "title": article.title,
        "summary": article.summary,
        "body": prepared.html,
        "contents": prepared.contents,
        "author": facts.physician(article.author),
        "conditions": facts.conditions(article),
        "treatments": treatments,
        "denominator": denominator,
        "help": {
            "emergency": facts.lines(article.help_emergency),
            "urgent": facts.lines(article.help_urgent),
            "non_urgent": facts.lines(article.help_non_urgent),
        },
        "questions": facts.lines(article.questions),
        "disclaimers": facts.disclaimers(article, on or timezone.localdate()),
        "references": references.rows,
        "related": {
            "overview": facts.overview(article),
            "research_label": article.research_label,
            "research_url": article.research_url,
        },
        "pictures": prepared.pictures,
        "clinic": {
            "name": clinic.name,
            "phone": clinic.phone,
            "emergency_number": clinic.emergency_number,
            "crisis_number": clinic.crisis_number,
            "copyright_holder": clinic.copyright_holder or clinic.name,
            "reporting_text": clinic.reporting_text,
        },
    }
    if article.change_note:
        content["change_note"] = article.change_note
    return content


def canonical(value: Any) -> bytes:
    """Return JSON that is the same for the same facts: sorted keys, no spaces, NFC text."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text).encode()


def content_hash(content: Content) -> str:
    """Return the SHA-256 that a review names: over all that the reviewer read."""
    return hashlib.sha256(canonical(content)).hexdigest()


def signature_hash(signed_by: PhysicianFacts | None) -> str:
    """Return the SHA-256 over what a reviewer was shown of themselves before they approved."""
    return hashlib.sha256(canonical(signed_by)).hexdigest()


def seal(
    *,
    article_uid: str,
    number: int,
    content_sha256: str,
    byline: Byline,
    html: str,
    live_from: datetime,
    previous_sha256: str,
) -> str:
    """Return the SHA-256 that closes an edition and binds it to the one before."""
    sealed = {
        "article": article_uid,
        "number": number,
        "content_sha256": content_sha256,
        "byline": byline,
        "html_sha256": hashlib.sha256(html.encode()).hexdigest(),
        "live_from": live_from.astimezone(UTC).isoformat(),
        "previous_sha256": previous_sha256,
    }
    return hashlib.sha256(canonical(sealed)).hexdigest()


def render(content: Content, byline: Byline, *, draft: bool = False) -> str:
    """Draw the page's text. The result is stored with the edition and shown as stored.

    ``draft``: nothing is published by it, so it names no day of publication and links no history.
    """
    context = {"page": content, "byline": byline, "draft": draft}
    return render_to_string("articles/edition_body.html", context)


def search_text(content: Content) -> str:
    """Return the words that a search looks through: text, names and lay names, without markup."""
    parts = [markup.words(content["body"])]
    parts += [f"{c['name']} {c['also_called']}" for c in content["conditions"]]
    for treatment in content["treatments"]:
        parts += [
            treatment["name"], treatment["also_called"], treatment["summary"],
            treatment["example_medicines"],
        ]  # fmt: skip
        parts += [f"{e['name']} {e['clinical_name']}" for e in treatment["side_effects"]]
        # Absent in editions frozen before; their search text, which is verified, stays what it was.
        parts += [e["also_called"] for e in treatment["side_effects"] if "also_called" in e]
        parts += [o["name"] for o in treatment.get("outcomes", [])]
    return " ".join(part for part in parts if part)


def reading_minutes(content: Content) -> int:
    """Return how long the page takes to read, in whole minutes, at least 1."""
    facts_text = [
        str(value)
        for treatment in content["treatments"]
        for name, value in treatment.items()
        if name not in ("slug", "side_effects", "outcomes", "regulator_warnings", "conditions")
    ]
    words = len(" ".join([search_text(content), *facts_text]).split())
    return max(1, round(words / WORDS_PER_MINUTE))
