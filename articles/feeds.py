"""What machines read: Atom feed, sitemap, robots."""

from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from typing_extensions import override

from articles import freshness
from articles.models import Edition, EditionSubject
from articles.models.edition import SubjectKind
from articles.views.pages import readers_page
from clinic_cms.clinic.models import ClinicProfile

LATEST = 30
SUBJECT_PAGES = {
    SubjectKind.CONDITION: "articles:condition",
    SubjectKind.TREATMENT: "articles:treatment",
    SubjectKind.SIDE_EFFECT: "articles:side_effect",
    SubjectKind.AUTHOR: "articles:physician",
    SubjectKind.REVIEWER: "articles:physician",
}
LISTS = ("home", "list", "condition_list", "treatment_list", "side_effect_list", "physician_list")


class LatestGuides(Feed[Edition, None]):
    """The latest guides. Addresses and ids are the site's own, whatever name it was asked by."""

    feed_type = Atom1Feed

    @override
    def title(self) -> str:
        return ClinicProfile.current().name

    @override
    def author_name(self) -> str:
        return ClinicProfile.current().name

    @override
    def link(self) -> str:
        return _whole(reverse("articles:home"))

    @override
    def feed_url(self) -> str:
        return _whole(reverse("articles:feed"))

    @override
    def items(self) -> list[Edition]:
        return list(Edition.objects.live().guides().for_lists()[:LATEST])

    @override
    def item_title(self, item: Edition) -> str:
        return item.title

    @override
    def item_description(self, item: Edition) -> str:
        return item.summary

    @override
    def item_link(self, item: Edition) -> str:
        return _whole(item.get_absolute_url())

    @override
    def item_guid(self, item: Edition) -> str:
        # The same for every edition: readers of feeds take another id for another page.
        return _whole(item.get_absolute_url())

    @override
    def item_updateddate(self, item: Edition) -> datetime:
        return item.live_from


@readers_page
def feed(request: HttpRequest) -> HttpResponse:
    """Serve the latest guides as an Atom feed."""
    response = LatestGuides()(request)
    del response.headers["Last-Modified"]  # Django's knows nothing of pages that were withdrawn
    freshness.note_rest(request, ClinicProfile.current().updated_at, _last_change())
    return response


@readers_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every address that readers can reach, with the day its edition went live."""
    freshness.note_rest(request, _last_change())
    pages: dict[str, str] = {reverse(f"articles:{name}"): "" for name in LISTS}
    live = Edition.objects.live()
    for edition in live.order_by("slug").only("slug", "kind", "live_from"):
        pages[edition.get_absolute_url()] = timezone.localdate(edition.live_from).isoformat()
    rows = (
        EditionSubject.objects.filter(kind__in=SUBJECT_PAGES, edition__in=live)
        .order_by("kind", "slug", "edition__live_from")
        .values_list("kind", "slug", "edition__live_from")
    )
    for kind, slug, since in rows:
        address = reverse(SUBJECT_PAGES[SubjectKind(kind)], args=[slug])
        pages[address] = timezone.localdate(since).isoformat()
    lines = [
        f"<url><loc>{escape(_whole(path))}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</url>"
        for path, day in pages.items()
    ]
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    )
    return HttpResponse(text, content_type="application/xml")


@readers_page
def robots(request: HttpRequest) -> HttpResponse:
    """Let machines read what readers read, and name the sitemap."""
    text = (
        "User-agent: *\nDisallow: /admin/\nDisallow: /accounts/\nDisallow: /comments/\n"
        f"Sitemap: {settings.SITE_URL}/sitemap.xml\n"
    )
    return HttpResponse(text, content_type="text/plain")


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _last_change() -> datetime | None:
    """Return when a page last appeared, changed or went."""
    now = timezone.now()
    begun, ended = Edition.objects.aggregate(
        begun=Max("live_from", filter=Q(live_from__lte=now)),
        ended=Max("live_until", filter=Q(live_until__lte=now)),
    ).values()
    return max((moment for moment in (begun, ended) if moment), default=None)
