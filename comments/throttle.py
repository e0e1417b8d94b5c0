"""How often replies are taken, counted in the database so that every worker counts the same.

A network address is kept only as a keyed hash; an IPv6 address counts as its /64, which is what one
household has.
"""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comments.errors import Refused
from comments.models import Attempt


@dataclass(frozen=True)
class Limit:
    """At most ``most`` replies within ``window``."""

    most: int
    window: timedelta


PER_ADDRESS = (Limit(5, timedelta(minutes=10)), Limit(30, timedelta(days=1)))
PER_ARTICLE = (Limit(100, timedelta(hours=1)),)
LONGEST_WINDOW = max(limit.window for limit in (*PER_ADDRESS, *PER_ARTICLE))
PRUNED_AT_ONCE = 100


class Throttled(Refused):
    """Too many replies. ``wait`` is the number of seconds after which one is taken again."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
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
    return heard[-settings.TRUSTED_PROXIES] if len(heard) >= settings.TRUSTED_PROXIES else nearest


def address_hash(address: str) -> str:
    """Return the keyed hash of an address, or an empty text for what is not an address."""
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
    return salted_hmac("comments.address", counted, algorithm="sha256").hexdigest()


def count_attempt(*, hashed_address: str, article_id: int) -> None:
    """Count one reply that is about to be taken. Raises Throttled when there were too many.

    Call inside the transaction that writes the reply: what is not written is not counted.
    """
    article_key = f"article:{article_id}"
    if hashed_address:
        _refuse_over(
            PER_ADDRESS,
            hashed_address,
            "Several replies have come from your connection in a short time.",
        )
    _refuse_over(PER_ARTICLE, article_key, "This page has had many replies in a short time.")
    Attempt.objects.bulk_create(Attempt(key=key) for key in (hashed_address, article_key) if key)
    _prune()


def _refuse_over(limits: tuple[Limit, ...], key: str, what: str) -> None:
    now = timezone.now()
    for limit in limits:
        recent = Attempt.objects.filter(key=key, created_at__gt=now - limit.window)
        times = list(
            recent.order_by("-created_at").values_list("created_at", flat=True)[: limit.most]
        )
        if len(times) < limit.most:
            continue
        wait = int((times[-1] + limit.window - now).total_seconds()) + 1
        raise Throttled(
            f"{what} Nothing is lost: please send yours again {_in_words(wait)}.", wait=wait
        )


def _in_words(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if minutes > 90:
        return f"in about {-(-minutes // 60)} hours"
    return f"in {minutes} minutes" if minutes > 1 else "in a minute"


def _prune() -> None:
    # The oldest rows by key only, so that no post pays for a scan of the table.
    oldest = Attempt.objects.order_by("pk").values("pk")[:PRUNED_AT_ONCE]
    Attempt.objects.filter(pk__in=oldest, created_at__lt=timezone.now() - LONGEST_WINDOW).delete()
