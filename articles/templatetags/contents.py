"""What stands where on a page: the parts of a treatment in their order, and the list of contents."""

from typing import NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.fact_box import fact_boxes
from articles.markup import trusted
from articles.payload import Content, TreatmentFacts
from articles.templatetags.evidence import cited_references

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
    lines = _first(page)
    if treatments:
        lines.append(Line("key-facts", _("Key facts")))
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
    lines = [*_first(page), Line("key-facts", _("Key facts"))]
    lines += [*_parts(treatment), *_help_and_questions(page)]
    if cited_references(page, treatment):
        lines.append(Line("references", _("References")))
    return lines


def _first(page: Content) -> list[Line]:
    return [Line("emergency", _("Emergency signs"))] if page["help"]["emergency"] else []


def _help_and_questions(page: Content) -> list[Line]:
    lines = []
    if page["help"]["urgent"] or page["help"]["non_urgent"]:
        lines.append(Line("get-help", _("When to get help")))
    if page["questions"]:
        lines.append(Line("questions", _("Questions to ask")))
    return lines


def _parts(treatment: TreatmentFacts) -> list[Line]:
    boxed = {box.part for box in fact_boxes(treatment)}
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
