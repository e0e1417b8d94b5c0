"""Security headers that no package sets, and the looser policy of pages with the editor."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

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


class ResourcePolicyMiddleware:
    """Say that no other site may embed what this one serves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
