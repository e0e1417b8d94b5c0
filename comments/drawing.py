"""Replies as HTML, drawn in Python: a template loop takes twice the time of the page.

``templates/comments/_reply.html`` describes the HTML that is written here.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.markup import trusted
from comments.models import Comment
from comments.models.comment import DEEPEST


@dataclass(frozen=True)
class Shown:
    """What is shown of one reply. Nothing else of it leaves the database."""

    pk: int
    public_id: str
    parent_id: int | None
    root_id: int | None
    depth: int
    name: str
    text: str
    created_at: datetime
    physician: str | None  # none for readers
    credentials: str | None
    erased_at: datetime | None = None  # only its place is left

    @property
    def who(self) -> str:
        """Return the writer's name as others may call them."""
        if self.erased_at:
            return _("an erased reply")
        if self.physician:
            return f"{self.physician}, {self.credentials}" if self.credentials else self.physician
        return self.name or _("Reader")  # after two years nothing leads to the writer any more


COLUMNS = (
    "pk", "public_id", "parent_id", "root_id", "depth", "name", "text", "created_at",
    "physician__name", "physician__credentials", "erased_at",
)  # fmt: skip


def thread(
    opening: list[Shown], rows: list[Shown], *, clinic_name: str, answerable: bool
) -> SafeString:
    """Draw a page of a thread: each root, and below it its answers on one level."""
    by_pk = {row.pk: row for row in rows}
    answers: dict[int, list[Shown]] = {root.pk: [] for root in opening}
    for row in rows:
        if row.root_id in answers:
            answers[row.root_id].append(row)
    drawn = []
    for root in opening:
        inner = [
            _reply(
                row,
                # An answer to the root needs no pointer: it stands right below it.
                by_pk[row.parent_id] if row.parent_id and row.parent_id != root.pk else None,
                clinic_name,
                trusted(""),
                answerable=answerable,
            )
            for row in answers[root.pk]
        ]
        below = trusted(f"<ol>{''.join(inner)}</ol>") if inner else trusted("")
        drawn.append(_reply(root, None, clinic_name, below, answerable=answerable))
    return trusted("".join(drawn))


def one(reply: Comment, clinic_name: str) -> SafeString:
    """Draw one reply by itself. ``reply.physician`` is better selected beforehand."""
    physician = reply.physician
    shown = Shown(
        reply.pk, reply.public_id, None, None, 0, reply.name, reply.text, reply.created_at,
        physician.name if physician else None, physician.credentials if physician else None,
    )  # fmt: skip
    return _reply(shown, None, clinic_name, trusted(""), answerable=False, alone=True)


def paragraphs(text: str) -> SafeString:
    """Return plain text as paragraphs: an empty line ends one, a line end stays one. Links stay text."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n") if block.strip()]
    return format_html_join(
        "",
        '<p dir="auto">{}</p>',
        (
            (format_html_join(trusted("<br>"), "{}", ((line,) for line in lines)),)
            for lines in blocks
        ),
    )


def _reply(
    row: Shown,
    answered: Shown | None,
    clinic_name: str,
    below: SafeString,
    *,
    answerable: bool,
    alone: bool = False,
) -> SafeString:
    """Draw one reply; ``alone`` without links. The badge follows the physician on file, never a name."""
    if row.erased_at:
        return format_html(
            '<li class="reply gone" id="reply-{}"><p>{}</p>{}</li>',
            row.public_id,
            _("This reply was erased. The answers to it stay."),
            below,
        )
    if row.physician:
        by = format_html(
            '<strong>{}</strong> <span class="badge">{}</span>',
            row.who,
            _("Physician, %(clinic)s") % {"clinic": clinic_name},
        )
    elif row.name:
        by = format_html("<strong>{} “<bdi>{}</bdi>”</strong>", _("Reader"), row.name)
    else:
        by = format_html("<strong>{}</strong>", _("Reader"))
    day = localtime(row.created_at).date()
    to = (
        format_html(
            '<p class="to">{} <a href="#reply-{}"><bdi>{}</bdi></a></p>',
            _("In reply to"),
            answered.public_id,
            answered.who,
        )
        if answered
        else ""
    )
    acts = [] if alone else [("report", _("Report"))]
    if answerable and row.depth < DEEPEST:
        acts.insert(0, ("answer", _("Answer")))
    links = format_html_join(
        " ",
        '<a href="{}" rel="nofollow">{}<span class="vh"> <bdi>{}</bdi></span></a>',
        ((reverse(f"comments:{act}", args=[row.public_id]), word, row.who) for act, word in acts),
    )
    answer = format_html('<p class="answer">{}</p>', links) if acts else ""
    return format_html(
        '<li class="reply{}" id="reply-{}"><div class="by">{} <time datetime="{}">{}</time></div>'
        "{}{}{}{}</li>",
        " official" if row.physician else "",
        row.public_id,
        by,
        day.isoformat(),
        date_format(day, "DATE_FORMAT"),
        to,
        paragraphs(row.text),
        answer,
        below,
    )
