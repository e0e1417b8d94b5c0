"""From what somebody typed to plans: what must be on a page, and what may stand for what."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import SearchWord, Synonym
from articles.models.search import LONGEST_SYNONYM
from articles.search.engine import Engine, Group, Plan
from articles.search.mending import mended
from articles.words import SMALL, words
from clinic_cms.clinic.plain_text import plain

LONGEST_QUERY = 200
MOST_WORDS = 12
COMPLETIONS = 8  # of a word
COMPLETED = 3  # words of a query
SHORTEST_BEGINNING = 3


def tidy(query: str) -> str:
    """Return a query that is safe to use and to show: no control characters, one line, not long."""
    return " ".join(plain(query[:LONGEST_QUERY]).split())


def read(query: str) -> tuple[str, ...]:
    """Return the words of a query, folded."""
    return tuple(words(tidy(query))[:MOST_WORDS])


@dataclass(frozen=True)
class Reading:
    """One way to understand a query. ``corrected``: read as these words, not as it was typed."""

    plan: Plan
    corrected: str = ""
    partly: bool = False  # any of the words is enough

    @property
    def terms(self) -> frozenset[str]:
        """Return every word that a page may have been found by."""
        return frozenset(w for group in self.plan for alternative in group for w in alternative)


def readings(asked: tuple[str, ...], engine: Engine) -> Iterator[Reading]:
    """Yield ways to understand words, the most faithful first: the next one only if one found nothing.

    As typed, with synonyms; words that no edition holds as the beginnings of others; then as slips
    of the finger; then any of the words instead of all.
    """
    groups, alone = _split(asked)
    typed = _plan(groups, alone)
    yield Reading(typed)
    known = set(SearchWord.objects.filter(word__in=alone).values_list("word", flat=True))
    unknown = [w for w in alone if w not in known]
    completed = {
        w: _beginning(w, engine) for w in unknown[:COMPLETED] if len(w) >= SHORTEST_BEGINNING
    }
    if any(completed.values()):
        yield Reading(_plan(groups, alone, completed))
    # A lone word may be known from an edition that is no longer live.
    for other in mended(asked, unknown or (asked if len(asked) == 1 else []), engine):
        yield Reading(_plan(*_split(other)), corrected=" ".join(other))
    if len(typed) > 1:
        whole = _plan(groups, alone, completed)
        yield Reading((tuple(a for group in whole for a in group),), partly=True)


def typing(asked: tuple[str, ...], engine: Engine) -> Reading:
    """Return how to understand words of which the last is perhaps unfinished."""
    *finished, last = asked
    groups, alone = _split(tuple(finished)) if finished else ([], [])
    if len(last) > 1:  # a single letter says nothing yet
        rows = Synonym.objects.filter(in_use=True, key__startswith=last)[:COMPLETIONS]
        meant = [meaning for row in rows for meaning in row.meanings()]
        groups.append(((last,), *_beginning(last, engine), *meant))
    return Reading(_plan(groups, alone))


def _plan(groups: list[Group], alone: list[str], completed: dict[str, Group] | None = None) -> Plan:
    more = completed or {}
    return (*groups, *(((word,), *more.get(word, ())) for word in alone))


def _split(asked: tuple[str, ...]) -> tuple[list[Group], list[str]]:
    """Return phrases with what they mean, the longest phrases first, and the words that are left.

    Small words are left out, unless there is nothing else.
    """
    synonyms = _synonyms(asked)
    groups: list[Group] = []
    left: dict[str, None] = {}
    at = 0
    while at < len(asked):
        for length in range(min(LONGEST_SYNONYM, len(asked) - at), 0, -1):
            phrase = asked[at : at + length]
            if meant := synonyms.get(" ".join(phrase)):
                groups.append((tuple(w for w in phrase if w not in SMALL) or phrase, *meant))
                at += length
                break
        else:
            left[asked[at]] = None
            at += 1
    alone = [w for w in left if w not in SMALL]
    return groups, alone if alone or groups else list(left)


def _synonyms(asked: tuple[str, ...]) -> dict[str, Group]:
    phrases = {
        " ".join(asked[at : at + length])
        for at in range(len(asked))
        for length in range(1, LONGEST_SYNONYM + 1)
    }
    rows = Synonym.objects.filter(in_use=True, key__in=phrases).only("key", "means")
    return {row.key: tuple(row.meanings()) for row in rows}


def _beginning(prefix: str, engine: Engine) -> Group:
    return tuple((word,) for word in engine.beginning(prefix, COMPLETIONS))
