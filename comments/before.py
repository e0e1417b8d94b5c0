"""What decides whether a reply is taken, asked in one query: on SQLite nobody else can write meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from articles.models import Article
from clinic_cms.clinic.prepared import Prepared
from clinic_cms.clinic.throttle import Limit
from comments import closing, throttle
from comments.models import Comment, Status


@dataclass(frozen=True)
class Before:
    """``made``: the key of the reply that these words have made already with this form.

    ``same_words``: this connection has sent these words before, by this address. ``filled``: what
    ``throttle.counting_attempt`` asks.
    """

    made: int | None
    same_words: bool
    filled: tuple[datetime | None, ...]
    rule: closing.Rule
    is_live: bool


def known_before(reply: Comment) -> Before:
    """Return what is there before a reply is written. Raises Article.DoesNotExist.

    Waits for the turn of its network address. Call first in the transaction that writes it.
    """
    limits = throttle.limits()
    found = _query(limits).first(
        after=throttle.turn(reply.address_hash),
        article=reply.article_id,
        now=timezone.now(),
        token_hash=reply.token_hash,
        address_hash=reply.address_hash,
        page=throttle.article_key(reply.article_id),
        email=reply.email.lower(),
        text=reply.text,
    )
    if found is None:
        raise Article.DoesNotExist(reply.article_id)
    made, same, *rest = found
    rule, is_live = closing.read(rest[: len(closing.RULE)])
    # Of another connection nothing is said: whoever guesses would learn whose words stand on the page.
    same_words = bool(reply.address_hash) and bool(same)
    return Before(made, same_words, tuple(rest[len(closing.RULE) :]), rule, is_live)


def made_by(token_hash: str) -> QuerySet[Any, Any]:
    """Ask for the key of the reply that a form has made."""
    # The condition of the index ``comment_one_per_form``: without it SQLite reads every row.
    made = Comment.objects.filter(token_hash=token_hash).exclude(token_hash="")
    return made.order_by().values_list("pk")


@cache
def _query(limits: tuple[tuple[Limit, ...], ...]) -> Prepared:
    def before(
        article: int,
        now: datetime,
        token_hash: str,
        address_hash: str,
        page: str,
        email: str,
        text: str,
    ) -> QuerySet[Any, Any]:
        # By the index of the e-mail, never by the article's: in a plan for all values PostgreSQL takes
        # the latter where few replies still have an e-mail, and reads all that the article has.
        same = Comment.objects.alias(of=Lower("email"), under=Coalesce("article", 0)).filter(
            of=email, under=article, address_hash=address_hash, text=text
        )
        filled = throttle.filled(address_hash, page, limits)
        return (
            Article.objects.filter(pk=article)
            .annotate(
                made=Subquery(made_by(token_hash)),
                same=Exists(same.exclude(status=Status.WITHDRAWN)),
                **closing.asked(article, now),
                **filled,
            )
            .order_by()
            .values_list("made", "same", *closing.RULE, *filled)
        )

    return Prepared(before)
