"""Bringing an earlier state back: all of it, as a new edit, by who may edit, or with the reason why not."""

import pytest

from articles import errors, publishing, restoring, revisions
from articles.models import Article, ArticleReference, Condition, Treatment
from articles.models.article import ArticleStatus as S
from articles.models.review import EventKind
from clinic_cms.clinic.models import Act, StaffAct
from tests import acts, factories


def numbers(article: Article) -> list[int]:
    return list(article.revisions.values_list("number", flat=True))


def bring_back(article: Article, by, number: int, revision: int | None = None) -> Article:
    restoring.restore(
        article=article,
        by=by,
        revision=acts.fresh(article).revision if revision is None else revision,
        number=number,
    )
    return acts.fresh(article)


@pytest.fixture
def rewritten(guide, author):
    """The guide, all of it changed. Its state before is number 2: see ``before``."""
    acts.edit(guide, author, summary="As it stood.")
    begun = publishing.begin_edit(article=guide, by=author, revision=acts.fresh(guide).revision)
    changed = acts.fresh(guide)
    changed.title, changed.body, changed.questions = "New title", "<p>New.</p>", "Why?"
    changed.save()
    changed.treatments.clear()
    changed.conditions.set([factories.ConditionFactory()])
    changed.citations.all().delete()
    factories.cite(changed, factories.ReferenceFactory(), factories.ReferenceFactory())
    publishing.finish_edit(begun, by=author)
    return acts.fresh(guide)


@pytest.mark.behaviour(61)
def test_all_of_a_state_comes_back_as_a_new_one(rewritten, author) -> None:
    lost, wanted = list(rewritten.revisions.all()[:2])
    after = bring_back(rewritten, author, wanted.number)
    assert after.summary == "As it stood."
    assert revisions.written(after) == wanted.written
    new = after.revisions.first()
    assert new.number == after.revision > lost.number
    assert new.content_sha256 == wanted.content_sha256
    event = after.events.first()
    assert (event.kind, event.by) == (EventKind.EDITED, author)
    assert event.note == f"Brought back state {wanted.number}."
    assert StaffAct.objects.filter(act=Act.CHANGED, note__startswith="brought back").count() == 1
    assert bring_back(after, author, lost.number).title == "New title"  # and back again


@pytest.mark.behaviour(55)
@pytest.mark.parametrize("state", ["approved", "published"])
def test_it_voids_an_approval_as_every_edit_does(state, request, author, reviewer) -> None:
    article = request.getfixturevalue(state)
    earlier = article.revisions.first().number
    acts.edit(article, author, summary="Another sentence.")
    acts.approve(acts.submit(article, author), reviewer)
    after = bring_back(article, author, earlier)
    assert (after.status, after.approved_sha256) == (S.DRAFT, "")


def test_who_brings_a_state_back_is_a_writer_of_it(guide, author, superuser) -> None:
    earlier = acts.edit(guide, author, summary="First.").revisions.first().number
    acts.edit(guide, author, summary="Second.")
    bring_back(guide, superuser, earlier)
    with pytest.raises(errors.NotAllowed, match="Another physician"):
        acts.approve(acts.submit(guide, author), superuser)


@pytest.mark.behaviour(61)
@pytest.mark.parametrize(
    "role", ["other_author", "reviewer", "moderator", "administrator", "stranger"]
)
def test_only_who_may_edit_the_article_brings_back(role, rewritten, request) -> None:
    with pytest.raises(errors.NotAllowed):
        bring_back(rewritten, request.getfixturevalue(role), rewritten.revisions.last().number)
    assert acts.fresh(rewritten).title == "New title"


def test_bringing_a_state_back_hands_nothing_over(
    rewritten, author, publisher, other_author
) -> None:
    """Only a publisher puts another name on an article, by this way neither."""
    earlier, colleague = rewritten.revisions.last().number, other_author.physician
    acts.edit(rewritten, publisher, author=colleague)
    bring_back(rewritten, author, earlier)  # who began it may still edit it
    assert acts.fresh(rewritten).author == colleague
    bring_back(rewritten, publisher, earlier)
    assert acts.fresh(rewritten).author == author.physician


def test_not_while_it_is_in_review(in_review, author) -> None:
    with pytest.raises(errors.NotAllowedFrom, match="Take it back"):
        bring_back(in_review, author, in_review.revisions.first().number)


def test_a_stale_page_does_not_bring_back(rewritten, author) -> None:
    with pytest.raises(errors.ChangedMeanwhile):
        bring_back(rewritten, author, rewritten.revisions.last().number, rewritten.revision - 1)
    assert acts.fresh(rewritten).title == "New title"


def test_what_is_there_is_not_brought_back(rewritten, author) -> None:
    before = numbers(rewritten)
    with pytest.raises(errors.NotAllowedFrom, match="says the same"):
        bring_back(rewritten, author, rewritten.revisions.first().number)
    assert numbers(rewritten) == before


def test_the_state_of_another_article_is_not_brought_back(rewritten, author) -> None:
    other = factories.article(author, title="Another")
    for _ in range(5):
        acts.edit(other, author, summary=f"{other.summary}{_}")
    with pytest.raises(errors.NotAllowedFrom, match="no earlier state"):
        bring_back(rewritten, author, 99)


def test_records_that_are_gone_are_named_and_nothing_changes(rewritten, author) -> None:
    wanted = rewritten.revisions.all()[1]
    treatment = wanted.written["treatments"][0]
    Treatment.objects.get(pk=treatment).side_effect_rows.all().delete()
    Treatment.objects.filter(pk=treatment).delete()
    before = numbers(rewritten)
    with pytest.raises(errors.NotReady, match=f"treatment {treatment}"):
        bring_back(rewritten, author, wanted.number)
    after = acts.fresh(rewritten)
    assert (after.title, after.revision, numbers(after)) == (
        "New title",
        rewritten.revision,
        before,
    )
    assert Condition.objects.filter(articles=after).count() == 1
    assert ArticleReference.objects.filter(article=after).count() == 2


def test_an_address_that_another_article_took_is_refused(guide, author) -> None:
    earlier = acts.edit(guide, author, summary="First.").revisions.first().number
    old = acts.fresh(guide).slug
    acts.edit(guide, author, slug="moved-on")
    factories.article(author, title="New owner", slug=old)
    with pytest.raises(errors.NotReady, match="already exists"):
        bring_back(guide, author, earlier)


def test_the_address_stays_once_the_page_was_published(published, author) -> None:
    earlier = published.revisions.last()
    Article.objects.filter(pk=published.pk).update(slug="where-readers-find-it")
    acts.edit(published, author, title="Another title")
    after = bring_back(published, author, earlier.number)
    assert (after.title, after.slug) == (earlier.written["title"], "where-readers-find-it")
