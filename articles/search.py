"""Search through live guides. One interface: a better engine can stand behind ``find``."""

from articles.markup import plain
from articles.models import Edition

LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_RESULTS = 50


def tidy(query: str) -> str:
    """Return a query that is safe to use: no control characters, one line, not too long."""
    return " ".join(plain(query[:LONGEST_QUERY]).split())


def find(query: str) -> list[Edition]:
    """Return live guides that hold every word, those with a word in the title first."""
    words = query.split()[:MOST_WORDS]
    editions = Edition.objects.live().guides()
    for word in words:
        editions = editions.filter(title__icontains=word) | editions.filter(
            search_text__icontains=word
        )
    rows = list(editions.for_lists().order_by("-live_from", "-pk")[:MOST_RESULTS])
    return sorted(rows, key=lambda e: not any(w.casefold() in e.title.casefold() for w in words))
