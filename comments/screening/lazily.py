"""Patterns that are compiled at their first use: all of them take a third of a second, at each start.

A text is tried with those that can match it (``possible``): a dozen of two hundred, mostly.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from typing import Any, cast

from comments.screening import sieve

_LOCK = threading.Lock()
_WAITING: "list[_Later]" = []
_METHODS = ("finditer", "search", "match", "fullmatch", "findall", "split", "sub", "groupindex")


class _Later:
    """A pattern that waits. Once it is compiled, its methods are those of ``re.Pattern`` themselves."""

    needs: frozenset[str] | None = None  # of which each match in an ASCII text holds one, if known

    def __init__(self, source: str, flags: int) -> None:
        self.source, self.flags = source, flags

    def compile(self) -> None:
        compiled = re.compile(self.source, self.flags)
        self.needs = sieve.needed(self.source, self.flags)
        for name in _METHODS:
            setattr(self, name, getattr(compiled, name))

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        self.compile()
        return getattr(self, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` would, later. A mistake in ``source`` shows at the first use."""
    made = _Later(source, flags)
    _WAITING.append(made)
    return cast("re.Pattern[str]", made)


def compile_all() -> None:
    """Compile what still waits."""
    if _WAITING:
        with _LOCK:
            while _WAITING:
                _WAITING.pop().compile()


def possible(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Pattern[str]]:
    """Yield, in their order, the patterns that can match a text. What they find is up to them."""
    if not text.isascii():
        yield from patterns
        return
    there = sieve.held(text)
    for one in patterns:
        needs = cast("_Later", one).needs
        if needs is None or not needs.isdisjoint(there):
            yield one


def matches(one: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return the matches of a pattern in a text, which is not looked through if there can be none.

    For texts that many patterns are tried with: those of its parts are as quickly tried.
    """
    needs = cast("_Later", one).needs
    if needs is not None and text.isascii() and needs.isdisjoint(sieve.held(text)):
        return iter(())
    return one.finditer(text)
