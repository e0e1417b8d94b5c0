"""What waits with articles: for those who write, review and publish them."""

from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import staleness
from articles.models import Article, Edition, ErrorReport, PageVote
from articles.models.article import ArticleStatus
from articles.models.review import ReviewOutcome
from clinic_cms.clinic.lapse import ago, since
from clinic_cms.clinic.models import User
from clinic_cms.dashboard.panel import SHOWN, Line, Panel, marked


def writing(user: User | AnonymousUser) -> list[Panel]:
    """Return what came back to an author, and what they have begun."""
    mine = Article.objects.of(user.pk)
    returned = mine.filter(status=ArticleStatus.CHANGES_REQUESTED).order_by("updated_at", "pk")
    drafts = mine.filter(status=ArticleStatus.DRAFT).order_by("-updated_at", "-pk")
    own = f"{reverse('admin:articles_article_changelist')}?mine=yes"
    return [
        Panel(
            "Sent back to you",
            "Nothing was sent back to you.",
            [
                _returned(article)
                for article in returned.prefetch_related("reviews__reviewer")[:SHOWN]
            ],
            returned.count(),
            f"{own}&status__exact=changes_requested",
            urgent=True,
        ),
        Panel(
            "Your drafts",
            "You have no draft. Add an article to begin.",
            [_article(article, "saved") for article in drafts[:SHOWN]],
            drafts.count(),
            f"{own}&status__exact=draft",
        ),
    ]


def feedback(user: User | AnonymousUser) -> list[Panel]:
    """What readers say: of every page to a publisher, of their own pages to an author."""
    everything = user.has_perm("articles.publish_article")
    reports = ErrorReport.objects.open()
    votes = PageVote.objects.order_by()
    if not everything:
        reports = reports.of(user.pk)
        votes = votes.filter(edition__article__in=Article.objects.of(user.pk))
    said = list(
        votes.values("edition__article", "edition__article__title")
        .annotate(all=Count("pk"), yes=Count("pk", filter=Q(useful=True)))
        .order_by("-all", "edition__article")
    )
    listed = reverse("admin:articles_errorreport_changelist")
    return [
        Panel(
            "Errors that readers report",
            "No report waits for an answer.",
            [
                Line(
                    report.edition.title,
                    reverse("admin:articles_errorreport_change", args=(report.pk,)),
                    marked(ago(report.created_at), urgent=report.urgent),
                    report.passage,
                )
                for report in reports.select_related("edition").only(
                    "passage", "urgent", "created_at", "edition__title"
                )[:SHOWN]
            ],
            reports.count(),
            f"{listed}?status__exact=open",
            urgent=True,
        ),
        Panel(
            "Was the page useful?",
            "No reader has answered yet.",
            [
                Line(
                    row["edition__article__title"],
                    f"{reverse('admin:articles_pagevote_changelist')}?"
                    + urlencode({"q": row["edition__article__title"]}),
                    f"{row['yes']} of {row['all']} say yes",
                )
                for row in said[:SHOWN]
            ],
            len(said),
            reverse("admin:articles_pagevote_changelist"),
        ),
    ]


def reviewing() -> Panel:
    """Return what waits for a review."""
    waiting = Article.objects.awaiting_review()
    return Panel(
        "Waiting for review",
        "Nothing waits for a reviewer.",
        [
            Line(
                article.title,
                reverse("admin:articles_article_review", args=(article.pk,)),
                f"{article.author} · waiting for {since(article.updated_at)}",
            )
            for article in waiting.select_related("author")[:SHOWN]
        ],
        waiting.count(),
        f"{reverse('admin:articles_article_changelist')}?status__exact=in_review",
    )


def publishing() -> list[Panel]:
    """Return what can be published, what is scheduled, overdue or shows what is no longer so."""
    approved = Article.objects.awaiting_publication()
    live = Edition.objects.live().for_lists()
    overdue = live.overdue().order_by("next_review_due", "pk")
    scheduled = Edition.objects.scheduled().for_lists().order_by("live_from", "pk")
    articles = reverse("admin:articles_article_changelist")
    return [
        Panel(
            "Approved, ready to publish",
            "No approved text waits for you.",
            [_article(article, "approved") for article in approved[:SHOWN]],
            approved.count(),
            f"{articles}?status__exact=approved",
        ),
        Panel(
            "Scheduled",
            "Nothing is scheduled.",
            [_edition(edition, f"from {_moment(edition)}") for edition in scheduled[:SHOWN]],
            scheduled.count(),
            f"{articles}?readers=scheduled",
        ),
        Panel(
            "Review overdue",
            "Every live page is within its review date.",
            [
                _edition(edition, f"was due on {date_format(edition.next_review_due)}")
                for edition in overdue[:SHOWN]
            ],
            overdue.count(),
            f"{articles}?readers=overdue",
            urgent=True,
        ),
        _stale(f"{articles}?readers=stale"),
    ]


def _stale(more_url: str) -> Panel:
    """Return the pages that show what a record no longer says, with the names of those records."""
    # Once: with very many pages this takes longer than all else that is here.
    found = list(Edition.objects.stale().order_by("live_from", "pk").values_list("pk", flat=True))
    shown = Edition.objects.for_lists().filter(pk__in=found[:SHOWN]).order_by("live_from", "pk")
    changed = staleness.reasons(found[:SHOWN])
    return Panel(
        "Records changed since publication",
        "No record that a page shows has changed since.",
        [
            _edition(
                edition, f"edition {edition.number}: {staleness.in_words(changed[edition.pk])}"
            )
            for edition in shown
            if edition.pk in changed
        ],
        len(found),
        more_url,
    )


def _returned(article: Article) -> Line:
    asked = [r for r in article.reviews.all() if r.outcome == ReviewOutcome.CHANGES_REQUESTED]
    last = asked[0] if asked else None  # newest first, by the model's order
    return Line(
        article.title,
        reverse("admin:articles_article_change", args=(article.pk,)),
        f"by {last.reviewer}, {ago(last.created_at)}" if last else "",
        last.comment if last else "",
    )


def _article(article: Article, what: str) -> Line:
    return Line(
        article.title,
        reverse("admin:articles_article_change", args=(article.pk,)),
        f"{what} {ago(article.updated_at)}",
    )


def _edition(edition: Edition, note: str) -> Line:
    return Line(
        edition.title, reverse("admin:articles_article_change", args=(edition.article_id,)), note
    )


def _moment(edition: Edition) -> str:
    return date_format(timezone.localtime(edition.live_from), "DATETIME_FORMAT")
