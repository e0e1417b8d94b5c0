"""Signed texts that stand in forms and addresses, in place of a session. Readers have no cookie.

A form token says which edition its reader has before them, and when the form was made. A page kept in
a cache shows one token to many readers, who may share a network address as well: it is used up by what
was sent with it, so that a double click makes one reply and a neighbour's words make another.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles import form_token
from articles.models import Edition
from comments import consent
from comments.errors import Refused

FORM_SALT = "comments.form"
REPORT_SALT = "comments.report"
RECEIPT_SALT = "comments.receipt"
RECEIPT_MAX_AGE = timedelta(days=30)  # from the reply or the last decision; the token has no date


class FormOutOfDate(Refused):
    """The token is old, damaged or of another page. Which of them is nobody's business."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class FormToken:
    """What a form token says."""

    article_id: int
    edition_id: int
    consent_version: str
    nonce: str


def make_form_token(edition: Edition) -> str:
    """Return a token for a form under this edition."""
    return _make(FORM_SALT, edition)


def read_form_token(token: str, *, article_id: int) -> FormToken:
    """Return what a token says. Raises FormOutOfDate for every kind of failure."""
    if (said := _read(FORM_SALT, token, article_id)) is None:
        raise FormOutOfDate(
            _(
                "This form was open for too long. Nothing is lost: "
                "look your reply over and send it again."
            )
        )
    return said


def make_report_token(edition: Edition) -> str:
    """Return a token for a form that reports a reply under this edition."""
    return _make(REPORT_SALT, edition)


def read_report_token(token: str, *, article_id: int) -> FormToken:
    """Return what a report's token says. Raises FormOutOfDate for every kind of failure."""
    if (said := _read(REPORT_SALT, token, article_id)) is None:
        raise FormOutOfDate(
            _("This form was open for too long. Nothing is lost: look it over and send it again.")
        )
    return said


def _make(salt: str, edition: Edition) -> str:
    return form_token.make(salt, edition.article_id, edition.pk, consent.VERSION)


def _read(salt: str, token: str, article_id: int) -> FormToken | None:
    try:
        article, edition, *said = form_token.read(salt, token)
        found = FormToken(int(article), int(edition), *said)
    except (ValueError, TypeError):
        return None
    return found if found.article_id == article_id else None


def used_up(token: FormToken, *sent: str) -> str:
    """Return the mark that a form leaves when these words have been sent with it."""
    said = json.dumps([token.nonce, *sent])
    return salted_hmac("comments.form.used", said, algorithm="sha256").hexdigest()


def make_receipt(public_id: str) -> str:
    """Return the token of a writer's receipt: the same one however often it is made."""
    return signing.Signer(salt=RECEIPT_SALT).sign_object(public_id)


def read_receipt(token: str) -> str | None:
    """Return the reply's public id, or None for a token that is not ours."""
    try:
        public_id = signing.Signer(salt=RECEIPT_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return public_id if isinstance(public_id, str) else None
