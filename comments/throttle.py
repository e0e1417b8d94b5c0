"""How often replies are taken. The counting itself: ``clinic_cms.clinic.throttle``."""

from datetime import timedelta
from http import HTTPStatus

from django.utils.translation import gettext as _

from clinic_cms.clinic import throttle
from clinic_cms.clinic.throttle import Limit, address_hash, client_address
from comments.errors import Refused

__all__ = ["Limit", "Throttled", "address_hash", "client_address", "count_attempt"]

PER_ADDRESS = (Limit(5, timedelta(minutes=10)), Limit(30, timedelta(days=1)))
PER_ARTICLE = (Limit(100, timedelta(hours=1)),)
REPORTS_PER_ADDRESS = (Limit(5, timedelta(minutes=10)), Limit(20, timedelta(days=1)))
REPORTS_PER_ARTICLE = (Limit(30, timedelta(hours=1)),)


class Throttled(Refused):
    """Too many replies. ``wait`` is the number of seconds after which one is taken again."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


def count_attempt(*, hashed_address: str, article_id: int) -> None:
    """Count one reply that is about to be taken. Raises Throttled when there were too many.

    Call inside the transaction that writes the reply: what is not written is not counted.
    """
    _count(
        (
            hashed_address,
            PER_ADDRESS,
            _("Several replies have come from your connection in a short time."),
        ),
        (
            f"article:{article_id}",
            PER_ARTICLE,
            _("This page has had many replies in a short time."),
        ),
    )


def count_report(*, hashed_address: str, article_id: int) -> None:
    """Count one report of a reply. Raises Throttled: nobody empties a page by reporting all of it."""
    _count(
        (
            hashed_address,
            REPORTS_PER_ADDRESS,
            _("Several reports have come from your connection in a short time."),
        ),
        (f"reports:{article_id}", REPORTS_PER_ARTICLE, _("This page has had many reports.")),
    )


def _count(*kept: tuple[str, tuple[Limit, ...], str]) -> None:
    """Count one under each key, unless a limit is reached. An empty key is that of no address."""
    for key, limits, what in kept:
        if key:
            _refuse_over(limits, key, what)
    throttle.count(*(key for key, _limits, _what in kept))


def _refuse_over(limits: tuple[Limit, ...], key: str, what: str) -> None:
    try:
        throttle.refuse_over(limits, key)
    except throttle.TooMany as many:
        again = throttle.in_words(many.wait)
        raise Throttled(
            _("%(what)s Nothing is lost: please send yours again %(again)s.")
            % {"what": what, "again": again},
            wait=many.wait,
        ) from many
