"""Two states of a page, compared: whatever changes the content hash is shown, in bounded time."""

import time

import pytest

from articles import comparing, editions, markup
from tests import acts


@pytest.fixture
def content(guide):
    """The guide's content, as a function: its body may be replaced."""

    def make(body="<p>Brief.</p>", **changed):
        found = editions.build_content(acts.fresh(guide))
        return found | {"body": markup.prepare(body, 2).html} | changed

    return make


def told(before, after) -> tuple[str, str]:
    """Return all that went and all that came, as one text each."""
    runs = [
        run for change in comparing.changes(before, after) for line in change.lines for run in line
    ]
    return tuple(" ".join(run.text for run in runs if run.kind == kind) for kind in ("del", "ins"))


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        ('<p>Call <a href="tel:5550100">the nurse</a>.</p>',
         '<p>Call <a href="tel:900666666">the nurse</a>.</p>', "tel:5550100", "tel:900666666"),
        ('<p><a href="https://good.example/dose">The table</a></p>',
         '<p><a href="https://evil.example/buy">The table</a></p>',
         "https://good.example/dose", "https://evil.example/buy"),
        ('<p>x <img src="/media/pictures/left.png" alt="A side"></p>',
         '<p>x <img src="/media/pictures/right.png" alt="A side"></p>', "left.png", "right.png"),
        ('<p><img src="/media/pictures/a.png" alt="Left side"></p>',
         '<p><img src="/media/pictures/a.png" alt="Right side"></p>', "Left", "Right"),
        ('<p>x <img src="/media/pictures/a.png" alt="A" width="10"></p>',
         '<p>x <img src="/media/pictures/a.png" alt="A" width="900"></p>', "10", "900"),
        ("<p>10<sup>6</sup> cells</p>", "<p>106 cells</p>", "10[raised: 6]", "106"),
        ("<p>H<sub>2</sub>O</p>", "<p>H<sup>2</sup>O</p>", "H[lowered:", "H[raised:"),
        ("<h2>Risks</h2><p>x</p>", "<h2>Q</h2><h3>Risks</h3><p>x</p>", "Risks",
         "[heading 3] Risks"),
        ("<p>Do <strong>not</strong> eat</p>", "<p>Do not eat</p>", "[bold: not]", "not"),
        ("<p>Do <em>not</em> eat</p>", "<p>Do not eat</p>", "[italic: not]", "not"),
        ("<p>Proven [1].</p>", "<p>Proven [2].</p>", "[1]", "[2]"),
        ("<p>Proven [1].</p>", "<p>Proven.</p>", "[1]", "Proven."),
        ("<ul><li>Rest</li></ul>", "<ol><li>Rest</li></ol>", "•", "[numbered]"),
        ("<p>Rest</p>", "<ul><li>Rest</li></ul>", "", "•"),
        ("<p>Rest</p>", "<blockquote><p>Rest</p></blockquote>", "", "[quote]"),
        ("<table><tr><td>a</td><td>b</td></tr></table>",
         "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "", "[row]"),
        ("<table><tr><th>a</th></tr></table>", "<table><tr><td>a</td></tr></table>",
         "[heading cell]", "[cell]"),
        ('<table><tr><td colspan="2">a</td></tr></table>', "<table><tr><td>a</td></tr></table>",
         "2 columns wide", ""),
        ("<p>One<br>two</p>", "<p>One two</p>", "[line break]", ""),
    ],
)  # fmt: skip
def test_what_changed_in_the_text_is_named(content, before, after, went, came) -> None:
    old, new = content(before), content(after)
    assert editions.content_hash(old) != editions.content_hash(new)
    gone, added = told(old, new)
    assert went in gone
    assert came in added


def test_a_change_that_no_words_name_is_still_told(content) -> None:
    before, after = content("<p>One</p>"), content("<p>One</p><p></p>")
    [change] = comparing.changes(before, after)
    assert change.title == "Text"
    assert "reads the same" in change.lines[0][0].text


@pytest.mark.parametrize("key", sorted(comparing.SILENT))
def test_what_is_left_out_is_told_when_nothing_else_changed(content, key) -> None:
    before = content()
    after = content()
    if key in after:
        after[key] = "moved"
    else:
        after["treatments"][0]["side_effects"][0][key] = "moved"
    assert editions.content_hash(before) != editions.content_hash(after)
    assert comparing.changes(before, after)


def test_the_words_of_the_research_link_are_shown(content) -> None:
    link = {"overview": None, "research_label": "Our trial", "research_url": "https://x.example/"}
    before = content(related=link)
    after = content(related=link | {"research_label": "Buy the cure"})
    assert told(before, after) == ("Our trial", "Buy the cure")


def test_every_part_of_the_content_is_compared(content) -> None:
    before = content()
    for key, value in before.items():
        other = value * 2 if key == "denominator" else type(value)()
        assert comparing.changes(before, before | {key: other}) or not value, key


def test_texts_that_differ_in_form_of_letters_only_have_one_hash_and_no_change(content) -> None:
    assert comparing.changes(content(title="Caf\u00e9"), content(title="Cafe\u0301")) == []


def test_equal_contents_differ_in_nothing(content) -> None:
    assert comparing.changes(content(), content()) == []


def test_a_word_at_the_end_comes_alone(content) -> None:
    assert told(content("<p>One two</p>"), content("<p>One two three</p>")) == ("", "three")


def test_spacing_alone_is_shown_whole(content) -> None:
    assert told(content(summary="One  two"), content(summary="One two")) == ("One  two", "One two")


# Time


def words(start: int, many: int, of: int) -> str:
    return " ".join(f"w{n * 7919 % of}" for n in range(start, start + many))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>{words(0, 30_000, 9_973)}</p>", f"<p>{words(9, 30_000, 7_919)}</p>"),
        (f"<p>{words(0, 60_000, 2)}</p>", f"<p>{words(1, 59_999, 3)}</p>"),
        ("".join(f"<p>{words(n, 250, 2)}</p>" for n in range(200)),
         "".join(f"<p>{words(n, 250, 3)}</p>" for n in range(200))),
        ("<ul>" + "<li>a</li><li>b</li>" * 9_000 + "</ul>",
         "<ul>" + "<li>b</li><li>b</li><li>a</li>" * 6_000 + "</ul>"),
        ("<p>" + "<strong>a</strong>" * 9_000 + "</p>", "<p>" + "<em>b</em>" * 15_000 + "</p>"),
    ],
    ids=["long paragraph", "two words", "many paragraphs", "many items", "much markup"],
)  # fmt: skip
def test_the_longest_texts_take_no_more_than_some_seconds(content, before, after) -> None:
    old, new = content(before), content(after)
    begun = time.process_time()
    found = comparing.changes(old, new)
    assert time.process_time() - begun < 6
    assert found


def test_a_long_paragraph_is_shown_as_taken_out_and_put_in(content) -> None:
    before, after = words(0, 4_000, 9_973), words(5_000, 4_000, 9_973)
    [change] = comparing.changes(content(f"<p>{before}</p>"), content(f"<p>{after}</p>"))
    assert [(run.kind, run.text) for run in change.lines[0]] == [("del", before), ("ins", after)]


def test_one_word_in_a_long_paragraph_is_shown_as_one_word(content) -> None:
    long = words(0, 4_000, 9_973)
    before, after = f"<p>{long} old {long}</p>", f"<p>{long} new {long}</p>"
    assert told(content(before), content(after)) == ("old ", "new ")
