"""Which cards a page begins with for words that may tell of an emergency: whom to call, the crisis line."""

from comments import known, screening
from comments.models.comment import LONGEST_TEXT
from comments.screening import red_flags


def cards(flags: list[str]) -> dict[str, bool]:
    """Return, for a template, what the names of red-flag rules ask for."""
    return {
        "urgent": any(flag not in red_flags.CRISIS for flag in flags),
        "crisis": any(flag in red_flags.CRISIS for flag in flags),
    }


def cards_for(text: str) -> dict[str, bool]:
    """Return what words ask for that are no reply, by the rules and the clinic's own lists."""
    found = screening.apply(red_flags.RULE, text[:LONGEST_TEXT], known.listed())
    return cards([finding.type for finding in found])
