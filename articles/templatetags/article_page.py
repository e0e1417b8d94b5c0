"""Tags and filters of the public pages: headings, contents list, icon arrays, dates."""

from datetime import date
from typing import Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from articles import feedback, leaflet, picture_copies
from articles.fact_box import FactBox
from articles.fact_box import fact_boxes as gathered
from articles.markup import trusted
from articles.models import Edition
from articles.payload import (
    Content,
    OutcomeFacts,
    ReferenceFacts,
    SideEffectFacts,
    TreatmentFacts,
)
from articles.risk import Band

register = template.Library()

# Stands in the stored HTML between the head and the text. Authors cannot write it: markup drops comments.
CONTENTS_HERE = "<!-- contents -->"


class Part(NamedTuple):
    """A part of a treatment's page, there when one of its fields says something."""

    title: str | Promise
    fields: tuple[str, ...]


# In the order of the page. The templates take titles and anchors from here, and so does the contents list.
PARTS: dict[str, Part] = {
    "works": Part(_("How it works"), ("how_it_works",)),
    "for": Part(_("Who it is for"), ("who_it_is_for",)),
    "not-for": Part(_("Who should not have it"), ("who_should_not",)),
    "tell": Part(_("Tell your physician first"), ("tell_first",)),
    "benefits": Part(_("Benefits"), ("benefits",)),
    "risks": Part(_("Risks"), ("side_effects", "regulator_warnings", "licence_note")),
    "preparation": Part(_("How to prepare"), ("preparation",)),
    "given": Part(_("What happens"), ("how_it_is_given",)),
    "afterwards": Part(_("Afterwards"), ("afterwards",)),
    "often": Part(_("How often"), ("repeat_limit",)),
    "instead": Part(_("Alternatives, and doing nothing"), ("alternatives", "doing_nothing")),
}


class Line(NamedTuple):
    """A line of the contents list."""

    id: str
    title: str | Promise


@register.simple_tag
def part_heading(level: int, treatment: TreatmentFacts, part: str) -> SafeString:
    """Return the heading of a part of a treatment, at the level that its place asks for."""
    return format_html(
        '<h{} id="t-{}-{}">{}</h{}>', level, treatment["slug"], part, PARTS[part].title, level
    )


@register.simple_tag
def contents_list(page: Content, replies: bool = False) -> list[Line]:
    """Return the lines of a page's contents list. ``replies``: the page shows replies."""
    treatments = page["treatments"]
    lines: list[Line] = [Line("key-facts", _("Key facts"))] if treatments else []
    if page["help"]["emergency"]:
        lines.append(Line("emergency", _("Emergency signs")))
    lines += [Line(heading["id"], heading["title"]) for heading in page["contents"]]
    if len(treatments) == 1:
        lines += _parts(treatments[0])
    else:
        lines += [Line(f"t-{facts['slug']}", facts["name"]) for facts in treatments]
    lines += _help_and_questions(page)
    if page["references"]:
        lines.append(Line("references", _("References")))
    if replies:
        lines.append(Line("replies", _("Replies")))
    return lines


@register.simple_tag
def treatment_contents(treatment: TreatmentFacts, page: Content) -> list[Line]:
    """Return the contents list of a treatment's own page, whose facts ``page`` froze."""
    lines: list[Line] = [Line("key-facts", _("Key facts"))]
    if page["help"]["emergency"]:
        lines.append(Line("emergency", _("Emergency signs")))
    lines += [*_parts(treatment), *_help_and_questions(page)]
    if cited_references(page, treatment):
        lines.append(Line("references", _("References")))
    return lines


def _help_and_questions(page: Content) -> list[Line]:
    lines = []
    if page["help"]["urgent"] or page["help"]["non_urgent"]:
        lines.append(Line("get-help", _("When to get help")))
    if page["questions"]:
        lines.append(Line("questions", _("Questions to ask")))
    return lines


