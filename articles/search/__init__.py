"""Search through live pages. ``find`` and ``suggest`` are all that a view needs to know.

Behind them stands an ``engine.Engine``: ``sqlite`` (FTS5) or ``postgresql``. Another one needs its
five functions and nothing else; what is live, what is a synonym and what is marked is decided here.
"""

from articles.search.finding import Hit, Results, find
from articles.search.plans import read
from articles.search.suggesting import Suggestion, did_you_mean, suggest
from articles.search.urgent import urgent

__all__ = ["Hit", "Results", "Suggestion", "did_you_mean", "find", "read", "suggest", "urgent"]
