"""Conditions, treatments, side effects, physicians and disclaimers, as frozen in live editions.

The working records are never read here: a page shows a record as the live edition has it that was frozen
last of those that cover it.
"""

from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles import structured_pages
from articles.models import Edition, EditionSubject
from articles.models.edition import EditionQuerySet, SubjectKind
from articles.payload import ConditionFacts, Link, PhysicianFacts, SideEffectFacts, TreatmentFacts
from articles.views.pages import readers_page

BESIDE = 8  # other treatments that a treatment's page leads to


@readers_page
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    """One condition: its place in the tree, its treatments and guides."""
    editions = _covering(SubjectKind.CONDITION, slug)
    newest, facts = _condition(editions, slug)
    treatments = {t["slug"]: t for e in reversed(editions) for t in e.payload["treatments"]}
    children: dict[str, Link] = {}
    # An edition about a narrower condition holds every wider one, so it is among these.
    for other in editions:
        for named in other.payload["conditions"]:
            line: list[Link] = [*named["parents"], {"slug": named["slug"], "name": named["name"]}]
            for wider, narrower in pairwise(line):
                if wider["slug"] == slug:
                    children[narrower["slug"]] = narrower
    found = sorted(treatments.values(), key=lambda t: t["name"])
    context = {
        "condition": facts,
        "edition": newest,
        "editions": [e for e in editions if e.kind == "guide"],
        "children": sorted(children.values(), key=lambda c: c["name"]),
        "treatments": found,
        "describes": structured_pages.condition(request.path, facts, found),
    }
    return render(request, "articles/condition_detail.html", context)


@readers_page
def treatment(request: HttpRequest, slug: str) -> HttpResponse:
    """One treatment's facts, as the live edition that covers it and was frozen last has them."""
    editions = _covering(SubjectKind.TREATMENT, slug)
    facts: TreatmentFacts = _one(editions[0].payload["treatments"], slug)
    context = {
        "treatment": facts,
        "edition": editions[0],
        "page": editions[0].payload,
        "editions": editions,
        "describes": structured_pages.treatment(request.path, facts, editions[0]),
        "conditions": _with_a_page(facts["conditions"]),
        "others": _beside(facts),
    }
    return render(request, "articles/treatment_detail.html", context)


@readers_page
def side_effect(request: HttpRequest, slug: str) -> HttpResponse:
    """One side effect, and how often it comes with each treatment."""
    found: dict[str, dict[str, Any]] = {}
    editions = _covering(SubjectKind.SIDE_EFFECT, slug)
    for edition in reversed(editions):
        for facts in edition.payload["treatments"]:
            for effect in facts["side_effects"]:
                if effect["slug"] == slug:
                    found[facts["slug"]] = {
                        "treatment": facts,
                        "effect": effect,
                        "edition": edition,
                        "denominator": edition.payload["denominator"],
                    }
    rows = sorted(found.values(), key=lambda f: f["treatment"]["name"])
    effect_facts: SideEffectFacts = next(r["effect"] for r in rows if r["edition"] is editions[0])
    sentences = [f"{row['treatment']['name']}: {row['effect']['sentence']}" for row in rows]
    context = {
        "effect": effect_facts,
        "facts": rows,
        "describes": structured_pages.side_effect(request.path, effect_facts, sentences),
    }
    return render(request, "articles/side_effect_detail.html", context)


@readers_page
def physician(request: HttpRequest, slug: str) -> HttpResponse:
    """One physician, with the pages they wrote and reviewed."""
    live = Edition.objects.live()
    written = list(live.covering(SubjectKind.AUTHOR, slug).defer("html", "search_text"))
    reviewed = list(live.covering(SubjectKind.REVIEWER, slug).defer("html", "search_text"))
    if not written and not reviewed:
        raise Http404
    newest = max([*written, *reviewed], key=lambda e: e.pk)  # the last frozen
    facts: PhysicianFacts = (
        newest.payload["author"]
        if newest.payload["author"]["slug"] == slug
        else newest.byline["reviewer"]
    )
    context = {
        "physician": facts,
        "written": written,
        "reviewed": reviewed,
        "describes": structured_pages.physician(request.path, facts),
    }
    return render(request, "articles/physician_detail.html", context)


@readers_page
def disclaimer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a disclaimer that readers have seen on a page."""
    key = f"{slug}/v{number}"
    seen = (
        Edition.objects.ever_live()
        .covering(SubjectKind.DISCLAIMER, key)
        .defer("html", "search_text")
        .first()
    )
    if seen is None:
        raise Http404
    facts = next(
        d for d in seen.payload["disclaimers"] if d["slug"] == slug and d["number"] == number
    )
    live = Edition.objects.live().covering(SubjectKind.DISCLAIMER, key).for_lists()
    context = {
        "disclaimer": facts,
        "editions": live,
        "describes": structured_pages.disclaimer(request.path, facts),
    }
    return render(request, "articles/disclaimer_detail.html", context)


def _with_a_page(conditions: list[Link]) -> list[Link]:
    """Return the conditions that readers can open: a treatment may name one without a guide."""
    slugs = [link["slug"] for link in conditions]
    live = EditionSubject.objects.filter(
        Exists(Edition.objects.live().filter(pk=OuterRef("edition_id")))
    )
    known = set(
        live.filter(kind=SubjectKind.CONDITION, slug__in=slugs).values_list("slug", flat=True)
    )
    return [link for link in conditions if link["slug"] in known]


def _beside(facts: TreatmentFacts) -> list[Link]:
    """Return other treatments that live guides to the same conditions cover, by name."""
    same = Edition.objects.live().filter(
        subjects__kind=SubjectKind.CONDITION,
        subjects__slug__in=[link["slug"] for link in facts["conditions"]],
    )
    rows = (
        EditionSubject.objects.filter(kind=SubjectKind.TREATMENT, edition__in=same)
        .exclude(slug=facts["slug"])
        .order_by("slug", "-edition_id")
        .values_list("slug", "name")
    )
    names: dict[str, str] = {}
    for slug, name in rows:
        names.setdefault(slug, name)
    found: list[Link] = [{"slug": slug, "name": name} for slug, name in names.items()]
    return sorted(found, key=lambda link: link["name"].casefold())[:BESIDE]


def _covering(kind: SubjectKind, slug: str) -> list[Edition]:
    """Return the live editions that hold a record, the last frozen first. Raises Http404 when none does."""
    live: EditionQuerySet = Edition.objects.live()
    found = list(live.covering(kind, slug).defer("html", "search_text"))
    if not found:
        raise Http404
    return found


def _condition(editions: list[Edition], slug: str) -> tuple[Edition, ConditionFacts]:
    """Return a condition as the newest edition about it has it, or as one about a narrower one names it."""
    for edition in editions:
        for found in edition.payload["conditions"]:
            if found["slug"] == slug:
                return edition, found
    line = next(
        found["parents"]
        for found in editions[0].payload["conditions"]
        if any(parent["slug"] == slug for parent in found["parents"])
    )
    at = next(n for n, parent in enumerate(line) if parent["slug"] == slug)
    named = line[at]
    return editions[0], {
        "slug": named["slug"],
        "name": named["name"],
        "also_called": "",
        "summary": "",
        "parents": line[:at],
    }


def _one(facts: list[Any], slug: str) -> Any:
    return next(f for f in facts if f["slug"] == slug)
