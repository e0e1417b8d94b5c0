"""Rules of staff sign-in, for allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse
from typing_extensions import override


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: administrators make accounts."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def no_such_page(request: HttpRequest) -> HttpResponse:
    """Stand in for a page of allauth that this site does not have."""
    raise Http404("No such page.")
