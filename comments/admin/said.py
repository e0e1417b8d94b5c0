"""What forms of the moderator's screen send, made plain: whatever else comes is as if nothing had come."""

from clinic_cms.clinic.plain_text import plain

MOST_IN_BULK = 100
LONGEST_NUMBER = 9  # digits: further ones are no key and no version of ours
LONGEST_WORDS = 500


def number(text: str | None) -> int:
    """Return a version as a number; what is none matches no version."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def chosen(values: list[str]) -> dict[int, int]:
    """Return the versions that were seen, by primary key."""
    pairs = (value.partition(":") for value in values[:MOST_IN_BULK])
    return {number(pk): number(version) for pk, _, version in pairs if number(pk)}


def spans(values: list[str]) -> list[tuple[int, int]]:
    """Return places in a text; one that is none is kept as such, so that the verb refuses it."""
    pairs = (value.partition(":") for value in values)
    return [(number(start), number(end)) for start, _, end in pairs]


def note(text: str) -> str:
    """Return a note without what no note needs."""
    return plain(text)
