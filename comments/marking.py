"""A reply's text with what the screening found marked in it, for moderators."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.markup import trusted
from comments.screening.finding import Finding


def marked(text: str, findings: list[Finding]) -> SafeString:
    """Return the text, escaped, with a ``mark`` around each place. Line ends stay line ends."""
    return format_html_join("", "{}", ((part,) for part in _parts(text, findings)))


def excerpt(text: str, findings: list[Finding], length: int = 90) -> str:
    """Return the beginning of a text, or the part around the first thing that was found."""
    start = max(0, findings[0].start - 25) if findings else 0
    cut = " ".join(text[start : start + length].split())
    return f"{'…' if start else ''}{cut}{'…' if start + length < len(text) else ''}"


def _parts(text: str, findings: list[Finding]) -> Iterator[SafeString]:
    at = 0
    for start, end, reasons in _merged(findings):
        yield _lines(text[at:start])
        yield format_html(
            '<mark class="flag">{}<span class="vh"> ({})</span></mark>',
            _lines(text[start:end]),
            ", ".join(reasons),
        )
        at = end
    yield _lines(text[at:])


def _merged(findings: list[Finding]) -> list[tuple[int, int, list[str]]]:
    """Return places that do not overlap, each with every reason."""
    merged: list[tuple[int, int, list[str]]] = []
    for finding in sorted(findings, key=lambda f: f.start):
        if merged and finding.start < merged[-1][1]:
            start, end, reasons = merged.pop()
            if finding.reason not in reasons:
                reasons.append(finding.reason)
            merged.append((start, max(end, finding.end), reasons))
        else:
            merged.append((finding.start, finding.end, [finding.reason]))
    return merged


def _lines(text: str) -> SafeString:
    return format_html_join(trusted("<br>"), "{}", ((line,) for line in text.split("\n")))
