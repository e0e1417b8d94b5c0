"""Security headers that no package sets, and the looser policy of pages with the editor."""

from collections.abc import Callable

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from typing_extensions import override

# CKEditor 4 writes style attributes and event attributes. Never 'unsafe-eval'; on editor pages only.
editor_policy = csp_update(
    {
        "style-src": [UNSAFE_INLINE],
        "script-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
    }
)

# The set-up page of the second factor draws its QR code as a data: picture.
qr_policy = csp_update({"img-src": ["data:"]})


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's, which writes the same words anew for each answer: 3 % of what a page takes.

    They are kept as it wrote them first. An answer with anything of its own about the policy, and every
    answer while DEBUG is on, is left to it.
    """

    _written: str | None = None

    @override
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        own = any(name.startswith("_csp_") for name in (*vars(response), *vars(request)))
        if own or HEADER in response or settings.DEBUG:
            return super().process_response(request, response)
        if self._written is None:
            response = super().process_response(request, response)
            self._written = response.headers.get(HEADER)
            return response
        response[HEADER] = self._written
        return response


class ResourcePolicyMiddleware:
    """Say that no other site may embed what this one serves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
