"""Screening: text in, findings out. Pure functions; nothing here reads or writes the database.

A rule is one module with a table of sentences as its test. Findings never decide anything: every reply
is held in any case.
"""

from comments.screening import red_flags
from comments.screening.finding import Finding

__all__ = ["Finding", "screen"]


def screen(text: str) -> list[Finding]:
    """Return what the rules find in a text, in the order of the text."""
    return sorted(red_flags.find(text), key=lambda finding: (finding.start, finding.rule))
