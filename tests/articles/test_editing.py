"""Saving the working copy: nobody's words are lost, and a changed text loses its approval."""

import pytest

from articles import errors, publishing
from articles.models.article import ArticleStatus as S
from articles.models.review import EventKind
from tests import acts


def test_a_change_is_recorded_with_its_editor(guide, author) -> None:
    after = acts.edit(guide, author, summary="A clearer sentence.")
    event = guide.events.first()
    assert (event.kind, event.by) == (EventKind.EDITED, author)
    assert (after.status, after.edited_by) == (S.DRAFT, author)


def test_a_save_that_changes_nothing_writes_no_event(guide, author) -> None:
    acts.edit(guide, author, summary=guide.summary)
    assert [e.kind for e in guide.events.all()] == [EventKind.CREATED]


def test_the_second_of_two_editors_is_told_and_loses_nothing(guide, author, other_author) -> None:
    seen = guide.revision
    acts.edit(guide, author, summary="First.")
    with pytest.raises(errors.ChangedMeanwhile, match="Ana Reyes"):
        publishing.begin_edit(article=guide, by=other_author, revision=seen)
    assert acts.fresh(guide).summary == "First."


@pytest.mark.behaviour(53)
def test_an_article_in_review_is_locked(in_review, author) -> None:
    with pytest.raises(errors.NotAllowedFrom, match="Take it back"):
        acts.edit(in_review, author, summary="Too late.")


@pytest.mark.behaviour(55)
def test_a_change_voids_an_approval(approved, author) -> None:
    after = acts.edit(approved, author, body="<p>Something else.</p>")
    assert (after.status, after.approved_sha256) == (S.DRAFT, "")
    assert approved.events.first().from_status == S.APPROVED


def test_a_save_that_changes_nothing_keeps_an_approval(approved, author) -> None:
    after = acts.edit(approved, author, summary=approved.summary)
    assert (after.status, after.approved_sha256) == (S.APPROVED, approved.approved_sha256)


def test_what_the_page_does_not_show_keeps_an_approval(approved, author) -> None:
    """Markup that is cleaned away is no change of the text."""
    after = acts.edit(approved, author, body=approved.body + "<script>alert(1)</script>")
    assert after.status == S.APPROVED


def test_an_edit_of_a_published_article_leaves_readers_page_alone(published, author) -> None:
    before = published.editions.live().get()
    after = acts.edit(published, author, title="A new title", body="<p>New.</p>")
    live = published.editions.live().get()
    assert after.status == S.DRAFT
    assert (live.title, live.html, live.sha256) == (before.title, before.html, before.sha256)


@pytest.mark.parametrize("role", ["reviewer", "moderator", "administrator", "stranger"])
def test_only_writers_edit(guide, role, request) -> None:
    with pytest.raises(errors.NotAllowed):
        acts.edit(guide, request.getfixturevalue(role), summary="Not mine.")
