"""What differs between two states of a page's content, word by word. Pure functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from articles import markup
from articles.payload import Content

TITLES = {
    "title": "Title",
    "summary": "In one sentence",
    "slug": "Address",
    "body": "Text",
    "author": "Author",
    "conditions": "Conditions",
    "treatments": "Treatments",
    "help": "When to get help",
    "questions": "Questions to ask",
    "disclaimers": "Disclaimers",
    "references": "References",
    "related": "Related",
    "clinic": "The clinic",
}
# Follow from the rest: how a number is drawn, ids, where pictures lie.
SILENT = {
    "contents",
    "denominator",
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
WORD = re.compile(r"\s+|[^\s]+")


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
    """Return the parts that differ, in the order of the page."""
    found = []
    for key, title in TITLES.items():
        old, new = _lines(key, before), _lines(key, after)
        if old != new:
            found.append(Change(title, list(_compare(old, new))))
    return found


def _lines(key: str, content: Content) -> list[str]:
    value: Any = content[key]  # type: ignore[literal-required]  # a key of TITLES
    if key == "body":
        return markup.prepare(value, [r["number"] for r in content["references"]]).blocks
    return [f"{label}: {text}" if label else text for label, text in _walk(value)]


def _walk(value: Any, label: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name of the field, text) of everything in a JSON value that a reader would notice."""
    if isinstance(value, dict):
        name = str(value.get("name") or value.get("title") or "")
        for key, inner in sorted(value.items()):  # PostgreSQL keeps no order of keys
            if key not in SILENT and not key.endswith("_label"):
                words = key.replace("_", " ")
                yield from _walk(inner, f"{name}, {words}" if name and key != "name" else words)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, label)
    elif value not in ("", None):
        yield label, str(value)


def _compare(old: list[str], new: list[str]) -> Iterator[list[Run]]:
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        paired = min(b - a, d - c)
        for n in range(paired):
            yield _words(old[a + n], new[c + n])
        yield from ([Run("del", line)] for line in old[a + paired : b])
        yield from ([Run("ins", line)] for line in new[c + paired : d])


def _words(old: str, new: str) -> list[Run]:
    left, right = WORD.findall(old), WORD.findall(new)
    runs: list[Run] = []
    for op, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if op == "equal":
            runs.append(Run("same", "".join(left[a:b])))
            continue
        if b > a:
            runs.append(Run("del", "".join(left[a:b])))
        if d > c:
            runs.append(Run("ins", "".join(right[c:d])))
    return runs
