"""HTML from staff: nothing hostile passes, nothing decent is lost."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typing_extensions import override

from articles.markup import ATTRIBUTES, TAGS, clean, prepare, words
from clinic_cms.clinic.plain_text import plain

pytestmark = pytest.mark.once

OWN = "/media/pictures/2030/05/a.jpg"
HOSTILE = [
    # What is pasted, and what is left of it.
    ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
    ("<p>a<SCRIPT\n>alert(1)</SCRIPT >b</p>", "<p>ab</p>"),
    ("<p>a<style>p{color:red}</style>b</p>", "<p>ab</p>"),
    ('<p style="color:red">a</p>', "<p>a</p>"),
    ('<p id="location" class="x" data-a="b">a</p>', "<p>a</p>"),
    ('<p onclick="alert(1)" onmouseover=alert(1)>a</p>', "<p>a</p>"),
    ("<img src=x onerror=alert(1)>", "<img>"),
    (f'<img src="{OWN}" onload="alert(1)" alt="A">', f'<img src="{OWN}" alt="A">'),
    ('<img src="https://other.example/a.gif">', "<img>"),
    ('<img src="//other.example/a.gif">', "<img>"),
    ('<img src="data:image/svg+xml,<svg/onload=alert(1)>">', "<img>"),
    ('<img src="/media/pictures/../../admin/">', "<img>"),
    (f'<img src="/media/pictures/{"a" * 200}">', "<img>"),
    ('<img src="/media/other/a.jpg">', "<img>"),
    ('<img srcset="https://other.example/a.gif 2x">', "<img>"),
    ("<svg><script>alert(1)</script><circle/></svg>a", "a"),
    ("<svg><style><img src=x onerror=alert(1)></style></svg>a", "<img>a"),
    ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
    ("<iframe src='https://other.example'>x</iframe>a", "a"),
    ("<object data=x><p>a</p></object><embed src=x>b", "b"),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "<img>'&gt;"),
    ("<form action=/x><input name=a><button>b</button></form>", "b"),
    ("<textarea><script>alert(1)</script></textarea>a", "a"),
    ("<base href='https://other.example/'><p>a</p>", "<p>a</p>"),
    ('<meta http-equiv="refresh" content="0;url=x"><p>a</p>', "<p>a</p>"),
    ("<link rel=stylesheet href=x><p>a</p>", "<p>a</p>"),
    ("<!-- a --><p>b</p><!--[if IE]><script>x</script><![endif]-->", "<p>b</p>"),
    ("<template><script>alert(1)</script></template>a", "a"),
    ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("<p>a\x00b\x08c\u0085d</p>", "<p>abcd</p>"),
    ("<h1>a</h1><h5>b</h5><H6>c</H6>", "<h2>a</h2><h4>b</h4><h4>c</h4>"),
    ("<b>a</b> <i>b</i> <u>c</u>", "<strong>a</strong> <em>b</em> c"),
    ("<p>a<p>b", "<p>a</p><p>b</p>"),
    ("<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ('<p class="MsoNormal"><span lang=EN-US>a<o:p></o:p></span></p>', "<p>a</p>"),
]  # fmt: skip
LINKS = [
    ("https://a.example/?b=1&c=2", True), ("http://a.example", True),
    ("mailto:a@b.example", True), ("tel:+15550100", True), ("/articles/other/", True), ("#s-a", True),
    ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False), (" javascript:alert(1)", False),
    ("java\tscript:alert(1)", False), ("java\nscript:alert(1)", False),
    ("&#106;avascript:alert(1)", False), ("\x01javascript:alert(1)", False),
    ("data:text/html,<script>alert(1)</script>", False), ("vbscript:x", False),
    ("file:///etc/passwd", False), ("blob:https://a.example/x", False),
]  # fmt: skip


@pytest.mark.parametrize(("pasted", "left"), HOSTILE)
def test_what_is_left_of_pasted_html(pasted, left) -> None:
    assert clean(pasted) == left


@pytest.mark.parametrize(("href", "kept"), LINKS)
def test_links_lead_to_the_web_only(href, kept) -> None:
    made = clean(f'<a href="{href}" target="_blank" onclick="x">a</a>')
    assert ("href=" in made) is kept
    assert 'rel="noopener noreferrer"' in made
    assert "target" not in made
    assert "onclick" not in made


class Found(HTMLParser):
    """Every tag and attribute of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()
        self.open: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        if tag not in ("br", "img"):
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PIECES = st.sampled_from(
    "<p> </p> <h1> <h2> </h2> <b> </b> <i> <br> <script> </script> <style> </style> <svg> </svg> "
    "<math> <mtext> <img <a href= javascript: onerror= alert(1) > \" ' </ < & &lt; &#106; <!-- --> "
    "<table> <tr> <td> </table> <li> <ul> </ul> <textarea> <title> <noscript> <![CDATA[ ]]> [1] [9] "
    "text &amp; \x00 / = <iframe> </iframe> <blockquote> </blockquote> <template>".split(" ")
)


