"""Bring an earlier state of a working copy back: an edit like every other, made from what was kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import moves, publishing, revisions
from articles.authorship import may_edit, may_hand_over
from articles.errors import NotAllowed, NotAllowedFrom, NotReady
from articles.models import (
    Article,
    ArticleReference,
    Condition,
    Disclaimer,
    Physician,
    Reference,
    Revision,
    Treatment,
)
from articles.revisions import Written
from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User

RECORDS: dict[str, type[Any]] = {
    "conditions": Condition,
    "treatments": Treatment,
    "disclaimers": Disclaimer,
}


@transaction.atomic
def restore(*, article: Article, by: User, revision: int, number: int) -> None:
    """Make the working copy say again what was written in the state of this number.

    The state that it takes the place of is kept too, and an approval is void, as after every edit. Raises
    NotReady with the records that are no longer there, or with what the form would refuse today.
    """
    stored = moves.lock(article)
    if not may_edit(stored, by):
        raise NotAllowed(_("Only who may edit this article can bring an earlier state back."))
    earlier = Revision.objects.filter(article=stored, number=number).first()
    if earlier is None:
        raise NotAllowedFrom(_("This article has no earlier state of this number."))
    wanted = _wanted(stored, earlier, by)
    edit = publishing.begin_edit(article=stored, by=by, revision=revision)
    if edit.written == wanted:
        raise NotAllowedFrom(_("Nothing to bring back: the working copy says the same."))
    if gone := _gone(wanted):
        raise NotReady(
            _(
                "Not brought back, because these are no longer on file: %(gone)s. "
                "Open the earlier state and copy from it what you need."
            )
            % {"gone": ", ".join(gone)}
        )
    _fill(stored, wanted)
    publishing.finish_edit(edit, by=by, note=f"Brought back state {number}.")
    audit.record(Act.CHANGED, stored, by=by, note=f"brought back state {number}")


def _wanted(article: Article, earlier: Revision, by: User) -> Written:
    """Return what to write. What the form lets nobody change, or not this person, stays as it is."""
    kept: Written = {}
    if article.editions.exists():
        kept |= {"slug": article.slug, "kind": article.kind}
    if not may_hand_over(by):
        kept["author"] = article.author_id
    return {**earlier.written, **kept}


def _gone(wanted: Written) -> list[str]:
    """Return the records that an earlier state names and that are not there any more."""
    named: list[tuple[type[Any], list[int]]] = [
        *((model, wanted[name]) for name, model in RECORDS.items()),
        (Reference, [pk for _position, pk in wanted["references"]]),
        (Physician, [wanted["author"]]),
        (Article, [wanted["overview"]] if wanted["overview"] else []),
    ]
    found = []
    for model, keys in named:
        there = set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
        found += [f"{model._meta.verbose_name} {pk}" for pk in keys if pk not in there]
    return found


def _fill(article: Article, wanted: Written) -> None:
    for name in revisions.TEXTS:
        setattr(article, name, wanted[name])
    article.author_id, article.overview_id = wanted["author"], wanted["overview"]
    try:
        article.full_clean()
    except ValidationError as refused:
        raise NotReady(_("Not brought back. ") + " ".join(refused.messages)) from refused
    article.save()
    for name in RECORDS:
        getattr(article, name).set(wanted[name])
    article.citations.all().delete()
    ArticleReference.objects.bulk_create(
        ArticleReference(article=article, position=position, reference_id=pk)
        for position, pk in wanted["references"]
    )
