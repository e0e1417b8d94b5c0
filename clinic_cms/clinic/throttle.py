"""How often something is taken from readers, counted in the database so that every worker counts the same.

A network address is kept only as a keyed hash; an IPv6 address counts as its /64, which is what one
household has.
"""

import ipaddress
import itertools
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_cms.clinic.models import Attempt
from clinic_cms.clinic.planned import Statement
from clinic_cms.clinic.prepared import Prepared
from clinic_cms.clinic.writing import execute


@dataclass(frozen=True)
class Limit:
    """At most ``most`` within ``window``, which is no longer than LONGEST_WINDOW."""

    most: int
    window: timedelta


logger = logging.getLogger(__name__)
LONGEST_WINDOW = timedelta(days=1)
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_COUNT = "INSERT INTO clinic_attempt (key, created_at) VALUES "
# By a range of keys: for "IN (the oldest)" SQLite would read every row there is.
_PRUNE = (
    "DELETE FROM clinic_attempt WHERE created_at < %s "
    "AND id <= (SELECT MAX(id) FROM (SELECT id FROM clinic_attempt ORDER BY id LIMIT 1000) AS oldest)"
)
# Countings of a process: each adds two rows, and the table gets shorter all the same.
PRUNED_EVERY = 20
_counted = itertools.count()


class TooMany(Exception):
    """Too many of a kind. ``wait`` is the number of seconds after which one is taken again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def client_address(request: HttpRequest) -> str:
    """Return the reader's network address, or an empty text when there is none.

    Each of our TRUSTED_PROXIES adds to the right end of X-Forwarded-For whom it heard from. What stands
    further left was written by the client and says what the client likes.
    """
    nearest = str(request.META.get("REMOTE_ADDR") or "")
    if not settings.TRUSTED_PROXIES:
        return nearest
    heard = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(list(filter(None, heard))) < settings.TRUSTED_PROXIES:
        _say_that_fewer_came()
    return heard[-settings.TRUSTED_PROXIES] if len(heard) >= settings.TRUSTED_PROXIES else nearest


@cache  # once in the life of a process: it is so for each form that is sent
def _say_that_fewer_came() -> None:
    logger.warning(
        "TRUSTED_PROXIES is %d, and a request came with fewer forwarded addresses: limits take all readers "
        "for one, or count nobody. Set it to the number of proxies in front.",
        settings.TRUSTED_PROXIES,
    )


def address_hash(address: str, purpose: str = "comments.address") -> str:
    """Return the keyed hash of an address, or an empty text for what is not an address.

    Another ``purpose`` gives another hash: what is counted for one form is not counted for another.
    """
    bare = address.partition("%")[0]
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(bare)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            counted = str(parsed.ipv4_mapped)
        else:
            counted = str(ipaddress.ip_network((parsed, 64), strict=False))
    else:
        counted = str(parsed)
    return salted_hmac(purpose, counted, algorithm="sha256").hexdigest()


def in_turn(key: str) -> None:
    """Let those who are counted under a key wait for each other, until their transactions end.

    Otherwise all who come at the same moment see the same number. On SQLite whoever writes has the file.
    Call first in the transaction: whoever waits here may hold no row that another one needs.
    """
    execute(*turn(key))


def turn(key: str) -> tuple[Statement, ...]:
    """Return what ``in_turn`` does, for who has more to ask."""
    if key and connection.vendor == "postgresql":
        return (Statement(_TURN, (key,)),)
    return ()


def refuse_over(limits: tuple[Limit, ...], key: str) -> None:
    """Raise TooMany when there were as many under a key as a limit allows."""
    for limit in limits:
        found = _nth(limit.most).first(key=key)
        refuse_filled(limit, found[0] if found else None)


def refuse_filled(limit: Limit, at: datetime | None) -> None:
    """Raise TooMany where the moment of the attempt that fills a limit (``nth``) is within its window."""
    wait = at + limit.window - timezone.now() if at else timedelta()
    if wait > timedelta():
        raise TooMany(int(wait.total_seconds()) + 1)


def nth(key: str, most: int) -> QuerySet[Any, Any]:
    """Return the query for the moment of the nth attempt under a key, counted from the latest."""
    taken = Attempt.objects.filter(key=key).order_by("-created_at")
    return taken.values_list("created_at")[most - 1 : most]


def count(*keys: str) -> None:
    """Count one under each key; an empty one is nobody's.

    Call inside the transaction that writes what is counted: what is not written is not counted.
    """
    execute(*counting(*keys))


def counting(*keys: str) -> tuple[Statement, ...]:
    """Return what ``count`` does, for who has more to write."""
    now, statements = timezone.now(), []
    rows = [(key, now) for key in keys if key]
    if rows:
        places = ", ".join(["(%s, %s)"] * len(rows))
        statements.append(Statement(_COUNT + places, tuple(chain(*rows))))
    # The oldest rows by key only, so that no post pays for a scan of the table.
    if next(_counted) % PRUNED_EVERY == 0:
        statements.append(Statement(_PRUNE, (now - LONGEST_WINDOW,)))
    return tuple(statements)


@cache
def _nth(most: int) -> Prepared:
    def taken(key: str) -> QuerySet[Any, Any]:
        return nth(key, most)

    return Prepared(taken)


def in_words(seconds: int) -> str:
    """Return a time to wait: "in 5 minutes"."""
    minutes = -(-seconds // 60)
    if minutes > 90:
        hours = -(-minutes // 60)
        return ngettext("in about %(n)d hour", "in about %(n)d hours", hours) % {"n": hours}
    if minutes > 1:
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    return _("in a minute")
