"""Screening: a text and what is known around it in, findings out. Nothing here reads or writes rows.

A rule is one module with a table of sentences as its test. Findings never decide anything: every reply is
held in any case. A rule that fails, or takes too long, is a finding itself.
"""

import logging
import time
from collections.abc import Callable, Iterator
from importlib import import_module

from clinic_cms.clinic.late import Late
from comments.screening import lazily
from comments.screening.context import NOTHING_KNOWN, Context
from comments.screening.finding import Finding
from comments.screening.reading import Reading, read

__all__ = ["FINDERS", "NOTHING_KNOWN", "Context", "Finding", "apply", "screen"]

log = logging.getLogger(__name__)
Finder = Callable[[Reading, Context], Iterator[Finding]]
# Each a module of this package. In the order of what matters: if time runs out, the last are cut short.
RULES = ("red_flags", "personal_data", "side_effects", "advice", "spam")
FINDERS: dict[str, Finder] = {rule: Late(f"{__name__}.{rule}.find") for rule in RULES}
FAILED = "screening"  # the rule of findings on rules that did not come to an end
BUDGET = 1.0  # seconds for a rule; the longest text takes a twentieth of it
MOST_FINDINGS = 100  # of a rule in one text: enough to see what it is


def screen(text: str, context: Context = NOTHING_KNOWN) -> list[Finding]:
    """Return what the rules find in a text, in the order of the text."""
    found = [finding for rule in FINDERS for finding in apply(rule, text, context)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def apply(rule: str, text: str, context: Context = NOTHING_KNOWN) -> list[Finding]:
    """Return what one rule finds. If it fails or takes too long, a finding says so."""
    found: list[Finding] = []
    try:
        _make_ready(rule)
        until = time.monotonic() + BUDGET
        for finding in FINDERS[rule](read(text), context):
            found.append(finding)
            if len(found) >= MOST_FINDINGS or time.monotonic() > until:
                break
    except Exception as error:  # noqa: BLE001 - whatever breaks in a rule must not lose the reply
        log.error(
            "Screening rule %s failed: %s", rule, type(error).__name__
        )  # no text of the reply
        return [*found, _unfinished(rule, "failed")]
    if time.monotonic() > until:
        log.error("Screening rule %s took longer than %s s", rule, BUDGET)
        return [*found, _unfinished(rule, "took too long")]
    return found


def _make_ready(rule: str) -> None:
    """Import and compile a rule, so that it is not said to be slow for this."""
    import_module(f"{__name__}.{rule}")
    lazily.compile_all()


def _unfinished(rule: str, what: str) -> Finding:
    name = rule.replace("_", " ")
    return Finding(FAILED, rule, 0, 0, f"The check for {name} {what}: read the whole text")
