"""Which tables of this app are frozen, and which ones readers' pages are drawn from.

The triggers themselves: ``clinic_cms.clinic.triggers`` and ``clinic_cms.clinic.generation``.
"""

from typing import Any

from articles.models import (
    ArticleEvent,
    DisclaimerVersion,
    Edition,
    EditionSubject,
    Physician,
    Review,
    Revision,
)
from clinic_cms.clinic import generation, triggers
from clinic_cms.clinic.generation import Watched
from clinic_cms.clinic.triggers import Frozen

FROZEN = (
    Frozen(Edition, set_once=("live_until",)),
    Frozen(EditionSubject),
    Frozen(Review),
    Frozen(ArticleEvent),
    Frozen(Revision),
    Frozen(DisclaimerVersion),
)


# Catalogue records are not among them: pages show editions. A physician's name stands beside answers.
WATCHED = (Watched(Edition), Watched(Physician))


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receive post_migrate: put the triggers back that a table rebuild may have dropped."""
    if not kwargs.get("plan") or all(not backwards for _, backwards in kwargs["plan"]):
        triggers.install(FROZEN, using)
        generation.install((*generation.WATCHED, *WATCHED), using)
