"""The note on what changed: readers see it, so a reviewer has read it; and it is of one edition."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import comparing, corrections, editions, freezing
from articles.models import Edition
from tests import acts
from tests.admin.pages import press

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]
NOTE = "We had said 2 hours; it is 2 days."


@pytest.fixture
def again(author, reviewer, publisher):
    """Return a function that takes an article all the way once more."""

    def make(article, **more) -> Edition:
        return acts.submit_approve_publish(
            article, author=author, reviewer=reviewer, publisher=publisher, **more
        )

    return make


def page_of(client, edition) -> str:
    return client.get(edition.get_absolute_url()).content.decode()


def test_a_note_that_is_written_after_the_approval_voids_it(
    published, author, reviewer, publisher, client_for
) -> None:
    acts.edit(published, author, summary="A new sentence.")
    acts.submit(published, author)
    approved = acts.approve(published, reviewer)
    assert acts.edit(published, author, change_note=NOTE).status == "draft"
    assert press(client_for(publisher), acts.fresh(published), "publish").status_code == 409
    assert approved.editions.count() == 1


def test_whoever_publishes_adds_no_words_of_their_own(
    client, published, author, reviewer, publisher, client_for
) -> None:
    acts.edit(published, author, summary="A new sentence.")
    acts.submit(published, author)
    approved = acts.approve(published, reviewer)
    assert press(client_for(publisher), approved, "publish", change_note=NOTE).status_code == 302
    assert NOTE not in page_of(client, published.editions.latest("number"))


def test_its_reviewer_reads_it(published, author, reviewer, client_for) -> None:
    acts.edit(published, author, change_note=NOTE)
    article = acts.submit(published, author)
    address = f"/admin/articles/article/{article.pk}/review/"
    page = client_for(reviewer).get(address).content.decode()
    assert page.count(NOTE) == 2  # among the changes, and where readers will see it
    live = article.editions.live().get().payload
    (change,) = comparing.since_edition(live, editions.build_content(article))
    assert change.title == "What changed since the edition before"


def test_publication_takes_it_along_and_leaves_none(client, published, author, again) -> None:
    second = again(published, note=NOTE)
    assert NOTE in page_of(client, second)
    article = acts.fresh(published)
    assert article.change_note == ""
    assert comparing.since_edition(second.payload, editions.build_content(article)) == []
    acts.edit(article, author, summary="Another sentence.")
    third = again(article)
    (correction,) = third.byline["corrections"]
    assert (correction["text"], correction["approved_by"]) == (NOTE, "Rosa Klein, M.D.")
    assert third.byline["change_note"] == ""


def test_a_note_of_an_earlier_release_was_approved_by_nobody(
    published, author, again, monkeypatch
) -> None:
    """Its edition's byline has it, and the content that the reviewer approved has not."""
    now = freezing.make_byline
    with monkeypatch.context() as then:
        then.setattr(freezing, "make_byline", lambda *a, **k: now(*a, **k) | {"change_note": NOTE})
        assert "change_note" not in again(published).payload
    acts.edit(published, author, summary="A new sentence.")
    (correction,) = again(published).byline["corrections"]
    assert (correction["text"], correction["approved_by"]) == (NOTE, "")


