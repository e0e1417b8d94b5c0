"""Rules of staff sign-in, for allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic import new_password
from clinic_cms.clinic.throttle import address_hash, client_address


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: administrators make accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("This is not the password of your account. Type it again."),
        # ACCOUNT_RATE_LIMITS says how many, and for how long.
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes, then try again."),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Leave it to the outbox.

        Sent at once, a mail server that does not answer would be an error page, and only for an address
        that somebody here has.
        """
        new_password.ask(user, email)

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """Count attempts to sign in under the address that our own proxies saw, as a keyed hash.

        allauth's way would count all that comes through nginx as one, so that one guesser keeps the
        staff out; and it would write the address itself into the table that counts, and so into backups.
        """
        return address_hash(client_address(request), purpose="accounts.address")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What is said about a code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not right, or was used already. Type the one that the app shows now."
        ),
    }
