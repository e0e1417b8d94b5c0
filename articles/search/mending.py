"""Misspelt words: what may have been meant, of the words that pages and synonyms hold."""

from collections.abc import Iterator, Sequence

from articles.models import SearchWord, Synonym
from articles.search.engine import Engine
from articles.words import SMALL, distance, one_edit_away, slips_allowed

CANDIDATES = 40
TRIES = 3
MENDED = 3  # words of a query: each costs some milliseconds, and anybody may ask


def mended(
    asked: tuple[str, ...], doubtful: Sequence[str], engine: Engine
) -> Iterator[tuple[str, ...]]:
    """Yield the words with each doubtful one replaced by a near one, the nearest first."""
    near = {w: found for w in doubtful[:MENDED] if w not in SMALL and (found := _near(w, engine))}
    tried = {asked}
    for turn in range(TRIES if near else 0):
        words = tuple(near[w][min(turn, len(near[w]) - 1)] if w in near else w for w in asked)
        if words not in tried:
            tried.add(words)
            yield words


def _near(word: str, engine: Engine) -> list[str]:
    """Return words that this one may be a slip of, the likeliest first."""
    allowed = slips_allowed(word)
    if not allowed or not word.isascii():
        return []
    slips = one_edit_away(word)
    near = set(SearchWord.objects.filter(word__in=slips).values_list("word", flat=True))
    if allowed > 1:
        near.update(engine.resembling(word, CANDIDATES))
    for key in Synonym.objects.filter(in_use=True).values_list("key", flat=True):
        near.update(w for w in key.split() if abs(len(w) - len(word)) <= allowed)
    far = {other: distance(word, other) for other in near - {word} - SMALL}
    return sorted(
        (other for other, steps in far.items() if steps <= allowed),
        # Most people get the first letter right.
        key=lambda other: (far[other], other[0] != word[0], abs(len(other) - len(word)), other),
    )
