"""Staff without a second factor are led to set one up, where the installation asks for it."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clinic_cms import words_back
from clinic_cms.clinic import staff_pages


class SecondFactorMiddleware:
    """Send a signed-in person without a second factor from the admin to its set-up page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.SECOND_FACTOR
            and staff_pages.is_one(request.path)
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        ):
            if words_back.has_words(request):
                return words_back.without_second_factor(request)
            return redirect("mfa_activate_totp")
        return self.get_response(request)
