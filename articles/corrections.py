"""The corrections that readers saw, and which of them a restored backup lacks."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from articles.models import Edition


def shown() -> Iterator[tuple[str, datetime]]:
    """Yield the page's name in addresses and the moment of each correction that readers saw."""
    corrected = Edition.objects.ever_live().exclude(Q(byline__change_note="") | Q(number=1))
    yield from corrected.order_by("pk").values_list("slug", "live_from").iterator()


def is_lost(*, slug: str, at: datetime) -> bool:
    """Say whether readers see an edition of a page from before a correction."""
    return Edition.objects.live().filter(slug=slug, live_from__lt=at).exists()
