"""Words of a reader that may tell of an emergency or of self-harm: the one rule, for all that is no reply.

Appeals, reports of replies and reports of errors are read by it when they come in. It says as well which
cards a page begins with: whom to call, the crisis line. A reply has its flags by ``comments.posting``.
"""

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
    """Return what words ask for that are no reply, by the rules and the clinic's own lists.

    Of those that are too long to be taken it reads both ends: people come to the point at last.
    """
    if not text:
        return cards([])
    listed = known.listed()
    ends = dict.fromkeys((text[:LONGEST_TEXT], text[-LONGEST_TEXT:]))
    found = [f for end in ends for f in screening.apply(red_flags.RULE, end, listed)]
    return cards([finding.type for finding in found])


def tells(text: str) -> bool:
    """Say whether words that are no reply may tell of an emergency or of self-harm."""
    return any(cards_for(text).values())
