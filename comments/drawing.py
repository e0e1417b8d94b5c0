"""Replies as HTML, drawn in Python: a template loop takes twice the time of the page.

What search machines may know of a reply stands in its HTML as RDFa, a schema.org ``Comment``: its words are
not sent twice (docs/decisions/0013, 0015). The <ol> around replies is an ``Article`` (_replies.html)::

    <li class="reply" id="reply-PUBLIC_ID" property="comment" typeof="Comment">
      <div class="by">
        <strong property="author" typeof="Person">Reader “<bdi property="name">NAME</bdi>”</strong>
        <time property="dateCreated" datetime="YYYY-MM-DD">3 November 2026</time>
      </div>
      <p dir="auto" property="text">A paragraph.<br>A line. [removed by the clinic]</p>
      <a class="answer" href="…">Answer or report<span class="vh"> NAME</span></a>
      <ol>(answers)</ol>
    </li>

The clinic's answer is ``reply official`` and has a badge; an erased one is ``reply gone`` and no item.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
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
    physician: int | None  # none for readers
    erased_at: datetime | None = None  # only its place is left

    @property
    def who(self) -> str:
        """Return the writer's name as others may call them."""
        if self.erased_at:
            return _("an erased reply")
        return self.name or _("Reader")  # after two years nothing leads to the writer any more


COLUMNS = (
    "pk", "public_id", "parent_id", "root_id", "depth", "name", "text", "created_at",
    "physician_id", "erased_at",
)  # fmt: skip


Act = tuple[str, str, str]  # an address before and after the reply's id, and the link's word


@dataclass(frozen=True)
class Frame:
    """What the replies of a page have in common, as HTML: words, addresses, days that were met already."""

    item: str  # attributes of a reply: what it is, and of what
    badge: str
    reader: str
    in_reply_to: str
    answer: Act | None  # where a reply may be answered or reported: one link (docs/decisions/0014)
    report: Act | None  # where it may only be reported
    more: str
    permalink: Act
    zone: tzinfo
    days: dict[date, str] = field(default_factory=dict)

    @classmethod
    def of(cls, clinic_name: str, *, answerable: bool = False, alone: bool = False) -> "Frame":
        """Look up what is needed; a reply that stands ``alone`` has no links."""
        return cls._made(clinic_name, answerable, alone, get_language(), get_current_timezone())

    @classmethod
    @lru_cache(maxsize=16)
    def _made(
        cls, clinic_name: str, answerable: bool, alone: bool, language: str | None, zone: tzinfo
    ) -> "Frame":
        """Make a frame once for all that its words follow: of days, a few thousand in ten years."""
        return cls(
            # Around a page's replies the list says the vocabulary (templates/comments/_replies.html).
            item=('vocab="https://schema.org/"' if alone else 'property="comment"')
            + ' typeof="Comment"',
            badge=escape(_("Physician, %(clinic)s") % {"clinic": clinic_name}),
            reader=escape(_("Reader")),
            in_reply_to=escape(_("In reply to")),
            answer=_act("answer", _("Answer or report")) if answerable else None,
            report=None if alone else _act("report", _("Report")),
            more=escape(_("More answers")),
            permalink=_act("permalink", ""),
            zone=zone,
        )

    def day(self, moment: datetime) -> str:
        """Return a day as HTML; replies of one day share it."""
        day = moment.astimezone(self.zone).date()
        if day not in self.days:
            said = escape(date_format(day, "DATE_FORMAT"))
            self.days[day] = (
                f'<time property="dateCreated" datetime="{day.isoformat()}">{said}</time>'
            )
        return self.days[day]


def thread(
    opening: list[Shown],
    rows: list[Shown],
    *,
    clinic_name: str,
    answerable: bool,
    most: int,
    page: str,
    since: tuple[datetime, int] | None = None,
) -> SafeString:
    """Draw a page of a thread: each root, and below it its answers on one level, ``most`` at the most.

    ``page`` is the article's address, under which the further answers are. ``since``: moment and key of the
    last answer of the page before; what is among ``rows`` up to it is not drawn, but may be pointed to.
    """
    frame = Frame.of(clinic_name, answerable=answerable)
    by_pk = {row.pk: row for row in rows}
    answers: dict[int, list[Shown]] = {root.pk: [] for root in opening}
    for row in rows:
        if row.root_id in answers and (since is None or (row.created_at, row.pk) > since):
            answers[row.root_id].append(row)
    below = {pk: rows[:most] for pk, rows in answers.items()}
    here = {row.pk for rows in below.values() for row in rows}
    drawn = []
    for root in opening:
        inner = [
            # An answer to the root needs no pointer: it stands right below it.
            _reply(row, _pointer(by_pk.get(row.parent_id or 0), root, here, frame), frame)
            for row in below[root.pk]
        ]
        if len(answers[root.pk]) > most:
            inner.append(_more(root, f"{page}?after={below[root.pk][-1].public_id}", frame))
        drawn.append(_reply(root, "", frame, f"<ol>{''.join(inner)}</ol>" if inner else ""))
    return trusted("".join(drawn))