def _parts(treatment: TreatmentFacts) -> list[Line]:
    boxed = {box.part for box in gathered(treatment)}
    return [
        Line(f"t-{treatment['slug']}-{key}", part.title)
        for key, part in PARTS.items()
        if key in boxed or any(treatment.get(field) for field in part.fields)
    ]


@register.simple_block_tag
def edition_around(content: str, html: str) -> SafeString:
    """Return an edition's stored HTML with the block's content between its head and its text."""
    head, mark, text = html.partition(CONTENTS_HERE)
    if not mark:
        head, text = "", html
    return format_html("{}{}{}", trusted(head), content, trusted(text))


@register.simple_block_tag
def crumbs(content: str, here: str) -> SafeString:
    """Return the way from the home page to this one: the block's list items, then the page itself."""
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol><li><a href="{}">{}</a></li>{}'
        '<li><span aria-current="page">{}</span></li></ol></nav>',
        _("Breadcrumb"),
        reverse("articles:home"),
        _("Home"),
        content,
        here,
    )


@register.simple_tag
def body_html(page: Content) -> SafeString:
    """Return the author's text, which ``articles.markup`` has cleaned."""
    return trusted(page["body"])


@register.simple_tag
def cited_at(page: Content, number: int) -> str:
    """Return the id of the first place that cites a source, or an empty string."""
    if f'id="cite-{number}"' in page["body"]:
        return f"cite-{number}"
    places = (cited_by(treatment, number) for treatment in page["treatments"])
    return next((place for place in places if place), "")


@register.simple_tag
def cited_by(treatment: TreatmentFacts, number: int) -> str:
    """Return the id of the first figure of a treatment that stands on a source, or an empty string."""
    slug = treatment["slug"]
    for box in gathered(treatment):
        if box.study["source"] == number:
            return f"t-{slug}-box-{box.number}"
    for effect in treatment["side_effects"]:
        if effect["source"] == number:
            return f"t-{slug}-{effect['slug']}"
    return ""


@register.simple_tag
def cited_references(page: Content, treatment: TreatmentFacts) -> list[tuple[ReferenceFacts, str]]:
    """Return the sources of a treatment's figures, each with the id of the first figure it stands for."""
    places = ((source, cited_by(treatment, source["number"])) for source in page["references"])
    return [(source, place) for source, place in places if place]


@register.simple_tag
def fact_boxes(treatment: TreatmentFacts, part: str) -> list[FactBox]:
    """Return the fact boxes of a part of a treatment; none in editions frozen before there were any."""
    return [box for box in gathered(treatment) if box.part == part]


@register.inclusion_tag("components/icon_array.html")
def icon_array(effect: SideEffectFacts) -> dict[str, Any]:
    """Draw an effect's figures as dots, where they may be drawn."""
    affected, spared = effect["per_page"] or 0, effect["spared"] or 0
    return _dots_of(affected if effect["icon_array"] else 0, affected + spared, effect["sentence"])


@register.inclusion_tag("components/icon_array.html")
def outcome_icons(outcome: OutcomeFacts, group: str, total: int) -> dict[str, Any]:
    """Draw the figures of one group, "with" or "without", of ``total`` people."""
    if group == "with":
        affected, drawn = outcome["with_per_page"], outcome["with_icon_array"]
        label = outcome["with_headline"]
    else:
        affected, drawn = outcome["without_per_page"], outcome["without_icon_array"]
        label = outcome["without_headline"]
    return _dots_of(affected if drawn else 0, total, f"{outcome['name']}: {label}")


