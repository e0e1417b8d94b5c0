"""How hard a text is to read. Advice, never a gate.

Flesch-Kincaid grade: 0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid and others, 1975).
Computed over the blocks of a page: on flat text, bullets without full stops run together and the grade
comes out three to four too high.
"""

import re
from dataclasses import dataclass
from functools import cache

import pyphen

TARGET_GRADE = 8
LONG = 20
FEWEST_WORDS = 30  # below this a grade says nothing
SENTENCE_END = re.compile(r"(?<=[.!?])[”\u2019\")\]]*\s+")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(r"(?<=[^aeiouy])(?<![^aeiouy]l)e(?=s?$)")
WORD = re.compile(r"[^\W\d_]+(?:[\u2019'-][^\W\d_]+)*")


@dataclass(frozen=True)
class Measured:
    """A whole-number US school grade (0 when the text is too short) and the sentences over LONG words."""

    grade: int
    long_sentences: list[str]


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least 1.

    The larger of two estimates: places to hyphenate, which miss short syllables at the ends ("body"),
    and groups of vowels, which miss vowels that meet ("diagnosis" is right, "media" is not).
    """
    lower = word.lower()
    groups = len(VOWELS.findall(SILENT_E.sub("", lower)))
    return max(1, groups, len(_dictionary().positions(lower)) + 1)


def measure(blocks: list[str]) -> Measured:
    """Measure a text given as its blocks: paragraphs, list items, headings."""
    sentences = [s for block in blocks for s in SENTENCE_END.split(block) if WORD.search(s)]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    long_sentences = [s for s in sentences if len(WORD.findall(s)) > LONG]
    if len(words) < FEWEST_WORDS:
        return Measured(0, long_sentences)
    grade = (
        0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    )
    return Measured(max(1, round(grade)), long_sentences)
