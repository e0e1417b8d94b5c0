"""From an edition's frozen facts to what a search looks through."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, transaction

from articles.editions import search_text
from articles.models import Edition, SearchDocument, SearchWord
from articles.payload import Content
from articles.words import words

# Letters of names, and again of text. PostgreSQL holds 1 MB of words a document; pages have some
# ten thousand letters.
LONGEST = 100_000
AT_ONCE = 200


def names(content: Content) -> str:
    """Return what a page is about, by every name: conditions, treatments, medicines."""
    parts = [f"{c['name']} {c['also_called']}" for c in content["conditions"]]
    for facts in content["treatments"]:
        parts += [facts["name"], facts["also_called"], facts["example_medicines"]]
    return " ".join(parts)


def text(content: Content) -> str:
    """Return everything else that readers see of a page, but for references and disclaimers."""
    parts = [content["summary"], search_text(content), *content["questions"]]
    for facts in content["treatments"]:
        parts += [
            facts["how_it_works"], facts["how_it_is_given"], facts["benefits"],
            facts["preparation"], facts["afterwards"], facts["doing_nothing"],
            *facts["who_it_is_for"], *facts["who_should_not"], *facts["alternatives"],
        ]  # fmt: skip
    return " ".join(parts)


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
