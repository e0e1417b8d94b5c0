"""Search through live pages. ``finding.find`` and ``suggesting.suggest`` are all that a view needs to know.

Behind them stands an ``engine.Engine``: ``sqlite`` (FTS5) or ``postgresql``. Another one needs its
five functions and nothing else; what is live, what is a synonym and what is marked is decided here.
"""
