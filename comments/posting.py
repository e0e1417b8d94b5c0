"""The verb by which a reader's reply comes in. It is held, always."""

from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Edition
from comments import screening, throttle, tokens
from comments.errors import Refused
from comments.models import Comment, Thread, ThreadState
from comments.models.comment import DEEPEST

GONE = "This page is not published any more, so it takes no replies."


class Gone(Refused):
    """The article is not published any more."""

    status = HTTPStatus.GONE


class Closed(Refused):
    """The article takes no replies."""


class ParentMissing(Refused):
    """The reply to be answered is not shown, or never was."""

    status = HTTPStatus.NOT_FOUND


class TooDeep(Refused):
    """Answers to answers have an end."""

    status = HTTPStatus.BAD_REQUEST


class SentBefore(Refused):
    """The same words came before."""

    status = HTTPStatus.CONFLICT


def post_reply(
    *,
    article: Article,
    token: str,
    text: str,
    name: str,
    email: str,
    parent: str = "",
    address: str = "",
) -> Comment:
    """Take a reader's reply and hold it. Return the reply; a double click gets the first one again.

    ``token`` and ``parent`` (a public id, or empty) come from the form, ``address`` from the network.
    The caller has the reader's consent in the wording of ``comments.consent``. Raises a Refused.
    """
    form = tokens.read_form_token(token, article_id=article.pk)
    hashed_address = throttle.address_hash(address)
    reply = Comment(
        article=article,
        edition_id=form.edition_id,
        name=name,
        email=email,
        text=text,
        consent_version=form.consent_version,
        consent_at=timezone.now(),
        address_hash=hashed_address,
        token_hash=tokens.used_up(form, hashed_address, email, name, text),
    )
    try:
        with transaction.atomic():
            return _sent_before(reply) or _write(reply, parent)
    except IntegrityError:
        # Two presses at the same moment: the other one has just written the reply.
        if (first := _sent_before(reply)) is None:
            raise
        return first


def _write(reply: Comment, parent: str) -> Comment:
    if not Edition.objects.live().filter(article_id=reply.article_id).exists():
        raise Gone(GONE)
    if not is_open(reply.article_id):
        raise Closed("This page takes no new replies.")
    if parent:
        put_under(reply, _visible_parent(reply, parent))
    if _same_words(reply):
        raise SentBefore("You have sent us these words already. A person reads every reply.")
    throttle.count_attempt(hashed_address=reply.address_hash, article_id=reply.article_id)
    findings = screening.screen(reply.text)
    reply.flags = sorted({finding.rule for finding in findings})
    reply.urgent = bool(findings)
    reply.save(force_insert=True)
    return reply


def is_open(article_id: int) -> bool:
    """Say whether an article takes replies. One that nobody has touched does."""
    return not Thread.objects.filter(article=article_id).exclude(state=ThreadState.OPEN).exists()


def put_under(reply: Comment, parent: Comment) -> None:
    """Give a reply its place in the thread. Raises TooDeep."""
    if parent.depth >= DEEPEST:
        raise TooDeep(
            "This conversation is as deep as it goes. Answer one of the replies above it."
        )
    reply.parent = parent
    reply.root_id = parent.root_id or parent.pk
    reply.depth = parent.depth + 1


def _visible_parent(reply: Comment, public_id: str) -> Comment:
    parent = (
        Comment.objects.visible().filter(article_id=reply.article_id, public_id=public_id).first()
    )
    if parent is None:
        raise ParentMissing(
            "The reply that you answered is not shown any more. "
            "If your words stand without it, send them as a reply of their own."
        )
    return parent


def _sent_before(reply: Comment) -> Comment | None:
    """Return the reply that these words have made already with this form."""
    return Comment.objects.filter(token_hash=reply.token_hash).first()


def _same_words(reply: Comment) -> bool:
    return Comment.objects.filter(
        article_id=reply.article_id, email__iexact=reply.email, text=reply.text
    ).exists()
