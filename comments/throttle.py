"""How often replies are taken. The counting itself: ``clinic_cms.clinic.throttle``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db.models import Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_cms.clinic import throttle
from clinic_cms.clinic.planned import Statement
from clinic_cms.clinic.throttle import Limit, address_hash, client_address, in_turn, turn
from comments.errors import Refused

__all__ = [
    "Limit",
    "Throttled",
    "address_hash",
    "client_address",
    "counting_attempt",
    "in_turn",
    "turn",
]

PER_ADDRESS = (Limit(5, timedelta(minutes=10)), Limit(30, timedelta(days=1)))
PER_ARTICLE = (Limit(100, timedelta(hours=1)),)
REPORTS_PER_ADDRESS = (Limit(5, timedelta(minutes=10)), Limit(20, timedelta(days=1)))
REPORTS_PER_ARTICLE = (Limit(30, timedelta(hours=1)),)
MANY_FROM_HERE = gettext_lazy("Several replies have come from your connection in a short time.")
MANY_ON_THE_PAGE = gettext_lazy("This page has had many replies in a short time.")
REPORTS_FROM_HERE = gettext_lazy("Several reports have come from your connection in a short time.")
REPORTS_ON_THE_PAGE = gettext_lazy("This page has had many reports.")


class Throttled(Refused):
    """Too many replies. ``wait`` is the number of seconds after which one is taken again."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


def limits() -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
    """Return the limits of a reply: of its address, of its article."""
    return PER_ADDRESS, PER_ARTICLE


def filled(address: str, article: str, of: tuple[tuple[Limit, ...], ...]) -> dict[str, Subquery]:
    """Return, for a query, the moments that ``counting_attempt`` asks for, of an address, an article."""
    keys = zip((address, article), of, strict=True)
    each = [Subquery(throttle.nth(key, limit.most)) for key, kept in keys for limit in kept]
    return {f"filled_{n}": moment for n, moment in enumerate(each)}


def article_key(article_id: int) -> str:
    """Return the key under which an article's replies are counted."""
    return f"article:{article_id}"


def counting_attempt(
    *, hashed_address: str, article_id: int, moments: Sequence[datetime | None]
) -> tuple[Statement, ...]:
    """Return what counts one reply that is about to be taken. Raises Throttled when there were too many.

    ``moments`` are those of ``filled``, asked inside the transaction that writes the reply and after the
    ``turn`` of its address. To be done in it too: what is not written is not counted. Those who write on
    one page do not wait for each other: a few more than its limit do no harm.
    """
    left = iter(moments)
    for kept, what in ((PER_ADDRESS, MANY_FROM_HERE), (PER_ARTICLE, MANY_ON_THE_PAGE)):
        with _in_words(what):
            for limit in kept:
                throttle.refuse_filled(limit, next(left))
    return throttle.counting(hashed_address, article_key(article_id))


def count_report(*, hashed_address: str, article_id: int) -> None:
    """Count one report of a reply. Raises Throttled: nobody empties a page by reporting all of it."""
    key = f"reports:{article_id}"
    if hashed_address:
        with _in_words(REPORTS_FROM_HERE):
            throttle.refuse_over(REPORTS_PER_ADDRESS, hashed_address)
    with _in_words(REPORTS_ON_THE_PAGE):
        throttle.refuse_over(REPORTS_PER_ARTICLE, key)
    throttle.count(hashed_address, key)


@contextmanager
def _in_words(what: Promise) -> Iterator[None]:
    """Say to the writer what was too many, and when to come again."""
    try:
        yield
    except throttle.TooMany as many:
        again = throttle.in_words(many.wait)
        raise Throttled(
            _("%(what)s Nothing is lost: please send yours again %(again)s.")
            % {"what": what, "again": again},
            wait=many.wait,
        ) from many
