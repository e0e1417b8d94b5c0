"""The chain of an article's editions: each seals its own content and the seal before it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from typing_extensions import override

from articles import editions
from articles.models import ArticleEvent, Edition
from articles.models.review import EventKind

BEGINNINGS = (EventKind.PUBLISHED, EventKind.SCHEDULED)
ENDS = (EventKind.WITHDRAWN, EventKind.UNSCHEDULED)


@dataclass(frozen=True)
class BrokenLink:
    """The first edition of an article that is not what was published."""

    slug: str
    number: int
    why: str

    @override
    def __str__(self) -> str:
        return f"{self.slug}, edition {self.number}: {self.why}"


def broken_links(among: Collection[int] | None = None) -> tuple[int, list[BrokenLink]]:
    """Return how many articles were checked, and the first broken link of each that has one.

    ``among``: the keys of the articles to be checked; all by default.
    """
    begun, ended = _told(BEGINNINGS, among), _told(ENDS, among)
    rows = Edition.objects.select_related("article").order_by("article_id", "number")
    if among is not None:
        rows = rows.filter(article__in=among)
    checked: set[int] = set()
    broken: list[BrokenLink] = []
    for article_id, chain in groupby(rows.iterator(chunk_size=50), key=lambda e: e.article_id):
        checked.add(article_id)
        links = list(chain)
        if link := _first_fault(links) or _history_disagrees(
            links, begun[article_id], ended[article_id]
        ):
            broken.append(link)
    for article_id, slug in (
        ArticleEvent.objects.filter(article__in=begun.keys() - checked)
        .order_by("article_id")
        .values_list("article_id", "article__slug")
        .distinct()
    ):
        checked.add(article_id)
        broken.append(BrokenLink(slug, 1, "it was published, and is missing"))
    return len(checked), broken


def _told(kinds: tuple[EventKind, ...], among: Collection[int] | None) -> Counter[int]:
    """Return how many events of these kinds each article's history has."""
    events = ArticleEvent.objects.filter(kind__in=kinds).order_by()
    if among is not None:
        events = events.filter(article__in=among)
    return Counter(events.values_list("article_id", flat=True))


def _first_fault(chain: list[Edition]) -> BrokenLink | None:
    previous: Edition | None = None
    for edition in chain:
        if why := _fault(edition, previous):
            return BrokenLink(edition.slug, edition.number, why)
        previous = edition
    return None


def _history_disagrees(chain: list[Edition], begun: int, ended: int) -> BrokenLink | None:
    """Compare with the article's events what no seal covers: the last edition, and the ends."""
    last = chain[-1]
    if len(chain) < begun:
        return BrokenLink(last.slug, last.number + 1, "it was published, and is missing")
    with_end = [edition for edition in chain if edition.live_until]
    if len(with_end) < ended:
        return BrokenLink(last.slug, last.number, "its end was taken away after a withdrawal")
    if with_end and not ended:
        return BrokenLink(last.slug, with_end[0].number, "it was ended without a withdrawal")
    return None


def _fault(edition: Edition, previous: Edition | None) -> str:
    """Return what is wrong with one link, or an empty string."""
    number = previous.number + 1 if previous else 1
    if edition.number != number:
        return f"edition {number} before it is missing"
    if edition.previous_sha256 != (previous.sha256 if previous else ""):
        return "it does not follow from the edition before it"
    if editions.content_hash(edition.payload) != edition.content_sha256:
        return "its content is not what was published"
    frozen = edition.payload
    shown = (edition.title, edition.summary, edition.slug, edition.kind)
    if shown != (frozen["title"], frozen["summary"], frozen["slug"], frozen["kind"]):
        return "its title, summary, address or kind is not what was published"
    reviewed = (edition.last_reviewed.isoformat(), edition.next_review_due.isoformat())
    if reviewed != (edition.byline["last_reviewed"], edition.byline["next_review_due"]):
        return "the day it was reviewed or is due again is not what was published"
    sealed = editions.seal(
        article_uid=str(edition.article.uid),
        number=edition.number,
        content_sha256=edition.content_sha256,
        byline=edition.byline,
        html=edition.html,
        live_from=edition.live_from,
        previous_sha256=edition.previous_sha256,
    )
    if sealed != edition.sha256:
        return "its text, byline or time is not what was sealed"
    if edition.search_text != editions.search_text(frozen):
        return "its search text is not what was published"
    return ""
