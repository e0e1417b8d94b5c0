"""Whether a request comes from one of our own pages. It stands where a CSRF token would need a cookie."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    """Say whether Origin, or Referer where there is no Origin, names this site.

    Browsers send Origin with every POST. ``null`` (a sandboxed frame, a file) is not ours.
    """
    said = request.headers.get("Origin")
    if said is None:
        try:
            referer = urlsplit(request.headers.get("Referer", ""))
        except ValueError:
            return False
        said = f"{referer.scheme}://{referer.netloc}"
    ours = {
        f"{request.scheme}://{request.get_host()}",
        settings.SITE_URL,
        *settings.CSRF_TRUSTED_ORIGINS,
    }
    return said.lower() in {origin.lower() for origin in ours}
