"""The clinic's answer: by the page's own physician, held like any other, with an unforgeable badge."""

import pytest
from django.test import Client

from comments import answering, moderation, privacy, reporting, thread_verbs, tokens
from comments.errors import Incomplete, NotAllowed, NotAllowedFrom, Refused
from comments.models import Comment, Status
from tests import acts, factories

WORDS = "Most people can drive on the next day."


def page_of(edition):
    return Client().get(f"/articles/{edition.slug}/").content.decode()


def test_an_answer_is_held_and_then_carries_the_badge(clinic, edition, author, moderator, shown):
    parent = shown()
    answer = answering.answer(parent=parent, by=author, text=f"  {WORDS}\0 ")
    assert (answer.status, answer.text, answer.written_by) == (Status.PENDING, WORDS, author)
    assert (answer.physician, answer.parent, answer.root) == (author.physician, parent, parent)
    assert WORDS not in page_of(edition)
    moderation.approve(comment=answer, by=moderator, version=1)
    page = page_of(edition)
    assert f'<span class="badge">Physician, {clinic.name}</span>' in page
    assert "Ana Reyes, M.D." in page


@pytest.mark.parametrize(
    "who", ["other_author", "reviewer", "publisher", "moderator", "administrator", "superuser"]
)
def test_nobody_else_answers(shown, request, who):
    with pytest.raises(NotAllowed):
        answering.answer(parent=shown(), by=request.getfixturevalue(who), text=WORDS)
    assert not Comment.objects.filter(text=WORDS).exists()


def test_the_author_approves_no_answer_of_their_own(author, moderator, shown):
    answer = answering.answer(parent=shown(), by=author, text=WORDS)
    author.groups.add(moderator.groups.get())
    author = type(author).objects.get(pk=author.pk)
    with pytest.raises(NotAllowed, match="Another person"):
        moderation.approve(comment=answer, by=author, version=1)


@pytest.mark.parametrize("text", ["", "  \n", "\0", "x" * 4_001])
def test_bad_text(author, shown, text):
    with pytest.raises(Incomplete):
        answering.answer(parent=shown(), by=author, text=text)


def test_what_readers_do_not_see_is_not_answered(
    edition, author, moderator, shown, published, publisher
):
    with pytest.raises(NotAllowedFrom):
        answering.answer(parent=factories.pending_comment(edition), by=author, text=WORDS)
    removed = shown()
    moderation.remove(comment=removed, by=moderator, version=2, reason="abuse")
    with pytest.raises(NotAllowedFrom):
        answering.answer(parent=removed, by=author, text=WORDS)
    visible = shown(text="Still here.")
    thread_verbs.set_state(article=published, by=moderator, state="closed", seen="open")
    with pytest.raises(NotAllowedFrom):
        answering.answer(parent=visible, by=author, text=WORDS)
    acts.withdraw(published, publisher)
    with pytest.raises(NotAllowedFrom):
        answering.answer(parent=visible, by=author, text=WORDS)


def test_too_deep(author, shown):
    parent = shown()
    for n in range(3):
        parent = shown(parent=parent, text=f"Step {n}")
    with pytest.raises(Refused):
        answering.answer(parent=parent, by=author, text=WORDS)


def test_a_double_press_is_one_answer(author, shown):
    parent = shown()
    first = answering.answer(parent=parent, by=author, text=WORDS)
    assert answering.answer(parent=parent, by=author, text=WORDS) == first


@pytest.mark.behaviour(14)
def test_a_typed_name_never_makes_a_badge(edition, shown):
    shown(name="Ana Reyes, M.D.")
    page = page_of(edition)
    assert 'class="badge"' not in page
    assert 'Reader “<bdi property="name">Ana Reyes, M.D.</bdi>”' in page


