"""Postal addresses: a house and its street, a box, a place with its code."""

from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.reading import Reading

_STREET = (
    r"(?:street|st|avenue|ave?|road|rd|boulevard|blvd|drive|"
    r"dr|lane|ln|court|ct|place|pl|square|sq|terrace|"
    r"terr|trail|trl|parkway|pkwy|circle|cir|crescent|highway|hwy|route|close|grove|mews|gardens)"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|"
    r"M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|"
    r"UT|"
    r"V[AT]|W[AIVY])"
)
_PATTERNS = (
    lazily.pattern(
        rf"(?<![\d.])\d{{1,6}}[A-Za-z]?(?:-\d{{1,4}})?,? (?:[NSEW]\.? )?"
        rf"(?:[A-Z0-9][\w'.-]{{0,30}} ){{1,4}}(?i:{_STREET})\b\.?"
        r"(?:,? (?i:apt|apartment|unit|suite|ste|flat|#)\.? ?#?\w{1,6})?"
    ),
    lazily.pattern(r"\b(?i:p\.? ?o\.? ?box) ?#?\d{1,6}\b"),
    lazily.pattern(rf"\b(?:[A-Z][\w.'-]{{1,30}},? ){{1,3}}{_STATE},? \d{{5}}(?:-\d{{4}})?\b"),
    lazily.pattern(r"\b(?i:zip(?: ?code)?|post ?code)(?: is)?[ :]{1,2}[A-Z0-9][A-Z0-9 -]{3,9}\b"),
    lazily.pattern(r"\b[A-Z]{1,2}\d[A-Z0-9]? ?\d[ABD-HJLNP-UW-Z]{2}\b"),  # British
    lazily.pattern(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"),  # Canadian
    lazily.pattern(
        r"\b[A-Z]\w{1,30}(?:stra(?:ss|\u00df)e|str\.|weg|platz|gasse|laan|straat) ?\d{1,4}\b"
    ),
    lazily.pattern(
        r"\b\d{1,4},? (?i:rue|avenue|via|calle|rua) (?:d[eiu] |de la |des )?[A-Z]\w{1,30}"
    ),
)


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield postal addresses."""
    for pattern in lazily.possible(_PATTERNS, reading.text):
        for match in pattern.finditer(reading.text):
            yield "LOCATION", *reading.span(*match.span())
