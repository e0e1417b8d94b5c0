"""Pages whose address is known to one person only, since it stands in a mail to them.

The signed text in the address is what a sign-in is elsewhere, so there is no cookie to forge with. It is
kept out of caches, search engines and the addresses that a browser tells other pages.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clinic_cms.clinic.bad_requests import posted
from comments.mail_links import BadLink, OldLink

View = Callable[[HttpRequest, str], HttpResponse]
LONGEST_BODY = 64 * 1024  # bytes; an appeal, the longest of their forms, takes a tenth of it


def secret_page(view: View) -> View:
    """Make a view a page behind a signed address. A link that is damaged or too old is told so."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except (BadLink, OldLink) as refused:
            context = {
                "reason": str(refused),
                "old": isinstance(refused, OldLink),
                # Whoever wrote for longer than the link lasts gets their words back.
                "typed": posted(request, LONGEST_BODY).get("text", ""),
            }
            response = render(
                request, "comments/writer/link_refused.html", context, status=refused.status
            )
        # Django would write the address of a refused request into its log.
        response._has_been_logged = True  # type: ignore[attr-defined]  # what log_response looks at
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    methods = require_http_methods(["GET", "HEAD", "POST"])
    # No CSRF token, which needs a cookie: who sends the form has the secret address.
    return csrf_exempt(never_cache(methods(guarded)))
