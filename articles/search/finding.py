"""Find live pages for what somebody typed, however they spell it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.fields.json import KT
from django.utils.safestring import SafeString

from articles.models import Edition, EditionSubject
from articles.models.edition import SubjectKind
from articles.models.treatment import TreatmentKind
from articles.search.engine import Engine, Narrowed, Plan, engine
from articles.search.plans import Reading, read, readings, tidy
from articles.search.snippets import Marker, headings_apart
from articles.search.urgent import Urgent, urgent

SHOWN = 20
AT_FIRST = 60  # ranked before it is known which are live
SEEN = ("pk", "kind", "slug", "title", "summary", "last_reviewed", "search_text")
AT_ONCE = 500  # keys in one question: databases limit them


@dataclass(frozen=True)
class Hit:
    """A live page that was found. Both texts are HTML with the words marked."""

    edition: Edition
    title: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Choice:
    """A value to narrow the results by."""

    value: str
    name: str


@dataclass(frozen=True)
class Results:
    """What a search page says. ``corrected``: shown for these words instead, none held the query."""

    query: str
    hits: list[Hit] = field(default_factory=list)
    more: bool = False  # than are shown
    corrected: str = ""
    partly: bool = False  # no page holds all of the words
    urgent: Urgent = ""
    conditions: list[Choice] = field(default_factory=list)
    treatments: list[Choice] = field(default_factory=list)
    kinds: list[Choice] = field(default_factory=list)
    narrowed: bool = False


def find(query: str, *, condition: str = "", treatment: str = "", kind: str = "") -> Results:
    """Return the best live pages for any text. The filters are slugs, and a ``TreatmentKind``.

    A way to read the query counts only if no more faithful one found a page, filtered or not.
    Nothing is returned of an edition that is not live now.
    """
    shown, asked, behind = tidy(query), read(query), engine()
    if not asked:
        return Results(shown)
    narrowed, calls = narrow(condition, treatment, kind), urgent(shown)
    if calls == "crisis":
        return Results(shown, urgent=calls)  # below it a page on risks would be read as advice
    found: list[Edition] = []
    for reading in readings(asked, behind):
        if calls and (reading.corrected or reading.partly):
            continue  # no guesses below an emergency
        if found := live(reading.plan, narrowed, behind):
            break
        if narrowed and live(reading.plan, [], behind, ("pk",), enough=0):
            break  # it is the filters that leave nothing: the words were spelt well
    conditions, treatments, kinds = _choices(found, narrowed)
    return Results(
        query=shown,
        hits=_hits(found[:SHOWN], reading),
        more=len(found) > SHOWN,
        corrected=reading.corrected if found else "",
        partly=reading.partly and bool(found),
        urgent=calls,
        conditions=conditions,
        treatments=treatments,
        kinds=kinds,
        narrowed=bool(narrowed),
    )


def narrow(condition: str, treatment: str, kind: str) -> list[Narrowed]:
    """Return the filters that were asked for. A kind that does not exist narrows nothing."""
    found = []
    if condition:
        found.append(Narrowed(SubjectKind.CONDITION, "slug", tidy(condition)))
    if treatment:
        found.append(Narrowed(SubjectKind.TREATMENT, "slug", tidy(treatment)))
    if kind in TreatmentKind.values:
        # Editions hold the label, as it stood.
        found.append(Narrowed(SubjectKind.TREATMENT, "detail", str(TreatmentKind(kind).label)))
    return found


def live(
    plan: Plan,
    narrowed: list[Narrowed],
    behind: Engine,
    columns: tuple[str, ...] = SEEN,
    enough: int = SHOWN,
) -> list[Edition]:
    """Return live editions that fit, best first.

    The engine ranks all editions; which of the best are live is asked of ``Edition.objects.live()``
    at this moment. Should too few be, the engine is asked for more.
    """
    limit = AT_FIRST
    while True:
        keys = behind.ranked(plan, narrowed, limit)
        now = {edition.pk: edition for edition in _live_among(keys, columns)}
        if len(now) > enough or len(keys) < limit:
            return [now[key] for key in keys if key in now]
        limit *= 10


def _live_among(keys: list[int], columns: tuple[str, ...]) -> Iterable[Edition]:
    for start in range(0, len(keys), AT_ONCE):
        yield from (
            Edition.objects.live().filter(pk__in=keys[start : start + AT_ONCE]).only(*columns)
        )


def _hits(editions: list[Edition], reading: Reading) -> list[Hit]:
    marker = Marker(reading.terms)
    keys = [edition.pk for edition in editions]
    bodies = dict(
        Edition.objects.filter(pk__in=keys).order_by().values_list("pk", KT("payload__body"))
        if keys
        else ()
    )
    return [
        Hit(
            edition=edition,
            title=marker.mark(edition.title),
            passage=marker.passage(
                headings_apart(edition.search_text, bodies.get(edition.pk) or ""),
                otherwise=edition.summary,
            ),
        )
        for edition in editions
    ]


def _choices(
    editions: list[Edition], narrowed: list[Narrowed]
) -> tuple[list[Choice], list[Choice], list[Choice]]:
    """Return what the results can be narrowed by: conditions, treatments, kinds of treatment.

    Only what live pages carry; a filter in use stays to be seen even if it leaves nothing.
    """
    carried = EditionSubject.objects.filter(kind__in=(SubjectKind.CONDITION, SubjectKind.TREATMENT))
    rows = set(
        carried.filter(edition__in=[edition.pk for edition in editions[:AT_FIRST]])
        .order_by()
        .values_list("kind", "slug", "name", "detail")
        if editions
        else ()
    )
    for want in narrowed if not editions else ():
        rows.update(
            carried.filter(
                edition__in=Edition.objects.live(), kind=want.kind, **{want.column: want.value}
            )
            .order_by("-edition_id")
            .values_list("kind", "slug", "name", "detail")[:1]
        )
    names = {(kind, slug): name for kind, slug, name, _ in sorted(rows)}
    labels = {detail for kind, _, _, detail in rows if kind == SubjectKind.TREATMENT}
    return (
        _sorted(names, SubjectKind.CONDITION),
        _sorted(names, SubjectKind.TREATMENT),
        [Choice(k.value, str(k.label)) for k in TreatmentKind if k.label in labels],
    )


def _sorted(names: dict[tuple[str, str], str], kind: SubjectKind) -> list[Choice]:
    found = [Choice(slug, name) for (of, slug), name in names.items() if of == kind]
    return sorted(found, key=lambda choice: choice.name.casefold())
