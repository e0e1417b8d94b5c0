"""Who wrote what a page's records say and no other physician has read on that page. Reads only.

What an edition carries was read by its reviewer. A record that the last such edition carried is judged by
what was changed since that review; one that is new on the page, by its whole history, however old it is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles import facts
from articles.models import (
    Article,
    Condition,
    Disclaimer,
    DisclaimerVersion,
    Edition,
    Physician,
    Reference,
    RegulatorWarning,
    SideEffect,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)
from articles.payload import Content, Link
from clinic_cms.clinic.models import User

ROWS = (TreatmentSideEffect, TreatmentOutcome, RegulatorWarning)


def _slug(record: Any) -> str:
    return str(record.slug)


def _source(record: Any) -> tuple[str, str]:
    return record.href, record.title  # a source has no address of its own on this site


@dataclass(frozen=True)
class Shown:
    """The records of one model on a page, and by what an edition's facts know those that it carried."""

    model: Any
    ids: Any  # primary keys, or a query for them
    read: set[Any]
    known_by: Callable[[Any], Any] = _slug
    rows: tuple[Any, ...] = ()  # models whose rows belong to the record, as ``treatment``


def wrote_unread(article: Article, user: User, read: Edition | None) -> bool:
    """Say whether somebody wrote something in a record of the page since ``read``, or new to it.

    ``read`` is the last edition that somebody else approved, None where there is none.
    """
    payload: Content | None = read.payload if read else None
    since = read.review.created_at if read else None
    return (
        any(_wrote(shown, user, since) for shown in _shown(article, payload))
        or _wrote_version(article, user, payload)
        or _named(article, user, payload, since)
    )


def _shown(article: Article, read: Content | None) -> Iterator[Shown]:
    treatments = article.treatments.values("pk")
    effects = TreatmentSideEffect.objects.filter(treatment__in=treatments).values("side_effect")
    before = read["treatments"] if read else []
    yield Shown(Treatment, treatments, {t["slug"] for t in before}, rows=ROWS)
    yield Shown(SideEffect, effects, {e["slug"] for t in before for e in t["side_effects"]})
    yield Shown(
        Condition, article.conditions.values("pk"),
        {c["slug"] for c in read["conditions"]} if read else set(),
    )  # fmt: skip
    yield Shown(
        Reference, article.references.values("pk"),
        {(r["href"], r["title"]) for r in read["references"]} if read else set(), _source,
    )  # fmt: skip
    yield Shown(Physician, [article.author_id], {read["author"]["slug"]} if read else set())
    yield Shown(
        Disclaimer, facts.shown_disclaimers(article).values("pk"),
        {d["slug"] for d in read["disclaimers"]} if read else set(),
    )  # fmt: skip


def _wrote(shown: Shown, user: User, since: datetime | None) -> bool:
    own = list(
        shown.model.history.filter(history_user=user, id__in=shown.ids)
        .values_list("id", "history_date")
    )  # fmt: skip
    # The history of rows is asked by treatment: a deleted row is a change as well.
    for rows in shown.rows:
        history = rows.history.filter(history_user=user, treatment__in=shown.ids)
        own += history.values_list("treatment_id", "history_date")
    if since is None:
        return bool(own)
    return any(when > since for _, when in own) or any(
        _as_read(shown, pk, since) not in shown.read for pk in {pk for pk, _ in own}
    )


def _as_read(shown: Shown, pk: int, since: datetime) -> Any:
    """Return what a record was known by at the review: another may have its address by now."""
    then = shown.model.history.filter(id=pk, history_date__lte=since)
    last = then.order_by("history_date", "history_id").last()
    return shown.known_by(last.instance) if last else None


def _wrote_version(article: Article, user: User, read: Content | None) -> bool:
    """Say whether somebody wrote a text of a disclaimer that came into force and was not read yet."""
    versions = DisclaimerVersion.objects.filter(
        disclaimer__in=facts.shown_disclaimers(article).values("pk"),
        in_force_from__lte=timezone.localdate(),
    )
    if not versions.filter(created_by=user).exists():
        return False
    texts = {d["text"] for d in read["disclaimers"]} if read else set()
    writers: dict[int, set[int]] = {}  # of the versions after the last that was read
    for version in versions.order_by("disclaimer", "number"):
        unread = writers.setdefault(version.disclaimer_id, set())
        if version.text in texts:
            unread.clear()
        else:
            unread.add(version.created_by_id)
    return any(user.pk in unread for unread in writers.values())


def _named(article: Article, user: User, read: Content | None, since: datetime | None) -> bool:
    """Say whether somebody named, or put in its place, a condition that the page shows by name only.

    Those are the wider ones above the article's own, and those that its treatments are for. Other facts
    of such a record do not stand on the page.
    """
    if not Condition.history.filter(history_user=user).exists():
        return False
    links = {(link["slug"], link["name"]) for link in _links(read)} if read else set()
    wider = [c for condition in article.conditions.all() for c in condition.ancestors()]
    of_treatments = Condition.objects.filter(treatments__in=article.treatments.values("pk"))
    return any(
        by == user.pk and (since is None or when > since or (c.slug, c.name) not in links)
        for found, fields in ((wider, ("slug", "name", "parent_id")), (of_treatments, ("slug", "name")))
        for c in found
        for by, when in _last_set(c, fields)
    )  # fmt: skip


def _links(read: Content) -> Iterator[Link]:
    for condition in read["conditions"]:
        yield {"slug": condition["slug"], "name": condition["name"]}
        yield from condition["parents"]
    for treatment in read["treatments"]:
        yield from treatment["conditions"]


def _last_set(record: Condition, fields: Iterable[str]) -> list[tuple[int | None, datetime]]:
    """Return who gave some fields their present values, and when; nothing without a history."""
    found: list[tuple[int | None, datetime]] = []
    values: list[Any] = []
    for row in record.history.order_by("history_date", "history_id"):
        now = [getattr(row, field) for field in fields]
        if now != values:
            values, found = now, [(row.history_user_id, row.history_date)]
    return found
