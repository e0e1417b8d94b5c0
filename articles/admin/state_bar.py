"""The bar over an article's form: where it stands, what readers see, what may be done now."""

from dataclasses import dataclass
from datetime import datetime

from articles import staleness
from articles.admin import offers
from articles.admin.verbs import VERBS, Verb
from articles.forms import VerbForm
from articles.models import Article, Edition
from articles.models.article import ArticleStatus
from clinic_cms.clinic.models import User


@dataclass(frozen=True)
class Offer:
    """A verb with its form, ready to be sent."""

    verb: Verb
    form: VerbForm
    primary: bool


@dataclass(frozen=True)
class StateBar:
    """What the bar shows."""

    live: Edition | None
    scheduled: Edition | None
    changed: str  # what the live or the scheduled edition shows and is no longer so
    withdrawn_at: datetime | None
    offers: list[Offer]
    may_review: bool
    pill: tuple[str, str]


def state_bar(article: Article, user: User) -> StateBar:
    """Return the bar for one person."""
    live = article.editions.live().for_lists().first()
    scheduled = article.editions.scheduled().for_lists().first()
    last = None if live else article.editions.ever_live().for_lists().first()
    changed = staleness.reasons([edition.pk for edition in (live, scheduled) if edition])
    may = offers.offered(article, user)
    return StateBar(
        live=live,
        scheduled=scheduled,
        changed=staleness.in_words(sorted({name for names in changed.values() for name in names})),
        withdrawn_at=last.live_until if last else None,
        offers=[
            Offer(verb, _form(verb, article), verb.primary and not _is_out(article, verb))
            for verb in VERBS.values()
            if verb.name in may and not verb.on_review_page
        ],
        may_review="approve" in may,
        pill=pill(article, live=live is not None, scheduled=scheduled is not None),
    )


def _is_out(article: Article, verb: Verb) -> bool:
    """Say whether a page that needs nothing could be reviewed once more: that is not what comes next."""
    return verb.name == "submit" and article.status == ArticleStatus.PUBLISHED


def pill(article: Article, *, live: bool, scheduled: bool) -> tuple[str, str]:
    """Return the look and the word for where an article stands: nothing is published before its time."""
    if article.status == ArticleStatus.PUBLISHED and scheduled and not live:
        return "approved", "Scheduled"
    return article.status, article.get_status_display()


def _form(verb: Verb, article: Article) -> VerbForm:
    return verb.form(initial={"revision": article.revision}, auto_id=f"{verb.name}_%s")