class TestFirst:
    """A first edition corrects nothing: what its field on changes says is no correction."""

    def test_its_note_is_no_correction_anywhere(
        self, client, guide, author, publisher, client_for, again
    ) -> None:
        first = again(guide, note=NOTE)
        assert (first.byline["change_note"], first.payload["change_note"]) == ("", NOTE)
        history = f"{first.get_absolute_url()}history/"
        assert client.get(history).status_code == 200
        for address in (first.get_absolute_url(), history):
            page = client.get(address).content.decode()
            assert NOTE not in page
            assert "CorrectionComment" not in page
        staff = client_for(publisher).get(f"/admin/articles/article/{guide.pk}/editions/")
        assert NOTE not in staff.content.decode()
        assert list(corrections.shown()) == []
        acts.edit(guide, author, summary="A new sentence.")
        assert again(guide).byline["corrections"] == []

    def test_nor_that_of_one_which_an_earlier_release_froze(
        self, client, guide, author, publisher, client_for, again, monkeypatch
    ) -> None:
        """Its row stays as it is, and so does the text of its page; nothing else takes it up."""
        now = freezing.make_byline
        with monkeypatch.context() as then:
            then.setattr(
                freezing, "make_byline", lambda *a, **k: now(*a, **k) | {"change_note": NOTE}
            )
            first = again(guide, note=NOTE)
        assert first.byline["change_note"] == NOTE
        assert "CorrectionComment" not in page_of(client, first)
        history = client.get(f"{first.get_absolute_url()}history/").content.decode()
        staff = client_for(publisher).get(f"/admin/articles/article/{guide.pk}/editions/")
        assert NOTE not in history
        assert NOTE not in staff.content.decode()
        assert list(corrections.shown()) == []
        acts.edit(guide, author, summary="A new sentence.")
        assert again(guide).byline["corrections"] == []

    def test_a_later_note_is_one(self, client, published, again) -> None:
        second = again(published, note=NOTE)
        assert "CorrectionComment" in page_of(client, second)
        assert NOTE in client.get(f"{second.get_absolute_url()}history/").content.decode()
        assert list(corrections.shown()) == [(second.slug, second.live_from)]

    def test_the_panel_says_to_empty_the_field(self, guide, author, client_for, again) -> None:
        desk, address = client_for(author), f"/admin/articles/article/{guide.pk}/change/"
        advice = "A first edition corrects nothing."
        assert advice not in desk.get(address).content.decode()
        acts.edit(guide, author, change_note=NOTE)
        assert advice in desk.get(address).content.decode()
        again(guide)
        acts.edit(guide, author, change_note=NOTE)
        assert advice not in desk.get(address).content.decode()

    def test_one_that_was_cancelled_gives_its_note_back(self, guide, publisher, again) -> None:
        again(guide, note=NOTE, live_from=timezone.now() + timedelta(days=90))
        assert acts.unschedule(guide, publisher).change_note == NOTE
        second = again(guide)
        assert (second.number, second.byline["change_note"]) == (2, "")


class TestCancelled:
    """An edition that no reader saw leaves its number, and nothing else."""

    def test_its_note_is_no_correction(self, published, author, publisher, again) -> None:
        later = timezone.now() + timedelta(days=90)
        again(published, note=NOTE, live_from=later)
        article = acts.unschedule(published, publisher)
        assert article.change_note == NOTE  # nothing that was typed is lost
        acts.edit(article, author, change_note="", summary="A new sentence.")
        third = again(article)
        assert (third.number, third.byline["corrections"]) == (3, [])
        assert third.previous_sha256 == article.editions.get(number=2).sha256

    def test_its_day_is_not_the_first(self, guide, publisher, again) -> None:
        again(guide, live_from=timezone.now() + timedelta(days=90))
        acts.unschedule(guide, publisher)
        second = again(guide)
        today = timezone.localdate().isoformat()
        assert second.byline["first_published_on"] == today
        assert date.fromisoformat(second.byline["published_on"]) == timezone.localdate()

    def test_what_is_being_written_keeps_its_note(
        self, published, author, publisher, again
    ) -> None:
        again(published, note=NOTE, live_from=timezone.now() + timedelta(days=90))
        acts.edit(published, author, change_note="Another one.")
        assert acts.unschedule(published, publisher).change_note == "Another one."

    def test_what_was_sent_back_to_its_author_gets_the_note_again(
        self, published, author, reviewer, publisher, again
    ) -> None:
        again(published, note=NOTE, live_from=timezone.now() + timedelta(days=90))
        acts.request_changes(acts.submit(published, author), reviewer)
        article = acts.unschedule(published, publisher)
        assert (article.status, article.change_note) == ("changes_requested", NOTE)
