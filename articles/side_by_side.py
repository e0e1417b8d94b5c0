"""Two or three treatments beside each other, on one denominator. Pure functions over frozen facts.

Every page chooses the denominator that fits its own figures. Beside each other they need a common one
(IPDASi), so the words and dots are made again from the counts that the editions froze.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.fact_box import outcome_words
from articles.payload import OutcomeFacts, SideEffectFacts, TreatmentFacts
from articles.risk import common_denominator, frequency_words

FEWEST, MOST = 2, 3
# In the order of a treatment's page. Each field is text, or a list of items.
GLANCE: tuple[tuple[str | Promise, str], ...] = (
    (_("What it is"), "summary"),
    (_("Done or prescribed by"), "done_by"),
    (_("Where"), "where_done"),
    (_("Takes"), "takes"),
    (_("Starts to work"), "onset"),
    (_("Relief lasts"), "lasts"),
    (_("At most"), "repeat_limit"),
    (_("Approval"), "licence_label"),
)
PEOPLE: tuple[tuple[str | Promise, str], ...] = (
    (_("Who it is for"), "who_it_is_for"),
    (_("Who should not have it"), "who_should_not"),
)
DECIDING: tuple[tuple[str | Promise, str], ...] = (
    (_("How to prepare"), "preparation"),
    (_("Afterwards"), "afterwards"),
    (_("If you do nothing"), "doing_nothing"),
)


@dataclass(frozen=True)
class Row:
    """What each treatment says of one thing: its lines, none where the page says nothing."""

    title: str | Promise
    cells: list[list[str]]


@dataclass(frozen=True)
class EffectRow:
    """One side effect, and how often it comes with each treatment; None where a page has it not."""

    slug: str
    name: str
    serious: bool
    cells: list[SideEffectFacts | None]


def on_one_denominator(treatments: Sequence[TreatmentFacts]) -> tuple[list[TreatmentFacts], int]:
    """Return the treatments with all their figures out of the same number of people, and that number."""
    shares = [
        share
        for facts in treatments
        for share in (
            *(_share(effect) for effect in facts["side_effects"]),
            *(share for row in facts.get("outcomes", []) for share in _shares(row)),
        )
        if share is not None
    ]
    denominator = common_denominator(shares)
    return [_redrawn(facts, denominator) for facts in treatments], denominator


def rows(
    treatments: Sequence[TreatmentFacts], fields: Sequence[tuple[str | Promise, str]]
) -> list[Row]:
    """Return a row for each of these fields that at least one treatment fills."""
    found = [Row(title, [_lines(facts, field) for facts in treatments]) for title, field in fields]
    return [row for row in found if any(row.cells)]


def effect_rows(treatments: Sequence[TreatmentFacts]) -> list[EffectRow]:
    """Return every side effect of any of the treatments: serious ones first, then the most frequent."""
    cells: dict[str, list[SideEffectFacts | None]] = {}
    for column, facts in enumerate(treatments):
        for effect in facts["side_effects"]:
            cells.setdefault(effect["slug"], [None] * len(treatments))[column] = effect
    found = []
    for slug, line in cells.items():
        known = [effect for effect in line if effect]
        serious = any(effect["serious"] for effect in known)
        found.append(EffectRow(slug, known[0]["name"], serious, line))
    return sorted(found, key=_serious_first_then_frequent)


def _serious_first_then_frequent(row: EffectRow) -> tuple[bool, Fraction, str]:
    shares = [_share(effect) or Fraction(0) for effect in row.cells if effect]
    return not row.serious, -max(shares), row.name


def _lines(facts: TreatmentFacts, field: str) -> list[str]:
    value = facts[field]  # type: ignore[literal-required]  # a field of the tables above
    items = value if isinstance(value, list) else value.splitlines()
    return [line for line in items if line.strip()]


def _share(effect: SideEffectFacts) -> Fraction | None:
    if effect["affected"] is None or not effect["out_of"]:
        return None
    return Fraction(effect["affected"], effect["out_of"])


def _shares(row: OutcomeFacts) -> tuple[Fraction, Fraction]:
    return (
        Fraction(row["with_affected"], row["with_out_of"]),
        Fraction(row["without_affected"], row["without_out_of"]),
    )


def _redrawn(facts: TreatmentFacts, denominator: int) -> TreatmentFacts:
    found = facts.copy()
    found["side_effects"] = [_effect(effect, denominator) for effect in facts["side_effects"]]
    if "outcomes" in facts:
        found["outcomes"] = [_outcome(row, denominator) for row in facts["outcomes"]]
    return found


def _effect(effect: SideEffectFacts, denominator: int) -> SideEffectFacts:
    words = frequency_words(_share(effect), effect["band"], denominator)
    return effect | asdict(words)  # type: ignore[return-value]  # its fields are keys of the facts


def _outcome(row: OutcomeFacts, denominator: int) -> OutcomeFacts:
    words = outcome_words(*_shares(row), row["compared_with"], denominator)
    return row | asdict(words)  # type: ignore[return-value]  # the same
