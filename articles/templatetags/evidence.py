"""Numbers on a page and where they come from: frequencies, fact boxes, dots, citations."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.fact_box import FactBox
from articles.fact_box import fact_boxes as gathered
from articles.markup import trusted
from articles.payload import (
    Content,
    OutcomeFacts,
    ReferenceFacts,
    SideEffectFacts,
    TreatmentFacts,
)
from articles.risk import Band

register = template.Library()


@register.filter
def name_at(treatments: list[TreatmentFacts], place: int) -> str:
    """Return the name of the treatment in a column: on a small screen each cell says it."""
    return treatments[place]["name"]


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
