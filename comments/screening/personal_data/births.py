"""Dates of birth: named as such, or full dates so long ago that they are likely to be one."""

import re
from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.reading import Reading

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
DATE = (
    rf"(?<!\d)(?:[0-3]?\d\s?[./-]\s?[0-3]?\d\s?[./-]\s?(?P<y1>(?:18|19|20)\d\d|'?\d\d)|"
    rf"(?P<y2>(?:18|19|20)\d\d)[./-][0-3]?\d[./-][0-3]?\d|"
    rf"{MONTH}\s{{0,2}}{DAY},?\s{{1,2}}(?P<y3>(?:18|19|20)\d\d|'\d\d)|"
    rf"{DAY}\s{{0,2}}(?:of\s)?(?:-\s?)?{MONTH}(?:\s?-)?,?\s{{0,2}}(?P<y4>(?:18|"
    rf"19|20)\d\d|'\d\d))(?!\d)"
)
PARTIAL = (
    rf"(?:{MONTH}\s{{1,2}}{DAY}|{DAY}\s{{1,2}}(?:of\s)?{MONTH}|{MONTH}\s{{1,2}}(?:18|19|20)\d\d)"
)
_NAMED = (
    r"\b(?:born(?: on| in)?|d\.?\s?o\.?\s?b\b\.?|date of birth|"
    r"birth ?(?:date|day)|b-?day|geboren|n\u00e9e? le)"
)
_CALLED = lazily.pattern(rf"{_NAMED}[^\d\n]{{0,25}}?(?P<place>{DATE}|{PARTIAL})", re.IGNORECASE)
_BEFORE = lazily.pattern(rf"(?P<place>{DATE}|{PARTIAL})[^\d\n]{{0,20}}{_NAMED}", re.IGNORECASE)
_FULL = lazily.pattern(DATE, re.IGNORECASE)
LONG_AGO = 16  # years: an operation is rarely dated to the day after so long


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield dates of birth."""
    text = reading.text
    if not re.search(r"\d", text):
        return
    for pattern in (_CALLED, _BEFORE):
        for match in lazily.matches(pattern, text):
            yield "DATE_OF_BIRTH", *reading.span(*match.span("place"))
    this_year = context.today.year if context.today else 2026
    for match in lazily.matches(_FULL, text):
        year = next(y for y in match.groups() if y)
        if len(year) == 4 and int(year) <= this_year - LONG_AGO:
            yield "DATE_OF_BIRTH", *reading.span(*match.span())
