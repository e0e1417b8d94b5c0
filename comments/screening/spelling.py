"""Spelling slips in the words that matter: a letter too many, too few, wrong or swapped; drawn-out ones.

Only towards a given list of words, never towards a dictionary: what is near none of them stays as it is.
"""

import re
from collections.abc import Container
from functools import lru_cache

from comments.screening.reading import Reading

_WORD = re.compile(r"[A-Za-z0-9$@!]{3,24}")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_DIGITS_FOR_LETTERS = str.maketrans("013457$@!", "oieastsai")
SHORTEST_SWAP = 4  # letters: two of them in the wrong order make few words that exist
SHORTEST = 6  # letters: shorter words have too many neighbours
# Words that are one slip from a word that matters, and mean something else.
NEIGHBOURS = frozenset(
    (
        "blander blinds bowl bowled bowler breach breached breadth breathed breeding chester "
        "chewing chilli chilly choice controlled controls feeding fewer infection infections "
        "leaning leaving lever liking lining loosing losing loving never numbed number numbers "
        "overdone paralyzes provision seizures selling shallow shivers spelling stoke stokes "
        "stools strike strikes swallow swallows threading threat threats usable version visions "
        "wreath "
    ).split()
)


def one_slip(one: str, other: str) -> bool:
    """Say whether two words are alike but for one letter: added, dropped, changed, or two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    rest, other_rest = one[same:], other[same:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )


def corrected(reading: Reading, words: frozenset[str]) -> Reading:
    """Return a reading in which slips of these words (lower case) are put right."""
    words_there = _WORD.finditer(reading.text)
    return reading.replaced(words_there, lambda match: _corrected(match[0].lower(), words))


@lru_cache(maxsize=8192)
def _corrected(word: str, words: frozenset[str]) -> str | None:
    if word in words:
        return None
    if not word.isalpha():
        if not any(c.isalpha() for c in word):
            return None
        meant = word.translate(_DIGITS_FOR_LETTERS)
        return meant if meant in words else None
    if _DRAWN_OUT.search(word):
        for shorter in (_DRAWN_OUT.sub(r"\1", word), _DRAWN_OUT.sub(r"\1\1", word)):
            if found := shorter if shorter in words else _near(shorter, words):
                return found
        # No word that matters by itself, but perhaps part of one: "caaaan" of "caaaan't".
        return _DRAWN_OUT.sub(lambda run: run[1] * (2 if run[1] in "eo" else 1), word)
    return _near(word, words)


def _near(word: str, words: frozenset[str]) -> str | None:
    if len(word) >= SHORTEST_SWAP and (swapped := _swapped(word, words)):
        return swapped
    if len(word) < SHORTEST - 1 or word in NEIGHBOURS:
        return None
    for known in words:
        if (
            max(len(word), len(known)) >= SHORTEST <= len(known) + 1
            and known[0] == word[0]
            and one_slip(word, known)
        ):
            return known
    return None


def _swapped(word: str, words: Container[str]) -> str | None:
    """Return the known word that two neighbouring letters in the wrong order hide: "nubm"."""
    for n in range(len(word) - 1):
        meant = word[:n] + word[n + 1] + word[n] + word[n + 2 :]
        if meant in words and meant != word:
            return meant
    return None
