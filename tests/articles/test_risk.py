"""Frequencies: the four cut-points exactly, one denominator, and sentences that do not mislead."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.risk import (
    DENOMINATORS,
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    Band,
    band_for,
    common_denominator,
    frequency_words,
    people,
)

pytestmark = pytest.mark.once

COUNTS = st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SHARES = st.fractions(0, 1)
BANDS = st.sampled_from(Band.values)
RANK = {band: n for n, band in enumerate(Band)}


@pytest.mark.parametrize(
    ("affected", "out_of", "band"),
    [
        (1, 10, Band.VERY_COMMON), (99_999, 1_000_000, Band.COMMON),
        (1, 100, Band.COMMON), (9_999, 1_000_000, Band.UNCOMMON),
        (1, 1_000, Band.UNCOMMON), (999, 1_000_000, Band.RARE),
        (1, 10_000, Band.RARE), (99, 1_000_000, Band.VERY_RARE),
        (0, 1, Band.VERY_RARE), (1, 1, Band.VERY_COMMON),
    ],
)  # fmt: skip
def test_the_cut_points(affected, out_of, band) -> None:
    assert band_for(affected, out_of) is band


@pytest.mark.parametrize(("affected", "out_of"), [(1, 0), (0, 0), (-1, 5), (6, 5), (1, -1)])
def test_impossible_counts_are_refused(affected, out_of) -> None:
    with pytest.raises(ValueError, match="affected"):
        band_for(affected, out_of)


@given(COUNTS)
def test_every_count_lies_within_its_band(counts) -> None:
    share, band = Fraction(*counts), band_for(*counts)
    assert band is not Band.NOT_KNOWN
    assert share >= dict(LOWER_BOUNDS).get(band, 0)
    assert band is Band.VERY_COMMON or share < UPPER_BOUNDS[band]


@given(COUNTS, COUNTS)
def test_more_people_never_make_a_rarer_band(one, other) -> None:
    rarer, commoner = sorted([one, other], key=lambda c: Fraction(*c))
    assert RANK[band_for(*commoner)] <= RANK[band_for(*rarer)]


@given(COUNTS, st.integers(1, 1_000))
def test_the_same_share_is_the_same_band(counts, times) -> None:
    affected, out_of = counts
    assert band_for(affected * times, out_of * times) is band_for(affected, out_of)


@given(st.lists(SHARES))
def test_one_denominator_shows_the_rarest_effect_as_at_least_one_person(shares) -> None:
    denominator = common_denominator(shares)
    assert denominator in DENOMINATORS
    smallest = min((s for s in shares if s > 0), default=None)
    if smallest is None:
        assert denominator == DENOMINATORS[0]
    elif smallest >= Fraction(1, DENOMINATORS[-1]):
        assert smallest * denominator >= 1
        smaller = [d for d in DENOMINATORS if d < denominator]
        assert all(smallest * d < 1 for d in smaller)
    else:
        assert denominator == DENOMINATORS[-1]


@given(SHARES, st.sampled_from(DENOMINATORS))
def test_people_are_rounded_and_never_all_of_them_wrongly(share, denominator) -> None:
    hit = people(share, denominator)
    assert 0 <= hit <= denominator
    assert abs(hit - share * denominator) <= (1 if share < 1 else 0)
    assert (hit == denominator) == (share == 1)


def test_half_a_person_is_rounded_up() -> None:
    assert people(Fraction(5, 1_000), 100) == 1
    assert people(Fraction(15, 1_000), 100) == 2


@given(st.none() | SHARES, BANDS, st.sampled_from(DENOMINATORS))
def test_a_headline_is_plain_and_dots_need_one_in_a_hundred(share, band, denominator) -> None:
    words = frequency_words(share, band, denominator)
    assert words.headline
    assert words.sentence.endswith(".")
    assert "%" not in words.headline + words.sentence
    assert not words.icon_array or (share is not None and share >= Fraction(1, 100))


@pytest.mark.parametrize(
    ("share", "band", "denominator", "headline", "sentence", "dots"),
    [
        (Fraction(11, 100), "very_common", 100, "11 out of 100",
         "11 out of 100 people get it. 89 do not.", True),
        (Fraction(1, 2_000), "rare", 10_000, "5 out of 10,000",
         "5 out of 10,000 people get it. 9,995 do not.", False),
        (Fraction(1, 50_000), "very_rare", 10_000, "Fewer than 1 out of 10,000",
         "Fewer than 1 out of 10,000 people get it.", False),
        (Fraction(999, 1_000), "very_common", 100, "99 out of 100",
         "99 out of 100 people get it. 1 does not.", True),
        (Fraction(0), "very_rare", 100, "None seen",
         "None of the people who were counted got it.", False),
        (None, "very_common", 100, "1 in 10 or more", "1 in 10 people or more get it.", False),
        (None, "common", 100, "Up to 1 in 10", "Up to 1 in 10 people get it.", False),
        (None, "very_rare", 100, "Up to 1 in 10,000", "Up to 1 in 10,000 people get it.", False),
        (None, "not_known", 100, "Not known", "It is not known how often this happens.", False),
    ],
)  # fmt: skip
def test_what_patients_read(share, band, denominator, headline, sentence, dots) -> None:
    words = frequency_words(share, band, denominator)
    assert (words.headline, words.sentence, words.icon_array) == (headline, sentence, dots)
