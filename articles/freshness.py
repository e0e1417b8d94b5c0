"""When a page last changed, and whether a reader's copy of it still stands.

Parts of a page say when they changed (``note``): the clinic's profile, the policies in its foot, the
replies below. Where the view adds the rest, and says so (``note_rest``), the latest of all is
Last-Modified. A page of which nobody has said that has none: a date that leaves something out calls an old
copy good. The entity tag is over the page as drawn, so that it sees what has no date: a new template,
another day.
"""

import hashlib
import re
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# Forms on readers' pages carry a token that is new in each drawing, and old after a day: a copy that
# is kept by its tag gets a fresh one a few times a day.
TOKEN = re.compile(rb'name="token" value="[^"]*"')
TOKEN_STANDS = timedelta(hours=6)


def note(request: HttpRequest, *moments: datetime | None) -> None:
    """Say when something that the page shows has changed."""
    vars(request).setdefault("_changes", []).extend(m for m in moments if m is not None)


def note_rest(request: HttpRequest, *moments: datetime | None) -> None:
    """Say when the rest of the page has changed: with what its parts note, that is all it depends on."""
    note(request, *moments)
    vars(request)["_all_noted"] = True


def begin_of(year: int, month: int = 1, day: int = 1) -> datetime:
    """Return the first moment of a day in the clinic's time zone."""
    return timezone.make_aware(datetime.combine(datetime(year, month, day), time.min))  # noqa: DTZ001


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with its validators, or 304 where the reader's copy still stands."""
    if response.status_code != 200 or response.streaming:
        return response
    seen, tokens = TOKEN.subn(b"", response.content)
    if tokens:
        seen += str(int(timezone.now().timestamp() // TOKEN_STANDS.total_seconds())).encode()
    # Weak: equal in what it says, not in every byte, and compressed or not.
    tag = f'W/"{hashlib.sha256(seen).hexdigest()[:32]}"'
    response.headers["ETag"] = tag
    modified = None
    changes = vars(request).get("_changes")
    if changes and vars(request).get("_all_noted"):
        # The year stands in the footer.
        latest = max(*changes, begin_of(timezone.localdate().year))
        modified = int(latest.timestamp())
        response.headers["Last-Modified"] = http_date(modified)
    answer = get_conditional_response(request, etag=tag, last_modified=modified, response=response)
    return answer or response
