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


def stays(record: Model) -> bool:
    """Say whether an edition, of today or earlier, shows a record under its address.

    Readers, other sites and printed leaflets lead to that address, and the edition names it for good.
    """
    kinds = KINDS.get(type(record))
    if kinds is None:
        return False
    slug: str = record.slug  # type: ignore[attr-defined]  # each of KINDS has one
    named = Q(slug=slug)
    if SubjectKind.DISCLAIMER in kinds:
        named = Q(slug__startswith=f"{slug}/v")  # its versions have an address each
    return EditionSubject.objects.filter(named, kind__in=kinds).exists()
