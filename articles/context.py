"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles.models import Edition
from clinic_cms.clinic.models import ClinicProfile


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the clinic, its policies and the site's address. Nothing is read until it is used."""
    return {
        "clinic": SimpleLazyObject(ClinicProfile.current),
        "policies": SimpleLazyObject(
            lambda: list(Edition.objects.live().policies().values("slug", "title"))
        ),
        "site_url": settings.SITE_URL,
    }
