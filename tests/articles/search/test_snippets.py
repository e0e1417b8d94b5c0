"""Marks in titles and passages: the right words, and nothing that is not escaped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup
from articles.search import finding
from articles.search.snippets import LONG, Marker, headings_apart


@pytest.mark.parametrize(
    ("term", "text", "marked"),
    [
        ("injection", "Injections help.", "<mark>Injections</mark> help."),
        ("injections", "One injection", "One <mark>injection</mark>"),
        ("cafe", "A Café.", "A <mark>Café</mark>."),
        ("ache", "Headache, ache", "Headache, <mark>ache</mark>"),
        ("pain", "painter", "painter"),
        ("l4", "L4/L5", "<mark>L4</mark>/L5"),
        ("b", "a <b> & b", "a &lt;<mark>b</mark>&gt; &amp; <mark>b</mark>"),
        ("amp", "a & b", "a &amp; b"),  # what escaping adds is not looked through
    ],
)
def test_marks(term: str, text: str, marked: str) -> None:
    assert Marker([term]).mark(text) == marked


def test_passage_is_short_and_where_the_words_are() -> None:
    text = "filler " * 200 + "a needle near a nerve " + "filler " * 200
    passage = Marker(["needle", "nerve"]).passage(text, otherwise="No.")
    assert "<mark>needle</mark> near a <mark>nerve</mark>" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(re.sub("</?mark>", "", passage)) <= LONG + 4


def test_passage_without_a_place_is_the_summary() -> None:
    assert Marker(["nerve"]).passage("Nothing here.", otherwise="One & all.") == "One &amp; all."


@given(st.lists(st.text(st.characters(categories=["Ll", "Nd"]), min_size=1), max_size=4), st.text())
def test_whatever_the_text_only_marks_are_html(terms: list[str], text: str) -> None:
    from django.utils.html import escape

    html = Marker(terms).mark(text)
    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)
    passage = Marker(terms).passage(text, otherwise=text)
    assert "<" not in passage.replace("<mark>", "").replace("</mark>", "")


def test_a_page_with_markup_in_its_text(publish) -> None:
    publish("Tags <b> & more", "<p>Write &lt;script&gt;alert(1)&lt;/script&gt; zebra</p>")
    hit = finding.find("script tags zebra").hits[0]
    assert hit.title == "<mark>Tags</mark> &lt;b&gt; &amp; more"
    assert "<script>" not in hit.passage
    assert "&lt;<mark>script</mark>&gt;" in hit.passage


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h2>Infection</h2><p>Infection is rare.</p>", "Infection: Infection is rare."),
        ("<p>At home.</p><h3>Diabetes</h3><p>It rises.</p>", "At home. Diabetes: It rises."),
        ("<ul><li>fever</li></ul><h2>What now?</h2><p>Call.</p>", "fever. What now? Call."),
        ("<p>A Nerve root.</p><h2>Nerve</h2><p>A cord.</p>", "A Nerve root. Nerve: A cord."),
        ("<h2>Salt &amp; <em>sugar</em></h2><h3>Both</h3><p>2 grams.</p>", "Salt & sugar: Both: 2 grams."),
    ],
)  # fmt: skip
def test_headings_do_not_run_into_sentences(body: str, text: str) -> None:
    assert headings_apart(markup.words(body), body) == text


def test_the_passage_of_a_page_sets_its_headings_apart(publish) -> None:
    edition = publish("Sugar", "<p>Rest at home</p><h3>Zebra</h3><p>Diabetes makes it rarer.</p>")
    assert "Rest at home Zebra Diabetes makes" in edition.search_text
    assert (
        "Rest at home. <mark>Zebra</mark>: Diabetes makes" in finding.find("zebra").hits[0].passage
    )
