"""Who wrote what a page says: its article, and the catalogue records that it shows."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from articles.models import (
    Article,
    Condition,
    Disclaimer,
    DisclaimerVersion,
    Physician,
    Reference,
    RegulatorWarning,
    SideEffect,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)
from articles.models.disclaimer import DisclaimerScope
from articles.models.review import EventKind
from clinic_cms.clinic.models import User


def is_writer(article: Article, user: User) -> bool:
    """Say whether somebody wrote an article's text.

    That is its author, its first and last editor, and whoever changed it since its last edition.
    """
    if user.pk in (article.author.user_id, article.created_by_id, article.edited_by_id):
        return True
    since = _last_edition(article)
    edits = article.events.filter(kind=EventKind.EDITED, by=user)
    return (edits.filter(created_at__gt=since) if since else edits).exists()


def may_edit(article: Article, user: User) -> bool:
    """Say whether an article is somebody's to change: its author's, who began it, a publisher's.

    A publisher corrects what its author cannot: accounts end, pages stay. Whoever changes a text is
    no reviewer of it.
    """
    return user.has_perm("articles.change_article") and (
        may_hand_over(user) or user.pk in (article.created_by_id, article.author.user_id)
    )


def may_hand_over(user: User) -> bool:
    """Say whether somebody may put another author's name on an article."""
    return user.has_perm("articles.publish_article")


def is_independent(article: Article, user: User) -> bool:
    """Say whether somebody wrote nothing of what a reviewer of this article has to judge.

    A page says what its records say: whoever changed one that it shows since its last edition, or
    ever before the first, is no independent reviewer of it.
    """
    return not is_writer(article, user) and not _wrote_records(
        article, user, _last_edition(article)
    )


def _last_edition(article: Article) -> datetime | None:
    return article.editions.order_by("-number").values_list("created_at", flat=True).first()


def _wrote_records(article: Article, user: User, since: datetime | None) -> bool:
    """Say whether somebody changed a catalogue record that the article shows."""
    treatments = article.treatments.values("pk")
    disclaimers = Disclaimer.objects.filter(
        Q(articles=article) | Q(scope=DisclaimerScope.EVERY_PAGE)
    ).values("pk")
    rows = TreatmentSideEffect.objects.filter(treatment__in=treatments)
    # The history of rows under a treatment is asked by treatment: a deleted row is a change as well.
    shown: list[tuple[Any, dict[str, Any]]] = [
        (Treatment, {"id__in": treatments}),
        (RegulatorWarning, {"treatment__in": treatments}),
        (TreatmentSideEffect, {"treatment__in": treatments}),
        (TreatmentOutcome, {"treatment__in": treatments}),
        (SideEffect, {"id__in": rows.values("side_effect")}),
        (Condition, {"id__in": article.conditions.values("pk")}),
        (Reference, {"id__in": article.references.values("pk")}),
        (Physician, {"id": article.author_id}),
    ]
    when = {"history_date__gt": since} if since else {}
    if any(
        model.history.filter(history_user=user, **which, **when).exists() for model, which in shown
    ):
        return True
    versions = DisclaimerVersion.objects.filter(disclaimer__in=disclaimers, created_by=user)
    return (versions.filter(created_at__gt=since) if since else versions).exists()