def _dots_of(affected: int, total: int, label: str) -> dict[str, Any]:
    """Return rows of dots: 10 x 10 for 100 people, 20 x 50 for 1,000; none for other totals.

    Each row is one dashed line with round caps and dashes of no length, so a thousand dots stay small.
    """
    columns = {100: 10, 1_000: 50}.get(total, 0)
    if not (columns and affected):
        return {"drawn": False}
    whole, rest = divmod(affected, columns)
    rows = [columns] * whole + ([rest] if rest else [])
    return {
        "drawn": True,
        "label": label,
        "wide": total == 1_000,
        "width": columns * 10,
        "height": total // columns * 10,
        "everyone": _dots([columns] * (total // columns)),
        "hit": _dots(rows),
    }


def _dots(rows: list[int]) -> str:
    """Return the path of rows of dots, 10 units apart."""
    return "".join(f"M5 {5 + 10 * row}h{10 * count - 9}" for row, count in enumerate(rows))


@register.simple_tag
def frequency(effect: SideEffectFacts) -> SafeString:
    """Return an effect's sentence with its number set large."""
    headline, sentence = effect["headline"], effect["sentence"]
    if effect["band"] == Band.NOT_KNOWN:
        return format_html("{}", sentence)
    if sentence.startswith(headline):
        return format_html("<strong>{}</strong>{}", headline, sentence[len(headline) :])
    return format_html("<strong>{}</strong>", sentence)


@register.simple_tag
def what_to_do(effect: SideEffectFacts, emergency_number: str) -> SafeString:
    """Return what to do about an effect. Advice that begins with the call says it once, not twice."""
    first, advice = f"{effect['what_to_do_label']}.", effect["advice"]
    if effect["what_to_do"] == "emergency":
        first = _("Call %(number)s at once.") % {"number": emergency_number}
        call = _("Call %(number)s") % {"number": emergency_number}
        if advice.startswith(first):
            advice = advice[len(first) :]
        elif advice.startswith(call):
            first, advice = call, advice[len(call) :]
    return format_html("<strong>{}</strong> {}", first, advice.strip())


@register.simple_tag
def cite(effect: SideEffectFacts | OutcomeFacts, page: str = "") -> SafeString:
    """Return the link to the source of a figure. ``page`` is the address of the article, if another."""
    number = effect["source"]
    if number is None:
        return trusted("")
    label = _("Reference %(number)d") % {"number": number}
    return format_html(
        '<sup class="cite"><a href="{}#ref-{}" aria-label="{}">{}</a></sup>',
        page,
        number,
        label,
        number,
    )


@register.simple_tag
def day(value: str | date, form: str = "DATE_FORMAT") -> SafeString:
    """Return a date as a ``time`` element. ``value`` is a date or YYYY-MM-DD; empty gives nothing."""
    if not value:
        return trusted("")
    stands_for = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_html(
        '<time datetime="{}">{}</time>', stands_for.isoformat()[:10], date_format(stands_for, form)
    )


@register.inclusion_tag("articles/_useful.html")
def ask_if_useful(edition: Edition) -> dict[str, Any]:
    """Ask readers of a live edition what they think of it."""
    return {"edition": edition, "token": feedback.make_token(edition)}


@register.simple_tag
def portrait_sources(address: str) -> SafeString:
    """Return a portrait's smaller copies."""
    narrowest = picture_copies.WIDTHS[0]
    return trusted(picture_copies.sources(address, picture_copies.AS_PORTRAIT, narrowest))


@register.simple_tag
def qr_code(address: str) -> leaflet.Code:
    """Return the QR code of an address."""
    return leaflet.qr_code(address)


@register.filter
def is_past(value: str | date) -> bool:
    """Return whether a day lies before today, in the clinic's time zone."""
    if isinstance(value, str):
        return bool(value) and date.fromisoformat(value[:10]) < localdate()
    return value < localdate()


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name, credentials left out."""
    words = [word for word in name.partition(",")[0].split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (words if len(words) < 3 else [words[0], words[-1]]))


@register.filter
def grouped(number: int) -> str:
    """Return a whole number with its thousands set apart: 10,000."""
    return f"{number:,}"


@register.filter
def tel(number: str) -> str:
    """Return a phone number as a ``tel:`` link takes it: digits and a leading plus."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
