"""Null bytes in staff addresses: PostgreSQL cannot even look for them, and Django's admin asks it to."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class NullByteMiddleware:
    """Answer 400 where an address of the admin holds a null byte. Readers' pages clean their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        """Raise BadRequest here, where Django turns it into the 400 page."""
        odd = "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        if odd and request.path.startswith(reverse("admin:index")):
            raise BadRequest("The address holds a character that cannot be looked up.")