@example("<h1><img<p><h1>")  # a tag without a name of ours between two headings
@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_nothing_but_our_tags_comes_out_of_any_soup(soup) -> None:
    made = clean(soup)
    assert clean(made) == made
    found = Found()
    found.feed(made)
    found.close()
    allowed = {(tag, "") for tag in TAGS} | {
        (t, a) for t, names in ATTRIBUTES.items() for a in names
    }
    assert found.seen <= allowed | {("a", "rel")}


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_what_is_prepared_is_whole_and_has_each_id_once(soup) -> None:
    made = prepare(soup, references=1)
    found = Found()
    found.feed(made.html)
    found.close()
    assert found.open == []
    ids = re.findall(r'<h[234] id="([^"]*)"', made.html)
    assert len(ids) == len(set(ids))
    assert {tag for tag, _ in found.seen} <= TAGS | {"div"}
    assert not {name for _, name in found.seen if name.startswith("on") or name == "style"}


# Headings, citations, tables


def test_headings_get_an_id_each_of_their_own() -> None:
    made = prepare("<h2>Main</h2><h2>Main</h2><h3>Main</h3><h2>Été</h2><h2>†</h2><h2></h2>", 0)
    ids = re.findall(r'id="([^"]+)"', made.html)
    assert ids == ["s-main", "s-main-2", "s-main-3", "s-ete", "s-section", "s-section-2"]
    assert [h["title"] for h in made.contents] == ["Main", "Main", "Été", "†"]


def test_a_heading_with_markup_in_it() -> None:
    made = prepare("<h2>Do I <em>need</em> it &amp; when [1]?</h2>", 1)
    assert made.contents == [
        {"id": "s-do-i-need-it-when-1", "title": "Do I need it & when [1]?", "level": 2}
    ]
    assert '<h2 id="s-do-i-need-it-when-1">Do I <em>need</em> it &amp; when [1]?</h2>' in made.html


def test_skipped_levels_are_told() -> None:
    assert prepare("<h2>a</h2><h3>b</h3><h2>c</h2>", 0).skipped_levels == []
    assert prepare("<h2>a</h2><h4>b</h4>", 0).skipped_levels == ["h4"]
    assert prepare("<h3>a</h3>", 0).skipped_levels == ["h3"]


def test_a_number_in_brackets_leads_to_its_source() -> None:
    made = prepare("<p>It helps[1], as others say [2, 1].</p>", 2)
    assert made.html.count('href="#ref-1"') == 2
    assert made.html.count('href="#ref-2"') == 1
    assert made.unknown_citations == []
    assert made.text == "It helps, as others say."


@pytest.mark.parametrize("text", ["[3]", "[0]", "[1, 3]", "[999]"])
def test_a_number_without_a_source_is_left_and_told(text) -> None:
    made = prepare(f"<p>a {text}</p>", 2)
    assert text in made.html
    assert made.unknown_citations == [
        n for n in map(int, re.findall(r"\d+", text)) if n not in (1, 2)
    ]


@pytest.mark.parametrize("text", ["[a]", "[1234]", "[]", "[-1]", "[1.5]"])
def test_other_brackets_are_text(text) -> None:
    made = prepare(f"<p>a {text}</p>", 2)
    assert f"<p>a {text}</p>" == made.html
    assert made.unknown_citations == []


def test_a_number_within_a_link_stays_text() -> None:
    made = prepare('<p><a href="https://a.example/">study [1]</a></p>', 1)
    assert "#ref-1" not in made.html


def test_a_table_scrolls_in_its_own_box() -> None:
    made = prepare("<table><tbody><tr><th scope=row>a</th><td>b</td></tr></tbody></table>", 0)
    assert re.fullmatch(
        r'<div class="scroll" role="\w+"[^>]* tabindex="0"><table>.*</table></div>', made.html
    )
    assert made.blocks == ["a", "b"]


def test_pictures_are_listed_and_those_without_words_counted() -> None:
    made = prepare(f'<img src="{OWN}" alt="A spine"><img src="{OWN}" alt=" "><img src="{OWN}">', 0)
    assert made.pictures == [OWN] * 3
    assert made.alts.count("") == 2
    assert made.html.count('loading="lazy"') == 3


def test_attributes_stay_quoted() -> None:
    made = prepare(f'<img src="{OWN}" alt="a &quot; onerror=&quot;x &lt;b&gt;">', 0)
    assert 'alt="a &quot; onerror=&quot;x &lt;b&gt;"' in made.html


def test_text_that_looks_like_markup_is_text_again() -> None:
    assert prepare("<p>a &lt;b&gt; &amp;lt; c</p>", 0).html == "<p>a &lt;b&gt; &amp;lt; c</p>"


def test_words_of_a_prepared_text_hold_no_reference_numbers() -> None:
    assert words(prepare("<p>It helps[1]. Take 2.</p>", 1).html) == "It helps. Take 2."


def test_plain_text_is_nfc_without_control_characters() -> None:
    assert plain("e\u0301\x00a\tb\r\nc\x1b\ud800\ufffe\uffff") == "éa\tb\nc"
