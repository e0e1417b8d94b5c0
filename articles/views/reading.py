"""Home, articles, their history and policies."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import freshness, guide_page, named, shown, structured_pages
from articles.models import Edition
from articles.models.article import ArticleKind
from articles.models.edition import SubjectKind
from articles.views.pages import page_by_key, readers_page
from clinic_cms.clinic.prepared import Prepared

LATEST = 6


@readers_page
def home(request: HttpRequest) -> HttpResponse:
    """The clinic's first page: latest guides, conditions, treatments."""
    live = Edition.objects.live()
    return render(
        request,
        "articles/home.html",
        {
            "editions": live.guides().for_lists()[:LATEST],
            "conditions": named.newest(SubjectKind.CONDITION),
            "treatments": named.newest(SubjectKind.TREATMENT),
            "describes": structured_pages.home(request.path),
        },
    )


@readers_page
def article_list(request: HttpRequest) -> HttpResponse:
    """Live guides, newest first, of one condition where asked."""
    wanted = request.GET.get("condition", "")
    conditions = named.newest(SubjectKind.CONDITION)
    editions = Edition.objects.live().guides()
    chosen = next((c for c in conditions if c.slug == wanted), None)
    if chosen:
        editions = editions.filter(subjects__kind=SubjectKind.CONDITION, subjects__slug=chosen.slug)
    page = page_by_key(
        editions, request.GET.get("after", ""), condition=chosen.slug if chosen else ""
    )
    context = {
        "editions": page.rows,
        "next_url": f"?{page.next_query}" if page.next_query else "",
        "conditions": conditions,
        "condition": chosen,
        "describes": structured_pages.listing(
            request.path, _("Articles"), [(e.title, e.get_absolute_url()) for e in page.rows]
        ),
    }
    return render(request, "articles/article_list.html", context)


@readers_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The live edition of a guide."""
    edition = _live(slug, ArticleKind.GUIDE)
    if edition is None:
        return gone_or_404(request, slug)
    _note(request, edition)
    return HttpResponse(guide_page.draw(request, edition))


@readers_page
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """The live edition of a policy."""
    edition = _live(slug, ArticleKind.POLICY)
    if edition is None:
        return gone_or_404(request, slug)
    _note(request, edition)
    context = {
        "edition": edition,
        "page": edition.payload,
        "describes": structured_pages.policy(edition),
    }
    return render(request, "articles/policy_detail.html", context)


@readers_page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that readers have seen, newest first."""
    seen = _shown(slug)
    if not seen or seen[0].ends_at:
        return gone_or_404(request, slug)
    describes = structured_pages.listing(
        request.path,
        _("History of “%(title)s”") % {"title": seen[0].title},
        [
            (
                _("Edition %(number)d") % {"number": s.number},
                reverse("articles:edition", args=[s.slug, s.number]),
            )
            for s in seen
        ],
    )
    context = {"editions": seen, "describes": describes}
    return render(request, "articles/edition_history.html", context)


@readers_page
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition as readers saw it."""
    seen = _shown(slug)
    if not seen or seen[0].ends_at:
        return gone_or_404(request, slug)
    found = next((s for s in seen if s.number == number), None)
    if found is None:
        raise Http404
    full = Edition.objects.get(pk=found.pk)
    context = {
        "edition": full,
        "page": full.payload,
        "ends_at": found.ends_at,
        "describes": structured_pages.past_edition(request.path, full),
    }
    return render(request, "articles/edition_detail.html", context)


@readers_page
def as_of(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """Lead to the edition that readers saw last on a day; today's stands for the days to come."""
    seen = _shown(slug)
    found = shown.on_day(seen, day)
    if not found or seen[0].ends_at:
        return gone_or_404(request, slug)
    return redirect("articles:edition", slug=slug, number=found[0].number)


def gone_or_404(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer 410 where readers have seen a page of this name before, 404 elsewhere."""
    last = Edition.objects.filter(slug=slug).ever_live().order_by("-number").first()
    if last is None or Edition.objects.live().filter(slug=slug).exists():
        raise Http404
    return render(request, "410.html", {"withdrawn_at": last.live_until}, status=410)


SHOWN = [f.attname for f in Edition._meta.concrete_fields if f.name != "search_text"]


@Prepared
def _live_row(at: datetime, slug: str, kind: str) -> QuerySet[Edition, Any]:
    return Edition.objects.live(at).filter(slug=slug, kind=kind).order_by().values_list(*SHOWN)


def _live(slug: str, kind: ArticleKind) -> Edition | None:
    found = _live_row.first(at=timezone.now(), slug=slug, kind=kind.value)
    return Edition.from_db(connection.alias, SHOWN, found) if found else None


def _shown(slug: str) -> list[shown.Shown]:
    return shown.periods(Edition.objects.filter(slug=slug).ever_live())


def _note(request: HttpRequest, edition: Edition) -> None:
    """Say since when the page is as it is: its edition's beginning, or the notice that it is overdue."""
    overdue = edition.next_review_due + timedelta(days=1)
    past = overdue <= timezone.localdate()
    freshness.note_rest(
        request,
        edition.live_from,
        freshness.begin_of(overdue.year, overdue.month, overdue.day) if past else None,
    )
