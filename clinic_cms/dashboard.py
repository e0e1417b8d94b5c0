"""The staff's first page: what waits for the person who looks at it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince

from articles.models import Article, Edition, ErrorReport, PageVote
from articles.models.article import ArticleStatus
from articles.models.review import ReviewOutcome
from clinic_cms.clinic.models import ClinicProfile, User
from comments import retention
from comments.models import Appeal, Comment, ReplyReport, Status
from comments.models.comment import DEEPEST
from comments.queue import MOST_COUNTED, waiting

SHOWN = 6  # lines a panel; the rest stands behind "See all"


@dataclass(frozen=True)
class Line:
    """One thing that waits: where it leads, a word on it, and words that somebody wrote."""

    title: str
    url: str
    note: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Panel:
    """A list of things that wait for one role. ``count`` may be more than the lines shown.

    ``many``: there are more than ``count``, and nobody has counted them.
    """

    title: str
    empty: str
    lines: list[Line] = field(default_factory=list)
    count: int = 0
    more_url: str = ""
    urgent: bool = False
    many: bool = False


def panels(user: User | AnonymousUser) -> list[Panel]:
    """Return the panels of a person's roles, each in its order of urgency."""
    found: list[Panel] = []
    if user.has_perm("comments.moderate_comment"):
        found += _replies()
    if user.has_perm("articles.write_article"):
        found += _writing(user)
    if user.has_perm("articles.change_errorreport"):
        found += _feedback(user)
    if user.has_perm("comments.answer_comment"):
        found.append(_unanswered(user))
    if user.has_perm("articles.review_article"):
        found.append(_reviewing())
    if user.has_perm("articles.publish_article"):
        found += _publishing()
    if user.has_perm("clinic.change_user"):
        found.append(_people())
    if user.has_perm("clinic.change_user") or user.has_perm("comments.moderate_comment"):
        found.append(_retention())
    return found


def _replies() -> list[Panel]:
    held, now = Comment.objects.pending(), waiting()
    lines = [
        Line(
            f"On {comment.edition.title}",
            reverse("admin:comments_comment_changelist"),
            f"{'Urgent · ' if comment.urgent else ''}{'reported · ' if comment.reported else ''}"
            f"held for {timesince(comment.created_at)}",
        )
        for comment in held.select_related("edition").only(
            "urgent", "reported", "created_at", "edition__title"
        )[:SHOWN]
    ]
    # What a report took from readers is among the held. The rest is still to be seen.
    shown = ReplyReport.objects.open().filter(comment__status=Status.APPROVED)
    reports = [
        Line(
            report.comment.edition.title,
            reverse("admin:comments_comment_change", args=(report.comment_id,)),
            f"{report.get_reason_display()}, {timesince(report.created_at)} ago",
            report.words,
        )
        for report in shown.select_related("comment__edition")[:SHOWN]
    ]
    return [
        Panel(
            "Replies to decide on",
            "No reply is held. Readers' replies come here before anybody sees them.",
            lines,
            min(now.count, MOST_COUNTED),
            reverse("admin:comments_comment_changelist"),
            urgent=now.urgent > 0,
            many=now.count > MOST_COUNTED,
        ),
        Panel(
            "Reported, and still shown",
            "No report waits for you.",
            reports,
            shown.count(),
            f"{reverse('admin:comments_replyreport_changelist')}?outcome__exact=open",
            urgent=True,
        ),
        *_appeals(),
    ]


def _unanswered(user: User | AnonymousUser) -> Panel:
    """What readers wrote under a physician's own pages, and the physician has not answered."""
    own = Comment.objects.filter(parent=OuterRef("pk"), written_by=user.pk)
    open_ = (
        Comment.objects.visible()
        .filter(article__author__user=user.pk, written_by__isnull=True, depth__lt=DEEPEST)
        .filter(~Exists(own))
        .order_by("-pk")
    )
    lines = [
        Line(
            comment.edition.title,
            reverse("admin:comments_comment_answer", args=(comment.pk,)),
            f"{comment.name}, {timesince(comment.created_at)} ago",
            comment.text,
        )
        for comment in open_.select_related("edition").only(
            "name", "text", "created_at", "edition__title"
        )[:SHOWN]
    ]
    return Panel(
        "Replies that you could answer",
        "You have answered every reply under your pages, or there is none.",
        lines,
        open_.count(),
        reverse("admin:comments_comment_answers"),
    )


