"""Which pages are looked at: one of every kind that readers can reach, or all of the sitemap."""

import re
from urllib.error import HTTPError
from urllib.request import urlopen

GUIDE = "/articles/when-should-i-get-a-back-injection/"
FOR_LIGHTHOUSE = {
    "home": "/",
    "list": "/articles/",
    "article": GUIDE,
    "treatment": "/treatments/lumbar-spinal-injection/",
    "search": "/search/",
}
# What no sitemap holds: results, refusals, the past, the forms of staff.
BESIDE_THE_SITEMAP = [
    f"{GUIDE}history/",
    f"{GUIDE}editions/1/",
    "/search/?q=injection",
    "/search/?q=zzzz",
    "/treatments/compare/",
    "/treatments/compare/?t=nsaids&t=opioids&t=muscle-relaxants",
    "/disclaimers/medical-disclaimer/v2/",
    "/no-such-page/",
    "/articles/bed-rest-for-back-pain/",
    "/accounts/login/",
    "/comments/rules/",
    "/comments/reported/",
    "/comments/mine/",
    f"{GUIDE}report-an-error/",
]


def read(url: str) -> str:
    """Return a page's text, whatever its status."""
    try:
        with urlopen(url) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()


def all_of_them(site: str) -> list[str]:
    """Return the paths of every page in the sitemap, and of those that no sitemap holds."""
    listed = re.findall(r"<loc>([^<]+)</loc>", read(f"{site}/sitemap.xml"))
    return [url.removeprefix(site) for url in listed] + BESIDE_THE_SITEMAP


def of_every_kind(pages: list[str]) -> list[str]:
    """Return the list and the first page of every kind, the long guide, and what no sitemap holds."""
    first: dict[tuple[str, bool], str] = {}
    for path in pages:
        first.setdefault((path.split("/")[1], path.count("/") > 2), path)
    return sorted({*first.values(), GUIDE, *BESIDE_THE_SITEMAP})
