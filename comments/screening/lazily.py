"""Patterns that are compiled at their first use: all of them take a third of a second, at each start."""

import re
import threading
from functools import partial
from typing import cast

from django.utils.functional import SimpleLazyObject

_LOCK = threading.Lock()
_WAITING: "list[SimpleLazyObject[re.Pattern[str]]]" = []


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` would, later. A mistake in ``source`` shows at the first use."""
    made = SimpleLazyObject(partial(re.compile, source, flags))
    _WAITING.append(made)
    return cast("re.Pattern[str]", made)


def compile_all() -> None:
    """Compile what still waits. Called before a rule is timed, so that none is said to be slow for this."""
    if _WAITING:
        with _LOCK:
            while _WAITING:
                bool(_WAITING.pop())  # any use of it compiles it
