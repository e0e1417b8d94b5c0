"""What screening is told besides the text: the clinic's lists, its people, the article's frozen facts."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Edition, Physician
from clinic_cms.clinic.models import Attempt, ClinicProfile, User
from clinic_cms.clinic.prepared import Prepared
from comments.models import Comment, Phrase
from comments.models.phrase import MOST_ACTIVE
from comments.screening import Context
from comments.screening.context import ListedPhrase

RECENT = timedelta(hours=1)
LATEST = 1_000  # replies among which the same words are looked for, however many there are


def known_about(reply: Comment) -> Context:
    """Return what is known of a reply that has come in. Seven queries, none of which writes."""
    recent = []
    if reply.address_hash:
        recent = _recent.rows(key=reply.address_hash, since=timezone.now() - RECENT)
    return Context(
        phrases=listed().phrases,
        staff=tuple(sorted(_staff())),
        own_numbers=tuple(_digits(number) for row in _numbers.rows() for number in row if number),
        effects=_effects_on(reply.edition_id),
        name=reply.name,
        email=reply.email,
        sent_before=len(_sent_before.rows(text=reply.text)),
        recent=len(recent),
        today=timezone.localdate(),
    )


def physicians() -> list[str]:
    """Return the names of all physicians."""
    return [name for (name,) in _physicians.rows()]


def listed() -> Context:
    """Return the clinic's own lists, for words of which nothing else is known."""
    return Context(
        phrases=tuple(
            ListedPhrase(list_, words, reason or "On the clinic's list")
            for list_, words, reason in _phrases.rows()
        )
    )


def _staff() -> set[str]:
    named = {f"{first} {last}".strip() for first, last in _members.rows()}
    return {name for name in (*physicians(), *named) if name}


def _effects_on(edition_id: int) -> tuple[tuple[str, ...], ...]:
    found = _content.first(edition=edition_id)
    return _effects(edition_id, found[0]) if found else ()


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


@Prepared
def _physicians() -> QuerySet[Any, Any]:
    return Physician.objects.order_by().values_list("name")


@Prepared
def _members() -> QuerySet[Any, Any]:
    staff = User.objects.filter(is_active=True, is_staff=True)
    return staff.order_by().values_list("first_name", "last_name")


@Prepared
def _numbers() -> QuerySet[Any, Any]:
    return ClinicProfile.objects.filter(pk=1).values_list("phone", "website_help_line")


@Prepared
def _phrases() -> QuerySet[Any, Any]:
    active = Phrase.objects.filter(active=True)
    return active.values_list("list", "words", "reason")[:MOST_ACTIVE]


@Prepared
def _content(edition: int) -> QuerySet[Any, Any]:
    return Edition.objects.filter(pk=edition).values_list("sha256")


@Prepared
def _recent(key: str, since: datetime) -> QuerySet[Any, Any]:
    return Attempt.objects.filter(key=key, created_at__gt=since).order_by().values_list("pk")


@Prepared
def _sent_before(text: str) -> QuerySet[Any, Any]:
    """Ask for the latest replies that have these words. There is no index on whole texts."""
    latest = Comment.objects.order_by("-pk").values("pk")[:LATEST]
    return Comment.objects.filter(pk__in=latest, text=text).order_by().values_list("pk")
