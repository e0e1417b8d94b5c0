"""How well a rule does on labelled sentences. Pure: lines in, figures out.

A labelled place counts as found when a finding of its type overlaps it: a rule has to make a person
look at the place, not to measure it. Types that no finder here has are left out of the count.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from comments.screening.finding import Finding

# Names under which other collections label what we call by the name on the right.
SAME = {
    "EMAIL": "EMAIL_ADDRESS", "PHONE": "PHONE_NUMBER", "SSN": "US_SSN", "US_ITIN": "US_SSN",
    "DOB": "DATE_OF_BIRTH", "STAFF": "PERSON", "STREET_ADDRESS": "LOCATION", "ADDRESS": "LOCATION",
    "UK_NHS": "MEDICAL_RECORD", "MRN": "MEDICAL_RECORD", "US_MBI": "INSURANCE",
    "US_PASSPORT": "ID_NUMBER", "US_DRIVER_LICENSE": "ID_NUMBER", "IBAN_CODE": "ID_NUMBER",
}  # fmt: skip
WHOLE = "label"  # the one "type" of lines that carry a label for the text as a whole


@dataclass(frozen=True)
class Line:
    """One labelled text. ``wanted`` holds (start, end, type); a label of 1 is the whole text."""

    number: int
    text: str
    wanted: tuple[tuple[int, int, str], ...]


@dataclass
class Score:
    """What was found of what is there, by type, and how often an innocent text was marked."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    innocent: int = 0
    alarmed: int = 0
    misses: list[tuple[int, str, str]] = field(default_factory=list)  # line, type, words
    alarms: list[tuple[int, str, str]] = field(default_factory=list)

    def recall(self, type_: str) -> float:
        """Return the share that was found: 1.0 where there was nothing to find."""
        return self.found[type_] / self.there[type_] if self.there[type_] else 1.0

    @property
    def lowest_recall(self) -> float:
        return min((self.recall(type_) for type_ in self.there), default=1.0)

    @property
    def false_alarm_rate(self) -> float:
        """Return the share of texts without anything in them that were marked all the same."""
        return self.alarmed / self.innocent if self.innocent else 0.0


def parse(lines: Iterable[str]) -> Iterator[Line | str]:
    """Yield each line, or a sentence that names its number and what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _line(number, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield f"Line {number}: {error}"


def _line(number: int, row: Any) -> Line:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('it must be an object with "text"')
    text = row["text"]
    if "spans" in row:
        wanted = row["spans"]
        if not isinstance(wanted, list) or not all(_is_span(span, len(text)) for span in wanted):
            raise ValueError('"spans" must be [start, end, "TYPE"] within the text')
        return Line(number, text, tuple((s, e, SAME.get(t, t)) for s, e, t in wanted))
    if row.get("label") in (0, 1):
        return Line(number, text, ((0, len(text), WHOLE),) if row["label"] else ())
    raise ValueError('it needs "spans" or a "label" of 0 or 1')


def _is_span(span: Any, length: int) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 3
        and type(span[0]) is type(span[1]) is int
        and isinstance(span[2], str)
        and 0 <= span[0] < span[1] <= length
    )


def score(
    lines: Iterable[Line],
    find: Callable[[str], Sequence[Finding]],
    *,
    known: frozenset[str],
    types: frozenset[str] = frozenset(),
) -> Score:
    """Return the figures of a rule on labelled lines. ``types`` narrows what is wanted and found.

    A text is innocent when no place of the asked types is labelled in it.
    """
    asked = types or known
    figures = Score()
    for line in lines:
        findings = [
            (f.start, f.end, WHOLE if known == {WHOLE} else SAME.get(f.type, f.type))
            for f in find(line.text)
        ]
        findings = [finding for finding in findings if finding[2] in asked]
        wanted = [place for place in line.wanted if place[2] in asked]
        for start, end, type_ in wanted:
            figures.there[type_] += 1
            if _met(start, end, type_, findings):
                figures.found[type_] += 1
            else:
                figures.misses.append((line.number, type_, line.text[start:end]))
        if not wanted:
            figures.innocent += 1
            figures.alarmed += bool(findings)
            figures.alarms += [(line.number, t, line.text[s:e]) for s, e, t in findings]
    return figures


def _met(start: int, end: int, type_: str, findings: list[tuple[int, int, str]]) -> bool:
    if type_ == WHOLE:
        return bool(findings)
    return any(t == type_ and s < end and start < e for s, e, t in findings)
