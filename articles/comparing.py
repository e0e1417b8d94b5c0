"""What differs between two states of a page's content, word by word. Pure functions.

Contents with two hashes never pass as the same: what no words name is told in a plain sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from articles import body_lines, editions
from articles.payload import Content

TITLES = {
    "kind": "Kind of page",
    "title": "Title",
    "summary": "In one sentence",
    "slug": "Address",
    "body": "Text",
    "author": "Author",
    "conditions": "Conditions",
    "treatments": "Treatments",
    "denominator": "People that figures are out of",
    "help": "When to get help",
    "questions": "Questions to ask",
    "disclaimers": "Disclaimers",
    "references": "References",
    "related": "Related",
    "clinic": "The clinic",
    "change_note": "What changed since the edition before",
}
# Follow from what is shown: how a number is drawn, ids, how large a picture is.
SILENT = {
    "contents",
    "pictures",
    "icon_array",
    "per_page",
    "spared",
    "headline",
    "with_per_page",
    "without_per_page",
    "with_headline",
    "without_headline",
    "with_icon_array",
    "without_icon_array",
    "difference",
    "width",
    "height",
}
TYPED = "research_label"  # every other label follows from a code beside it
UNNAMED = (
    "Something changed here that reads the same, such as spacing or how it is drawn. "
    "Look at the preview beside the live page."
)
WORD = re.compile(r"\S+")
# Finding the words that stayed takes the square of their number. Most paragraphs have 50 to 150 words;
# one that changed in more than LONGEST is easier to read as one taken out and one put in, as is a
# part rewritten in more than MOST. At these sizes the worst text takes some seconds.
LONGEST = 200
MOST = 3_000
LINES = 500


@dataclass(frozen=True)
class Run:
    """Words that stayed, came (ins) or went (del)."""

    kind: str  # same, ins, del
    text: str


@dataclass(frozen=True)
class Change:
    """A part of the page whose words differ: its paragraphs, those that stayed left out."""

    title: str
    lines: list[list[Run]]


def changes(before: Content, after: Content) -> list[Change]:
    """Return the parts that differ, in the order of the page. None only where the hashes are equal."""
    found = []
    for key, title in TITLES.items():
        old, new = _lines(key, before), _lines(key, after)
        if old != new:
            found.append(Change(title, list(_compare(old, new))))
        elif _differ(before.get(key), after.get(key)):
            found.append(Change(title, [[Run("same", UNNAMED)]]))
    if not found and _differ(before, after):
        found.append(Change("The page", [[Run("same", UNNAMED)]]))
    return found


def since_edition(frozen: Content, after: Content) -> list[Change]:
    """Return the parts that differ from an edition, but for its note on what changed.

    The note is of that edition alone: publication has emptied it, and the next one is all new.
    """
    before = frozen.copy()
    before.pop("change_note", None)
    return changes(before, after)


def _differ(before: Any, after: Any) -> bool:
    return editions.canonical(before) != editions.canonical(after)


def _lines(key: str, content: Content) -> list[str]:
    value: Any = content.get(key)  # older editions lack what came later
    if key == "body":
        return [_one_form(line) for line in body_lines.lines(value)]
    return [_one_form(f"{label}: {text}" if label else text) for label, text in _walk(value)]


def _one_form(text: str) -> str:
    return unicodedata.normalize("NFC", text)  # as the hash does


def _walk(value: Any, label: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name of the field, text) of everything in a JSON value that a reader would notice."""
    if isinstance(value, dict):
        name = str(value.get("name") or value.get("title") or "")
        for key, inner in sorted(value.items()):  # PostgreSQL keeps no order of keys
            if key not in SILENT and (key == TYPED or not key.endswith("_label")):
                words = key.replace("_", " ")
                yield from _walk(inner, f"{name}, {words}" if name and key != "name" else words)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, label)
    elif value not in ("", None):
        yield label, str(value)


def _compare(old: list[str], new: list[str]) -> Iterator[list[Run]]:
    left = MOST
    for op, a, b, c, d in _opcodes(old, new, LINES):
        if op == "equal":
            continue
        paired = min(b - a, d - c)
        for n in range(paired):
            before, after = old[a + n], new[c + n]
            left -= max(len(WORD.findall(before)), len(WORD.findall(after)))
            yield _words(before, after, LONGEST if left > 0 else 0)
        yield from ([Run("del", line)] for line in old[a + paired : b])
        yield from ([Run("ins", line)] for line in new[c + paired : d])


def _words(old: str, new: str, most: int) -> list[Run]:
    before, after = _split(old), _split(new)
    runs: list[Run] = []
    for op, a, b, c, d in _opcodes([w.strip() for w in before], [w.strip() for w in after], most):
        if op == "equal":
            runs.append(Run("same", "".join(after[c:d])))
            continue
        if b > a:
            runs.append(Run("del", "".join(before[a:b])))
        if d > c:
            runs.append(Run("ins", "".join(after[c:d])))
    if all(run.kind == "same" for run in runs):  # the spaces between them differ
        return [Run("del", old), Run("ins", new)]
    return runs


def _split(text: str) -> list[str]:
    """Return the words, each with the space behind it."""
    starts = [0, *(found.start() for found in WORD.finditer(text) if found.start()), len(text)]
    return [text[a:b] for a, b in pairwise(starts) if b > a]


def _opcodes(old: list[str], new: list[str], most: int) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what ``SequenceMatcher`` says of two lists; all between equal ends as one beyond ``most``."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    a, b = len(old) - last, len(new) - last
    if first:
        yield "equal", 0, first, 0, first
    if max(a, b) - first > most:
        yield "replace", first, a, first, b
    else:
        matcher = SequenceMatcher(None, old[first:a], new[first:b], autojunk=False)
        for op, i, j, k, n in matcher.get_opcodes():
            yield op, first + i, first + j, first + k, first + n
    if last:
        yield "equal", a, len(old), b, len(new)
