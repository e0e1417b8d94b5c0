"""Which editions show something that its record no longer says, and the names of those records.

Asked of what an edition carries itself, not of the working copy, which may have gone its own way since.
Who is stale and why are the same queries, one a rule: they cannot come apart (docs/decisions/0019).
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import frozen_sources
from articles.models import (
    Condition,
    DisclaimerVersion,
    Edition,
    EditionSubject,
    Physician,
    RegulatorWarning,
    SideEffect,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)
from articles.models.article import ArticleKind
from articles.models.disclaimer import DisclaimerScope
from articles.models.edition import EditionQuerySet, SubjectKind
from clinic_cms.clinic.models import ClinicProfile

# What ``payload.ClinicFacts`` is made of. The rest of the profile is shown at once: it makes nothing stale.
OF_THE_CLINIC = (
    "name", "phone", "emergency_number", "crisis_number", "copyright_holder", "reporting_text",
)  # fmt: skip

NAMED = 3  # in one line; after a change to the catalogue there can be dozens

# Rows with a name as ``changed``, or several, a line each; where their edition stands.
Rule = tuple[QuerySet[Any, Any], str]


def stale(among: EditionQuerySet) -> EditionQuerySet:
    """Return those of these editions that show what is no longer so."""
    found = Q(pk__in=())
    for rows, edition in _rules():
        found |= Q(Exists(rows.filter(**{edition: OuterRef("pk")}).order_by()))
    return among.filter(found)


def reasons(editions: Collection[int]) -> dict[int, list[str]]:
    """Return the names of what has changed, by the key of the edition. As many queries for any number."""
    found: dict[int, set[str]] = {}
    for rows, edition in _rules():
        told = rows.filter(**{f"{edition}__in": editions}).order_by()
        for pk, name in told.values_list(edition, "changed"):
            found.setdefault(pk, set()).update(name.split("\n"))
    return {pk: sorted(names, key=str.casefold) for pk, names in found.items()}


def in_words(names: list[str]) -> str:
    """Return the first of the names, and how many more there are."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (
        _(" and %(count)d more") % {"count": more} if more > 0 else ""
    )


def _rules() -> Iterator[Rule]:
    versions = _in_force()
    yield _subjects(versions).annotate(changed=F("name")), "edition"
    for (key, title), scope in versions.items():
        if scope == DisclaimerScope.EVERY_PAGE:
            shown = EditionSubject.objects.filter(
                edition=OuterRef("pk"), kind=SubjectKind.DISCLAIMER, slug=key
            )
            lacking = Edition.objects.filter(~Exists(shown), kind=ArticleKind.GUIDE)
            yield lacking.annotate(changed=Value(title)), "pk"
    cited = Edition.objects.annotate(changed=frozen_sources.ChangedTitles())
    yield cited.filter(changed__isnull=False), "pk"
    yield _with_a_lost_overview(), "pk"
    clinic = Value(_("The clinic's name, numbers or wording"))
    yield Edition.objects.filter(_clinic_said_else()).annotate(changed=clinic), "pk"


def _subjects(versions: dict[tuple[str, str], str]) -> QuerySet[EditionSubject]:
    """Return what editions carry and is not as it was: changed, renamed or no longer in force."""
    slug, since = OuterRef("slug"), OuterRef("edition__created_at")
    # A reviewer signs before the page is published, and stands there as on that day.
    signed = OuterRef("edition__review__created_at")
    changed = Q()
    for kind, records, unless in (
        (SubjectKind.CONDITION, Condition.objects, since),
        (SubjectKind.TREATMENT, Treatment.objects, since),
        (SubjectKind.SIDE_EFFECT, SideEffect.objects, since),
        (SubjectKind.AUTHOR, Physician.objects, since),
        (SubjectKind.REVIEWER, Physician.objects, signed),
    ):
        as_it_was = records.filter(slug=slug, updated_at__lte=unless).order_by()
        changed |= Q(~Exists(as_it_was), kind=kind)
    # Rows under a treatment are asked by their history: one that was taken out is a change as well.
    for table in (TreatmentSideEffect, TreatmentOutcome, RegulatorWarning):
        rows = table.history.filter(treatment__slug=slug, history_date__gt=since).order_by()
        changed |= Q(Exists(rows), kind=SubjectKind.TREATMENT)
    now = [f"{key} {title}" for key, title in versions]
    as_now = EditionSubject.objects.annotate(said=Concat("slug", Value(" "), "name"))
    lapsed = ~Exists(as_now.filter(pk=OuterRef("pk"), said__in=now).order_by())
    changed |= Q(lapsed, kind=SubjectKind.DISCLAIMER)
    return EditionSubject.objects.filter(changed)


def _in_force() -> dict[tuple[str, str], str]:
    """Return the scope of each disclaimer by the version in force today, as an edition names it."""
    rows = (
        DisclaimerVersion.objects.filter(in_force_from__lte=timezone.localdate())
        .order_by("disclaimer", "number")
        .values_list(
            "disclaimer", "disclaimer__slug", "disclaimer__title", "number", "disclaimer__scope"
        )
    )
    latest = {pk: (f"{slug}/v{number}", title, scope) for pk, slug, title, number, scope in rows}
    return {(key, title): scope for key, title, scope in latest.values()}


def _with_a_lost_overview() -> QuerySet[Edition]:
    """Return editions that lead to an overview which readers can no longer open, or under another title."""
    named = Edition.objects.annotate(
        leads_to=KT("payload__related__overview__slug"),
        changed=KT("payload__related__overview__name"),
    ).filter(leads_to__isnull=False)
    there = Edition.objects.live().filter(slug=OuterRef("leads_to"), title=OuterRef("changed"))
    return named.filter(~Exists(there.order_by()))


def _clinic_said_else() -> Q:
    """Return the condition for editions made while the clinic's facts were others than now."""
    now = _facts(ClinicProfile.current())
    rows = list(
        ClinicProfile.history.order_by("history_date", "history_id").values_list(
            "history_date", *OF_THE_CLINIC
        )
    )
    # Before the first row the defaults stood; what stands now has stood since the last.
    said: list[tuple[datetime | None, tuple[Any, ...]]] = [(None, _facts(ClinicProfile()))]
    said += [(begin, tuple(facts)) for begin, *facts in rows]
    said[-1] = (said[-1][0], now)
    found = Q(pk__in=())
    for (begin, facts), (end, _next) in pairwise(said):
        if facts != now:
            after = Q(created_at__gte=begin) if begin else Q()
            found |= after & Q(created_at__lt=end)
    return found


def _facts(profile: ClinicProfile) -> tuple[Any, ...]:
    return tuple(getattr(profile, name) for name in OF_THE_CLINIC)
