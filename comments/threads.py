"""The replies under an article: which page of them, in one query. ``comments.drawing`` draws them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.freshness import begin_of
from articles.models import Edition
from comments import closing, drawing
from comments import thread_query as query
from comments.forms import ReplyForm
from comments.models import Comment, ThreadState


class Place(NamedTuple):
    """Where a reply stands in the thread. ``root_id`` is None for a root."""

    pk: int
    created_at: datetime
    root_id: int | None


@dataclass(frozen=True)
class ThreadView:
    """A page of a thread. ``count`` is that of all replies readers see, not of this page's.

    ``form`` is the token of an empty form, None where nobody may reply.
    """

    count: int
    html: SafeString
    article: str  # the name by which search machines know what the replies are about
    open: bool
    form: str | None
    next_url: str
    previous_url: str
    changed_at: (
        datetime | None
    )  # of the last decision that showed or hid a reply, or words in it, here or elsewhere

    @property
    def heading(self) -> str:
        """Return how many replies there are, in words. (``blocktranslate`` takes ten times as long.)"""
        if not self.count:
            return _("Replies")
        return ngettext("%(n)d reply", "%(n)d replies", self.count) % {"n": self.count}


def thread_for(
    edition: Edition, *, clinic_name: str, after: str = "", site_days: int | None = None
) -> ThreadView:
    """Return a page of the replies to a live edition's article, in one query (up to three on later pages).

    ``site_days``: the number of days after which the clinic closes threads, None for never.
    ``after`` is the public id of the reply before the page: after a root come later roots, after an answer
    come the further answers below its root, which then stands alone. An unknown one gives the first page.
    """
    cursor = _cursor(edition.article_id, after) if after else None
    state, count, changed_at, rows = _read(edition.article_id, cursor, site_days)
    opening = [row for row in rows if row.depth == 0]
    more = len(opening) > query.ROOTS_A_PAGE
    opening = opening[: query.ROOTS_A_PAGE]
    address = reverse("articles:detail", args=[edition.slug])
    is_open = state == ThreadState.OPEN
    since = (cursor.created_at, cursor.pk) if cursor and cursor.root_id else None
    return ThreadView(
        count=count,
        html=drawing.thread(
            opening,
            rows,
            clinic_name=clinic_name,
            answerable=is_open,
            most=query.ANSWERS_A_PAGE if since else query.ANSWERS_BELOW,
            page=address,
            since=since,
        ),
        article=f"{settings.SITE_URL}{address}#article",
        open=is_open,
        form=ReplyForm.make_token(edition) if is_open else None,
        next_url=f"{address}?after={opening[-1].public_id}#replies" if more else "",
        previous_url=_previous(edition.article_id, cursor, opening, address) if cursor else "",
        changed_at=changed_at,
    )


def address_of(reply: Comment, edition: Edition) -> str:
    """Return the address of the page of the thread that shows a visible reply."""
    address, root = reverse("articles:detail", args=[edition.slug]), reply.root or reply
    page = _page_with(root.article_id, root.created_at, root.pk, address)
    if reply.root_id:
        above = Comment.objects.standing().filter(root=reply.root_id)
        before = _before(above, reply.created_at, reply.pk, query.ANSWERS_BELOW)
        if len(before) == query.ANSWERS_BELOW:
            page = f"{address}?after={before[0]}"
    return f"{page}#reply-{reply.public_id}"


def _read(
    article_id: int, cursor: Place | None, site_days: int | None
) -> tuple[str, int, datetime | None, list[drawing.Shown]]:
    """Return the thread's state, the number of replies readers see, its last change, the page's replies."""
    asked: dict[str, Any] = {"article_id": article_id, "at": timezone.now()}
    if cursor is None:
        found = query.first_page.rows(**asked)
    else:
        asked |= {"created_at": cursor.created_at, "pk": cursor.pk}
        if cursor.root_id is None:
            found = query.later_page.rows(**asked)
        else:
            found = query.answers.rows(**asked, root=cursor.root_id)
    if not found:
        return ThreadState.OPEN, 0, None, []
    state, closes, days, first_live, live, approved, *others = found[0][: query.ASIDE]
    moments = list(found[0][query.ASIDE : query.BESIDE])
    count = approved - sum(others)
    if state == ThreadState.HIDDEN or not live:
        found, count = found[:0], 0
    rule = closing.Rule(state, closes, days, first_live, site_days)
    if (day := rule.closes_on) and rule.now == ThreadState.CLOSED:
        moments.append(begin_of(day.year, day.month, day.day))
    changed_at = max((m for m in moments if m is not None), default=None)
    shown = [drawing.Shown(*row[query.BESIDE :]) for row in found if row[query.BESIDE] is not None]
    return rule.now, count, changed_at, shown


def _cursor(article_id: int, after: str) -> Place | None:
    """Return the place of the reply before a page."""
    if "\0" in after:  # PostgreSQL cannot even look for one
        return None
    here = Comment.objects.standing().filter(article_id=article_id, public_id=after)
    found = here.order_by().values_list(*Place._fields).first()
    return Place(*found) if found else None


def _previous(article_id: int, cursor: Place, opening: list[drawing.Shown], address: str) -> str:
    """Return the address of the page before; of further answers, that of the page with their root."""
    if cursor.root_id is None:
        up_to = _before(_roots(article_id), cursor.created_at, cursor.pk, query.ROOTS_A_PAGE)
        more = len(up_to) == query.ROOTS_A_PAGE
        return f"{address}?after={up_to[-1]}#replies" if more else f"{address}#replies"
    if not opening:  # hidden or withdrawn meanwhile
        return ""
    root = opening[0]
    page = _page_with(article_id, root.created_at, root.pk, address)
    return f"{page}#reply-{root.public_id}"


def _page_with(article_id: int, created_at: datetime, pk: int, address: str) -> str:
    """Return the address of a page of roots that shows the root of this moment and key."""
    before = _before(_roots(article_id), created_at, pk, query.ROOTS_A_PAGE)
    return f"{address}?after={before[0]}" if len(before) == query.ROOTS_A_PAGE else address


def _before(replies: QuerySet[Comment], created_at: datetime, pk: int, most: int) -> list[str]:
    """Return the public ids of the replies before a moment and key, the nearest first."""
    earlier = Q(created_at__lt=created_at) | Q(created_at=created_at, pk__lt=pk)
    found = replies.filter(earlier).order_by("-created_at", "-pk")
    return list(found.values_list("public_id", flat=True)[:most])


def _roots(article_id: int) -> QuerySet[Comment]:
    return Comment.objects.standing().filter(article_id=article_id, depth=0)
