"""The mail with which a member of staff chooses a new password."""

import secrets
from datetime import timedelta

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import OutgoingMail, User
from clinic_cms.clinic.outbox.kinds import Letter
from clinic_cms.clinic.outbox.message import absolute


def ask(user: User, address: str) -> None:
    """Put the mail into the outbox. No link is kept there: it is made when the mail goes."""
    outbox.enqueue("new_password", to=address, key=secrets.token_hex(16), user=user.pk)


def new_password(mail: OutgoingMail) -> Letter | None:
    """Draw it for an account that has this address and may sign in."""
    known = User.objects.filter(email__iexact=mail.recipient, is_active=True)
    user = known.filter(pk=mail.arguments["user"]).first()
    if user is None:
        return None
    link = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user),
        },
    )
    days = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
    return Letter({"link": absolute(link), "username": user.username, "days": days})
