"""Texts that physicians may answer with: one person writes, another approves, the form offers them."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import answer_templates
from comments.errors import ChangedMeanwhile, NotAllowed
from comments.models import AnswerTemplate, Comment
from tests import factories
from tests.admin.pages import save

LIST = "/admin/comments/answertemplate/"
WORDS = "We cannot give personal advice here. Please ask your doctor."


@pytest.fixture
def template(publisher):
    return AnswerTemplate.objects.create(title="No advice", text=WORDS, edited_by=publisher)


def test_another_person_approves(template, publisher, moderator):
    assert not AnswerTemplate.objects.offered().exists()
    with pytest.raises(NotAllowed, match="Another person"):
        answer_templates.approve(template=template, by=publisher, version=1)
    answer_templates.approve(template=template, by=moderator, version=1)
    first = AnswerTemplate.objects.offered().get()
    assert first.approved_by == moderator
    answer_templates.approve(template=template, by=moderator, version=1)  # the same press twice
    assert AnswerTemplate.objects.get().approved_at == first.approved_at


def test_new_words_lose_the_approval(template, publisher, moderator):
    answer_templates.approve(template=template, by=moderator, version=1)
    template.refresh_from_db()
    template.text = "Other words."
    answer_templates.write(template=template, by=moderator)
    assert not AnswerTemplate.objects.offered().exists()
    with pytest.raises(ChangedMeanwhile):
        answer_templates.approve(template=template, by=publisher, version=1)
    answer_templates.approve(template=template, by=publisher, version=2)
    assert AnswerTemplate.objects.offered().get().approved_by == publisher


def test_no_version_stands_for_two_texts_when_an_earlier_state_comes_back(
    template, client_for, publisher, moderator
) -> None:
    """Who has read version 2 must not approve other words under that number."""
    answer_templates.approve(template=template, by=moderator, version=1)
    at = f"{LIST}{template.pk}/"
    second = {"title": "No advice", "text": "Ask your own doctor.", "active": "on"}
    save(client_for(publisher), f"{at}change/", second)
    assert AnswerTemplate.objects.get().version == 2  # which somebody reads now

    first = template.history.order_by("history_id").last().prev_record
    back = save(client_for(publisher), f"{at}history/{first.pk}/", {**second, "text": WORDS})
    assert back.status_code == 302
    stored = AnswerTemplate.objects.get()
    assert (stored.text, stored.edited_by, stored.approved_by) == (WORDS, publisher, None)

    save(client_for(publisher), f"{at}change/", {**second, "text": "Nobody has read this."})
    with pytest.raises(ChangedMeanwhile):
        answer_templates.approve(template=template, by=moderator, version=2)
    assert not AnswerTemplate.objects.offered().exists()


@pytest.mark.parametrize("who", ["author", "reviewer", "administrator", "stranger"])
def test_other_roles(template, request, who):
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        answer_templates.approve(template=template, by=by, version=1)
    with pytest.raises(NotAllowed):
        answer_templates.write(template=template, by=by)


def test_the_database_refuses_an_approval_of_own_words(template, publisher):
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerTemplate.objects.update(approved_by=publisher, approved_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerTemplate.objects.update(approved_at=timezone.now())


def test_the_screens(client_for, publisher, moderator):
    client = client_for(publisher)
    response = client.post(f"{LIST}add/", {"title": "Bad", "text": "Thanks for your visit."})
    assert "“your visit”" in response.content.decode()
    sent = {"title": "No advice", "text": WORDS, "active": "on"}
    refused = client.post(f"{LIST}add/", {**sent, "text": f"{WORDS}\0"})
    assert "Null characters are not allowed" in refused.content.decode()
    assert client.post(f"{LIST}add/", sent).status_code == 302
    made = AnswerTemplate.objects.get()
    assert (made.text, made.edited_by, made.approved_by) == (WORDS, publisher, None)
    address = f"{LIST}{made.pk}/approve/"
    assert "You wrote these words" in client.get(address).content.decode()
    client.post(address, {"version": made.version})
    assert not AnswerTemplate.objects.offered().exists()
    other = client_for(moderator)
    assert "Read and approve" in other.get(LIST).content.decode()
    assert WORDS in other.get(address).content.decode()
    for odd in ("", "x", "9" * 30, made.version + 1):
        other.post(address, {"version": odd})
        assert not AnswerTemplate.objects.offered().exists()
    other.post(address, {"version": made.version})
    assert AnswerTemplate.objects.offered().get() == made
    # Switched off by the one who wrote it: the words are the same, and nobody is offered them.
    save(client, f"{LIST}{made.pk}/change/", {"title": "No advice", "text": WORDS})
    made.refresh_from_db()
    assert (made.active, made.approved_by) == (False, moderator)
    assert not AnswerTemplate.objects.offered().exists()


def test_the_form_offers_approved_texts_and_sends_nothing_by_it(
    edition, shown, author, publisher, moderator, client_for, template
):
    parent = shown()
    address = f"/admin/comments/comment/{parent.pk}/answer/"
    client = client_for(author)
    assert "No advice" not in client.get(address).content.decode()
    answer_templates.approve(template=template, by=moderator, version=1)
    assert "No advice" in client.get(address).content.decode()

    def use(number: object, typed: str = "") -> str:
        sent = {"template": number, "text": typed, "use": "yes"}
        return client.post(address, sent).content.decode()

    assert f"required>{WORDS}</textarea>" in use(template.pk)
    assert f"required>What I typed.\n\n{WORDS}</textarea>" in use(template.pk, "What I typed.\n")
    for odd in ("x", "999", "", "-1", "1e9"):
        assert "required>What I typed.</textarea>" in use(odd, "What I typed.")
    assert not Comment.objects.filter(written_by=author).exists()


def test_a_reply_leads_its_physician_to_the_form(edition, shown, author, client_for):
    parent = shown()
    page = client_for(None).get(f"/comments/{parent.public_id}/answer/").content.decode()
    address = f"/admin/comments/comment/answer-to/{parent.public_id}/"
    assert f'href="{address}"' in page
    assert client_for(author).get(address)["Location"] == (
        f"/admin/comments/comment/{parent.pk}/answer/"
    )
    assert "login" in client_for(None).get(address)["Location"]
    held = factories.pending_comment(edition)
    there = f"/admin/comments/comment/answer-to/{held.public_id}/"
    assert client_for(author).get(there).status_code == 404


def test_the_dashboard_names_what_is_unanswered(
    edition, shown, author, other_author, client_for, moderator
):
    shown(text="Does it hurt?", name="Quentin")
    assert "Does it hurt?" in client_for(author).get("/admin/").content.decode()
    assert "Does it hurt?" not in client_for(other_author).get("/admin/").content.decode()
    parent = Comment.objects.get()
    factories.pending_comment(edition, parent=parent, text="An answer", written_by=author)
    assert "Does it hurt?" not in client_for(author).get("/admin/").content.decode()
