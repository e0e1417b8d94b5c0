"""What waits with replies: for moderators, and for physicians who answer."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse

from clinic_cms.clinic.lapse import ago, since
from clinic_cms.clinic.models import User
from clinic_cms.dashboard.panel import SHOWN, Line, Panel, marked
from comments.models import Appeal, AppealState, Comment, ReplyReport, Status
from comments.models.comment import DEEPEST
from comments.queue import MOST_COUNTED, waiting


def moderating() -> list[Panel]:
    """Return what is held, what was reported, and who appeals."""
    held, now = Comment.objects.pending(), waiting()
    lines = [
        Line(
            f"On {comment.edition.title}",
            reverse("admin:comments_comment_change", args=(comment.pk,)),
            marked(
                f"{'reported · ' if comment.reported else ''}held for {since(comment.created_at)}",
                urgent=comment.urgent,
            ),
        )
        for comment in held.select_related("edition").only(
            "urgent", "reported", "created_at", "edition__title"
        )[:SHOWN]
    ]
    shown = ReplyReport.objects.outside_the_queue()
    reports = [
        Line(
            report.comment.edition.title,
            reverse("admin:comments_comment_change", args=(report.comment_id,)),
            marked(
                f"{report.get_reason_display()}, {ago(report.created_at)}",
                urgent=report.urgent,
            ),
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
            "Reported: still shown, or urgent",
            "No report waits for you.",
            reports,
            shown.count(),
            f"{reverse('admin:comments_replyreport_changelist')}?outcome__exact=open",
            urgent=True,
        ),
        *_appeals(),
    ]


def answering(user: User | AnonymousUser) -> Panel:
    """What readers wrote under a physician's own pages, and the physician has not answered."""
    # An answer that was refused or removed is none: the reader still waits.
    stands = (Status.PENDING, Status.APPROVED)
    own = Comment.objects.filter(parent=OuterRef("pk"), written_by=user.pk, status__in=stands)
    open_ = (
        Comment.objects.visible()
        .under_pages_of(user.pk)
        .filter(written_by__isnull=True, depth__lt=DEEPEST)
        .filter(~Exists(own))
        .order_by("-pk")
    )
    lines = [
        Line(
            comment.edition.title,
            reverse("admin:comments_comment_answer", args=(comment.pk,)),
            f"{comment.name}, {ago(comment.created_at)}",
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
    """Return the appeals that wait, the urgent first. They are rare: without one there is no panel."""
    waiting = Appeal.objects.filter(state=AppealState.OPEN).order_by("-urgent", "created_at", "pk")
    lines = [
        Line(
            f"On {appeal.comment.edition.title}",
            reverse("admin:comments_comment_change", args=[appeal.comment_id])
            + f"?status={appeal.comment.status}",
            marked(f"sent {ago(appeal.created_at)}", urgent=appeal.urgent),
        )
        for appeal in waiting.select_related("comment__edition")[:SHOWN]
    ]
    panel = Panel("Appeals of writers", "", lines, waiting.count(), urgent=True)
    return [panel] if lines else []