class TestScreens:
    LIST = "/admin/comments/comment/answers/"

    def test_the_list_shows_visible_replies_to_own_pages(
        self, edition, shown, author, other_author, client_for
    ):
        seen = shown(text="Seen by all.")
        factories.pending_comment(edition, text="Held words.")
        page = client_for(author).get(self.LIST).content.decode()
        assert "Seen by all." in page
        assert "Held words." not in page
        assert "pat@reader.example" not in page
        assert f"/admin/comments/comment/{seen.pk}/answer/" in page
        assert "Seen by all." not in client_for(other_author).get(self.LIST).content.decode()

    def test_staff_who_answer_are_led_there(self, author, client_for):
        response = client_for(author).get("/admin/comments/comment/")
        assert response["Location"] == self.LIST

    @pytest.mark.parametrize("how", ["reported", "withdrawn", "erased", "hidden", "page"])
    def test_words_typed_under_a_reply_that_goes_meanwhile_come_back(
        self, edition, published, shown, author, moderator, publisher, client_for, how
    ):
        parent = shown(text="Heliotrope words.")
        address = f"/admin/comments/comment/{parent.pk}/answer/"
        client = client_for(author)
        assert client.get(address).status_code == 200
        if how == "reported":
            token = tokens.make_report_token(edition)
            reporting.report(comment=parent, token=token, reason="abuse")
        elif how == "hidden":
            thread_verbs.set_state(article=published, by=moderator, state="hidden", seen="open")
        elif how == "page":
            acts.withdraw(published, publisher)
        else:
            {"withdrawn": privacy.withdraw, "erased": privacy.empty}[how](parent)
        assert client.get(address).status_code == 404
        response = client.post(address, {"text": WORDS})
        page = response.content.decode()
        assert response.status_code == 422
        assert WORDS in page
        assert "Readers do not see this reply any more" in page
        assert "Heliotrope" not in page
        assert not Comment.objects.filter(written_by=author).exists()
        assert client_for(moderator).post(address, {"text": WORDS}).status_code == 403

    def test_the_form(self, shown, author, client_for):
        parent = shown()
        address = f"/admin/comments/comment/{parent.pk}/answer/"
        client = client_for(author)
        assert client.get(address).status_code == 200
        assert not Comment.objects.filter(written_by=author).exists()
        response = client.post(address, {"text": "x" * 4_001})
        assert response.status_code == 422
        assert "x" * 4_001 in response.content.decode()
        assert client.post(address, {"text": WORDS}).status_code == 302
        assert Comment.objects.get(written_by=author).text == WORDS
        assert WORDS in client.get(self.LIST).content.decode()

    def test_others_are_refused(
        self, edition, shown, author, other_author, reviewer, moderator, client_for
    ):
        address = f"/admin/comments/comment/{shown().pk}/answer/"
        for user in (other_author, reviewer, moderator):
            assert client_for(user).get(address).status_code == 403
            assert client_for(user).post(address, {"text": WORDS}).status_code == 403
        held = factories.pending_comment(edition)
        response = client_for(author).get(f"/admin/comments/comment/{held.pk}/answer/")
        assert response.status_code == 404
        assert not Comment.objects.filter(text=WORDS).exists()


def test_the_author_of_a_waiting_draft_does_not_answer_for_the_page(
    published, author, other_author, shown
):
    parent = shown()
    acts.edit(published, author, author=other_author.physician)
    with pytest.raises(NotAllowed):
        answering.answer(parent=parent, by=other_author, text=WORDS)
    assert answering.answer(parent=parent, by=author, text=WORDS).physician == author.physician


def test_lists_show_replies_to_whom_readers_see_as_author(
    published, author, other_author, shown, client_for
):
    shown(text="A question on the page.")
    acts.edit(published, author, author=other_author.physician)
    for page in (TestScreens.LIST, "/admin/"):
        assert "A question on the page." in client_for(author).get(page).content.decode()
        assert "A question on the page." not in client_for(other_author).get(page).content.decode()


