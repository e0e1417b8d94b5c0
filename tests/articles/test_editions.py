"""What an edition freezes: its shape, its hashes, its words."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import editions
from articles.models import Edition, EditionSubject
from articles.payload import Byline, Content
from tests import acts, factories

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def shuffled(value: Any) -> Any:
    """Return the same facts with every dict's keys the other way round."""
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(JSON)
def test_the_order_of_keys_does_not_matter(value) -> None:
    assert editions.canonical(shuffled(value)) == editions.canonical(value)


@given(JSON)
def test_composed_and_decomposed_letters_are_the_same_text(value) -> None:
    text = editions.canonical(value).decode()
    decomposed = unicodedata.normalize("NFD", text)
    assert unicodedata.normalize("NFC", decomposed) == text


def test_canonical_text_is_written_out() -> None:
    """Pinned: another form would break the chain of every clinic."""
    facts = {"b": ["e\u0301", None, 1], "a": "</p>"}
    assert editions.canonical(facts) == '{"a":"</p>","b":["é",null,1]}'.encode()


def test_the_same_working_copy_gives_the_same_hash(guide) -> None:
    assert acts.read_hash(guide) == acts.read_hash(guide)


def test_every_field_of_the_content_moves_the_hash(guide) -> None:
    content = editions.build_content(guide)
    seen = {editions.content_hash(content)}
    for name in content:
        seen.add(editions.content_hash({**content, name: "moved"}))  # type: ignore[misc]
    assert len(seen) == len(content) + 1


def test_every_part_of_the_seal_moves_it() -> None:
    parts: dict[str, Any] = {
        "article_uid": "a", "number": 1, "content_sha256": "b", "byline": {"number": 1},
        "html": "<p>", "live_from": datetime(2030, 1, 1, tzinfo=UTC), "previous_sha256": "",
    }  # fmt: skip
    moved = {
        "article_uid": "b", "number": 2, "content_sha256": "c", "byline": {"number": 2},
        "html": "<p> ", "live_from": parts["live_from"] + timedelta(microseconds=1),
        "previous_sha256": "d",
    }  # fmt: skip
    seals = {editions.seal(**parts), *(editions.seal(**parts | {k: v}) for k, v in moved.items())}
    assert len(seals) == len(parts) + 1


def test_a_seal_knows_the_moment_and_not_the_zone_it_was_written_in() -> None:
    moment = datetime(2030, 1, 1, 12, tzinfo=UTC)
    there = moment.astimezone(timezone(timedelta(hours=-5)))
    rest: dict[str, Any] = {
        "article_uid": "a", "number": 1, "content_sha256": "b", "byline": {}, "html": "",
        "previous_sha256": "",
    }  # fmt: skip
    assert editions.seal(live_from=moment, **rest) == editions.seal(live_from=there, **rest)


def test_each_edition_names_the_seal_of_the_one_before(
    published, author, reviewer, publisher
) -> None:
    for n in (2, 3):
        acts.edit(published, author, summary=f"Sentence {n}.")
        acts.submit_approve_publish(
            published, author=author, reviewer=reviewer, publisher=publisher, note=f"Change {n}."
        )
    first, second, third = Edition.objects.order_by("number")
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert first.previous_sha256 == ""
    assert (second.previous_sha256, third.previous_sha256) == (first.sha256, second.sha256)
    assert third.byline["first_published_on"] == first.byline["published_on"]
    assert [c["text"] for c in third.byline["corrections"]] == ["Change 2."]
    assert third.byline["corrections"][0]["approved_by"] == "Rosa Klein, M.D."


# Shape


def check_shape(value: Any, kind: Any, where: str) -> None:
    """Assert that ``value`` is what the TypedDict ``kind`` says, through and through."""
    if is_typeddict(kind):
        assert isinstance(value, dict), where
        hints = get_type_hints(kind)
        assert kind.__required_keys__ <= set(value) <= set(hints), where
        for name in value:
            check_shape(value[name], hints[name], f"{where}.{name}")
    elif get_origin(kind) is list:
        assert isinstance(value, list), where
        for n, item in enumerate(value):
            check_shape(item, get_args(kind)[0], f"{where}[{n}]")
    elif get_origin(kind) is dict:
        assert all(isinstance(part, str) for pair in value.items() for part in pair), where
    elif get_args(kind):
        inner = next(k for k in get_args(kind) if k is not type(None))
        if value is not None:
            check_shape(value, inner, where)
    else:
        assert type(value) is kind, f"{where}: {value!r}"


@pytest.mark.parametrize("make", [factories.guide, factories.policy])
def test_a_stored_edition_has_exactly_the_declared_shape(
    make, clinic, author, reviewer, publisher
) -> None:
    article = make(author)
    if article.kind == "guide":
        treatment, source = article.treatments.get(), article.citations.get().reference
        factories.RegulatorWarningFactory(treatment=treatment)
        factories.OutcomeFactory(treatment=treatment, source=source)
        article.overview = factories.article(author, title="Back pain at large")
        article.save()
    acts.submit_approve_publish(article, author=author, reviewer=reviewer, publisher=publisher)
    edition = Edition.objects.get()
    check_shape(edition.payload, Content, "content")
    check_shape(edition.byline, Byline, "byline")


def test_what_was_hashed_is_what_is_read_back(published) -> None:
    edition = Edition.objects.get()
    before = editions.build_content(acts.fresh(published))
    assert edition.payload == before
    assert edition.content_sha256 == editions.content_hash(edition.payload)


def test_a_page_lists_what_it_is_about(published) -> None:
    subjects = set(EditionSubject.objects.values_list("kind", "name"))
    n = published.pk
    assert subjects == {
        ("condition", f"Back pain {n}"),
        ("condition", f"Slipped disc {n}"),
        ("treatment", f"Epidural steroid injection {n}"),
        ("side_effect", f"Headache {n}"),
        ("side_effect", f"Infection {n}"),
        ("author", "Ana Reyes, M.D."),
        ("reviewer", "Rosa Klein, M.D."),
        ("disclaimer", "General"),
    }


# Words for searching


def test_search_text_holds_words_and_no_markup(guide) -> None:
    guide.body = (
        "<h2>Before &amp; after</h2><p>A <strong>shot</strong> &lt; surgery[1].</p>"
        "<ul><li>Drive home</li></ul>"
    )
    words = editions.search_text(editions.build_content(guide))
    assert words.startswith("Before & after A shot < surgery. Drive home")
    for part in ("<strong", "</", "&amp;", "href", "ref-1", "class", "surgery1"):
        assert part not in words
    for name in ("ESI, back shot", "Epidural abscess", "Slipped disc", "Headache"):
        assert name in words


def test_reading_time_is_at_least_a_minute(policy) -> None:
    assert editions.reading_minutes(editions.build_content(policy)) == 1


def test_reading_time_grows_with_the_text(guide) -> None:
    guide.body = "<p>" + "word " * 2_000 + "</p>"
    assert 10 <= editions.reading_minutes(editions.build_content(guide)) <= 11
