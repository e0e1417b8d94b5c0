"""Each rule on its own labelled sentences, and personal data on made-up people of forty countries.

The bounds are what the rules reach, less a little: a change that loses more than that is seen here.
"""

from pathlib import Path

import pytest

from comments.screening import FINDERS, NOTHING_KNOWN, personal_data, scoring
from comments.screening.reading import read
from tests.comments.screening import generated

pytestmark = pytest.mark.once

SENTENCES = Path(__file__).parent / "sentences"
WHOLE = frozenset({scoring.WHOLE})


def score(rule, lines, known=WHOLE, types=frozenset()):
    return scoring.score(
        lines,
        lambda text: [*FINDERS[rule](read(text), NOTHING_KNOWN)],
        known=known,
        types=types,
    )


@pytest.mark.parametrize(
    ("rule", "recall", "false_alarms"),
    [
        ("red_flags", 0.98, 0.05),
        ("side_effects", 0.9, 0.05),
        ("advice", 0.9, 0.05),
        ("spam", 0.9, 0.05),
    ],
)
def test_own_sentences(rule, recall, false_alarms):
    text = (SENTENCES / f"{rule}.jsonl").read_text(encoding="utf-8")
    figures = score(rule, list(scoring.parse(text.splitlines())))
    assert figures.there[scoring.WHOLE] >= 30
    assert figures.innocent >= 30
    assert figures.lowest_recall >= recall, figures.misses
    assert figures.false_alarm_rate <= false_alarms, figures.alarms


def test_personal_data_of_many_countries():
    types = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN"})
    rows = generated.lines(600, seed=11)
    lines = [
        scoring.Line(n, row["text"], tuple(tuple(span) for span in row["spans"]))
        for n, row in enumerate(rows)
    ]
    figures = score("personal_data", lines, frozenset(personal_data.LABELS), types)
    assert set(figures.there) == types
    assert figures.lowest_recall >= 0.98, figures.misses
    assert figures.false_alarm_rate <= 0.02, figures.alarms
