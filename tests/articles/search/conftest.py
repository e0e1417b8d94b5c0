"""Pages to search through, made by the real verbs."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Edition, Synonym
from tests import acts, factories, kept

BODIES = {
    "Medicines for pain": "<p>Ibuprofen calms swelling. Ask before you take naproxen with aspirin.</p>",
    "Epidural injections": (
        "<p>Pain may stay for a day. A fine needle goes between two vertebræ. "
        "A café visit can wait.</p>"
    ),
    "Sciatica": "<p>A herniation presses on a nerve. The pain runs down the leg &amp; foot.</p>",
}


def _published_by(author: Any, reviewer: Any, publisher: Any) -> Callable[..., Edition]:
    def make(title: str, body: str, live_from: Any = None, **fields: Any) -> Edition:
        guide = factories.guide(author, title=title, body=f"<h2>More</h2>{body}", **fields)
        return acts.submit_approve_publish(
            guide, author=author, reviewer=reviewer, publisher=publisher, live_from=live_from
        )

    return make


@pytest.fixture
def publish(clinic: Any, author: Any, reviewer: Any, publisher: Any) -> Callable[..., Edition]:
    """Return a function: title and body, to the edition of a guide."""
    return _published_by(author, reviewer, publisher)


@pytest.fixture
@kept.step
def library(clinic: Any, author: Any, reviewer: Any, publisher: Any) -> dict[str, Edition]:
    """Three live guides, and what patients say for two things."""
    for word, means in (
        ("Advil", "ibuprofen"),
        ("Slipped disc", "herniation"),
        ("ESI", "epidural"),
    ):
        synonym = Synonym(word=word, means=means)
        synonym.full_clean()
        synonym.save()
    publish = _published_by(author, reviewer, publisher)
    return {title: publish(title, body) for title, body in BODIES.items()}
