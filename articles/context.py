"""What every template may use."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from articles import freshness
from articles.models import Edition
from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.prepared import Prepared

SHOWN = ("slug", "title", "live_from")


@Prepared
def _policies(at: datetime) -> QuerySet[Edition, Any]:
    return Edition.objects.live(at).policies().values_list(*SHOWN)


def clinic(request: HttpRequest) -> ClinicProfile:
    """Return the clinic's profile, which the page is drawn from."""
    profile = ClinicProfile.current()
    freshness.note(request, profile.updated_at)
    return profile


def policies(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the live policies as the foot of a page names them."""
    rows = [dict(zip(SHOWN, row, strict=True)) for row in _policies.rows(at=timezone.now())]
    freshness.note(request, *(row["live_from"] for row in rows))
    return rows


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the clinic, its policies and the site's address. Nothing is read until it is used."""
    return {
        "clinic": SimpleLazyObject(lambda: clinic(request)),
        "policies": SimpleLazyObject(lambda: policies(request)),
        "site_url": settings.SITE_URL,
    }