def _appeals() -> list[Panel]:
    """Return the appeals that wait. They are rare: without one there is no panel."""
    waiting = Appeal.objects.filter(state="open").select_related("comment__edition")
    lines = [
        Line(
            f"On {appeal.comment.edition.title}",
            reverse("admin:comments_comment_change", args=[appeal.comment_id])
            + f"?status={appeal.comment.status}",
            f"sent {timesince(appeal.created_at)} ago",
        )
        for appeal in waiting[:SHOWN]
    ]
    panel = Panel("Appeals of writers", "", lines, waiting.count(), urgent=True)
    return [panel] if lines else []


def _writing(user: User | AnonymousUser) -> list[Panel]:
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


def _feedback(user: User | AnonymousUser) -> list[Panel]:
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
                    f"{timesince(report.created_at)} ago",
                    report.passage,
                )
                for report in reports.select_related("edition").only(
                    "passage", "created_at", "edition__title"
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


def _reviewing() -> Panel:
    waiting = Article.objects.awaiting_review()
    return Panel(
        "Waiting for review",
        "Nothing waits for a reviewer.",
        [
            Line(
                article.title,
                reverse("admin:articles_article_review", args=(article.pk,)),
                f"{article.author} · waiting for {timesince(article.updated_at)}",
            )
            for article in waiting.select_related("author")[:SHOWN]
        ],
        waiting.count(),
        f"{reverse('admin:articles_article_changelist')}?status__exact=in_review",
    )


def _publishing() -> list[Panel]:
    approved = Article.objects.awaiting_publication()
    live = Edition.objects.live().for_lists()
    overdue = live.filter(next_review_due__lt=timezone.localdate()).order_by(
        "next_review_due", "pk"
    )
    stale = Edition.objects.stale().for_lists().order_by("live_from", "pk")
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
        Panel(
            "Catalogue changed since publication",
            "No record that a live page uses has changed since.",
            [
                _edition(edition, f"edition {edition.number}, since {_moment(edition)}")
                for edition in stale[:SHOWN]
            ],
            stale.count(),
            f"{articles}?readers=stale",
        ),
    ]


def _people() -> Panel:
    without = User.objects.filter(is_active=True, groups=None, is_superuser=False).order_by(
        "username"
    )
    profile = ClinicProfile.current()
    lines = [
        Line(str(user), reverse("admin:clinic_user_change", args=(user.pk,)), "has no role yet")
        for user in without[:SHOWN]
    ]
    missing = [
        label
        for label, value in (
            ("phone", profile.phone),
            ("website help line", profile.website_help_line),
            ("copyright holder", profile.copyright_holder),
        )
        if not value
    ]
    if missing:
        lines.append(
            Line(
                "Clinic profile",
                reverse("admin:clinic_clinicprofile_changelist"),
                f"without {', '.join(missing)}",
            )
        )
    return Panel(
        "People and profile",
        "Everybody has a role, and the clinic's profile is complete.",
        lines,
        without.count() + bool(missing),
        reverse("admin:clinic_user_changelist"),
    )


def _retention() -> Panel:
    """Whether the daily run that empties personal data past its time is running."""
    last, late = retention.last_run(), retention.is_late()
    when = date_format(timezone.localtime(last.ran_at), "DATETIME_FORMAT") if last else ""
    runs = reverse("admin:comments_retentionrun_changelist")
    note = f"It last ran on {when}." if last else "It has never run."
    return Panel(
        "Personal data past its time",
        note if last else "There is nothing to empty yet.",
        [Line("The daily run is missing", runs, f"{note} See docs/retention.md.")] if late else [],
        int(late),
        runs,
        urgent=True,
    )


def _returned(article: Article) -> Line:
    asked = [r for r in article.reviews.all() if r.outcome == ReviewOutcome.CHANGES_REQUESTED]
    last = asked[0] if asked else None  # newest first, by the model's order
    return Line(
        article.title,
        reverse("admin:articles_article_change", args=(article.pk,)),
        f"by {last.reviewer}, {timesince(last.created_at)} ago" if last else "",
        last.comment if last else "",
    )


def _article(article: Article, what: str) -> Line:
    return Line(
        article.title,
        reverse("admin:articles_article_change", args=(article.pk,)),
        f"{what} {timesince(article.updated_at)} ago",
    )


def _edition(edition: Edition, note: str) -> Line:
    return Line(
        edition.title, reverse("admin:articles_article_change", args=(edition.article_id,)), note
    )


def _moment(edition: Edition) -> str:
    return date_format(timezone.localtime(edition.live_from), "DATETIME_FORMAT")
