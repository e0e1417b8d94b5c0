"""The words that were looked for, marked in titles and in a passage of the text."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString

from articles.markup import CITED, TAG, trusted
from articles.words import root

BEFORE, LONG = 60, 220
HEADING = re.compile(r"<h([234])[^>]*>(.*?)</h\1>", re.DOTALL)
ENDS = ".?!:;…"  # after which nothing more is needed between two sentences


def headings_apart(text: str, body: str) -> str:
    """Return an edition's search text with its headings set apart from the sentences around them.

    The text itself is frozen without: words run on from block to block. ``body`` is the HTML whose
    words it begins with, and says which of them are headings.
    """
    parts, at = [], 0
    for _, html in HEADING.findall(body):
        title = " ".join(unescape(TAG.sub("", CITED.sub("", html))).split())
        # Words of a heading may stand in a sentence before it; there they go on in small letters.
        found = re.compile(rf"(?:^|(?<= )){re.escape(title)}(?= [^a-z]|$)").search(text, at)
        if not title or not found:
            continue
        before = text[at : found.start()].rstrip()
        parts += [
            before,
            "." if before and before[-1] not in ENDS else "",
            " " if found.start() else "",
        ]
        parts += [title, "" if title[-1] in ENDS else ":"]
        at = found.end()
    return "".join([*parts, text[at:]])


class _Plainer(dict[int, str]):
    """One folded letter for each, so that places in the text stay where they are."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = letter[0]
        return self[code]


_PLAINER = _Plainer()


class Marker:
    """Marks the words of one query, and words of the same root."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.roots = frozenset(root(term) for term in terms)
        self.pattern = _pattern(self.roots)

    def mark(self, text: str) -> SafeString:
        """Return text as HTML: everything escaped, the words that were looked for in ``<mark>``."""
        parts, at = [], 0
        for start, end, _ in self._places(text):
            parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
            at = end
        return trusted("".join([*parts, escape(text[at:])]))

    def passage(self, text: str, otherwise: str) -> SafeString:
        """Return the passage with the most different words of the query, or the other text."""
        places = self._places(text)
        if not places:
            return self.mark(otherwise)
        best = max(places, key=lambda place: (_different(places, place[0]), -place[0]))
        start = max(0, best[0] - BEFORE)
        end = min(len(text), start + LONG)
        if start:  # begin and end between words
            start = min(text.find(" ", start, best[0]) + 1 or best[0], best[0])
        if end < len(text):
            end = max(text.rfind(" ", best[1], end), best[1])
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return trusted(f"{before}{self.mark(text[start:end].strip())}{after}")

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and root of each word in the text that was looked for."""
        if not self.roots:
            return []
        return [
            (match.start(), match.end(), found)
            for match in self.pattern.finditer(text.translate(_PLAINER))
            if (found := root(match[0])) in self.roots
        ]


def _different(places: list[tuple[int, int, str]], start: int) -> int:
    """Return how many different words of the query a passage that begins here would show."""
    return len({found for at, end, found in places if start <= at and end <= start + LONG - BEFORE})


@lru_cache(64)
def _pattern(roots: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(map(re.escape, roots)))})[^\W_]*")
