"""Two people, or two tabs, have a record open: the second save undoes nothing unasked."""

import io
import re
from html import unescape
from typing import Any

import pytest

from articles import pictures
from articles.models import Article, Condition, Disclaimer, Picture, SideEffect, Synonym, Treatment
from articles.models import TreatmentSideEffect as Row
from clinic_cms.clinic.models import ClinicProfile, User
from comments.models import AnswerTemplate, Phrase
from tests import factories
from tests.admin.pages import change_url, fields_of, form_data, opened
from tests.admin.test_pictures import picture

SAID = "changed after you opened it"
PROFILE = "/admin/clinic/clinicprofile/1/change/"


def words_of(page: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", unescape(text))


@pytest.fixture
def effect(published: Article) -> SideEffect:
    return SideEffect.objects.all()[0]


def test_a_colleagues_words_are_not_undone_unasked(effect, publisher, author, client_for) -> None:
    address = f"/admin/articles/sideeffect/{effect.pk}/change/"
    first, second = client_for(publisher), client_for(author)
    theirs, mine = opened(first, address), opened(second, address)
    assert (
        first.post(
            address, theirs | {"description": "Fever above 38: go to hospital now."}
        ).status_code
        == 302
    )
    mine |= {"also_called": "the chill"}
    refused = second.post(address, mine)
    effect.refresh_from_db()
    assert (refused.status_code, effect.description) == (200, "Fever above 38: go to hospital now.")
    said = words_of(refused)
    assert SAID in said
    assert f"changed by {publisher}" in said
    assert "Description" in said
    again = fields_of(refused)
    assert again["also_called"] == ["the chill"]
    assert second.post(address, again).status_code == 302
    effect.refresh_from_db()
    assert (effect.also_called, effect.description) == ("the chill", mine["description"][0])


def test_the_emergency_number_is_not_put_back(clinic, administrator, client_for) -> None:
    client = client_for(administrator)
    theirs, mine = opened(client, PROFILE), opened(client, PROFILE)
    client.post(PROFILE, theirs | {"emergency_number": "112"})
    refused = client.post(PROFILE, mine | {"tagline": "New words"})
    profile = ClinicProfile.objects.get()
    assert (profile.emergency_number, profile.tagline) == ("112", clinic.tagline)
    assert SAID in words_of(refused)
    assert fields_of(refused)["tagline"] == ["New words"]


def test_rows_under_a_record_count(published, publisher, author, client_for) -> None:
    treatment = Treatment.objects.get()
    address = f"/admin/articles/treatment/{treatment.pk}/change/"
    theirs, mine = opened(client_for(publisher), address), opened(client_for(author), address)
    theirs["side_effect_rows-0-advice"] = "Call at once."
    assert client_for(publisher).post(address, theirs).status_code == 302
    mine["summary"] = "Another summary."
    refused = client_for(author).post(address, mine)
    assert SAID in words_of(refused)
    assert "treatment side effect" in words_of(refused).lower()
    row = Row.objects.get(pk=int(mine["side_effect_rows-0-id"][0]))
    assert row.advice == "Call at once."
    assert client_for(author).post(address, fields_of(refused)).status_code == 302
    treatment.refresh_from_db()
    assert treatment.summary == "Another summary."


def test_a_row_that_a_colleague_deleted_comes_back_as_a_new_one(
    published, publisher, author, client_for
) -> None:
    treatment = Treatment.objects.get()
    address = f"/admin/articles/treatment/{treatment.pk}/change/"
    theirs, mine = opened(client_for(publisher), address), opened(client_for(author), address)
    assert (
        client_for(publisher)
        .post(address, theirs | {"side_effect_rows-0-DELETE": "on"})
        .status_code
        == 302
    )
    gone = int(mine["side_effect_rows-0-id"][0])
    assert not Row.objects.filter(pk=gone).exists()
    mine["side_effect_rows-0-advice"] = "An hour of work."
    refused = client_for(author).post(address, mine)
    assert SAID in words_of(refused)
    saved = client_for(author).post(address, fields_of(refused))
    assert saved.status_code == 302, words_of(saved)
    assert Row.objects.get(advice="An hour of work.").pk != gone


def test_a_reference_that_a_colleague_deleted_comes_back_too(guide, author, client_for) -> None:
    client, address = client_for(author), change_url(guide)
    mine = opened(client, address)
    sent = form_data(guide, **{"citations-0-DELETE": "on"})
    assert client.post(address, sent).status_code == 302
    assert not guide.citations.exists()
    refused = client.post(address, mine | {"summary": "An hour of work."})
    assert client.post(address, fields_of(refused)).status_code == 302
    assert guide.citations.count() == 1


def test_a_version_of_a_disclaimer_counts(publisher, client_for) -> None:
    disclaimer = factories.disclaimer_for_every_page(publisher)
    address = f"/admin/articles/disclaimer/{disclaimer.pk}/change/"
    client = client_for(publisher)
    sheet = opened(client, address)
    new = {"versions-TOTAL_FORMS": 1, "versions-INITIAL_FORMS": 0,
           "versions-0-text": "First wording.", "versions-0-in_force_from": "2030-01-01"}  # fmt: skip
    assert client.post(address, sheet | new).status_code == 302
    refused = client.post(address, sheet | new | {"versions-0-text": "Second wording."})
    assert SAID in words_of(refused)
    assert "Second wording." in refused.content.decode()
    newest = Disclaimer.objects.get(pk=disclaimer.pk).versions.order_by("-number")[0]
    assert newest.text == "First wording."


def _picture(author: User) -> Picture:
    sent = io.BytesIO(picture())
    return pictures.upload(by=author, file=sent, size=len(sent.getvalue()))


def _others(published: Article, author: User, publisher: User, shown: Picture) -> dict[str, Any]:
    words = {"title": "No advice", "text": "Please call us.", "edited_by": publisher}
    return {
        "articles/condition": (Condition.objects.all()[0], "also_called"),
        "articles/reference": (published.references.all()[0], "title"),
        "articles/physician": (author.physician, "bio"),
        "articles/picture": (shown, "alt"),
        "articles/synonym": (Synonym.objects.create(word="Advil", means="ibuprofen"), "means"),
        "comments/answertemplate": (AnswerTemplate.objects.create(**words), "text"),
        "comments/phrase": (Phrase.objects.create(list="watch", words="odd"), "words"),
        "clinic/user": (author, "last_name"),
    }


@pytest.mark.parametrize(
    "where",
    ["articles/condition", "articles/reference", "articles/physician", "articles/picture",
     "articles/synonym", "comments/answertemplate", "comments/phrase", "clinic/user"],
)  # fmt: skip
def test_every_other_form(
    where, published, author, publisher, superuser, client_for, media
) -> None:
    record, field = _others(published, author, publisher, _picture(author))[where]
    address = f"/admin/{where}/{record.pk}/change/"
    client = client_for(superuser)
    theirs, mine = opened(client, address), opened(client, address)
    assert client.post(address, theirs | {field: "Theirs."}).status_code == 302
    refused = client.post(address, mine | {field: "Mine."})
    record.refresh_from_db()
    assert getattr(record, field) == "Theirs."
    assert SAID in words_of(refused)
    assert fields_of(refused)[field] == ["Mine."]
    assert client.post(address, fields_of(refused)).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "Mine."


def test_what_no_form_holds_is_no_change(author, administrator, client_for) -> None:
    address = f"/admin/clinic/user/{author.pk}/change/"
    sheet = opened(client_for(administrator), address)
    client_for(author)  # signs in, which is noted on the account
    assert client_for(administrator).post(address, sheet | {"last_name": "Roy"}).status_code == 302


def test_a_form_that_does_not_say_when_it_was_opened(effect, author, client_for) -> None:
    address = f"/admin/articles/sideeffect/{effect.pk}/change/"
    sheet = opened(client_for(author), address)
    for odd in ("", "x", ".", "9" * 40 + ".x", f"0.{'0' * 64}", sheet["opened_on"][0] + "x"):
        refused = client_for(author).post(
            address, sheet | {"opened_on": odd, "description": "Mine."}
        )
        assert SAID in words_of(refused)
    effect.refresh_from_db()
    assert effect.description != "Mine."


def test_an_old_state_is_not_taken_back_over_a_newer_one(effect, author, client_for) -> None:
    address = f"/admin/articles/sideeffect/{effect.pk}/history/{effect.history.latest().pk}/"
    old = opened(client_for(author), address)
    effect.description = "Fever above 38: go to hospital now."
    effect.save()
    assert SAID in words_of(client_for(author).post(address, old))
    effect.refresh_from_db()
    assert effect.description == "Fever above 38: go to hospital now."
    again = opened(client_for(author), address)
    assert client_for(author).post(address, again).status_code == 302
    effect.refresh_from_db()
    assert effect.description == old["description"][0]


def test_who_may_only_read_takes_no_old_state_back(effect, reviewer, client_for) -> None:
    address = f"/admin/articles/sideeffect/{effect.pk}/history/{effect.history.latest().pk}/"
    client = client_for(reviewer)
    assert client.get(address).status_code == 200
    sent = {"name": "Anything", "slug": effect.slug}
    assert client.post(address, sent).status_code == 403
    assert SideEffect.objects.get(pk=effect.pk).name == effect.name
