"""The corrections that readers saw, and which of them a restored backup lacks."""

from collections.abc import Iterator
from datetime import datetime

from articles.models import Edition


def shown() -> Iterator[tuple[str, datetime]]:
    """Yield the page's name in addresses and the moment of each correction that readers saw."""
    corrected = Edition.objects.ever_live().exclude(byline__change_note="").order_by("pk")
    yield from corrected.values_list("slug", "live_from").iterator()


def is_lost(*, slug: str, at: datetime) -> bool:
    """Say whether readers see an edition of a page from before a correction."""
    return Edition.objects.live().filter(slug=slug, live_from__lt=at).exists()
