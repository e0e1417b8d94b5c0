"""What every reader's page shares: methods, freshness, paging by key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.compression import compress
from articles.freshness import conditional
from articles.models import Edition
from articles.models.edition import EditionQuerySet

PAGE = 20
SIGNER = signing.Signer(salt="articles.list")  # without the time: a page drawn twice is the same


def readers_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer GET and HEAD only, the same for every reader, and let caches ask again each time."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-cache")
        return compress(request, conditional(request, response))

    answer.for_readers = True  # type: ignore[attr-defined]  # read by the page store
    return answer


@dataclass(frozen=True)
class Page:
    """One page of a list of editions, and the query of the next one."""

    rows: list[Edition]
    next_query: str


def page_by_key(editions: EditionQuerySet, after: str, **kept: str) -> Page:
    """Return up to PAGE editions, newest first, after the one that ``after`` names.

    ``kept`` are further parts of the query that the next page's address keeps. An ``after`` that
    nobody here wrote is taken as none.
    """
    try:
        moment, pk = SIGNER.unsign_object(after) if after else (None, None)
    except (signing.BadSignature, ValueError):
        moment = pk = None
    if moment is not None:
        begun = datetime.fromisoformat(moment)
        earlier = editions.filter(live_from__lt=begun) | editions.filter(live_from=begun, pk__lt=pk)
        editions = earlier.order_by("-live_from", "-pk")
    rows = list(editions.for_lists()[: PAGE + 1])
    if len(rows) <= PAGE:
        return Page(rows, "")
    last = rows[PAGE - 1]
    key = SIGNER.sign_object([last.live_from.isoformat(), last.pk])
    return Page(rows[:PAGE], urlencode({**{k: v for k, v in kept.items() if v}, "after": key}))
