"""Which patterns can match a text at all: told by letters of which each match holds some.

Looking for letters takes a hundredth of the time of trying a pattern at every place. What is not understood
of a pattern says nothing about it, and then it is tried.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from operator import add
from re._constants import LITERAL  # type: ignore[import-not-found]
from re._parser import parse  # type: ignore[import-not-found]  # nothing else shows how re reads a pattern
from typing import Any

MOST = 32  # texts that stand for a pattern: beyond, they cost more than they tell
LONG = 4  # letters that are looked for: more tell hardly more
DIGITS = frozenset("0123456789")
FORMS = "\u0130\u0131\u017f\u212a"  # of letters of ASCII, to ``re.IGNORECASE``
NOTHING = frozenset({""})
Texts = frozenset[str]


def needed(source: str, flags: int) -> Texts | None:
    """Return what each match ``held`` some of, in small letters. None: nothing is known.

    True of ASCII texts only: beyond, letters have more than two forms.
    """
    found = _better(*_sequence(parse(source, flags)))
    return None if found is None else frozenset(text[:LONG] for text in found)


@lru_cache(maxsize=8)  # every rule reads the same text, or nearly the same
def held(text: str) -> Texts:
    """Return all that stands in a text, in small letters, up to ``LONG`` in a row."""
    small = text.lower()
    rows: list[Sequence[str]] = [small]
    for more in range(1, LONG):
        rows.append(list(map(add, rows[-1], small[more:])))
    return frozenset().union(*rows)


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Texts | None, Texts | None]:
    """Return all that items in a row match, if that is little, and what each match holds."""
    said, inside, whole = NOTHING, None, True
    for operation, value in items:
        if operation is LITERAL and (letter := chr(value)) not in FORMS:
            said = frozenset([text + letter.lower() for text in said])
            continue
        exact, within = _one(str(operation), value)
        if exact is not None and len(said) * len(exact) <= MOST:
            said = frozenset(map("".join, product(said, exact)))
            continue
        inside = _better(_better(said, inside), within)
        said, whole = (NOTHING if exact is None else exact), False
    return (said, None) if whole else (None, _better(said, inside))


def _one(operation: str, value: Any) -> tuple[Texts | None, Texts | None]:
    """Return the same of one item, by the names that ``re`` has for them."""
    match operation:
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return NOTHING, None
        case "SUBPATTERN":
            return _sequence(value[3])
        case "ATOMIC_GROUP":
            return _sequence(value)
        case "IN":
            return _class(value), None
        case "BRANCH":
            return _branches([_sequence(branch) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, items = value
            exact, inside = _sequence(items)
            if most == 1 and exact is not None:
                return (exact if least else exact | NOTHING), None
            return None, _better(exact, inside) if least else None
    return None, None


def _class(members: Iterable[tuple[Any, Any]]) -> Texts | None:
    """Return the characters of a class in brackets, if they are named one by one."""
    found: set[str] = set()
    for operation, value in members:
        if operation is LITERAL and chr(value) not in FORMS:
            found.add(chr(value).lower())
        elif str(value) == "CATEGORY_DIGIT":
            found |= DIGITS
        else:
            return None
    return frozenset(found)


def _branches(each: list[tuple[Texts | None, Texts | None]]) -> tuple[Texts | None, Texts | None]:
    exacts = [exact for exact, _ in each if exact is not None]
    if len(exacts) == len(each) and len(all_of := frozenset().union(*exacts)) <= MOST:
        return all_of, None
    known = [texts for exact, inside in each if (texts := _better(exact, inside)) is not None]
    return None, frozenset[str]().union(*known) if len(known) == len(each) else None


def _better(one: Texts | None, other: Texts | None) -> Texts | None:
    """Return which of two tells more: the longer texts, then the fewer. An empty text tells nothing."""
    useful = [texts for texts in (one, other) if texts is not None and "" not in texts]
    return max(useful, key=lambda texts: (min(*map(len, texts), LONG), -len(texts)), default=None)
