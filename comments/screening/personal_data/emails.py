"""Email addresses, as typed, as mistyped, and as people write them to hide them from programs."""

import re
from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.reading import Reading

PROVIDER = (
    r"(?:g-?mail|googlemail|yahoo|ymail|rocketmail|hotmail|"
    r"outlook|live|msn|aol|icloud|proton(?:mail)?|"
    r"comcast|verizon|att|sbcglobal|gmx|web|mail|zoho|fastmail|yandex|btinternet|tutanota|example)"
)
TLD = (
    r"(?:com|net|org|edu|gov|mil|int|info|biz|name|pro|"
    r"co|io|me|us|uk|ca|au|nz|ie|de|at|ch|fr|it|es|pt|nl|"
    r"be|eu|pl|se|no|dk|fi|cz|hu|ro|gr|ru|ua|tr|il|in|pk|jp|cn|kr|hk|sg|za|ng|mx|br|ar|cl|"
    r"health|clinic|care|email|live|online|example|test|invalid|xyz|app|dev)"
)
LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
LOCAL = r"[\w.+%!#$&*/=?^{|}~'-]{1,64}"
OPEN, SHUT = r"\s{0,2}[\[({<*_|~-]{1,3}\s{0,2}", r"\s{0,2}[\])}>*_|~-]{1,3}\s{0,2}"
STRONG_AT = (
    rf"(?:\s{{0,3}}(?:@|%40|&#0?64;|&commat;)\s{{0,3}}|{OPEN}(?:at|@|a|arroba|ат){SHUT}|"
    r"\s{1,3}(?:arroba|at[ -]sign|@[ -]sign)\s{1,3})"
)
WORD_DOT = rf"(?:{OPEN}(?:dot|d0t|\.|point|period|punto|punkt){SHUT}|\s{{1,3}}(?:dot|d0t)\s{{1,3}})"
ANY_DOT = rf"(?:{WORD_DOT}|\s{{0,2}}[.,]\s{{0,2}}|\s{{1,3}}(?:point|period|punto|punkt)\s{{1,3}})"
SAID_LOCAL = (  # john dot smith, john_smith, john underscore smith 92
    r"[^\W_][\w.+'-]{0,63}"
    rf"(?:(?:{WORD_DOT}|\s{{1,2}}(?:underscore|dash|hyphen|"
    rf"minus|plus|period|point)\s{{1,2}})[\w.+'-]{{1,40}}){{0,5}}"
)
# A local part is none of these: "at gmail dot com" after "look me up" is no address of "up".
NOT_LOCAL = (
    r"(?!(?:look|looked|looking|it|me|us|account|email|"
    r"e-mail|mail|address|is|was|are|am|and|or|the|my|"
    r"inbox|one|people|support|work|here|them|you|this|"
    r"that|to|on|with|up|a|an)\b(?!\s{1,2}(?:dot|underscore)))"
)
START = r"(?<![\w.+-])"
AHEAD = r"\b(?:e-?mails?|mail|contact|reach|write|address)\b[^\n]{0,60}?"


def _compile(pattern: str) -> re.Pattern[str]:
    return lazily.pattern(pattern, re.IGNORECASE)


_SIMPLE = _compile(rf"(?<![\w.+%-])(?:\"[^\"\n]{{1,64}}\"|{LOCAL})@(?:{LABEL}\.){{0,8}}{LABEL}")
_PATTERNS = tuple(
    _compile(pattern)
    for pattern in (
        # john [at] clinic (dot) org, john @ clinic . org, john@clinic dot org, john@clinic,org
        rf"{START}{SAID_LOCAL}{STRONG_AT}{LABEL}(?:{ANY_DOT}{LABEL}){{0,3}}{ANY_DOT}{TLD}\b",
        rf"{START}{SAID_LOCAL}{STRONG_AT}{LABEL}(?:(?:{WORD_DOT}|"
        rf"\.){LABEL}){{0,3}}(?:{WORD_DOT}|\.)[a-z]{{2,12}}\b",
        # john dot smith at st-marys dot org dot uk
        rf"{START}{NOT_LOCAL}{SAID_LOCAL}\s{{1,3}}at\s{{1,3}}(?!(?:the|that|this|a|my)\b){LABEL}"
        rf"(?:(?:{WORD_DOT}|\.){LABEL}){{0,3}}{WORD_DOT}[a-z]{{2,12}}\b",
        # john at gmail.com, john at gmail point com, john at gmail com
        rf"{START}{NOT_LOCAL}{SAID_LOCAL}\s{{1,3}}at\s{{1,3}}{PROVIDER}(?:{ANY_DOT}|"
        rf"\s{{1,2}}){TLD}\b",
        # john.smith92 at gmail, john [at] gmail
        rf"{START}(?=[\w.+'-]{{0,60}}[\d._]){SAID_LOCAL}\s{{1,3}}at\s{{1,3}}{PROVIDER}\b",
        rf"{START}{SAID_LOCAL}\s{{1,3}}(?:dot|underscore)\s{{1,3}}[\w.+'-]{{1,40}}\s{{1,3}}at\s"
        rf"{{1,3}}{PROVIDER}\b",
        rf"{START}{SAID_LOCAL}{STRONG_AT}{PROVIDER}\b",
        # my email: johnsmith at clinic.org
        rf"{AHEAD}(?P<place>{START}{NOT_LOCAL}{SAID_LOCAL}\s{{1,3}}at\s{{1,3}}{LABEL}(?:{ANY_DOT}"
        rf"|\s)"
        rf"(?:{LABEL}{ANY_DOT})?{TLD})\b",
        # reach me at johnsmith gmail
        rf"{AHEAD}(?P<place>{START}{NOT_LOCAL}(?!at\b|from\b|"
        rf"use\b|via\b|by\b|in\b|for\b|of\b|your\b|through\b)[\w.+'-]{{3,64}}\s{{1,2}}(?:at\s{{1,2}}"
        rf")?"
        r"(?:gmail|yahoo|hotmail|outlook|icloud|aol|protonmail))\b",
        # johnsmith92 gmail com, john.smith gmail.com: the sign was lost
        rf"{START}{NOT_LOCAL}(?!at\b|from\b|use\b|via\b|by\b|"
        rf"in\b|for\b|of\b|your\b|like\b)(?=[\w.+'-]{{0,60}}[\d._])"
        rf"[\w.+'-]{{2,64}}\s{{1,2}}{PROVIDER}{ANY_DOT}{TLD}\b",
        # the provider in brackets: "mike123 (gmail)"
        rf"{START}(?=[\w.+'-]{{0,60}}[\d._])[\w.+'-]{{3,64}}\s?[\[(]\s?{PROVIDER}\s?[\])]",
        # my gmail is john.smith92
        r"\b(?:e-?mail|gmail|yahoo|hotmail|outlook|icloud|aol)\b(?:\s(?:address|account|id))?"
        r"(?:\s?[:=-]\s?|\sis\s|\s(?:me|us)\s(?:at|on)\s)"
        r"(?P<place>(?=[\w.+-]{0,40}(?:\d|_|\.\w))[a-z][\w.+-]{3,63})\b",
    )
)


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield the email addresses of a text."""
    text = reading.text
    if "@" in text:
        for match in _SIMPLE.finditer(text):
            yield "EMAIL_ADDRESS", *reading.span(*match.span())
    for pattern in lazily.possible(_PATTERNS, text):
        for match in pattern.finditer(text):
            group = "place" if "place" in pattern.groupindex else 0
            yield "EMAIL_ADDRESS", *reading.span(*match.span(group))
