"""The clinic's own lists of words, as people keep them.

``numb, no feeling + groin, saddle*``: commas stand between words that mean the same, a plus between
things that must stand together in one sentence, a star for any ending.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from comments.screening.reading import Reading, fold
from comments.screening.spelling import one_slip

TOGETHER = 80  # characters from the first thing to the last
SHORTEST_SLIP = 5  # letters of a word whose spelling may slip
_TOKEN = re.compile(r"[\w']{1,40}")
_SENTENCE_END = re.compile(r"[.!?\n]")
# Scripts that put no space between words: a word is looked for anywhere.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@lru_cache(maxsize=1024)
def parsed(words: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return the things of a line, each with its synonyms, each of those with its words."""
    return tuple(
        tuple(
            tuple(re.findall(r"[\w'*]+", fold(synonym)))
            for synonym in thing.split(",")
            if re.search(r"\w", synonym)
        )
        for thing in words.split("+")
    )


def places(reading: Reading, words: str, *, slips: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where a line of a list is met, as places of the reading. ``slips`` allows for one in a word."""
    text = reading.text.casefold()
    if len(text) != len(
        reading.text
    ):  # a letter whose small form is two: rare, and places would shift
        text = (
            reading.text.lower() if len(reading.text.lower()) == len(reading.text) else reading.text
        )
    things = parsed(words)
    if not things or not all(things):
        return
    found = [sorted(set(_places_of(text, thing, slips=slips))) for thing in things]
    for start, end in found[0]:
        chosen = [(start, end)]
        for others in found[1:]:
            first = bisect_left(others, (start - TOGETHER, 0))
            last = bisect_left(others, (end + TOGETHER, 0))
            near = [other for other in others[first:last] if _together(text, (start, end), other)]
            if not near:
                break
            chosen.append(min(near, key=lambda other: abs(other[0] - start)))
        else:
            yield min(s for s, _ in chosen), max(e for _, e in chosen)


def _together(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, last = min(one[0], other[0]), max(one[1], other[1])
    return last - first <= TOGETHER and not _SENTENCE_END.search(text, first, last)


def _places_of(
    text: str, synonyms: tuple[tuple[str, ...], ...], *, slips: bool
) -> Iterator[tuple[int, int]]:
    tokens, by_letter = _tokens(text)
    for synonym in synonyms:
        if _UNSPACED.search("".join(synonym)):
            yield from (m.span() for m in re.finditer(re.escape("".join(synonym)), text))
            continue
        for token, positions in by_letter.get(synonym[0][0], {}).items():
            if not _same(token, synonym[0], slips=slips):
                continue
            for at in positions:
                rest = tokens[at + 1 : at + len(synonym)]
                if len(rest) == len(synonym) - 1 and all(
                    _same(said[0], word, slips=slips)
                    for said, word in zip(rest, synonym[1:], strict=True)
                ):
                    yield tokens[at][1], (rest or tokens[at : at + 1])[-1][2]


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[list[tuple[str, int, int]], dict[str, dict[str, list[int]]]]:
    """Return the words of a text with their places; and where each stands, by its first letter."""
    tokens = [(match[0], *match.span()) for match in _TOKEN.finditer(text)]
    by_letter: dict[str, dict[str, list[int]]] = {}
    for at, (token, _, _) in enumerate(tokens):
        by_letter.setdefault(token[0], {}).setdefault(token, []).append(at)
    return tokens, by_letter


def _same(token: str, word: str, *, slips: bool) -> bool:
    if token == word:
        return True
    if word.endswith("*"):
        return token.startswith(word.rstrip("*"))
    if "'" in token or "'" in word:
        return token.replace("'", "") == word.replace("'", "")
    return (
        slips
        and token[:1] == word[:1]
        and len(word) >= SHORTEST_SLIP
        and len(token) >= SHORTEST_SLIP - 1
        and one_slip(token, word)
    )
