"""Numbers by which an office knows a person: records, insurance, cards, documents, accounts."""

import re
from collections.abc import Iterator

from stdnum import luhn

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.reading import Reading

_IS = r"\b[.]?(?:\s?(?:number|num|no|nr|id|code)\b\.?)?[\s:#=-]{0,4}(?:(?:is|was)\s)?[\s:#=-]{0,4}"
# Letters, digits and what stands between them; at least four digits.
_CODE = (
    r"(?P<place>(?=(?:[A-Z0-9][-/ ]?){0,12}\d)(?=(?:[A-Z-]{0,6}[ /]?\d[ /]?){4})[A-Z0-9](?:[-/ ]"
    r"?[A-Z0-9]"
    r"){3,19})"
)
_NAMED = (
    (
        "MEDICAL_RECORD",
        r"(?:mrn|medical rec(?:ord)?s?|med\.? rec|chart|patient|"
        r"hospital|clinic|case|file|nhs|chi|health record|"
        r"record|encounter|visit|prescription|rx|accession)",
    ),
    (
        "INSURANCE",
        r"(?:insurance|insurer|policy|member(?:ship)?|subscriber|"
        r"group|medicare|medicaid|aetna|cigna|humana|"
        r"kaiser|blue cross|bcbs|united ?health\w*|health ?plan|beneficiary|claim|mbi|hicn)",
    ),
    (
        "ID_NUMBER",
        r"(?:passport|driver'?s? licen[cs]e|driving licen[cs]e|"
        r"dl|licen[cs]e|account|acct|iban|routing|"
        r"national insurance|ni|employee|student|badge|id)",
    ),
)
_CALLED = tuple(
    (
        type_,
        lazily.pattern(
            rf"\b{names}(?:\s(?:card|record|plan))?{_IS}{_CODE}(?![A-Za-z0-9])", re.IGNORECASE
        ),
    )
    for type_, names in _NAMED
)
# The Medicare Beneficiary Identifier: cms.gov/medicare/new-medicare-card, "Understanding the MBI format".
_LETTER = "[AC-HJKMNP-RT-Y]"
_MEDICARE = lazily.pattern(
    rf"\b[1-9]{_LETTER}(?:{_LETTER}|\d)\d-?{_LETTER}(?:{_LETTER}|\d)\d-?{_LETTER}{{2}}\d\d\b"
)
_BRITISH = lazily.pattern(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b")
_IBAN = lazily.pattern(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_CARD = lazily.pattern(
    r"(?<![\d-])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){3}|\d{4}[ -]\d{6}[ -]\d{5})(?![\d-])"
)


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield numbers of records, insurances, cards and documents."""
    text = reading.text
    for type_, pattern in _CALLED:
        for match in lazily.matches(pattern, text):
            yield type_, *reading.span(*match.span("place"))
    for type_, pattern in (("INSURANCE", _MEDICARE), ("ID_NUMBER", _BRITISH), ("ID_NUMBER", _IBAN)):
        for match in lazily.matches(pattern, text):
            yield type_, *reading.span(*match.span())
    for match in lazily.matches(_CARD, text):
        if luhn.is_valid(re.sub(r"\D", "", match[0])):
            yield "CREDIT_CARD", *reading.span(*match.span())
