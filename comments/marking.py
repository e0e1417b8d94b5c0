"""A reply's text with what screening found marked in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.markup import trusted
from comments import answer_guard, directions
from comments.screening import advice, personal_data, red_flags, side_effects, spam
from comments.screening.finding import Finding

REDACTED = "redacted"
# How a place is marked, by its rule: where several meet, the first of them gives the look.
LOOKS = {
    red_flags.RULE: "flag",
    answer_guard.RULE: "flag",
    personal_data.RULE: "personal",
    side_effects.RULE: "effect",
    spam.RULE: "spam",
    advice.RULE: "advice",
}


@dataclass
class _Place:
    start: int
    end: int
    rules: set[str]
    reasons: list[str]

    @property
    def look(self) -> str:
        if self.rules == {REDACTED}:
            return REDACTED
        return next((look for rule, look in LOOKS.items() if rule in self.rules), "flag")


def marked(
    text: str, findings: list[Finding], redacted: Iterable[tuple[int, int]] = ()
) -> SafeString:
    """Return the text, escaped, with a ``mark`` around each place. Line ends stay line ends.

    ``redacted``: where the clinic's own marks stand, in place of words that were taken out.
    """
    taken = [
        Finding(REDACTED, "", start, end, str(_("words taken out"))) for start, end in redacted
    ]
    return format_html_join("", "{}", ((part,) for part in _parts(text, [*findings, *taken])))


def excerpt(text: str, findings: list[Finding], length: int = 90) -> str:
    """Return the beginning of a text, or the part around the first thing that was found."""
    found = findings[0].start if findings else 0
    start = max(0, found - 25)
    while 0 < start < found and not text[start - 1].isspace():
        start += 1  # to the beginning of a word
    cut = " ".join(text[start : start + length].split())
    return f"{'…' if start else ''}{cut}{'…' if start + length < len(text) else ''}"


def _parts(text: str, findings: list[Finding]) -> Iterator[SafeString]:
    turns = directions.places(text)

    def drawn(start: int, end: int) -> SafeString:
        return _lines(text[start:end], [turn - start for turn in turns if start <= turn < end])

    at = 0
    for place in _merged(text, findings):
        yield drawn(at, place.start)
        yield format_html(
            '<mark class="{}">{}<span class="vh"> ({})</span></mark>',
            place.look,
            drawn(place.start, place.end),
            ", ".join(place.reasons),
        )
        at = place.end
    yield drawn(at, len(text))


def _merged(text: str, findings: list[Finding]) -> list[_Place]:
    """Return places within the text that do not overlap, each with every reason."""
    merged: list[_Place] = []
    for finding in sorted(findings, key=lambda f: f.start):
        start, end = finding.start, min(finding.end, len(text))
        if start >= end:
            continue
        if not merged or start >= merged[-1].end:
            merged.append(_Place(start, end, set(), []))
        place = merged[-1]
        place.end = max(place.end, end)
        place.rules.add(finding.rule)
        if finding.reason not in place.reasons:
            place.reasons.append(finding.reason)
    return merged


def _lines(text: str, turns: Iterable[int]) -> SafeString:
    """Return a part of a text as HTML. Before each sign that turns its direction stands which it is."""
    shown, at = [], 0
    for place in turns:
        shown += [_plain_lines(text[at:place]), _turn(text[place])]
        at = place + 1
    return format_html_join("", "{}", ((part,) for part in [*shown, _plain_lines(text[at:])]))


def _turn(sign: str) -> SafeString:
    # Which it is stands in an attribute, drawn by the style sheet: it is not among the words to select.
    return format_html(
        '<span class="turn" data-sign="U+{}"><span class="vh"> ({})</span>{}</span>',
        f"{ord(sign):04X}",
        _("a hidden sign that turns the direction"),
        sign,
    )


def _plain_lines(text: str) -> SafeString:
    return format_html_join(trusted("<br>"), "{}", ((line,) for line in text.split("\n")))
