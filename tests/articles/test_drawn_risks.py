"""Whatever the counts: sentence, band, table and dots of a drawn page agree with each other."""

import re
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import facts
from articles.models import SideEffect, TreatmentSideEffect
from articles.risk import DENOMINATORS, LOWER_BOUNDS, Band, common_denominator, people

pytestmark = pytest.mark.once

COUNTS = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
ROWS = st.lists(COUNTS | st.sampled_from(Band.values), min_size=1, max_size=5)
NUMBER = re.compile(r"([\d,]+) out of ([\d,]+) people get it\. ([\d,]+) do(?:es)? not\.")
DOTS = re.compile(r'<path class="(\w+)" d="([^"]*)"')


def drawn(rows) -> tuple[list[dict], int, str]:
    """Return the frozen facts of rows, their denominator, and the risks as a page draws them."""
    made = []
    for n, row in enumerate(rows):
        band, counts = (
            (row, {})
            if isinstance(row, str)
            else ("", dict(zip(("affected", "out_of"), row, strict=True)))
        )
        made.append(
            TreatmentSideEffect(
                side_effect=SideEffect(name=f"E{n}", slug=f"e{n}"),
                band=band,
                what_to_do="self_care",
                **counts,
            )
        )
        made[-1].fill_band()
    denominator = common_denominator(r.share for r in made if r.share is not None)
    effects = [facts._side_effect(row, denominator, {}) for row in made]
    treatment = {"slug": "t", "name": "T", "side_effects": effects}
    context = {
        "treatment": treatment,
        "denominator": denominator,
        "level": 2,
        "clinic": {},
        "refs": "",
    }
    return effects, denominator, render_to_string("articles/edition/risks.html", context)


def whole(text: str) -> int:
    return int(text.replace(",", ""))


def dots(path: str) -> int:
    """Count the dots of a path: each run of length 10 n - 9 has n of them."""
    return sum((int(length) + 9) // 10 for length in re.findall(r"h(\d+)", path))


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_sentence_band_table_and_dots_agree(rows) -> None:
    effects, denominator, html = drawn(rows)
    assert denominator in DENOMINATORS
    cards = html.split('<li class="risk')[1:]
    table = re.findall(
        r"<tr>\s*<th scope=\"row\">(E\d+)\s*</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>",
        html,
        re.DOTALL,
    )
    assert len(cards) == len(effects) == len(table)
    for row, effect, card, (name, number, band) in zip(rows, effects, cards, table, strict=True):
        counts = None if isinstance(row, str) else Fraction(*row)
        assert name == effect["name"]
        assert band.strip() == Band(effect["band"]).label
        paths = dict(DOTS.findall(card))
        said = NUMBER.search(effect["sentence"])
        if counts is None:
            assert said is None
            assert not paths
            assert number.strip() == effect["headline"]
            continue
        hit = people(counts, denominator)
        bound = dict(LOWER_BOUNDS).get(Band(effect["band"]), Fraction(0))
        assert counts >= bound
        if said:
            affected, out_of, spared = map(whole, said.groups())
            assert (affected, out_of) == (hit, denominator)
            assert affected + spared == denominator
            assert whole(number) == affected
        else:
            assert hit == 0
            assert number.strip() == effect["headline"]
        assert bool(paths) == (counts >= Fraction(1, 100) and denominator < 10_000)
        if paths:
            assert dots(paths["hit"]) == hit
            assert dots(paths["miss"]) == dots(paths["core"]) == denominator
            assert f'aria-label="{effect["sentence"]}"' in card
            assert 'role="img"' in card
