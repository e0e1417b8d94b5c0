"""The reading grade: advice that must not be silly."""

import pytest

from articles.readability import FEWEST_WORDS, LONG, measure, syllables

pytestmark = pytest.mark.once

PLAIN = "The doctor puts a needle in your back. It does not take long. You can go home. " * 4
HARD = (
    "Transforaminal administration of particulate corticosteroids necessitates fluoroscopic "
    "visualisation and contraindicates concomitant anticoagulation. "
) * 4


@pytest.mark.parametrize(
    ("word", "count"),
    [("a", 1), ("back", 1), ("needle", 2), ("doctor", 2), ("injection", 3), ("body", 2),
     ("medicine", 3), ("time", 1), ("BACK", 1), ("xyz", 1)],
)  # fmt: skip
def test_syllables(word, count) -> None:
    assert syllables(word) == count


def test_plain_words_have_a_low_grade_and_hard_ones_a_high_one() -> None:
    assert 1 <= measure([PLAIN]).grade <= 5
    assert measure([HARD]).grade >= 16


def test_a_list_counts_item_by_item() -> None:
    """As one flat text the items would run together into one long sentence."""
    items = ["a fever over 38 degrees", "a weak leg or a numb foot", "pain that does not stop"] * 4
    assert measure(items).grade < measure([" ".join(items)]).grade
    assert measure(items).long_sentences == []


def test_few_words_have_no_grade() -> None:
    assert measure(["word " * (FEWEST_WORDS - 1)]).grade == 0
    assert measure([]).grade == 0
    assert measure(["word " * FEWEST_WORDS]).grade >= 1


def test_long_sentences_are_named_from_one_word_over_the_limit() -> None:
    just, over = "word " * (LONG - 1) + "end.", "word " * LONG + "end."
    assert measure([just]).long_sentences == []
    assert measure([f"{just} {over}"]).long_sentences == [over]


@pytest.mark.parametrize("odd", ["", "...", "123 456", "—", "\u202e", "word" * 5_000])
def test_odd_text_is_measured_without_a_crash(odd) -> None:
    assert measure([odd]).grade >= 0
