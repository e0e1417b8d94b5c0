"""Rules of staff sign-in, for allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from typing_extensions import override


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: administrators make accounts."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
