"""Conditions, treatments, side effects and physicians from A to Z, as live editions name them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import named, structured_pages
from articles.a_to_z import Named, index, other_names
from articles.models import Edition, EditionSubject
from articles.models.edition import SubjectKind
from articles.payload import PhysicianFacts
from articles.views.pages import readers_page

Frozen = dict[str, Any]  # the facts of one record


class Newest(NamedTuple):
    """A record as the live edition has it that was frozen last."""

    row: EditionSubject
    facts: Frozen


@readers_page
def conditions(request: HttpRequest) -> HttpResponse:
    """Every condition that a live guide covers."""
    rows = [
        Named(row.slug, row.name, row.detail, other_names(facts.get("also_called", "")))
        for row, facts in newest(SubjectKind.CONDITION)
    ]
    context = _a_to_z(request, _("Conditions"), rows, "condition")
    return render(request, "articles/condition_list.html", context)


@readers_page
def treatments(request: HttpRequest) -> HttpResponse:
    """Every treatment that a live guide covers, by the names of its medicines too."""
    rows = [
        Named(
            row.slug, row.name, row.detail,
            other_names(facts.get("also_called", ""), facts.get("example_medicines", "")),
        )
        for row, facts in newest(SubjectKind.TREATMENT)
    ]  # fmt: skip
    context = _a_to_z(request, _("Treatments"), rows, "treatment")
    return render(request, "articles/treatment_list.html", context)


@readers_page
def side_effects(request: HttpRequest) -> HttpResponse:
    """Every side effect that a live guide names, by clinical and lay names."""
    rows = [
        Named(row.slug, row.name, "", other_names(facts.get("also_called", ""), row.detail))
        for row, facts in newest(SubjectKind.SIDE_EFFECT)
    ]
    context = _a_to_z(request, _("Side effects"), rows, "side_effect")
    return render(request, "articles/side_effect_list.html", context)


@readers_page
def physicians(request: HttpRequest) -> HttpResponse:
    """Everyone who wrote or reviewed a live page, with the way to an appointment."""
    named_as = [*newest(SubjectKind.REVIEWER), *newest(SubjectKind.AUTHOR)]
    # Who writes and reviews is shown as on their own page: as the later of both has them.
    found: dict[str, PhysicianFacts] = {
        row.slug: facts  # type: ignore[misc]  # the facts of a physician
        for row, facts in sorted(named_as, key=lambda last: last.row.edition_id)
    }
    rows = sorted(found.values(), key=lambda p: p["name"].casefold())
    items = [(person["display_name"], _url("physician", person["slug"])) for person in rows]
    describes = structured_pages.listing(request.path, _("Our physicians"), items)
    context = {"rows": rows, "describes": describes}
    return render(request, "articles/physician_list.html", context)


def _a_to_z(request: HttpRequest, title: str, rows: list[Named], view: str) -> dict[str, Any]:
    items = [(row.name, _url(view, row.slug)) for row in rows]
    return {
        "rows": rows,
        "letters": index(rows),
        "describes": structured_pages.listing(request.path, title, items),
    }


def _url(view: str, slug: str) -> str:
    return reverse(f"articles:{view}", args=[slug])


def newest(kind: SubjectKind) -> list[Newest]:
    """Return each record of a kind once, by name, with its facts from the newest live edition.

    The facts are empty where that edition only names the record, as it does a wider condition.
    """
    rows = named.newest(kind)
    column = "byline__reviewer" if kind == SubjectKind.REVIEWER else f"payload__{COLUMNS[kind]}"
    keys = {row.edition_id for row in rows}
    frozen = dict(Edition.objects.filter(pk__in=keys).values_list("pk", column))
    found = []
    for row in rows:
        held = _facts(kind, frozen[row.edition_id])
        found.append(Newest(row, next((f for f in held if f["slug"] == row.slug), {})))
    return found


COLUMNS: dict[SubjectKind, str] = {
    SubjectKind.CONDITION: "conditions",
    SubjectKind.TREATMENT: "treatments",
    SubjectKind.SIDE_EFFECT: "treatments",
    SubjectKind.AUTHOR: "author",
}


def _facts(kind: SubjectKind, column: Any) -> Iterator[Frozen]:
    if kind in (SubjectKind.AUTHOR, SubjectKind.REVIEWER):
        yield column
    elif kind == SubjectKind.SIDE_EFFECT:
        yield from (effect for facts in column for effect in facts["side_effects"])
    else:
        yield from column
