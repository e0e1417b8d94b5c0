"""An index by letter, with see-entries for the other names that people use. Pure functions."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

NO_LETTER = "0-9"


@dataclass(frozen=True)
class Named:
    """A record with a page: its name, what to say beside it, and what else it is called."""

    slug: str
    name: str
    detail: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of the index. ``see`` is the name of the page where another name leads to, else empty."""

    label: str
    slug: str
    detail: str = ""
    see: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter and its lines; a letter of the alphabet without lines is kept, and leads nowhere."""

    sign: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the id of its heading."""
        return f"letter-{'other' if self.sign == NO_LETTER else self.sign.lower()}"


def index(records: Iterable[Named]) -> list[Letter]:
    """Return A to Z, then whatever other letters there are, digits and signs last."""
    entries: list[Entry] = []
    for record in records:
        entries.append(Entry(record.name, record.slug, record.detail))
        seen = {_plain(record.name)}
        for other in record.others:
            if _plain(other) not in seen:
                seen.add(_plain(other))
                entries.append(Entry(other, record.slug, see=record.name))
    letters = {sign: Letter(sign) for sign in ascii_uppercase}
    for entry in sorted(entries, key=lambda e: (_plain(e.label), e.see)):
        sign = _sign(entry.label)
        letters.setdefault(sign, Letter(sign)).entries.append(entry)
    return sorted(letters.values(), key=_alphabet_then_others)


def other_names(*texts: str) -> tuple[str, ...]:
    """Return the names in texts that list them between commas, each with a capital letter."""
    names = [name.strip() for text in texts for name in text.split(",")]
    return tuple(name[0].upper() + name[1:] for name in names if name)


def _plain(text: str) -> str:
    """Return a text as it is sorted: without accents and capitals."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign)).strip()


def _sign(label: str) -> str:
    first = _plain(label)[:1].upper()[:1]
    return first if first.isalpha() else NO_LETTER


def _alphabet_then_others(letter: Letter) -> tuple[int, str]:
    if letter.sign in ascii_uppercase:
        return 0, letter.sign
    return (2 if letter.sign == NO_LETTER else 1), letter.sign
