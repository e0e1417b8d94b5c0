"""What screening is told besides the text: the clinic's lists, its people, the article's frozen facts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone

from articles.models import Edition, Physician
from clinic_cms.clinic.models import Attempt, ClinicProfile, User
from clinic_cms.clinic.prepared import Prepared
from comments.models import Comment, Phrase
from comments.models.comment import OPENING, Opening
from comments.models.phrase import MOST_ACTIVE
from comments.screening import Context
from comments.screening.context import ListedPhrase

RECENT = timedelta(hours=1)
# What a row of ``_facts`` is.
NAME, NUMBERS, CONTENT, ATTEMPT, SAME = "name", "numbers", "content", "attempt", "same"
PHRASE = "phrase"
LATEST = 1_000  # replies among which the same words are looked for, however many there are


def known_about(reply: Comment) -> Context:
    """Return what is known of a reply that has come in. One query, which writes nothing."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for kind, *texts in _facts.rows(
        edition=reply.edition_id,
        key=reply.address_hash,
        since=timezone.now() - RECENT,
        opening=reply.text[:OPENING],
        rest=reply.text[OPENING:],
    ):
        found.setdefault(kind, []).append(tuple(texts))
    staff = {f"{first} {last}".strip() for first, last, _nothing in found.get(NAME, ())}
    return Context(
        phrases=_listed(found.get(PHRASE, ())),
        staff=tuple(sorted(name for name in staff if name)),
        own_numbers=tuple(
            _digits(number) for row in found.get(NUMBERS, ()) for number in row if number
        ),
        effects=_effects_on(reply.edition_id, found.get(CONTENT, ())),
        name=reply.name,
        email=reply.email,
        sent_before=len(found.get(SAME, ())),
        recent=len(found.get(ATTEMPT, ())),
        today=timezone.localdate(),
    )


def official_names() -> list[str]:
    """Return the names of all physicians, and the clinic's own."""
    return [name for (name,) in _official_names.rows()]


def listed() -> Context:
    """Return the clinic's own lists, for words of which nothing else is known."""
    return Context(phrases=_listed(_phrases.rows()))


def _listed(rows: Iterable[tuple[str, ...]]) -> tuple[ListedPhrase, ...]:
    # In one order, whatever language the database sorts by.
    return tuple(
        ListedPhrase(list_, words, reason or "On the clinic's list")
        for list_, words, reason in sorted(rows)[:MOST_ACTIVE]
    )


def _effects_on(edition_id: int, content: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return _effects(edition_id, content[0][0]) if content else ()


@lru_cache(maxsize=256)
def _effects(edition_id: int, sha256: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of the side effects on a page, as they were frozen: they never change."""
    edition = Edition.objects.only("payload").get(pk=edition_id, sha256=sha256)
    return tuple(
        (effect["name"], effect["clinical_name"])
        for treatment in edition.payload.get("treatments", ())
        for effect in treatment["side_effects"]
    )


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


def official(*beside: Value) -> list[QuerySet[Any, Any]]:
    """Return the queries for these names, for a union: the name stands behind ``beside`` in each row."""
    clinic = ClinicProfile.objects.filter(pk=1).order_by()
    return [named.values_list(*beside, "name") for named in (Physician.objects.order_by(), clinic)]


@Prepared
def _official_names() -> QuerySet[Any, Any]:
    physicians, clinic = official()
    return physicians.union(clinic, all=True)


@Prepared
def _phrases() -> QuerySet[Any, Any]:
    active = Phrase.objects.filter(active=True).order_by()
    return active.values_list("list", "words", "reason")


@Prepared
def _facts(edition: int, key: str, since: datetime, opening: str, rest: str) -> QuerySet[Any, Any]:
    """Ask for rows of a kind and three texts: one query takes less than one for each kind."""
    staff = User.objects.filter(is_active=True, is_staff=True)
    profile = ClinicProfile.objects.filter(pk=1)
    content = Edition.objects.filter(pk=edition)
    recent = Attempt.objects.filter(key=key, created_at__gt=since)
    latest = Comment.objects.order_by("-pk").values("pk")[:1]
    # By the index of their first letters: there is none on whole texts. In two parts, since SQLite puts
    # what a whole text is compared with in its place everywhere, and then knows no index.
    same = Comment.objects.alias(opens=Opening("text"), goes_on=Substr("text", OPENING + 1)).filter(
        pk__gt=Coalesce(Subquery(latest), 0) - LATEST, opens=opening, goes_on=rest
    )
    nothing = Value("")
    active = Phrase.objects.filter(active=True)
    parts = [
        Physician.objects.values_list(Value(NAME), "name", nothing, nothing),
        staff.values_list(Value(NAME), "first_name", "last_name", nothing),
        profile.values_list(Value(NUMBERS), "phone", "website_help_line", nothing),
        content.values_list(Value(CONTENT), "sha256", nothing, nothing),
        recent.values_list(Value(ATTEMPT), nothing, nothing, nothing),
        same.values_list(Value(SAME), nothing, nothing, nothing),
        active.values_list(Value(PHRASE), "list", "words", "reason"),
    ]
    first, *others = (part.order_by() for part in parts)
    return first.union(*others, all=True)
