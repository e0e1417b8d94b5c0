"""Keep the states of working copies, so that nothing a person wrote is ever lost.

Only the verbs that save, submit, decide and publish call it, each in its own transaction and right after it
moved the article: so the article's revision is a number that no other row has. The rows are frozen.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from articles import editions
from articles.models import Article, Revision
from articles.payload import Content
from clinic_cms.clinic.models import User

Written = dict[str, Any]

TEXTS = (
    "kind", "slug", "title", "summary", "body", "help_emergency", "help_urgent", "help_non_urgent",
    "questions", "change_note", "research_label", "research_url",
)  # fmt: skip
RECORDS = ("conditions", "treatments", "disclaimers")


def written(article: Article) -> Written:
    """Return what stands in an article's form: texts as they were typed, records by primary key.

    The content is drawn from it and from the catalogue, and does not lead back to it.
    """
    return {
        **{name: getattr(article, name) for name in TEXTS},
        "author": article.author_id,
        "overview": article.overview_id,
        **{
            name: sorted(getattr(article, name).order_by().values_list("pk", flat=True))
            for name in RECORDS
        },
        "references": [list(row) for row in article.citations.values_list("position", "reference")],
    }


def keep(article: Article, content: Content, *, by: User) -> None:
    """Keep the state that an article is in, unless the last one kept is the same in every word."""
    state, content_sha256 = written(article), editions.content_hash(content)
    last = _last(article)
    if last is None or (last.written, last.content_sha256) != (state, content_sha256):
        _write(article, content, state, by=by, at=timezone.now())


def set_note(article: Article, note: str, *, by: User) -> None:
    """Write the note of what changed for an article whose row is locked and has just been moved."""
    article.change_note = note
    Article.objects.filter(pk=article.pk).update(change_note=note)
    keep(article, editions.build_content(article), by=by)


def rescue(article: Article, content: Content, *, by: User, at: datetime) -> Written:
    """Keep what is about to be overwritten, if nothing holds it yet; return what was written.

    That is an article from before states were kept, or one that something else than a verb has saved. A
    change in the catalogue alone is none of the article's words, and is in the history of its record.
    """
    state, last = written(article), _last(article)
    if last is None or last.written != state:
        _write(article, content, state, by=by, at=at)
    return state


def _last(article: Article) -> Revision | None:
    found: Revision | None = article.revisions.defer("content").first()
    return found


def _write(article: Article, content: Content, state: Written, *, by: User, at: datetime) -> None:
    Revision.objects.create(
        article=article,
        number=article.revision,
        content=content,
        content_sha256=editions.content_hash(content),
        written=state,
        created_by=by,
        created_at=at,
    )
