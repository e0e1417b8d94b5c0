"""What every template may use."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
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
    # With those that were withdrawn, for their day alone: a page has changed when one left its foot. Two
    # questions in one, each of policies only: "live or withdrawn" would look at every edition of the site.
    policies = Edition.objects.policies().order_by()
    # COALESCE hides the column from the index of ends, which holds those of all guides: SQLite took it.
    ended = policies.annotate(end=Coalesce("live_until", "live_from"))
    withdrawn = ended.filter(end__lte=at, end__gt=F("live_from"))
    columns = (*SHOWN, "live_until")
    # In no order: to have one of both, SQLite would go through all titles of the site.
    return policies.live(at).values_list(*columns).union(withdrawn.values_list(*columns), all=True)


def clinic(request: HttpRequest) -> ClinicProfile:
    """Return the clinic's profile, which the page is drawn from."""
    profile = ClinicProfile.current()
    freshness.note(request, profile.updated_at)
    return profile


def policies(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the live policies as the foot of a page names them."""
    now = timezone.now()
    found: list[dict[str, Any]] = []
    for *shown, live_until in _policies.rows(at=now):
        gone = live_until is not None and live_until <= now
        row = dict(zip(SHOWN, shown, strict=True))
        freshness.note(request, live_until if gone else row["live_from"])
        if not gone:
            found.append(row)
    return sorted(found, key=lambda policy: policy["title"])


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the clinic, its policies and the site's address. Nothing is read until it is used."""
    return {
        "clinic": SimpleLazyObject(lambda: clinic(request)),
        "policies": SimpleLazyObject(lambda: policies(request)),
        "site_url": settings.SITE_URL,
    }
