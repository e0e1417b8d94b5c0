"""Addresses of catalogue records: they stay once an edition shows the record."""

from django.db.models import Model, Q

from articles.models import Condition, Disclaimer, EditionSubject, Physician, SideEffect, Treatment
from articles.models.edition import SubjectKind

KINDS: dict[type[Model], tuple[SubjectKind, ...]] = {
    Condition: (SubjectKind.CONDITION,),
    Treatment: (SubjectKind.TREATMENT,),
    SideEffect: (SubjectKind.SIDE_EFFECT,),
    Physician: (SubjectKind.AUTHOR, SubjectKind.REVIEWER),
    Disclaimer: (SubjectKind.DISCLAIMER,),
}


def kept(record: Model) -> str:
    """Return a stored record's address where an edition, of today or earlier, shows it; else nothing.

    Readers, other sites and printed leaflets lead to that address, and the edition names it for good.
    """
    kinds = KINDS.get(type(record))
    if kinds is None:
        return ""
    slug: str = type(record)._default_manager.values_list("slug", flat=True).get(pk=record.pk)
    named = Q(slug=slug)
    if SubjectKind.DISCLAIMER in kinds:
        named = Q(slug__startswith=f"{slug}/v")  # its versions have an address each
    shown = EditionSubject.objects.filter(named, kind__in=kinds)
    return slug if shown.exists() else ""
