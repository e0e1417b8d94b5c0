"""Outcomes with a treatment and without it, in words, and how they are gathered in boxes. Pure functions.

A fact box (Harding Center for Risk Literacy) sets benefit beside harm: same people, same period, same
denominator. What was counted in other people, or after another time, stands in a box of its own.
"""

from dataclasses import dataclass
from fractions import Fraction

from articles.payload import OutcomeFacts, TreatmentFacts
from articles.risk import DRAWN_FROM, amount, people

BENEFIT = "benefit"


@dataclass(frozen=True)
class OutcomeWords:
    """How one outcome is said and drawn: people out of the page's denominator, and the words."""

    with_per_page: int
    without_per_page: int
    with_headline: str
    without_headline: str
    with_icon_array: bool
    without_icon_array: bool
    difference: str
    sentence: str


def outcome_words(
    with_share: Fraction, without_share: Fraction, compared_with: str, denominator: int
) -> OutcomeWords:
    """Return the words for one outcome on a page with this denominator.

    The difference is taken between the two numbers that the page shows, so that a reader who
    subtracts finds the same.
    """
    hit, also = people(with_share, denominator), people(without_share, denominator)
    return OutcomeWords(
        with_per_page=hit,
        without_per_page=also,
        with_headline=amount(with_share, denominator),
        without_headline=amount(without_share, denominator),
        with_icon_array=with_share >= DRAWN_FROM,
        without_icon_array=without_share >= DRAWN_FROM,
        difference=_difference(hit - also, denominator),
        sentence=(
            f"With this treatment, {_group(with_share, denominator)} "
            f"With {compared_with}, {_group(without_share, denominator)}"
        ),
    )


def _difference(more: int, denominator: int) -> str:
    if more == 0:
        return "About the same"
    return f"{abs(more):,} {'more' if more > 0 else 'fewer'} out of {denominator:,}"


def _group(share: Fraction, denominator: int) -> str:
    if share == 0:
        return "none of the people who were counted had it."
    hit = people(share, denominator)
    headline = amount(share, denominator).replace("Fewer", "fewer")
    if hit == 0:
        return f"{headline} people had it."
    return f"{headline} people had it and {denominator - hit:,} did not."


@dataclass(frozen=True)
class FactBox:
    """The outcomes of one study's people after one time, benefits first."""

    number: int  # on the page of its treatment, from 1
    outcomes: list[OutcomeFacts]

    @property
    def study(self) -> OutcomeFacts:
        """Return the row that says who was counted, when, compared with what, and where it stands."""
        return self.outcomes[0]

    @property
    def part(self) -> str:
        """Return the part of a treatment's page where it stands: benefits, or risks if it has none."""
        return "benefits" if self.study["nature"] == BENEFIT else "risks"

    @property
    def both_sides(self) -> bool:
        """Say whether it holds benefits and harms."""
        return len({row["nature"] for row in self.outcomes}) == 2


def fact_boxes(treatment: TreatmentFacts) -> list[FactBox]:
    """Return a treatment's fact boxes: those with a benefit first, else in the order of the rows."""
    groups: dict[tuple[object, ...], list[OutcomeFacts]] = {}
    for row in treatment.get("outcomes", []):  # absent in editions frozen before there were any
        key = (row["population"], row["compared_with"], row["period"], row["source"])
        groups.setdefault(key, []).append(row)
    for rows in groups.values():
        rows.sort(key=lambda row: row["nature"] != BENEFIT)
    ordered = sorted(groups.values(), key=lambda rows: rows[0]["nature"] != BENEFIT)
    return [FactBox(number, rows) for number, rows in enumerate(ordered, start=1)]
