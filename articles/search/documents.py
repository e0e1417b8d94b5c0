"""From an edition's frozen facts to what a search looks through."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction

from articles import markup
from articles.models import Edition, SearchDocument, SearchWord
from articles.payload import Content
from articles.words import words

# Letters of names, and again of text. PostgreSQL holds 1 MB of words a document; pages have some
# ten thousand letters.
LONGEST = 100_000
AT_ONCE = 200

# What a page's text is searched without, whatever else its facts come to hold.
LEFT_OUT = frozenset(
    (
        # Found by another column, or in the text itself.
        "title", "contents",
        # The same on many pages, and not what they are about: of the author the name is enough.
        "clinic", "disclaimers", "references",
        "bio", "conflicts", "credentials", "specialty",
        # No words: codes, addresses, days.
        "kind", "slug", "band", "nature", "certainty", "what_to_do", "licence_status",
        "url", "booking_url", "research_url", "photo", "pictures", "issued_on",
    )
)  # fmt: skip


def names(content: Content) -> str:
    """Return what a page is about, by every name: conditions, treatments, medicines."""
    parts = [f"{c['name']} {c['also_called']}" for c in content["conditions"]]
    for facts in content["treatments"]:
        parts += [facts["name"], facts["also_called"], facts["example_medicines"]]
    return " ".join(parts)


def text(content: Content) -> str:
    """Return every word that readers see of a page, but for what ``LEFT_OUT`` names."""
    return " ".join(_words(content))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, dict):
        for key, inner in sorted(value.items()):  # PostgreSQL keeps no order of keys
            if key == "body":
                yield markup.words(inner)
            elif key not in LEFT_OUT:
                yield from _words(inner)


def document(edition: Edition) -> SearchDocument:
    """Return the document of an edition. Writes nothing."""
    content: Content = edition.payload
    return SearchDocument(
        edition=edition,
        title=" ".join(words(content["title"])),
        names=" ".join(words(names(content)))[:LONGEST],
        text=" ".join(words(text(content)))[:LONGEST],
    )


def write(editions: Iterable[Edition], using: str = DEFAULT_DB_ALIAS) -> None:
    """Store the documents of editions and the words in them. The caller's transaction holds both."""
    made = [document(edition) for edition in editions]
    named = {word for d in made for part in (d.title, d.names) for word in part.split()}
    used = {(word, True) for word in named} | {(w, False) for d in made for w in d.text.split()}
    # In order: two publications at once take the same rows in the same sequence, and never lock up.
    SearchWord.objects.using(using).bulk_create(
        [SearchWord(word=word, named=named) for word, named in sorted(used) if not word.isdigit()],
        ignore_conflicts=True,
    )
    SearchDocument.objects.using(using).bulk_create(made)


def write_missing(using: str) -> int:
    """Store the documents of editions that have none, as after an upgrade. Return how many."""
    lacking = Edition.objects.using(using).exclude(
        pk__in=SearchDocument.objects.using(using).values("pk")
    )
    keys = list(lacking.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic(using):
            rows = Edition.objects.using(using).filter(pk__in=keys[start : start + AT_ONCE])
            write(rows.only("pk", "payload"), using)
    return len(keys)
