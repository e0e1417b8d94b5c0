"""The sieve before the patterns: it leaves out none that matches, and most that do not."""

import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comments import screening
from comments.screening import advice, lazily, red_flags, sieve, spam
from comments.screening.personal_data import addresses, emails, people, social_security
from tests.comments.screening import generated

pytestmark = pytest.mark.once

SENTENCES = [row["text"] for row in generated.lines(800, seed=3)] + [
    json.loads(line)["text"]
    for file in sorted((Path(__file__).parent / "sentences").glob("*.jsonl"))
    for line in file.read_text().splitlines()
    if line.strip()
]
EVERY = [
    *(pattern for _, patterns, _ in red_flags._COMPILED for pattern in patterns),
    *(pattern for patterns in advice._COMPILED.values() for pattern in patterns),
    *spam._SELLING,
    *(p for kind in (emails, social_security, addresses, people) for p in kind._PATTERNS),
]


def without(monkeypatch, text):
    """Return what screening finds when every pattern is tried."""
    with monkeypatch.context() as patched:
        patched.setattr(lazily, "possible", lambda patterns, text: iter(patterns))
        return screening.screen(text)


def test_the_labelled_sentences_have_the_same_findings(monkeypatch):
    assert len(SENTENCES) > 1_000
    for text in SENTENCES:
        assert screening.screen(text) == without(monkeypatch, text), text


def test_no_pattern_that_matches_is_left_out():
    """Asked of each pattern by itself, whichever rule has it."""
    lazily.compile_all()
    found = 0
    for text in filter(str.isascii, [*SENTENCES, "\n".join(SENTENCES[:50]).upper()]):
        tried = set(map(id, lazily.possible(EVERY, text)))
        matching = [pattern for pattern in EVERY if pattern.search(text)]
        found += len(matching)
        assert not [pattern for pattern in matching if id(pattern) not in tried], text
    assert found > 1_000


def test_most_are_left_out():
    text = "It helped me for weeks. I would do it again."
    lazily.compile_all()
    assert len(list(lazily.possible(EVERY, text))) < len(EVERY) / 4


@pytest.mark.parametrize(
    ("source", "flags", "needed"),
    [
        (r"\bchest pain\b", 0, {"ches"}),
        (r"Pain|\w+ache", re.IGNORECASE, {"pain", "ache"}),
        (r"(?:my|his) (?:leg|arm)s?\b", 0, {"my l", "my a", "his "}),
        (r"back ?(?:pain|ache)", 0, {"back"}),
        (r"\d{3}-\d{4}", 0, {"-"}),
        (r"(?:no )+feeling", 0, {"feel"}),
        (r"(?:no )*feeling|(?=numb)\w+", 0, None),
        (r"(?<!not )(?:ill)?", 0, None),
        (r"[a-z]+(?P<one>\w)(?P=one)", 0, None),
        (r"[^x]", 0, None),
        (r"\u017fo|so", re.IGNORECASE, {"o", "so"}),
    ],
)
def test_what_a_match_holds(source, flags, needed):
    found = sieve.needed(source, flags)
    assert found == needed, found


@given(st.text(st.sampled_from("aAbB1 -"), max_size=8))
@example("Ab1")
def test_any_text(text):
    for source in (r"a[bA]?1", r"(?:ab|1){2}-?", r"(?i:B+a)|1 ", r"(?>a|b)-", r"a??b(?!1)"):
        if (sys.version_info >= (3, 11) or "?>" not in source) and re.search(source, text, re.I):
            needed = sieve.needed(source, re.IGNORECASE)
            assert needed is None or needed & sieve.held(text), source


def test_letters_with_more_than_two_forms_are_known():
    small = "abcdefghijklmnopqrstuvwxyz"
    anything = re.compile(f"[{small}]", re.IGNORECASE)
    odd = "".join(c for c in map(chr, range(128, 0x20000)) if anything.match(c))
    assert odd == sieve.FORMS


def test_other_letters_are_tried_with_everything():
    lazily.compile_all()
    assert list(lazily.possible(EVERY, "naïve")) == EVERY
