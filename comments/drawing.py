"""Replies as HTML, drawn in Python: a template loop takes twice the time of the page.

``templates/comments/_reply.html`` describes the HTML that is written here.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

from articles.markup import trusted
from comments.models import Comment
from comments.models.comment import DEEPEST


class Shown(NamedTuple):
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


Act = tuple[str, str, str]  # an address before and after the reply's id, and the link's word


@dataclass(frozen=True)
class Frame:
    """What the replies of a page have in common, as HTML: words, addresses, days that were met already."""

    badge: str
    reader: str
    in_reply_to: str
    answer: Act | None
    report: Act | None
    zone: tzinfo
    days: dict[date, str] = field(default_factory=dict)

    @classmethod
    def of(cls, clinic_name: str, *, answerable: bool = False, alone: bool = False) -> "Frame":
        """Look up what is needed; a reply that stands ``alone`` has no links."""
        return cls(
            badge=escape(_("Physician, %(clinic)s") % {"clinic": clinic_name}),
            reader=escape(_("Reader")),
            in_reply_to=escape(_("In reply to")),
            answer=_act("answer", _("Answer")) if answerable else None,
            report=None if alone else _act("report", _("Report")),
            zone=get_current_timezone(),
        )

    def day(self, moment: datetime) -> str:
        """Return a day as HTML; replies of one day share it."""
        day = localtime(moment, self.zone).date()
        if day not in self.days:
            said = escape(date_format(day, "DATE_FORMAT"))
            self.days[day] = f'<time datetime="{day.isoformat()}">{said}</time>'
        return self.days[day]


def thread(
    opening: list[Shown], rows: list[Shown], *, clinic_name: str, answerable: bool
) -> SafeString:
    """Draw a page of a thread: each root, and below it its answers on one level."""
    frame = Frame.of(clinic_name, answerable=answerable)
    by_pk = {row.pk: row for row in rows}
    answers: dict[int, list[Shown]] = {root.pk: [] for root in opening}
    for row in rows:
        if row.root_id in answers:
            answers[row.root_id].append(row)
    drawn = []
    for root in opening:
        inner = [
            # An answer to the root needs no pointer: it stands right below it.
            _reply(
                row,
                by_pk[row.parent_id] if row.parent_id and row.parent_id != root.pk else None,
                frame,
            )
            for row in answers[root.pk]
        ]
        below = f"<ol>{''.join(inner)}</ol>" if inner else ""
        drawn.append(_reply(root, None, frame, below))
    return trusted("".join(drawn))


def one(reply: Comment, clinic_name: str) -> SafeString:
    """Draw one reply by itself, without links. ``reply.physician`` is better selected beforehand."""
    physician = reply.physician
    shown = Shown(
        reply.pk, reply.public_id, None, None, 0, reply.name, reply.text, reply.created_at,
        physician.name if physician else None, physician.credentials if physician else None,
    )  # fmt: skip
    return trusted(_reply(shown, None, Frame.of(clinic_name, alone=True)))


def paragraphs(text: str) -> SafeString:
    """Return plain text as paragraphs: an empty line ends one, a line end stays one. Links stay text."""
    blocks = [
        escape(block).replace("\n", "<br>") for block in text.strip().split("\n\n") if block.strip()
    ]
    return trusted("".join(f'<p dir="auto">{block}</p>' for block in blocks))


def _reply(row: Shown, answered: Shown | None, frame: Frame, below: str = "") -> str:
    """Draw one reply as HTML. The badge follows the physician on file, never a name.

    Everything from outside goes through ``escape`` here: the frame's own words are escaped already.
    """
    key = escape(row.public_id)
    if row.erased_at:
        gone = escape(_("This reply was erased. The answers to it stay."))
        return f'<li class="reply gone" id="reply-{key}"><p>{gone}</p>{below}</li>'
    who = escape(row.who)
    if row.physician:
        by = f'<strong>{who}</strong> <span class="badge">{frame.badge}</span>'
    elif row.name:
        by = f"<strong>{frame.reader} “<bdi>{escape(row.name)}</bdi>”</strong>"
    else:
        by = f"<strong>{frame.reader}</strong>"
    to = ""
    if answered:
        link = (
            f'<a href="#reply-{escape(answered.public_id)}"><bdi>{escape(answered.who)}</bdi></a>'
        )
        to = f'<p class="to">{frame.in_reply_to} {link}</p>'
    acts = [act for act in (frame.answer if row.depth < DEEPEST else None, frame.report) if act]
    links = " ".join(
        f'<a href="{before}{key}{after}" rel="nofollow">{word}<span class="vh"> <bdi>{who}</bdi></span></a>'
        for before, after, word in acts
    )
    if acts:
        links = f'<p class="answer">{links}</p>'
    return (
        f'<li class="reply{" official" if row.physician else ""}" id="reply-{key}">'
        f'<div class="by">{by} {frame.day(row.created_at)}</div>{to}{paragraphs(row.text)}'
        f"{links}{below}</li>"
    )


def _act(name: str, word: str) -> Act:
    before, after = escape(reverse(f"comments:{name}", args=["-"])).rsplit("-", 1)
    return before, after, escape(word)