class TestGuard:
    """What would confirm that the writer is a patient."""

    WORDS = "We are glad that your injection helped."

    def test_it_stops_an_answer_until_it_is_written_anew(self, shown, author, client_for):
        parent = shown()
        with pytest.raises(answering.ConfirmsPatient) as stopped:
            answering.answer(parent=parent, by=author, text=self.WORDS)
        assert any("your injection" in self.WORDS[f.start : f.end] for f in stopped.value.findings)
        address = f"/admin/comments/comment/{parent.pk}/answer/"
        response = client_for(author).post(address, {"text": f"\0  {self.WORDS}"})
        page = response.content.decode()
        assert response.status_code == 422
        assert "Not sent yet" in page
        assert '<mark class="flag">' in page
        assert self.WORDS in page
        assert 'name="as_is"' in page
        assert not Comment.objects.filter(written_by=author).exists()
        assert client_for(author).post(address, {"text": WORDS}).status_code == 302

    def test_a_second_person_has_to_confirm_it_expressly(
        self, shown, author, moderator, client_for
    ):
        parent = shown()
        address = f"/admin/comments/comment/{parent.pk}/answer/"
        client_for(author).post(address, {"text": self.WORDS, "as_is": "yes"})
        answer = Comment.objects.get(written_by=author)
        assert {found["rule"] for found in answer.findings} == {"answer_guard"}
        desk = client_for(moderator)
        page = desk.get(f"/admin/comments/comment/{answer.pk}/change/").content.decode()
        assert "May confirm a patient" in page
        assert 'name="confirmed"' in page
        there = f"/admin/comments/comment/{answer.pk}/decide/"
        response = desk.post(there, {"verb": "approve", "version": 1})
        assert response.status_code == 422
        assert "tick that it does not" in response.content.decode()
        chosen = {"verb": "approve", "chosen": [f"{answer.pk}:1"], "confirmed": "yes"}
        desk.post("/admin/comments/comment/bulk/", chosen)
        assert Comment.objects.get(pk=answer.pk).status == Status.PENDING
        desk.post(there, {"verb": "approve", "version": 1, "confirmed": "yes"})
        assert Comment.objects.get(pk=answer.pk).status == Status.APPROVED

    def test_nobody_confirms_their_own(self, shown, author, moderator):
        answer = answering.answer(parent=shown(), by=author, text=self.WORDS, as_is=True)
        author.groups.add(moderator.groups.get())
        author = type(author).objects.get(pk=author.pk)
        with pytest.raises(NotAllowed, match="Another person"):
            moderation.approve(comment=answer, by=author, version=1, confirmed=True)

    def test_readers_words_are_not_its_business(self, edition, moderator):
        held = factories.pending_comment(edition, text=self.WORDS)
        moderation.approve(comment=held, by=moderator, version=1)


def test_readers_see_the_name_that_was_read_with_the_answer(
    edition, author, moderator, shown, client_for
):
    """A change of the record reaches readers with a reviewed edition, and so not by way of an answer."""
    answer = answering.answer(parent=shown(), by=author, text=WORDS)
    moderation.approve(comment=answer, by=moderator, version=1, confirmed=True)
    author.physician.name, author.physician.credentials = "Professor Ana Reyes", "Nobel laureate"
    author.physician.save()
    for page in (
        Client().get(f"/articles/{edition.slug}/"),
        Client().get(f"/comments/{answer.public_id}/answer/"),
        client_for(moderator).get(f"/admin/comments/comment/{answer.pk}/change/?status=approved"),
    ):
        html = page.content.decode().partition("<main")[2]
        assert "Ana Reyes, M.D." in html
        assert "Professor" not in html
        assert "Nobel" not in html


def test_a_refused_answer_is_there_to_be_written_anew(author, moderator, shown, client_for):
    """Whoever wrote it sees all of it, and on which ground; the reply counts as not answered."""
    parent, desk = shown(text="Can I drive?"), client_for(author)
    words = f"{WORDS} " + "Rest is good. " * 30 + "The end of it."
    answer = answering.answer(parent=parent, by=author, text=words)
    assert "Can I drive?" not in desk.get("/admin/").content.decode()
    moderation.reject(
        comment=answer, by=moderator, version=1, reason="unsafe", note="For moderators only."
    )
    assert "Can I drive?" in desk.get("/admin/").content.decode()
    page = desk.get("/admin/comments/comment/answers/").content.decode()
    assert "The end of it." in page
    assert "Could lead readers to harm" in page
    assert "For moderators only." not in page


def test_a_long_name_goes_without_its_credentials(author, shown):
    author.physician.name = "Ana María de los Ángeles Reyes y Fernández de Córdoba"
    author.physician.credentials = "M.D., Ph.D., F.A.C.S."
    author.physician.save()
    answer = answering.answer(parent=shown(), by=author, text=WORDS)
    assert answer.name == author.physician.name


@pytest.mark.behaviour(14)
def test_an_account_without_a_full_name_cannot_answer_as_dr_house(shown, author, filled, send):
    """The badge and the name come from the physician on file, whatever the account is called."""
    author.username, author.first_name, author.last_name = "Dr House", "", ""
    author.save()
    answer = answering.answer(parent=shown(), by=author, text=WORDS)
    assert answer.name == author.physician.display_name == "Ana Reyes, M.D."
    no_physician = factories.person("house", "Author")
    no_physician.first_name = no_physician.last_name = ""
    no_physician.username = "Dr. House"
    no_physician.save()
    with pytest.raises(NotAllowed):
        answering.answer(parent=answer.parent, by=no_physician, text="Listen to me.")
    for name in ("Dr House", "Dr. Ana Reyes", "Ana Reyes", "D\u0433 House", "Αna Reyes"):
        response = send(filled(name=name, text=f"As {name}"))
        assert response.status_code == 422, name
    assert not Comment.objects.filter(text__startswith="As ").exists()
