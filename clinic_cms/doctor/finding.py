"""What an examination of one part says: how it is, and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """``broken``: something does not work. ``warning``: it works, and somebody should look."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One line on what, one on what to do."""

    part: str
    level: Level
    what: str
    do: str = ""


@dataclass(frozen=True)
class Say:
    """The findings of one part."""

    part: str

    def ok(self, what: str) -> Finding:
        return Finding(self.part, Level.OK, what)

    def warning(self, what: str, do: str) -> Finding:
        return Finding(self.part, Level.WARNING, what, do)

    def broken(self, what: str, do: str) -> Finding:
        return Finding(self.part, Level.BROKEN, what, do)

    def unknown(self, what: str) -> Finding:
        return Finding(self.part, Level.UNKNOWN, what)


# ``full``: take the time to look at everything.
Examine = Callable[[Say, bool], Iterator[Finding]]
