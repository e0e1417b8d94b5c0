"""Earlier states: no words of a working copy are ever gone, and what a reviewer read can be shown."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from articles import editions, revisions
from articles.models import Article, Revision
from articles.models.article import ArticleStatus as S
from clinic_cms.clinic.models.immutable import RowIsFrozen
from tests import acts, factories

WORDS = "what the colleague typed for an afternoon"


def kept_somewhere(words: str) -> bool:
    """Say whether words are in any table, the working copies left out."""
    return any(
        words in str(row)
        for model in apps.get_app_config("articles").get_models()
        if model is not Article
        for row in model._default_manager.values()
    )


def test_who_saves_over_a_colleagues_words_does_not_destroy_them(guide, author, superuser) -> None:
    acts.edit(guide, author, body=f"<p>{WORDS}</p>")
    acts.edit(guide, superuser, body="<p>Mine.</p>")
    assert kept_somewhere(WORDS)


def test_what_a_reviewer_read_is_there_after_the_next_edit(guide, author, reviewer) -> None:
    acts.submit(acts.edit(guide, author, body=f"<p>{WORDS} [1]</p>"), author)
    acts.request_changes(guide, reviewer)
    acts.edit(guide, author, body="<p>Other [1].</p>")
    assert kept_somewhere(WORDS)


def numbers(article: Article) -> list[int]:
    return list(article.revisions.values_list("number", flat=True))


# What is kept


def test_each_save_is_kept_with_who_and_what(guide, author, superuser, clock) -> None:
    acts.edit(guide, author, body=f"<p>{WORDS}</p>")
    clock.tick(hours=1)
    after = acts.edit(guide, superuser, summary="Another sentence.")
    last, before = guide.revisions.all()[:2]
    assert (last.number, last.created_by, last.created_at) == (after.revision, superuser, clock.now)
    assert (before.created_by, WORDS in before.written["body"]) == (author, True)
    for state in guide.revisions.all():
        assert editions.content_hash(state.content) == state.content_sha256


def test_a_save_that_changes_nothing_keeps_nothing(guide, author) -> None:
    acts.edit(guide, author, summary="Another sentence.")
    before = numbers(guide)
    acts.edit(guide, author, summary="Another sentence.")
    assert numbers(guide) == before


def test_what_the_page_does_not_show_is_kept_too(approved, author) -> None:
    """An overview that is no page yet: the text is as it was approved, and the words are kept."""
    wider = factories.article(author, title="All about backs")
    after = acts.edit(approved, author, overview=wider)
    assert after.status == S.APPROVED
    assert approved.revisions.first().written["overview"] == wider.pk
    assert acts.edit(after, author, overview=None).status == S.APPROVED
    assert [r.written["overview"] for r in approved.revisions.all()[:2]] == [None, wider.pk]


def test_an_article_from_before_is_kept_when_it_is_first_saved(guide, author, superuser) -> None:
    """What something else than a verb wrote: it is kept as its last editor's, of its day."""
    Article.objects.filter(pk=guide.pk).update(body=f"<p>{WORDS}</p>")
    stood = acts.fresh(guide)
    acts.edit(guide, superuser, body="<p>Mine.</p>")
    mine, rescued = guide.revisions.all()[:2]
    assert (mine.created_by, rescued.created_by) == (superuser, author)
    assert rescued.created_at == stood.updated_at
    assert WORDS in rescued.written["body"]


def test_a_review_names_a_state_that_is_kept(guide, author, reviewer) -> None:
    acts.submit(guide, author)
    treatment = guide.treatments.get()
    treatment.summary = "Changed while it waited."  # the catalogue's words are what is read, too
    treatment.save()
    acts.request_changes(guide, reviewer)
    acts.approve(acts.submit(acts.edit(guide, author, title="Another title"), author), reviewer)
    reviews = list(guide.reviews.all())
    assert len(reviews) == 2
    for review in reviews:
        state = guide.revisions.get(content_sha256=review.content_sha256)
        assert state.content["treatments"][0]["summary"] == "Changed while it waited."


def test_a_state_is_kept_once(guide, author, reviewer, publisher) -> None:
    before = Revision.objects.count()
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    assert Revision.objects.count() == before + 1  # the fixture's last words, at submission


def test_a_failed_save_keeps_nothing(guide, author, monkeypatch) -> None:
    before, stood = numbers(guide), acts.fresh(guide)

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(revisions, "keep", broken)
    with pytest.raises(OSError, match="disk"), transaction.atomic():
        acts.edit(guide, author, summary="Another sentence.")
    assert (numbers(guide), acts.fresh(guide).summary) == (before, stood.summary)


@pytest.mark.behaviour(61)
def test_a_state_never_changes(guide, author) -> None:
    state = acts.edit(guide, author, summary="Another sentence.").revisions.first()
    state.number = 99
    for change in (state.save, state.delete, Revision.objects.all().delete):
        with pytest.raises(RowIsFrozen):
            change()
    for statement in ("UPDATE articles_revision SET number = 99", "DELETE FROM articles_revision"):
        with (
            pytest.raises(DatabaseError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
