"""Personal data in a reply: its writer sees the place, and mends it or sends it as it is."""

import re

import pytest
from django.test import Client

from clinic_cms.clinic.models import Attempt
from comments import screening
from comments.models import Comment, Phrase, Status
from comments.screening import Finding
from tests import factories

RUSSIAN, JAPANESE = "плохое слово", "スパム"

WITH_MAIL = "It helped me. Write to <b>pat@reader.example</b> if you like."
URGENT = "I have chest pain, call 212-555-0187"


def form_of(response):
    """Return what the form of a page would send: its hidden fields and the text."""
    page = response.content.decode()
    return {"token": re.search(r'name="token" value="([^"]+)"', page)[1]}


class TestMending:
    @pytest.mark.behaviour(13, 19)
    def test_the_writer_is_shown_the_place_and_nothing_is_stored(self, filled, send):
        response = send(filled(text=WITH_MAIL))
        page = response.content.decode()
        assert response.status_code == 422
        assert "Please check your reply" in page
        assert page.index("Send the changed reply") < page.index("Send without changes")
        assert "Send for review" not in page
        assert "We found: Email address" in page
        assert re.search(r'<mark class="personal">pat@reader\.example<span class="vh">', page)
        assert "&lt;b&gt;" in page
        assert "<b>" not in page
        assert re.search(r'name="as_is"\s+value="yes"', page)
        assert not Comment.objects.exists()
        assert not Attempt.objects.exists()  # looking costs nobody a try

    def test_sent_as_it_is(self, filled, send):
        again = form_of(send(filled(text=WITH_MAIL)))
        response = send(filled(text=WITH_MAIL, as_is="yes", **again))
        assert response.status_code == 303
        reply = Comment.objects.get()
        assert (reply.text, reply.status, reply.urgent, reply.flags) == (
            WITH_MAIL, Status.PENDING, False, [],
        )  # fmt: skip
        (found,) = (f for f in reply.findings if f["rule"] == "personal_data")
        assert WITH_MAIL[found["start"] : found["end"]] == "pat@reader.example"
        assert (
            "We check those words before showing it"
            in Client().get(response["Location"]).content.decode()
        )

    def test_mended(self, filled, send):
        again = form_of(send(filled(text=WITH_MAIL)))
        assert send(filled(text="It helped me.", **again)).status_code == 303
        assert Comment.objects.get().findings == []

    def test_mended_into_something_else_that_is_personal(self, filled, send):
        again = form_of(send(filled(text=WITH_MAIL)))
        response = send(filled(text="My number is 212-555-0187", **again))
        assert response.status_code == 422
        assert "Phone number" in response.content.decode()

    def test_a_form_without_the_places_is_as_it_was(self, filled, send):
        page = send(filled(text="x" * 4_001)).content.decode()
        assert "as_is" not in page

    def test_who_is_in_danger_is_not_held_up(self, clinic, filled, send):
        response = send(filled(text=URGENT))
        assert response.status_code == 303
        reply = Comment.objects.get()
        assert reply.urgent
        assert {f["rule"] for f in reply.findings} >= {"red_flags", "personal_data"}
        page = Client().get(response["Location"]).content.decode()
        assert page.index("tel:911") < page.index("<h1")

    @pytest.mark.parametrize("name", ["pat@reader.example", "call 212-555-0187"])
    def test_the_name_cannot_hold_it(self, filled, send, name):
        page = send(filled(name=name)).content.decode()
        assert "Leave email addresses and numbers out of the name" in page
        assert not Comment.objects.exists()

    def test_staff_and_the_clinics_own_number(self, filled, send, author, clinic):
        assert send(filled(text="Dr. Ana Reyes was kind")).status_code == 422
        assert send(filled(text=f"I called {clinic.phone} and it worked")).status_code == 303


class TestBlocked:
    @pytest.fixture(autouse=True)
    def lists(self, db):
        Phrase.objects.create(list="block", words="miracle cure, wundermittel")
        Phrase.objects.create(
            list="block",
            words=RUSSIAN,
        )
        Phrase.objects.create(list="block", words=JAPANESE)
        Phrase.objects.create(list="domain", words="cheap-pills.example")
        Phrase.objects.create(list="block", words="switched off", active=False)

    @pytest.mark.behaviour(19, 24)
    @pytest.mark.parametrize(
        "fields",
        [
            {"text": "<b>Wundermittel</b>"}, {"text": "MIRACLE\u200b CURE"}, {"text": "Das Wundermittel."},
            {"text": RUSSIAN.upper()}, {"text": f"これは{JAPANESE}です"},
            {"text": "see https://www.Cheap-Pills.example/now"}, {"text": "shop.cheap-pills.example"},
            {"email": "me@cheap-pills.example"}, {"name": "Miracle Cure"},
        ],
    )  # fmt: skip
    def test_refused_with_the_text_kept(self, filled, send, fields):
        response = send(filled(**fields))
        page = response.content.decode()
        assert response.status_code == 422
        assert "are not taken here" in page
        assert 'name="text"' in page
        assert not Comment.objects.exists()

    @pytest.mark.behaviour(23)
    @pytest.mark.parametrize(
        "text", ["No miracles here, no cure.", "not-cheap-pills.example", "It was switched off.",
                 "cheap-pills.example.org"],
    )  # fmt: skip
    def test_what_is_near_it_is_taken(self, filled, send, text):
        assert send(filled(text=text)).status_code == 303

    def test_danger_goes_before_the_list(self, filled, send):
        assert send(filled(text="I took your miracle cure and can't breathe")).status_code == 303
        assert Comment.objects.get().urgent


