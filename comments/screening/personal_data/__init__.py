"""Personal data in a reply: places that lead to a person. Each kind has a module of its own.

Types are named as in Microsoft Presidio where it has a name for them. The rules look for what a person
would notice, not for what is valid: a mistyped number leads to somebody, too.
"""

from collections.abc import Callable, Iterator

from comments.screening.context import Context
from comments.screening.finding import Finding, joined
from comments.screening.personal_data import (
    addresses,
    births,
    emails,
    numbers,
    people,
    phones,
    social_security,
)
from comments.screening.reading import Reading

RULE = "personal_data"
LABELS = {
    "EMAIL_ADDRESS": "Email address",
    "PHONE_NUMBER": "Phone number",
    "US_SSN": "Social security number",
    "DATE_OF_BIRTH": "Date of birth",
    "MEDICAL_RECORD": "Record number",
    "INSURANCE": "Insurance number",
    "CREDIT_CARD": "Card number",
    "ID_NUMBER": "Number of a person's document or account",
    "LOCATION": "Address",
    "PERSON": "Name of a person",
    "STAFF": "Name of one of the clinic's staff",
}
Place = tuple[str, int, int]  # a type, and where in the text as written
FINDERS: tuple[Callable[[Reading, Context], Iterator[Place]], ...] = (
    emails.places,
    social_security.places,
    phones.places,
    births.places,
    numbers.places,
    addresses.places,
    people.places,
)


def find(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yield personal data, each place once for each type."""
    for finder in FINDERS:
        found: dict[str, list[tuple[int, int]]] = {}
        for type_, start, end in finder(reading, context):
            found.setdefault(type_, []).append((start, end))
        for type_, spans in found.items():
            for start, end in joined(spans):
                yield Finding(RULE, type_, start, end, LABELS[type_])
