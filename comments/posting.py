"""The verb by which a reader's reply comes in. It is held, always."""

from collections.abc import Sequence
from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_cms.clinic.planned import Statement
from clinic_cms.clinic.prepared import Prepared
from clinic_cms.clinic.writing import add
from comments import addresses, notifications, screening, throttle, tokens
from comments.before import Before, known_before, made_by
from comments.errors import Refused
from comments.known import known_about
from comments.models import Comment, ThreadState
from comments.models.comment import DEEPEST, new_public_id
from comments.screening import Finding, personal_data, red_flags, spam

GONE = gettext_lazy("This page is not published any more, so it takes no replies.")


_made_by = Prepared(made_by)


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


class LookAgain(Refused):
    """The reply seems to hold personal data. The writer mends it, or sends it as it is."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(_("Your reply is not sent yet."))
        self.findings = findings


class Blocked(Refused):
    """A word or a site on the clinic's list of what is not taken."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


def post_reply(
    *,
    article_id: int,
    token: str,
    text: str,
    name: str,
    email: str,
    parent: str = "",
    address: str = "",
    as_is: bool = False,
) -> Comment:
    """Take a reader's reply and hold it. Return the reply; a double click gets the first one again.

    ``token`` and ``parent`` (a public id, or empty) come from the form, ``address`` from the network.
    The caller has the reader's consent in the wording of ``comments.consent``. ``as_is``: the writer has
    been shown their personal data and sends it all the same. Raises a Refused.
    """
    form = tokens.read_form_token(token, article_id=article_id)
    hashed_address = throttle.address_hash(address)
    reply = Comment(
        article_id=article_id,
        edition_id=form.edition_id,
        name=name,
        email=addresses.normalised(email),
        text=text,
        consent_version=form.consent_version,
        consent_at=timezone.now(),
        address_hash=hashed_address,
        token_hash=tokens.used_up(form, hashed_address, email, name, text),
    )
    screen(reply)  # before the transaction: on SQLite nobody else could write meanwhile
    try:
        with transaction.atomic():
            known = known_before(reply)
            if known.made:
                return Comment.objects.get(pk=known.made)
            return _write(reply, parent, known, as_is=as_is)
    except IntegrityError:
        # Two presses at the same moment: the other one has just written the reply.
        if (made := _made_by.first(token_hash=reply.token_hash)) is None:
            raise
        return Comment.objects.get(pk=made[0])


def store(reply: Comment, *, after: Sequence[Statement] = ()) -> None:
    """Insert a new reply. Where its name in addresses is taken, which is rare, it gets another.

    ``after``: statements that are done before, once, in the same trip to PostgreSQL.
    """
    while not add(reply, unless="public_id", after=after):
        reply.public_id, after = new_public_id(), ()


def screen(reply: Comment) -> None:
    """Put what screening finds into a reply: the findings, the names of its red flags, its urgency."""
    found = screening.screen(reply.text, known_about(reply))
    reply.findings = [finding.stored() for finding in found]
    reply.flags = sorted({finding.type for finding in found if red_flags.is_one(finding)})
    reply.urgent = bool(reply.flags)


def _write(reply: Comment, parent: str, known: Before, *, as_is: bool) -> Comment:
    if not known.is_live:
        raise Gone(GONE)
    if known.rule.now != ThreadState.OPEN:
        raise Closed(_("This page takes no new replies."))
    if parent:
        put_under(reply, _visible_parent(reply, parent))
    if known.same_words:
        raise SentBefore(_("You have sent us these words already. A person reads every reply."))
    if not reply.urgent:  # who is in danger is not held up by a form or a list of words
        _look(reply, as_is=as_is)
    counting = throttle.counting_attempt(
        hashed_address=reply.address_hash, article_id=reply.article_id, moments=known.filled
    )
    reply.writer, is_asked = addresses.to_ask(reply.email, after=counting)
    store(reply, after=[addresses.asking_to_confirm(reply)] if is_asked else ())
    notifications.received(reply)
    return reply


def _look(reply: Comment, *, as_is: bool) -> None:
    """Refuse what the clinic's lists block. Show personal data to its writer, once."""
    found = [Finding.restored(stored) for stored in reply.findings]
    if blocked := next((f for f in found if (f.rule, f.type) == (spam.RULE, "BLOCKED")), None):
        words = reply.text[blocked.start : blocked.end]
        what = f"“{words}”" if words else _("something in your name or address")
        raise Blocked(
            _(
                "Replies with %(what)s are not taken here. "
                "If you think that this is wrong, call the clinic."
            )
            % {"what": what}
        )
    personal = [finding for finding in found if finding.rule == personal_data.RULE]
    if personal and not as_is:
        raise LookAgain(personal)


def put_under(reply: Comment, parent: Comment) -> None:
    """Give a reply its place in the thread. Raises TooDeep."""
    if parent.depth >= DEEPEST:
        raise TooDeep(
            _("This conversation is as deep as it goes. Answer one of the replies above it.")
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
            _(
                "The reply that you answered is not shown any more. "
                "If your words stand without it, send them as a reply of their own."
            )
        )
    return parent
