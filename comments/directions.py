"""Invisible signs that turn the direction of a text, so that other words are read than were written.

Scripts that run from right to left need hardly any of them: their letters turn the text by themselves
(UAX #9). With an override, "esuoH .rD" is read as "Dr. House".
"""

import re
import unicodedata

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a-\u202c\u2066-\u2069"  # with their ends
_MARKS = "\u200e\u200f\u061c"
_ANY = re.compile(f"[{_OVERRIDES}{_EMBEDDINGS}{_MARKS}]")
_NEVER_IN_A_NAME = re.compile(f"[{_OVERRIDES}{_EMBEDDINGS}]")
_NEVER = re.compile(f"[{_OVERRIDES}]")


def name_without(name: str) -> str:
    """Return a name without signs that could only deceive in it.

    Every name is drawn as a text of its own, so none needs the signs that begin or end one. Marks stay
    beside letters that run from right to left: there they put a bracket or a number in its place.
    """
    if name.isascii():
        return name
    return (_NEVER_IN_A_NAME if _runs_leftward(name) else _ANY).sub("", name)


def places(text: str) -> list[int]:
    """Return where signs stand in a text that could only deceive there."""
    if text.isascii():
        return []
    pattern = _NEVER if _runs_leftward(text) else _ANY
    return [match.start() for match in pattern.finditer(text)]


def _runs_leftward(text: str) -> bool:
    """Say whether a text has a letter that runs from right to left."""
    return any(c.isalpha() and unicodedata.bidirectional(c) in ("R", "AL") for c in text)
