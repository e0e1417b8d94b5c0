"""The kinds of mail that there are, and what draws each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from clinic_cms.clinic.models import OutgoingMail


@dataclass(frozen=True)
class Letter:
    """What a mail says. ``unsubscribe`` is the path of the page that ends mails of its kind."""

    context: dict[str, Any] = field(default_factory=dict)
    unsubscribe: str = ""


# Asked when the mail is about to go, so that it tells what is true then. None: it is no longer wanted.
Draw = Callable[[OutgoingMail], Letter | None]
_known: dict[str, Draw] = {}


def register(kind: str, draw: Draw) -> None:
    """Make a kind of mail known. Its words stand in templates/emails/<kind>/."""
    _known[kind] = draw


def known(kind: str) -> Draw:
    """Return what draws a kind of mail. Raises LookupError."""
    try:
        return _known[kind]
    except KeyError as error:
        raise LookupError(f"No mail of the kind {kind} is registered.") from error


def all_kinds() -> list[str]:
    """Return the names of all kinds."""
    return sorted(_known)
