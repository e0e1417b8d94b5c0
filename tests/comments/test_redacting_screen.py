"""The form that takes words out, without a script."""

import pytest
from django.contrib.auth.models import Permission

from comments import moderation, screening
from comments.models import Claim, Comment, Redaction
from tests import factories
from tests.comments.test_queue import QUEUE, change, said

TEXT = "My nurse was Maria Lopez. Call me: 202-555-0143. Maria was kind."
MARK = "[removed by the clinic: names or identifies a person]"


@pytest.fixture
def told(edition):
    findings = [finding.stored() for finding in screening.screen(TEXT)]
    return factories.pending_comment(edition, text=TEXT, findings=findings)


@pytest.fixture
def desk(client_for, moderator):
    return client_for(moderator)


def redact(client, comment, **fields):
    fields = {
        "version": Comment.objects.get(pk=comment.pk).version,
        "reason": "personal_data",
        **fields,
    }
    return client.post(f"{QUEUE}{comment.pk}/redact/", fields)


def test_what_was_found_is_ticked_and_taken_out(told, desk):
    page = desk.get(change(told)).content.decode()
    value = f"{TEXT.index('202')}:{TEXT.index('202') + 12}"
    box = page[: page.index(f'value="{value}"') + 200]
    assert "checked" in box[-200:]
    response = redact(desk, told, place=value)
    assert response["Location"] == change(told)
    assert said(response) == ["1 place was taken out. Read what is left, then decide."]
    page = desk.get(change(told)).content.decode()
    assert f'<mark class="redacted">{MARK}' in page
    assert "202-555-0143" not in page
    assert Claim.objects.get().comment == told


def test_typed_words_are_taken_out_wherever_they_stand(told, desk):
    assert said(redact(desk, told, words=" Maria "))[0].startswith("2 places were taken out.")
    assert "Maria" not in Comment.objects.get(pk=told.pk).text


def test_what_is_wrong_comes_back_with_what_was_typed(told, desk):
    for wrong, message in (
        ({"words": "<i>Nobody</i>"}, "does not hold"),
        ({}, "Choose the words"),
        ({"words": "Maria", "reason": ""}, "Choose the reason"),
        ({"words": "Maria", "reason": "other"}, "say in the note"),
        ({"words": "Maria", "note": "<b>n</b>" + "x" * 500}, "500 characters"),
        ({"place": "0:9999"}, "not in the text"),
        ({"place": ["x", "\0", "5:2", "9" * 40 + ":1"]}, "not in the text"),
        ({"words": "\0\x07"}, "Choose the words"),
        ({"words": "🙂" * 4_000}, "does not hold"),
    ):
        response = redact(desk, told, **wrong)
        page = response.content.decode()
        assert response.status_code == 422, wrong
        assert message in page, wrong
        assert "<i>Nobody" not in page
        assert "<b>n" not in page
        if wrong.get("words") == "Maria":
            assert 'value="Maria"' in page
    assert not Redaction.objects.exists()


def test_the_loser_of_a_race_is_told(told, desk, client_for, second_moderator):
    redact(client_for(second_moderator), told, words="Lopez")
    response = redact(desk, told, words="Maria", version=1)
    assert response.status_code == 409
    assert "Second Moderator took words out" in response.content.decode()
    assert "Maria" in Comment.objects.get(pk=told.pk).text


def test_the_original_is_for_who_may_read_it(
    clock, told, desk, client_for, moderator, second_moderator
):
    redact(desk, told, words="Maria Lopez", note="Asked by the nurse.")
    clock.tick(hours=1)
    second_moderator.user_permissions.add(Permission.objects.get(codename="view_redacted_original"))
    for who, sees in ((moderator, False), (second_moderator, True)):
        page = client_for(who).get(change(told)).content.decode()
        assert ("Maria Lopez" in page) is sees
        assert ("Put the words back" in page) is sees
        assert "Asked by the nurse." in page
    row = Redaction.objects.get()
    address = f"{QUEUE}{told.pk}/restore/"
    refused = desk.post(address, {"redaction": row.pk, "version": 2})
    assert "Only a person who may read" in said(refused)[-1]
    client_for(second_moderator).post(address, {"redaction": row.pk, "version": 2})
    assert Comment.objects.get(pk=told.pk).text == TEXT
    for odd in ("", "x", "\0", "999999"):
        assert desk.post(address, {"redaction": odd, "version": 2}).status_code == 404


def test_a_slip_is_taken_back(told, desk):
    redact(desk, told, words="Maria Lopez")
    assert "Put the words back" in desk.get(change(told)).content.decode()
    desk.post(f"{QUEUE}{told.pk}/restore/", {"redaction": Redaction.objects.get().pk, "version": 2})
    assert Comment.objects.get(pk=told.pk).text == TEXT


def test_who_was_too_late_keeps_what_they_typed(told, desk, second_moderator):
    moderation.approve(comment=told, by=second_moderator, version=1)
    answer = redact(desk, told, words="Maria", note="A long note.", version=1)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "A long note." in page
    assert 'value="Maria"' in page or ">Maria<" in page
