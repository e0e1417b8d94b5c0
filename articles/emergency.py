"""Words about a page that may tell of an emergency: who knows them, and who is called.

The rules that read replies know them, and they stand a floor above. ``comments`` hands them down at the
start, as an app hands its mails to the outbox, so that there is one rule for all that readers write.
Without it nothing is urgent.
"""

from collections.abc import Callable
from dataclasses import dataclass

from articles.models import ErrorReport


@dataclass(frozen=True)
class Watch:
    """``cards`` says, for a template, which cards a text asks for (all false: it tells of no emergency).

    ``call`` calls staff to an urgent report, in the transaction that stores it. Called again for the same
    report, it calls nobody.
    """

    cards: Callable[[str], dict[str, bool]]
    call: Callable[[ErrorReport], None]


_watches: list[Watch] = []


def register(watch: Watch) -> None:
    """Hand down who reads the words."""
    _watches[:] = [watch]


def cards_for(text: str) -> dict[str, bool]:
    """Return, for a template, which cards a text asks for."""
    return _watches[0].cards(text) if _watches else {}


def tells(text: str) -> bool:
    """Say whether a text may tell of an emergency or of self-harm."""
    return any(cards_for(text).values())


def call_to(report: ErrorReport) -> None:
    """Call staff to an urgent report, in the transaction that stores it."""
    for watch in _watches:
        watch.call(report)
