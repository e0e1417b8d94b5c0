"""Earlier states on the staff's screens, and an article's history beside them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from clinic_cms.clinic.models import User
from tests import acts
from tests.admin.pages import change_url, form_data

Make = Callable[..., Client]
WORDS = "what the colleague typed for an afternoon"


def states_url(article: Article, number: int | None = None, more: str = "") -> str:
    one = "" if number is None else f"{number}/{more}"
    return f"/admin/articles/article/{article.pk}/states/{one}"


def restore(client: Client, article: Article, number: int, **fields: Any) -> Any:
    data = {"revision": acts.fresh(article).revision, "number": number, **fields}
    return client.post(f"/admin/articles/article/{article.pk}/restore/", data)


def test_two_people_save_and_the_first_one_s_words_are_found_and_brought_back(
    guide: Article, author: User, superuser: User, client_for: Make
) -> None:
    """The whole way, by the forms that people see."""
    first, second = client_for(author), client_for(superuser)
    opened = form_data(acts.fresh(guide), body="<p>Mine.</p>")
    first.post(change_url(guide), form_data(acts.fresh(guide), body=f"<p>{WORDS}</p>"))
    told = second.post(change_url(guide), opened)
    assert "theirs stays among the earlier states" in told.content.decode()
    second.post(change_url(guide), {**opened, "revision": acts.fresh(guide).revision})
    assert acts.fresh(guide).body == "<p>Mine.</p>"

    lost = guide.revisions.all()[1].number
    page = first.get(change_url(guide)).content.decode()
    assert states_url(guide, lost) in page
    assert WORDS in first.get(states_url(guide, lost)).content.decode()
    differs = first.get(states_url(guide, lost, "compare/")).content.decode()
    assert WORDS in differs
    assert f"/article/{guide.pk}/restore/" in differs
    assert restore(first, guide, lost).headers["Location"] == change_url(guide)
    assert WORDS in acts.fresh(guide).body


def test_a_new_article_is_kept_with_its_records_from_its_first_save(
    guide: Article, author: User, client_for: Make
) -> None:
    sent = form_data(guide, slug="another-guide", title="Another guide")
    sent |= {"citations-INITIAL_FORMS": "0", "citations-0-id": "", "citations-0-article": ""}
    client_for(author).post("/admin/articles/article/add/", sent)
    made = Article.objects.get(slug="another-guide")
    state = made.revisions.get()
    assert state.written["treatments"] == [guide.treatments.get().pk]
    assert len(state.written["references"]) == 1


@pytest.mark.parametrize("more", ["", "compare/"])
def test_a_state_is_never_stored_and_never_found(
    more: str, guide: Article, author: User, reviewer: User, client_for: Make
) -> None:
    number = acts.edit(guide, author, summary="Another.").revisions.all()[0].number
    response = client_for(reviewer).get(states_url(guide, number, more))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    # "noindex, nofollow", or the admin's "NONE", which says the same.
    assert 'name="robots" content="no' in response.content.decode().lower()


def test_a_state_that_is_not_there_is_not_found(
    guide: Article, author: User, client_for: Make
) -> None:
    for more in ("", "compare/"):
        assert client_for(author).get(states_url(guide, 99, more)).status_code == 404


def test_the_note_of_a_state_is_compared_like_its_other_words(
    published: Article, author: User, client_for: Make
) -> None:
    desk, note = client_for(author), "The dose is 5 mg, not 50."
    state = acts.edit(published, author, change_note=note, summary="One.").revisions.all()[0].number
    address = states_url(published, state, "compare/")
    acts.edit(published, author, summary="Two.")
    assert note not in desk.get(address).content.decode()  # it stayed
    acts.edit(published, author, summary="One.", change_note="")
    assert f"<del>{note}</del>" in desk.get(address).content.decode()


def test_a_state_says_what_its_records_said_then(
    guide: Article, author: User, client_for: Make
) -> None:
    number = acts.edit(guide, author, summary="Another.").revisions.all()[0].number
    treatment = guide.treatments.get()
    before, treatment.name = treatment.name, "Renamed since"
    treatment.save()
    page = client_for(author).get(states_url(guide, number)).content.decode()
    assert before in page
    assert "Renamed since" not in page


def test_an_earlier_state_never_claims_a_reviewer(
    approved: Article, author: User, reviewer: User, client_for: Make
) -> None:
    number = approved.revisions.all()[0].number
    acts.edit(approved, author, summary="Another.")
    page = client_for(author).get(states_url(approved, number)).content.decode()
    assert "Rosa Klein" not in page


@pytest.mark.behaviour(61)
def test_who_may_not_edit_is_not_offered_to_bring_back(
    guide: Article, author: User, other_author: User, client_for: Make
) -> None:
    number = acts.edit(guide, author, summary="Another.").revisions.all()[0].number
    acts.edit(guide, author, summary="A third.")
    client = client_for(other_author)
    assert "/restore/" not in client.get(states_url(guide, number, "compare/")).content.decode()
    assert restore(client, guide, number).status_code == 403
    assert acts.fresh(guide).summary == "A third."


def test_in_review_the_page_says_why_not(guide: Article, author: User, client_for: Make) -> None:
    number = acts.edit(guide, author, summary="Another.").revisions.all()[0].number
    acts.submit(acts.edit(guide, author, summary="A third."), author)
    client = client_for(author)
    page = client.get(states_url(guide, number, "compare/")).content.decode()
    assert "Take it back first" in page
    assert "/restore/" not in page
    assert restore(client, guide, number).status_code == 409


def test_what_stands_there_is_not_offered_to_be_brought_back(
    guide: Article, author: User, client_for: Make
) -> None:
    before, now = (
        acts.edit(guide, author, summary=words).revisions.all()[0].number
        for words in ("First.", "Second.")
    )
    client = client_for(author)
    page = client.get(states_url(guide, now, "compare/")).content.decode()
    assert "says the same today" in page
    assert "/restore/" not in page
    assert "/restore/" in client.get(states_url(guide, before, "compare/")).content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "99999999999"])
def test_a_bad_number_is_answered(
    number: str, guide: Article, author: User, client_for: Make
) -> None:
    response = client_for(author).post(
        f"/admin/articles/article/{guide.pk}/restore/",
        {"revision": guide.revision, "number": number},
    )
    assert response.status_code == 400


def test_the_screen_shows_the_last_states_and_the_list_has_all(
    guide: Article, author: User, client_for: Make, django_assert_num_queries: Any
) -> None:
    client = client_for(author)
    for n in range(2):
        acts.edit(guide, author, summary=f"Sentence {n}.")
    with django_assert_num_queries(9):
        client.get(states_url(guide))
    for n in range(2, 8):
        acts.edit(guide, author, summary=f"Sentence {n}.")
    with django_assert_num_queries(9):
        listed = client.get(states_url(guide)).content.decode()
    numbers = list(guide.revisions.values_list("number", flat=True))
    page = client.get(change_url(guide)).content.decode()
    for number in numbers:
        assert f'"{states_url(guide, number)}"' in listed
        assert (f'"{states_url(guide, number)}"' in page) is (number in numbers[:5])
    assert f"All {len(numbers)} states" in page


# The history


@pytest.mark.behaviour(57)
def test_a_remark_is_shown_however_many_saves_follow(
    guide: Article, author: User, reviewer: User, other_reviewer: User, client_for: Make
) -> None:
    acts.submit(guide, author)
    acts.request_changes(guide, reviewer, "Name the source of the figure.")
    for n in range(31):
        acts.edit(guide, author, summary=f"Sentence {n}.")
    acts.submit(guide, author)
    for address, who in (
        (change_url(guide), author),
        (f"/admin/articles/article/{guide.pk}/review/", other_reviewer),
    ):
        page = client_for(who).get(address).content.decode()
        assert "Name the source of the figure." in page
        assert "Edited 31 times" in page
        assert page.count("<strong>Edited</strong>") == 31  # each is still there, folded
        assert page.count("<strong>Submitted for review</strong>") == 2


def test_a_review_leads_to_the_text_that_was_read(
    guide: Article, author: User, reviewer: User, client_for: Make
) -> None:
    acts.submit(acts.edit(guide, author, body=f"<p>{WORDS} [1]</p>"), author)
    acts.request_changes(guide, reviewer)
    acts.edit(guide, author, body="<p>Other [1].</p>")
    acts.approve(acts.submit(guide, author), reviewer)
    read = [
        guide.revisions.get(content_sha256=review.content_sha256).number
        for review in guide.reviews.all()
    ]
    page = client_for(author).get(change_url(guide)).content.decode()
    places = [page.index(f"The text that was read: state {number}") for number in read]
    assert places == sorted(places)
    assert WORDS in client_for(author).get(states_url(guide, read[1])).content.decode()


def test_a_single_save_is_not_folded(guide: Article, author: User, client_for: Make) -> None:
    acts.edit(guide, author, summary="Another.")
    page = client_for(author).get(change_url(guide)).content.decode()
    assert "Edited 1 times" not in page
    assert page.count("<strong>Edited</strong>") == 1
