"""Signed addresses that stand in mails. Each opens a page with a button; only the button does something.

Mail scanners open every link, so a GET changes nothing. Who holds the address may press the button: it
stands in the place of a sign-in.
"""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TypeVar

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from comments.errors import Refused
from comments.models import Decision, WriterAddress

Row = TypeVar("Row", WriterAddress, Decision)
CLOCKS = timedelta(minutes=5)  # by which those of two machines may differ


class BadLink(Refused):
    """A link that we did not make."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self) -> None:
        super().__init__(_("This link is damaged or incomplete."))


class OldLink(Refused):
    """A link of ours whose time is over."""

    status = HTTPStatus.GONE

    def __init__(self) -> None:
        super().__init__(_("This link was good for a limited time, which is over."))


@dataclass(frozen=True)
class MailLink:
    """A kind of signed address: its salt, the name of its page, how long it is good for."""

    page: str
    max_age: timedelta | None

    @property
    def salt(self) -> str:
        return f"comments.mail.{self.page}"

    def token(self, *said: int) -> str:
        """Return the signed text that says these numbers."""
        return signing.dumps(list(said), salt=self.salt)

    def path(self, *said: int) -> str:
        """Return the path of the page, without the site's name."""
        return reverse(f"comments:{self.page}", args=[self.token(*said)])

    def read(self, token: str, count: int) -> list[int]:
        """Return the numbers that a token says. Raises BadLink or OldLink."""
        try:
            said = signing.loads(token, salt=self.salt, max_age=self.max_age)
        except signing.SignatureExpired as error:
            raise OldLink from error
        except (signing.BadSignature, ValueError) as error:
            raise BadLink from error
        if not (isinstance(said, list) and list(map(type, said)) == [int] * count):
            raise BadLink
        return said

    def row(self, token: str, rows: models.QuerySet[Row], pk: int) -> Row:
        """Return the row that a token is about. Raises BadLink where there is none.

        On a restored backup the numbers of what is lost are given to others: what came after the token was
        made is not what it was made for.
        """
        found = rows.filter(pk=pk).first()
        made = signing.b62_decode(token.rsplit(":", 2)[1])
        if found is None or found.created_at.timestamp() > made + CLOCKS.total_seconds():
            raise BadLink
        return found


CONFIRM = MailLink("confirm", timedelta(days=7))  # the writer's address
MINE = MailLink("mine_list", timedelta(hours=2))  # the writer's address
APPEAL = MailLink("appeal", timedelta(days=30))  # the decision
# No end: who wants no more mails must find the door open in the oldest of them.
MAIL = MailLink("mail", None)  # the writer's address, the article or 0 for every mail
STAFF_MAIL = MailLink("staff_mail", None)  # the account, 0 for the digest and 1 for urgent ones
