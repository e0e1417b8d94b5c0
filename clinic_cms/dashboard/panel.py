"""What a dashboard is made of."""

from dataclasses import dataclass, field

SHOWN = 6  # lines a panel; the rest stands behind "See all"


@dataclass(frozen=True)
class Line:
    """One thing that waits: where it leads, a word on it, and words that somebody wrote."""

    title: str
    url: str
    note: str = ""
    quote: str = ""


def marked(note: str, *, urgent: bool) -> str:
    """Return a line's note, which begins with "Urgent" where somebody's words may tell of an emergency."""
    return f"Urgent · {note}" if urgent else note


@dataclass(frozen=True)
class Panel:
    """A list of things that wait for one role. ``count`` may be more than the lines shown.

    ``many``: there are more than ``count``, and nobody has counted them.
    """

    title: str
    empty: str
    lines: list[Line] = field(default_factory=list)
    count: int = 0
    more_url: str = ""
    urgent: bool = False
    many: bool = False