def _pointer(answered: Shown | None, root: Shown, here: set[int], frame: Frame) -> str:
    """Say to whom an answer speaks, where that is not the root. ``here``: keys of what this page draws."""
    if answered is None or answered is root:
        return ""
    key, whom = escape(answered.public_id), f"<bdi>{escape(answered.who)}</bdi>"
    if answered.pk in here:
        href = f"#reply-{key}"
    elif answered.erased_at:  # no address leads to its place
        return f'<p class="to">{frame.in_reply_to} {whom}</p>'
    else:
        href = f"{frame.permalink[0]}{key}{frame.permalink[1]}"
    # At an empty place is nothing that machines could be led to.
    item = "" if answered.erased_at else 'property="parentItem" '
    return f'<p class="to">{frame.in_reply_to} <a {item}href="{href}">{whom}</a></p>'


def _more(root: Shown, address: str, frame: Frame) -> str:
    """Draw the way to the answers to a root that are not on this page."""
    whose = f'<span class="vh"> {escape(root.who, quote=False)}</span>'
    anchor = f"{address}#reply-{root.public_id}"
    return f'<li class="more"><a href="{escape(anchor)}">{frame.more}{whose}</a></li>'


def one(reply: Comment, clinic_name: str) -> SafeString:
    """Draw one reply by itself, without links."""
    shown = Shown(
        reply.pk, reply.public_id, None, None, 0, reply.name, reply.text, reply.created_at,
        reply.physician_id,
    )  # fmt: skip
    return trusted(_reply(shown, "", Frame.of(clinic_name, alone=True)))


def _paragraphs(text: str) -> str:
    """Return plain text as paragraphs: an empty line ends one, a line end stays one. Links stay text."""
    text = text.strip()
    blocks = [block for block in text.split("\n\n") if block.strip()] if "\n" in text else [text]
    if len(blocks) == 1:
        return f'<p dir="auto" property="text">{_lines(blocks[0])}</p>'
    drawn = "\n".join(f'<p dir="auto">{_lines(block)}</p>' for block in blocks)
    return f'<div property="text">{drawn}</div>'


def _lines(block: str) -> str:
    # Machines read the text without its tags: the line's end stands there as well.
    return escape(block, quote=False).replace("\n", "<br>\n")


def _reply(row: Shown, to: str, frame: Frame, below: str = "") -> str:
    """Draw one reply as HTML. The badge follows the physician on file, never a name.

    The name is the one that was read with the answer: a change of the record is not yet reviewed.

    Everything from outside goes through ``escape`` here: the frame's own words are escaped already. Quotes
    are escaped where they could end an attribute, and stay as they are in text.
    """
    key = escape(row.public_id)
    if row.erased_at:
        gone = escape(_("This reply was erased. The answers to it stay."))
        return f'<li class="reply gone" id="reply-{key}"><p>{gone}</p>{below}</li>'
    who = escape(row.who, quote=False)
    official, badge = "", ""
    if row.physician:
        official, badge = " official", f' <span class="badge">{frame.badge}</span>'
        by = f'<span property="name">{who}</span>'
    elif row.name:
        by = f'{frame.reader} “<bdi property="name">{who}</bdi>”'
    else:
        by = f'<span property="name">{frame.reader}</span>'
    link = ""
    if act := (frame.answer if row.depth < DEEPEST else None) or frame.report:
        before, after, word = act
        named = f'{word}<span class="vh"> {who}</span>'
        link = f'<a class="answer" href="{before}{key}{after}">{named}</a>'
    return (
        f'<li class="reply{official}" id="reply-{key}" {frame.item}>'
        f'<div class="by"><strong property="author" typeof="Person">{by}</strong>{badge} '
        f"{frame.day(row.created_at)}</div>{to}{_paragraphs(row.text)}{link}{below}</li>"
    )


def _act(name: str, word: str) -> Act:
    before, after = escape(reverse(f"comments:{name}", args=["-"])).rsplit("-", 1)
    return before, after, escape(word)
