"""Which passage of a page a reply speaks of, by the rarer words that they share. Pure: text in, text out.

A guess that spares the moderator a look at the page: it is shown as "closest passage", and nothing where
fewer than two words fit.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from typing_extensions import override

FEWEST_SHARED = 2
LONGEST = 320
STEM = 6  # letters: "injection" and "injections" are one, without a word list of any language
_WORD = re.compile(r"[^\W\d_]{4,}")
_BLOCKS = frozenset("p li td dd".split())
_HEADINGS = frozenset(("h2", "h3", "h4"))
# Parts of every page that no reply is about.
_BESIDE = frozenset("references author corrections related contents".split())


@dataclass(frozen=True)
class Passage:
    """A block of a page: its text, the title above it, and the id that leads there."""

    title: str
    anchor: str
    text: str


def closest(reply: str, html: str) -> Passage | None:
    """Return the block of an edition's HTML that shares most with a reply, or None."""
    blocks = _Blocks()
    blocks.feed(html)
    stems = [_stems(block.text) for block in blocks.found]
    common = Counter(stem for each in stems for stem in each)
    said = _stems(reply)
    best, most = None, 0.0
    for block, each in zip(blocks.found, stems, strict=True):
        shared = said & each
        if len(shared) < FEWEST_SHARED:
            continue
        weight = sum(math.log(1 + len(stems) / common[stem]) for stem in shared)
        weight /= math.sqrt(len(each))  # a long list holds any word
        if weight > most:
            best, most = block, weight
    return best


def _stems(text: str) -> set[str]:
    return {word[:STEM].casefold() for word in _WORD.findall(text)}


class _Blocks(HTMLParser):
    """Collect the blocks of text that stand under a heading with an id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Passage] = []
        self.title, self.anchor = "", ""
        self.words: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self.words, self.title = [], ""
            self.anchor = dict(attrs).get("id") or self.anchor
        elif tag in _BLOCKS:
            self.words = []

    @override
    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self.words).split())
        if tag in _HEADINGS:
            self.title, self.words = text, []
        elif tag in _BLOCKS:
            self.words = []
            if text and self.title and self.anchor not in _BESIDE:
                cut = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
                self.found.append(Passage(self.title, self.anchor, cut))

    @override
    def handle_data(self, data: str) -> None:
        self.words.append(data)
