"""Social security numbers of the United States, grouped or not, masked, in words.

Numbers that were never given out (000, 666, 9xx) count too: taxpayer numbers begin with 9, and a
mistyped number is one digit from somebody's.
"""

import re
from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.digits import as_digits
from comments.screening.reading import Reading

_NAMED = (
    r"(?:\bssns?\b|\bss(?:[ -]?(?:no|num|number)\b|\s?#)|"
    r"\bs\.\s?s\.?(?:\s?n\.?)?|\bsoc(?:ial)?[ -]?sec\w*|"
    r"\bsocial\b|\bitin\b|\btaxpayer\b|\btax ?id\b|\btin\b)"
)
_PATTERNS = tuple(
    lazily.pattern(pattern, re.IGNORECASE)
    for pattern in (
        # 078-05-1120, also with dots, spaces, slashes, and masked: XXX-XX-1120
        r"(?<![\d.+-])(?<!\d )(?:\d{3}|[x*#\u2022]{3})(?P<gap>\s?[ ./_,-]\s?)(?:\d{2}|"
        r"[x*#\u2022]{2})\s?[ ./_,-]\s?\d{4}(?![\d%])",
        # nine digits together
        r"(?<![\d.,$#+A-Za-z-])\d{9}(?![\d%]|[.,]\d)",
        # named, with nine digits in whatever groups, or the last four
        rf"{_NAMED}[^\d\n]{{0,40}}(?P<place>\d(?:[ .,/_*()-]{{0,3}}\d){{7,9}})(?!\d)",
        rf"{_NAMED}[^\d\n]{{0,40}}(?:last|final|end\w*)[^\d\n]{{0,25}}(?P<place>\d(?:[ -]?\d)"
        rf"{{3}})(?!\d)",
        rf"\blast (?:4|four)(?: digits)?(?: of| on| for)?[^\d\n]{{0,15}}{_NAMED}[^\d\n]{{0,15}}"
        rf"(?P<place>\d(?:[ -]?\d){{3}})(?!\d)",
        rf"(?<!\d)(?P<place>\d(?:[ .,/_*()-]{{0,3}}\d){{8}})(?!\d)[^\d\n]{{0,25}}{_NAMED}",
        # the word runs into the number: SSN078051120
        r"\bssn?(?P<place>\d{9})(?!\d)",
    )
)


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield the social security numbers of a text."""
    view = as_digits(reading)
    for pattern in lazily.possible(_PATTERNS, view.text):
        for match in pattern.finditer(view.text):
            group = "place" if "place" in pattern.groupindex else 0
            yield "US_SSN", *view.span(*match.span(group))
