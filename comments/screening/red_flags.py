"""Words that may mean an emergency, and words of self-harm.

The rules trigger too often by design: a card that was not needed costs a moment, a missed one may cost a
life. A negation ("no chest pain") is noted and decides nothing: people deny what they fear.
"""

import re
from collections.abc import Iterator

from comments.screening import lazily, phrases, spelling
from comments.screening.context import Context
from comments.screening.finding import Finding, joined
from comments.screening.reading import Reading
from comments.screening.red_flag_patterns import RULES, SELF_HARM, WORDS

RULE = "red_flags"
LISTED = "listed_emergency"  # found by the clinic's own list of emergencies
LISTED_SELF_HARM = "listed_self_harm"
LISTS = {"emergency": LISTED, "self_harm": LISTED_SELF_HARM}
CRISIS = frozenset(
    {SELF_HARM, LISTED_SELF_HARM}
)  # these bring the crisis line, the others the emergency
LABELS = {rule.name: rule.label for rule in RULES}
_DENIED = lazily.pattern(
    r"\b(?:no|not|never|without|nor|none|neither|den(?:y|"
    r"ies|ied)|ain't|\w{2,7}n't)\b[^.!?\n,;]{0,25}$",
    re.IGNORECASE,
)


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose spaces stand for white space. Every repetition gets an end."""
    pattern = pattern.replace(r"(?:\w+ )", r"(?:[\w',-]{1,30} )")
    pattern = pattern.replace(r"(?: \w+)", r"(?: [\w',-]{1,30})")
    pattern = pattern.replace(r"\w+", r"\w{1,30}").replace(r"\w*", r"\w{0,30}")
    spaced = re.sub(r" (\??)", lambda space: r"\s{0,9}" if space[1] else r"\s{1,9}", pattern)
    return lazily.pattern(spaced, re.IGNORECASE)


_COMPILED = [
    (rule, [_compile(p) for p in rule.patterns], _compile(rule.also) if rule.also else None)
    for rule in RULES
]


def is_one(finding: Finding) -> bool:
    """Say whether a finding is a red flag. A check for them that broke counts as one."""
    return RULE in (finding.rule, finding.type)


def find(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yield the red flags of a text."""
    corrected = spelling.corrected(reading, WORDS)
    text = corrected.text
    for rule, patterns, also in _COMPILED:
        possible = [*lazily.possible(patterns, text)]
        if not possible or (also and not also.search(text)):
            continue
        spans = [m.span() for p in possible for m in p.finditer(text)]
        for start, end in joined(spans):
            yield _finding(rule.name, rule.label, corrected, start, end)
    for listed in context.phrases:
        if listed.list in LISTS:
            for start, end in joined(phrases.places(reading, listed.words, slips=True)):
                yield _finding(LISTS[listed.list], listed.reason, reading, start, end)


def _finding(type_: str, label: str, reading: Reading, start: int, end: int) -> Finding:
    denied = _DENIED.search(reading.text[max(0, start - 40) : start])
    reason = f"{label} (perhaps denied)" if denied else label
    return Finding(RULE, type_, *reading.span(start, end), reason)
