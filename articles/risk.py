"""Frequencies of side effects: bands, denominators and the sentences that state them. Pure functions.

Source of the bands: CIOMS Working Groups III and V, lower bound inclusive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


class Band(models.TextChoices):
    """CIOMS frequency bands."""

    VERY_COMMON = "very_common", gettext_lazy("very common")
    COMMON = "common", gettext_lazy("common")
    UNCOMMON = "uncommon", gettext_lazy("uncommon")
    RARE = "rare", gettext_lazy("rare")
    VERY_RARE = "very_rare", gettext_lazy("very rare")
    NOT_KNOWN = "not_known", gettext_lazy("not known")


LOWER_BOUNDS: tuple[tuple[Band, Fraction], ...] = (
    (Band.VERY_COMMON, Fraction(1, 10)),
    (Band.COMMON, Fraction(1, 100)),
    (Band.UNCOMMON, Fraction(1, 1_000)),
    (Band.RARE, Fraction(1, 10_000)),
)
# The most people that a band alone can stand for. A label that gives only a band is shown as "up to".
UPPER_BOUNDS: dict[Band, Fraction] = {
    Band.COMMON: Fraction(1, 10),
    Band.UNCOMMON: Fraction(1, 100),
    Band.RARE: Fraction(1, 1_000),
    Band.VERY_RARE: Fraction(1, 10_000),
}
DENOMINATORS = (100, 1_000, 10_000)
DRAWN_FROM = Fraction(1, 100)  # below it, dots would be too few to be seen among the rest


def band_for(affected: int, out_of: int) -> Band:
    """Return the CIOMS band of ``affected`` people among ``out_of``.

    Raises ValueError unless ``0 <= affected <= out_of`` and ``out_of > 0``.
    """
    if out_of <= 0 or not 0 <= affected <= out_of:
        raise ValueError("Give 0 <= affected <= out_of and out_of > 0.")
    share = Fraction(affected, out_of)
    return next((band for band, bound in LOWER_BOUNDS if share >= bound), Band.VERY_RARE)


def common_denominator(shares: Iterable[Fraction]) -> int:
    """Return the smallest of 100, 1,000 and 10,000 that gives every share above nought at least 1.

    One denominator serves a whole page, so that its figures can be compared (IPDASi).
    """
    smallest = min((share for share in shares if share > 0), default=Fraction(1))
    return next((d for d in DENOMINATORS if smallest * d >= 1), DENOMINATORS[-1])


def people(share: Fraction, denominator: int) -> int:
    """Return how many of ``denominator`` people a share stands for, rounded half up.

    Rounding never says that everybody gets it when somebody did not.
    """
    rounded = int(share * denominator + Fraction(1, 2))
    return min(rounded, denominator - 1) if share < 1 else rounded


@dataclass(frozen=True)
class FrequencyWords:
    """How a frequency is said and drawn on a page.

    ``per_page`` people out of the page's denominator get it and ``spared`` do not; both are None where
    nobody was counted. ``icon_array`` says whether dots may be drawn: only from 1 % on.
    """

    headline: str
    sentence: str
    icon_array: bool
    per_page: int | None = None
    spared: int | None = None


def frequency_words(share: Fraction | None, band: str, denominator: int) -> FrequencyWords:
    """Return the words for one side effect on a page with this denominator.

    The number comes first and both framings are given: words alone make readers over-estimate
    (content standards, "Side effects"). A band without numbers is shown as the most it can mean.
    """
    if share is not None:
        hit = people(share, denominator)
        headline, spared = amount(share, denominator), denominator - hit
        if share == 0:
            sentence = _("None of the people who were counted got it.")
        elif hit == 0:
            sentence = _("%(people)s people get it.") % {"people": headline}
        else:
            sentence = _("%(people)s people get it. %(others)s.") % {
                "people": headline,
                "others": not_hit(spared),
            }
        return FrequencyWords(headline, sentence, share >= DRAWN_FROM, hit, spared)
    if band == Band.VERY_COMMON:
        return FrequencyWords(_("1 in 10 or more"), _("1 in 10 people or more get it."), False)
    if upper := UPPER_BOUNDS.get(Band(band)):
        headline = _("Up to 1 in %(number)s") % {"number": f"{upper.denominator:,}"}
        sentence = _("%(people)s people get it.") % {"people": headline}
        return FrequencyWords(headline, sentence, False)
    return FrequencyWords(_("Not known"), _("It is not known how often this happens."), False)


def amount(share: Fraction, denominator: int) -> str:
    """Return a counted share as a headline: "11 out of 100", "Fewer than 1 out of 100", "None seen"."""
    if share == 0:
        return _("None seen")
    hit = people(share, denominator)
    said = _("%(hit)s out of %(all)s") if hit else _("Fewer than 1 out of %(all)s")
    return said % {"hit": f"{hit:,}", "all": f"{denominator:,}"}


def not_hit(spared: int) -> str:
    """Return the other framing: how many do not get it."""
    said = ngettext("%(number)s does not", "%(number)s do not", spared)
    return said % {"number": f"{spared:,}"}
