"""Suggestions while somebody types, and when nothing was found."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Edition, EditionSubject
from articles.models.edition import SubjectKind
from articles.search.engine import Engine, engine
from articles.search.finding import live
from articles.search.mending import CANDIDATES, MENDED
from articles.search.plans import Reading, read, typing
from articles.words import SMALL, distance, root, words

PAGES, SUBJECTS, WORDS = 5, 3, 4
LINKED = ("pk", "kind", "slug", "title")
SHORTEST = 2
TOO_FAR = 0.4  # of the letters are others
PLACES = {
    SubjectKind.CONDITION: "articles:condition",
    SubjectKind.TREATMENT: "articles:treatment",
    SubjectKind.SIDE_EFFECT: "articles:side_effect",
}


@dataclass(frozen=True)
class Suggestion:
    """A page that readers can open."""

    text: str
    url: str
    about: str  # Condition, Treatment, Side effect; empty for a guide


def suggest(prefix: str) -> list[Suggestion]:
    """Return a few live pages for a query whose last word may be unfinished."""
    asked = read(prefix)
    if len("".join(asked)) < SHORTEST:
        return []
    behind = engine()
    reading = typing(asked, behind)
    found = live(reading.plan, [], behind, LINKED, enough=PAGES)
    begun = asked[-1]
    found.sort(key=lambda e: not any(w.startswith(begun) for w in words(e.title)))
    pages = [Suggestion(e.title, e.get_absolute_url(), "") for e in found[:PAGES]]
    return [*_subjects(found, reading), *pages] if found else []


def _subjects(found: list[Edition], reading: Reading) -> list[Suggestion]:
    """Return subjects of the pages that were found whose own name holds every group of words."""
    rows = (
        EditionSubject.objects.filter(edition__in=[e.pk for e in found], kind__in=PLACES)
        .order_by()
        .values_list("kind", "slug", "name")
        .distinct()
    )
    groups = [[{root(w) for w in alternative} for alternative in group] for group in reading.plan]
    fitting = {
        (kind, slug): name
        for kind, slug, name in rows
        if (have := {root(w) for w in words(name)})
        and all(any(alternative <= have for alternative in group) for group in groups)
    }
    shortest_first = sorted(fitting.items(), key=lambda item: (len(item[1]), item[1]))
    return [
        Suggestion(
            name, reverse(PLACES[SubjectKind(kind)], args=[slug]), str(SubjectKind(kind).label)
        )
        for (kind, slug), name in shortest_first[:SUBJECTS]
    ]


def did_you_mean(query: str) -> list[str]:
    """Return words like those of a query that found nothing; a live page holds each."""
    behind = engine()
    near = {
        other: distance(word, other) / max(len(word), len(other))
        for word in read(query)[:MENDED]
        if word not in SMALL
        for other in behind.resembling(word, CANDIDATES)
        if other not in SMALL
    }
    likely = sorted((o for o, far in near.items() if far <= TOO_FAR), key=lambda o: (near[o], o))
    return [word for word in likely[: 2 * WORDS] if _held(word, behind)][:WORDS]


def _held(word: str, behind: Engine) -> bool:
    return bool(live((((word,),),), [], behind, LINKED, enough=1))
