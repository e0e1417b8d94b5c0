"""Numbers that are spelt out or disguised, turned into digits: "five five five, oh one four two"."""

import re

from comments.screening import lazily
from comments.screening.reading import Reading

_ONES = dict(
    zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)
)
_TEENS = dict(zip(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
    map(str, range(10, 20)), strict=True,
))  # fmt: skip
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), "23456789", strict=True)
)
_NUMBER = {**_ONES, **_TEENS, "nought": "0", "naught": "0", "fourty": "40"}
_ONE = "|".join(_ONES)
_WORD = lazily.pattern(
    rf"\b(?:(?P<times>double|triple|treble) (?P<digit>{_ONE}|\d)"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<rest>{_ONE}))?"
    rf"|(?P<number>{'|'.join(_NUMBER)})(?: (?P<hundred>hundred))?)\b",
    re.IGNORECASE,
)
_LISTED = lazily.pattern(  # the commas of "five, five, five"
    rf"(?<=zero|four|five|nine),\s?(?=(?:{_ONE}|oh|o)\b)|(?<=one|two|six),\s?(?=(?:{_ONE}|oh|o)\b)|"
    rf"(?<=three|seven|eight),\s?(?=(?:{_ONE}|oh|o)\b)|(?<= oh),\s?(?={_ONE}\b)|"
    rf"(?<= o),\s?(?={_ONE}\b)",
    re.IGNORECASE,
)
_BETWEEN = lazily.pattern(  # said aloud between digits: "555 dash 0142", "555 oh one"
    r"(?<=\d)(?P<gap>[ ,-]{1,3})(?P<word>dash|hyphen|minus|dot|point|period|space|slash|oh|o)"
    r"(?=[ ,-]{1,3}\d|[ ,-]{1,3}(?:oh|o|dash|dot|hyphen)\b|(?<=o)(?!['\w])|(?<=oh)(?!['\w]))",
    re.IGNORECASE,
)
_ALIKE = lazily.pattern(
    r"(?<![A-Za-z0-9])(?=[0-9OoIl|-]{3,20}(?![A-Za-z0-9]))(?=[^0-9]{0,6}[0-9])[0-9OoIl|-]{3,20}"
)
_LETTERS = str.maketrans("OoIl|", "00111")


def as_digits(reading: Reading) -> Reading:
    """Return a reading in which numbers in words are digits. Every place leads to the original."""
    if re.search(r"[OoIl|]", reading.text):
        reading = reading.replaced(lazily.matches(_ALIKE, reading.text), _unmasked)
    listed = reading.replaced(lazily.matches(_LISTED, reading.text), lambda match: " ")
    said = listed.replaced(lazily.matches(_WORD, listed.text), _digits)
    for _ in range(3):  # "oh" after "oh"
        before = said
        said = before.replaced(lazily.matches(_BETWEEN, before.text), _between)
        if said is before:
            break
    return said


def _unmasked(match: re.Match[str]) -> str | None:
    """Return "555-O142" in digits. What has few digits, as "O-I", is left alone."""
    found = match[0]
    if sum(c.isdigit() for c in found) * 2 < len(found) or found.isdigit():
        return None
    return found.translate(_LETTERS)


def _digits(match: re.Match[str]) -> str:
    said = {name: value.lower() for name, value in match.groupdict().items() if value}
    if times := said.get("times"):
        digit = said["digit"]
        return _ONES.get(digit, digit) * (2 if times == "double" else 3)
    if tens := said.get("tens"):
        return _TENS[tens] + _ONES.get(said.get("rest", ""), "0")
    return _NUMBER[said["number"]] + ("00" if "hundred" in said else "")


def _between(match: re.Match[str]) -> str:
    word = match["word"].lower()
    if word in ("oh", "o"):
        return match["gap"][:1] + "0"
    return {"dot": ".", "point": ".", "period": ".", "space": " ", "slash": "/"}.get(word, "-")