class TestLists:
    def test_the_clinics_own_emergency(self, clinic, filled, send):
        Phrase.objects.create(
            list="emergency", words="pump, stimulator + beeps, alarm*", reason="Pump alarm"
        )
        response = send(filled(text="My baclofen pumpp? The pump has alarmed since noon."))
        reply = Comment.objects.get()
        assert (reply.urgent, reply.flags) == (True, ["listed_emergency"])
        assert "tel:911" in Client().get(response["Location"]).content.decode()

    def test_the_clinics_own_words_of_self_harm(self, clinic, filled, send):
        Phrase.objects.create(list="self_harm", words="farewell letter")
        page = Client().get(send(filled(text="I wrote a fairwell letter"))["Location"])
        assert page.content.decode().count("tel:988") == 0  # two slips are two too many
        page = Client().get(send(filled(text="I wrote a farewel letter"))["Location"])
        assert "tel:988" in page.content.decode()

    def test_the_card_comes_also_with_a_refusal(self, clinic, filled, send):
        Phrase.objects.create(list="emergency", words="pump alarm")
        page = send(filled(text="pump alarm", name="")).content.decode()
        assert page.index("tel:911") < page.index("<h1")

    @pytest.mark.behaviour(23)
    def test_watched_words_are_marked_only(self, filled, send):
        Phrase.objects.create(list="watch", words="lawyer*", reason="Legal matter")
        assert send(filled(text="My lawyers liked the page.")).status_code == 303
        (found,) = (f for f in Comment.objects.get().findings if f["rule"] == "spam")
        assert (found["type"], found["reason"]) == ("WATCHED", "Legal matter")


class TestStored:
    def test_a_side_effect_of_the_page_brings_the_reporting_text(
        self, clinic, edition, filled, send
    ):
        name = edition.payload["treatments"][0]["side_effects"][0]["name"]
        response = send(filled(text=f"I had {name.lower()} for a day."))
        reply = Comment.objects.get()
        assert ("side_effects", "ON_THE_PAGE") in {(f["rule"], f["type"]) for f in reply.findings}
        assert "1-800-FDA-1088" in Client().get(response["Location"]).content.decode()
        other = send(filled(text="Thank you."), REMOTE_ADDR="192.0.2.8")
        assert (
            "1-800-FDA-1088"
            not in Client().get(other["Location"]).content.decode().partition("<footer")[0]
        )

    @pytest.mark.behaviour(22)
    @pytest.mark.parametrize(("links", "found"), [(1, False), (2, True)])
    def test_links(self, filled, send, links, found):
        send(filled(text=" and ".join(f"https://site{n}.example/page" for n in range(links))))
        assert any(f["type"] == "LINK" for f in Comment.objects.get().findings) is found

    def test_repeats_and_floods(self, edition, filled, send):
        factories.pending_comment(edition, text="Good page.", email="other@reader.example")
        for n in range(3):
            send(filled(text=f"Number {n}"))
        send(filled(text="Good page.", email="new@reader.example"))
        found = {f["type"] for f in Comment.objects.latest("pk").findings}
        assert found == {"REPEATED", "FLOOD"}

    def test_a_rule_that_fails_leaves_the_reply_held_with_a_finding(
        self, filled, send, monkeypatch
    ):
        monkeypatch.setitem(screening.FINDERS, "spam", lambda reading, context: 1 / 0)
        assert send(filled(text="Thank you.")).status_code == 303
        reply = Comment.objects.get()
        assert reply.status == Status.PENDING
        assert [f["rule"] for f in reply.findings] == [screening.FAILED]

    def test_findings_are_never_shown_to_readers(self, edition, shown):
        finding = Finding("personal_data", "PERSON", 0, 5, "A reason for moderators")
        reply = shown(text="Maria had it.", findings=[finding.stored()])
        page = Client().get(f"/articles/{edition.slug}/").content.decode()
        thread = page.partition(f'id="reply-{reply.public_id}"')[2]
        assert "Maria had it." in thread
        assert "A reason for moderators" not in page
        assert "<mark" not in page
