"""The page of a guide. Its frame, all but replies and a form's token, is kept while it stays true.

Any decision on a reply lets every stored page be drawn anew, and hardly any of them has changed in more
than its replies. What the frame is drawn from is read for each page all the same, and is the key under
which it is kept; its template is given nothing besides, neither request nor reader. So no frame outlives
a change.

Most of a frame is the same in all guides: menu, forms, foot. This shell is drawn once for all, without an
edition, under the same key but for the edition; ``of_edition`` in the templates marks what is not of it.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.timezone import localdate
from django.utils.translation import get_language

from articles import context, feedback, structured_pages
from articles.compression import ONCE, packed, unpacked, without_indentation
from articles.models import Edition
from articles.templatetags.holes import Shell, filled, shell

TEMPLATE = "articles/article_detail.html"
FRAMES = 512  # in one worker, of some 7 kB each: they are kept packed, to a third of the bytes
# Stand in the frame for what is new in each drawing, and in the shell for what is another in each guide.
# Nobody outside can know them, so no text holds them.
TOKEN, REPLIES, SLUG = (secrets.token_hex(16) for _ in range(3))


@dataclass(frozen=True)
class Sources:
    """All that a frame is drawn from."""

    edition: str  # its seal, which covers all that it shows; empty for the shell
    clinic: str
    policies: str
    site_url: str
    day: date  # pages say what is overdue, and the year
    language: str | None

    @classmethod
    def of(cls, edition: Edition, around: dict[str, Any]) -> "Sources":
        return cls(
            edition=edition.sha256,
            # As loaded: column by column, behind what Django keeps of the row.
            clinic=repr([v for name, v in vars(around["clinic"]).items() if name != "_state"]),
            policies=repr(around["policies"]),
            site_url=around["site_url"],
            day=localdate(),
            language=get_language(),
        )


def draw(request: HttpRequest, edition: Edition) -> bytes:
    """Return the page of a live edition. What hangs below it is composed by the template."""
    # Both are needed, so they are read at once, and not through what waits until they are used.
    around = {
        "clinic": context.clinic(request),
        "policies": context.policies(request),
        "site_url": settings.SITE_URL,
    }
    sources = Sources.of(edition, around)
    kept = kept_frame(sources)
    if not kept:
        # Once here, which leaves next to nothing to find in each page that it becomes a part of.
        frame = without_indentation(_frame(edition, around, sources))
        kept[:] = [packed(frame, "gzip", ONCE)]
    token = escape(feedback.make_token(edition))
    below = {"edition": edition, "clinic": around["clinic"], "request": request}
    replies = render_to_string("articles/_replies.html", below)
    frame = unpacked(kept[0]).replace(TOKEN.encode(), token.encode())
    return frame.replace(REPLIES.encode(), replies.encode())


@lru_cache(maxsize=FRAMES)
def kept_frame(sources: Sources) -> list[bytes]:
    """Return the place of a frame: empty until it is drawn."""
    return []


@lru_cache(maxsize=8)  # of 8 kB each
def kept_shell(sources: Sources) -> Shell:
    """Return the place of a shell: empty until it is drawn."""
    return []


def _frame(edition: Edition, around: dict[str, Any], sources: Sources) -> bytes:
    own = {
        "edition": edition,
        "page": edition.payload,
        "describes": structured_pages.guide(edition),
    }
    shared = {**around, "token": TOKEN, "replies": REPLIES, "slug": SLUG}
    kept = kept_shell(replace(sources, edition=""))
    if not kept:
        kept[:] = shell(TEMPLATE, shared)
    return filled(kept, TEMPLATE, shared | own).replace(SLUG, edition.slug).encode()
