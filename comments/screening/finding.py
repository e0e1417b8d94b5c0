"""What a screening rule found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A place in a text, from ``start`` up to ``end``, and the reason to look at it."""

    rule: str
    start: int
    end: int
    reason: str
