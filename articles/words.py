"""Text as words: folded, so that case, accents and punctuation make no difference."""

import re
import unicodedata

LONGEST_WORD = 40
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")  # noqa: RUF001 - people type all of these
_WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})  # noqa: RUF001 - Turkish
_ENDINGS = re.compile(r"(?:ations?|ings?|ions?|ies|ied|es|ed|s|e|y)$")
# Left out of a question in whole sentences, unless nothing else is left.
SMALL = frozenset(
    "a about after all am an and any are as at be been but by can could did do does for from get "
    "had has have having how i if in into is it its me my of on or our should so some than that "
    "the their them there they this to was we were what when where which who why will with would "
    "you your s t much long often".split()
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def fold(text: str) -> str:
    """Return text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a text, folded. ``can't`` is one word, ``L4/L5`` are two."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(_APOSTROPHE.sub("", fold(text)))]


def root(word: str) -> str:
    """Return what is left of a folded word without its ending: alike for injection and injected."""
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= 3 else word


def one_edit_away(word: str) -> set[str]:
    """Return every text that one slip of the finger makes of a word, in plain letters and digits."""
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in parts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in parts if b for c in _ALPHABET}
    found |= {a + c + b for a, b in parts for c in _ALPHABET}
    return found - {word}


def distance(a: str, b: str) -> int:
    """Return how many slips lie between two words: letters left out, added, changed or swapped.

    The optimal string alignment distance.
    """
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            best = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def slips_allowed(word: str) -> int:
    """Return how far a word may lie from the one that was meant."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3
