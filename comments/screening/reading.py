"""A text as the rules read it: plain letters and digits, each knowing its place in the text as written.

Compatibility forms (NFKC), accents, invisible signs, look-alike letters and digits of other scripts are
how words get past a rule, by chance or on purpose.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets that look like ours. For comparing only: nothing is stored or shown so.
LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЇЈЅԚԜӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧавекмнорстухгіїјѕԁԛԝһӏɡɪıαβεικνορτυχω",
    "ABEKMHOPCTYXIIJSQWIABEZHIKMNOPTYXabekmhopctyxriijsdqwhlgiiabeikvoptuxw",
)
_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u00b7\u2022\u2219\u22c5\u3002\u30fb", "."),
    **dict.fromkeys("\u115f\u1160\u2800\u3164", " "),  # letters to Unicode, nothing to the eye
    "\u2212": "-",
}
_UNSEEN = ("Mn", "Me", "Cf")


@dataclass(frozen=True)
class Reading:
    """A plain text; its character ``i`` stands for the original's ``starts[i]`` up to ``ends[i]``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a place (not empty) in the plain text."""
        return self.starts[start], self.ends[end - 1]

    def replaced(
        self, matches: Iterable[re.Match[str]], by: Callable[[re.Match[str]], str | None]
    ) -> "Reading":
        """Return a reading with matches in its text replaced. Each replacement stands for a whole match."""
        text, starts, ends, at = [], list[int](), list[int](), 0
        for match in matches:
            new = by(match)
            if new is None or match.start() == match.end():
                continue
            first, last = self.span(*match.span())
            text += [self.text[at : match.start()], new]
            starts += [*self.starts[at : match.start()], *[first] * len(new)]
            ends += [*self.ends[at : match.start()], *[last] * len(new)]
            at = match.end()
        if not at:
            return self
        return Reading(
            "".join([*text, self.text[at:]]),
            [*starts, *self.starts[at:]],
            [*ends, *self.ends[at:]],
        )


@lru_cache(maxsize=4)  # every rule reads the same text
def read(original: str) -> Reading:
    """Return a text as the rules read it."""
    if original.isascii():
        length = len(original)
        return Reading(original.replace("\t", " "), range(length), range(1, length + 1))
    letters, starts = [], []
    for place, character in enumerate(original):
        for plain in _plain(character):
            letters.append(plain)
            starts.append(place)
    return Reading("".join(letters), starts, [place + 1 for place in starts])


def fold(text: str) -> str:
    """Return a text in the letters that ``read`` makes, without case: for lists of words."""
    return read(text).text.casefold()


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return what a character says, in none, one or several plain characters."""
    if character == "\n" or character.isascii():
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return ""
    if category == "Pd":
        return "-"
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in _UNSEEN)
    return kept.translate(LOOK_ALIKES)
