"""What the rules know besides the text. ``comments.known`` gathers it; nothing here reads rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ListedPhrase:
    """A line of the clinic's own lists: which list, the words, and the reason that is shown."""

    list: str
    words: str
    reason: str


@dataclass(frozen=True)
class Context:
    """The clinic's lists and what is known of the reply."""

    phrases: tuple[ListedPhrase, ...] = ()
    staff: tuple[str, ...] = ()  # full names
    own_numbers: tuple[str, ...] = ()  # the clinic's own phones: no private number
    effects: tuple[tuple[str, ...], ...] = ()  # of the article: the name, then other words for it
    name: str = ""  # the writer's, as it will be shown
    email: str = ""
    sent_before: int = 0  # replies with the same words, wherever they came from
    recent: int = 0  # replies from the same connection within the hour
    today: date | None = None


NOTHING_KNOWN = Context()
