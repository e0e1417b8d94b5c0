"""Treatments beside each other. The address names them: it can be kept, sent and printed."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles import named, side_by_side, structured_pages
from articles.models import Edition
from articles.models.edition import SubjectKind
from articles.payload import TreatmentFacts
from articles.side_by_side import FEWEST, MOST
from articles.views.pages import readers_page


@dataclass
class Choice:
    """Which treatments were asked for, what is wrong with that, and the status of the answer."""

    slugs: list[str] = field(default_factory=list)
    problem: str = ""
    note: str = ""
    status: int = 200

    @property
    def complete(self) -> bool:
        """Say whether there is something to compare."""
        return not self.problem and len(self.slugs) >= FEWEST


def choose(asked: list[str], known: Collection[str]) -> Choice:
    """Return what an address asks for. ``known`` are the treatments that have a live page."""
    wanted = [slug for slug in asked if slug]
    once = list(dict.fromkeys(wanted))
    choice = Choice(slugs=[slug for slug in once if slug in known])
    if len(once) > MOST:
        choice.problem = _("You chose %(number)d treatments. Choose two or three.") % {
            "number": len(once)
        }
        choice.status = 400
    elif len(choice.slugs) < len(once):
        choice.problem = _(
            "A treatment of this address has no page here today. It may have been taken down. "
            "Choose from those below."
        )
        choice.status = 404
    elif len(once) < len(wanted):
        choice.note = _("A treatment was named twice. It is shown once.")
    if len(once) == 1 and not choice.problem:
        choice.note = (
            _("You chose the same treatment twice. Choose another one beside it.")
            if choice.note
            else _("Choose one or two more treatments to compare it with.")
        )
    return choice


@readers_page
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three treatments on one denominator, or the form to choose them."""
    known = {subject.slug: subject for subject in named.newest(SubjectKind.TREATMENT)}
    choice = choose(request.GET.getlist("t"), known.keys())
    context = {
        "choice": choice,
        "describes": structured_pages.comparison(request.path),
        "treatments": sorted(known.values(), key=lambda s: (s.detail, s.name.casefold())),
    }
    if choice.complete:
        context |= _table(choice.slugs)
    return render(request, "articles/compare.html", context, status=choice.status)


def _table(slugs: list[str]) -> dict[str, object]:
    editions = [_newest(slug) for slug in slugs]
    frozen = [_facts(edition, slug) for edition, slug in zip(editions, slugs, strict=True)]
    treatments, denominator = side_by_side.on_one_denominator(frozen)
    return {
        "columns": list(zip(treatments, editions, strict=True)),
        "chosen": treatments,
        "denominator": denominator,
        "glance": side_by_side.rows(treatments, side_by_side.GLANCE),
        "benefits": side_by_side.rows(treatments, [("", "benefits")]),
        "effects": side_by_side.effect_rows(treatments),
        "people": side_by_side.rows(treatments, side_by_side.PEOPLE),
        "deciding": side_by_side.rows(treatments, side_by_side.DECIDING),
    }


def _newest(slug: str) -> Edition:
    live = Edition.objects.live().covering(SubjectKind.TREATMENT, slug)
    found: Edition | None = live.defer("html", "search_text").first()
    if found is None:  # taken down since the list of treatments was read
        raise Http404
    return found


def _facts(edition: Edition, slug: str) -> TreatmentFacts:
    found: TreatmentFacts = next(t for t in edition.payload["treatments"] if t["slug"] == slug)
    return found
