"""Any text is a query: it answers, and breaks nothing."""

import sys
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search import finding, suggesting
from articles.search.plans import MOST_WORDS
from articles.words import LONGEST_WORD, fold, words

ODD = [
    "", " ", "\x00", "a\x00b", "'", '"', '""""', "' OR 1=1 --", '"unclosed', "NOT", "AND OR NOT",
    "NEAR(pain, 5)", "title:pain", "pain*", "*", "^pain", "-pain", "+", "(", "((((", "pain AND (",
    "a:b:c", "\\", "%", "_", "%s %(a)s {0}", "| & ! <->", "pain <2> back", "':*", "\ud800",
    "🦴🦵", "١٢٣", "हिन्दी", "日本語", "Ⅷ½²", "ﬁne", "İstanbul", "ß", "a" * 10_000,
    "pain " * 2_000, "'" * 10_000, "\u202e\u0000pain", "<script>alert(1)</script>",
]  # fmt: skip


def test_odd_queries(library) -> None:
    for text in ODD:
        finding.find(text)
        suggesting.suggest(text)
        suggesting.did_you_mean(text)


@settings(max_examples=120, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.text(max_size=300), st.text(max_size=40), st.sampled_from(["", "injection", "x'\""]))
def test_any_query(library, query: str, slug: str, kind: str) -> None:
    found = finding.find(query, condition=slug, kind=kind)
    for hit in found.hits:
        assert "<" not in hit.passage.replace("<mark>", "").replace("</mark>", "")
    suggesting.suggest(query)


def test_every_block_of_unicode(library) -> None:
    """Printable characters of every 128 code points, twelve such words in a query."""
    blocks = []
    for start in range(0, sys.maxunicode + 1, 128):
        block = map(chr, range(start, start + 128))
        if found := [c for c in block if c.isprintable() and unicodedata.category(c) != "Co"]:
            blocks.append("".join(found[:: len(found) // 12 + 1]))
    assert len(blocks) > 1_000
    for at in range(0, len(blocks), MOST_WORDS):
        finding.find(" ".join(blocks[at : at + MOST_WORDS]))


@given(st.text())
def test_words_are_short_and_hold_only_letters_and_digits(text: str) -> None:
    for word in words(text):
        assert word
        assert len(word) <= LONGEST_WORD
        assert word.replace(" ", "").isalnum()
    assert fold(fold(text)) == fold(text) or not text.isascii()


def test_every_byte_of_a_document_is_safe_too(publish) -> None:
    publish('It\'s 100% "odd" \\ (text) %s', "<p>':* &amp; &lt;b&gt; \U0001f9b4 <->  zebra's</p>")
    assert len(finding.find("zebras").hits) == 1
