"""Which tables of this app are frozen. The triggers themselves: ``clinic_cms.clinic.triggers``."""

from typing import Any

from articles.models import ArticleEvent, DisclaimerVersion, Edition, EditionSubject, Review
from clinic_cms.clinic import triggers
from clinic_cms.clinic.triggers import Frozen

FROZEN = (
    Frozen(Edition, set_once=("live_until",)),
    Frozen(EditionSubject),
    Frozen(Review),
    Frozen(ArticleEvent),
    Frozen(DisclaimerVersion),
)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receive post_migrate: put the triggers back that a table rebuild may have dropped."""
    if not kwargs.get("plan") or all(not backwards for _, backwards in kwargs["plan"]):
        triggers.install(FROZEN, using)
