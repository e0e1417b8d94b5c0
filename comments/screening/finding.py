"""What a screening rule found."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """A place in a text, from ``start`` up to ``end``, and the reason to look at it.

    ``rule`` is the rule's module, ``type`` what it found: "chest_pain", "EMAIL_ADDRESS". Both places are
    counted in the text as it was written. ``start == end`` when the reason is the reply as a whole.
    """

    rule: str
    type: str
    start: int
    end: int
    reason: str

    def stored(self) -> dict[str, Any]:
        """Return the finding as it is kept with a reply: plain JSON."""
        return asdict(self)

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "Finding":
        """Return a finding that was kept."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__})


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
