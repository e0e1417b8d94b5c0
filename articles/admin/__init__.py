"""The staff's screens for articles and the catalogue. Importing registers them."""

from articles.admin import (
    article,
    catalogue,
    disclaimers,
    editions,
    feedback,
    people,
    pictures,
    search,
)

__all__ = [
    "article",
    "catalogue",
    "disclaimers",
    "editions",
    "feedback",
    "people",
    "pictures",
    "search",
]
