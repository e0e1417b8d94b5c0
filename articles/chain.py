"""The chain of an article's editions: each seals its own content and the seal before it."""

from dataclasses import dataclass
from itertools import groupby

from typing_extensions import override

from articles import editions
from articles.models import Edition


@dataclass(frozen=True)
class BrokenLink:
    """The first edition of an article that is not what was published."""

    slug: str
    number: int
    why: str

    @override
    def __str__(self) -> str:
        return f"{self.slug}, edition {self.number}: {self.why}"


def broken_links() -> tuple[int, list[BrokenLink]]:
    """Return how many articles were checked, and the first broken link of each that has one."""
    rows = Edition.objects.select_related("article").order_by("article_id", "number")
    checked, broken = 0, []
    for _, chain in groupby(rows.iterator(chunk_size=50), key=lambda e: e.article_id):
        checked += 1
        previous: Edition | None = None
        for edition in list(chain):
            if why := _fault(edition, previous):
                broken.append(BrokenLink(edition.slug, edition.number, why))
                break
            previous = edition
    return checked, broken


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
