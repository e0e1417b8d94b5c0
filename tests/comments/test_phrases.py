"""The clinic's own lists: how a line is matched, and who keeps which."""

import pytest
from django.core.exceptions import ValidationError

from comments.models import Phrase, phrase
from comments.screening import phrases
from comments.screening.reading import read
from tests.admin.pages import save

LIST = "/admin/comments/phrase/"


def met(words, text, *, slips=True):
    return [text[s:e] for s, e in phrases.places(read(text), words, slips=slips)]


@pytest.mark.behaviour(23)
@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("pump", "The PUMP, again", ["PUMP"]),
        ("pump, stimulator", "my stimulator", ["stimulator"]),
        ("stimulator", "my stimulater", ["stimulater"]),
        ("stimulator", "my simulator", ["simulator"]),
        ("pump alarm", "pump  alarm", ["pump  alarm"]),
        ("pump alarm", "pump. Then an alarm", []),
        (
            "numb, no feeling + groin, buttock*",
            "no feeling in both buttocks",
            ["no feeling in both buttocks"],
        ),
        ("numb + groin", "Groin is numb", ["Groin is numb"]),
        ("numb + groin", "I am numb. My groin is fine.", []),
        ("numb + groin", "numb " + "x " * 60 + "groin", []),
        ("swell*", "swelling", ["swelling"]),
        ("don't wake", "I dont wake", ["dont wake"]),
        ("caf\u00e9", "Cafe", ["Cafe"]),
        ("\u30b9\u30d1\u30e0", "\u3053\u308c\u306f\u30b9\u30d1\u30e0\u3067\u3059", ["\u30b9\u30d1\u30e0"]),
        ("", "anything", []),
        ("+", "anything", []),
        (",,", "anything", []),
        ("***", "anything", []),
    ],
)  # fmt: skip
def test_matching(words, text, found):
    assert met(words, text) == found


def test_no_more_lines_are_active_than_replies_are_compared_with(db, monkeypatch):
    monkeypatch.setattr(phrase, "MOST_ACTIVE", 2)
    for words in ("pump", "alarm"):
        one = Phrase(list="watch", words=words)
        one.full_clean()
        one.save()
    one.full_clean()  # it is among the two itself
    Phrase(list="watch", words="off", active=False).full_clean()
    with pytest.raises(ValidationError, match="Switch one off"):
        Phrase(list="self_harm", words="one too many").full_clean()


def test_lists_of_blocked_words_allow_no_slip():
    assert met("stimulator", "simulator", slips=False) == []


@pytest.mark.parametrize(
    ("list_", "words"),
    [("emergency", "+"), ("emergency", "numb +"), ("block", "a"), ("block", "..."), ("domain", "site"),
     ("domain", "two sites.example"), ("nowhere", "word")],
)  # fmt: skip
def test_lines_that_would_match_nothing_or_everything(db, list_, words):
    with pytest.raises(ValidationError):
        Phrase(list=list_, words=words).full_clean()


class TestAdmin:
    @pytest.mark.parametrize(
        ("who", "shown"), [("moderator", True), ("reviewer", False), ("author", False)]
    )
    def test_physicians_keep_the_lists_of_emergencies(self, client_for, request, who, shown):
        clinical = Phrase.objects.create(list="emergency", words="pump alarm")
        other = Phrase.objects.create(list="block", words="miracle cure")
        client = client_for(request.getfixturevalue(who))
        page = client.get(LIST).content.decode()
        assert clinical.words in page
        assert (other.words in page) is shown
        assert client.get(f"{LIST}{clinical.pk}/change/").status_code == 200
        assert (client.get(f"{LIST}{other.pk}/change/").status_code == 200) is shown
        sent = {"list": "block", "words": "new words", "reason": "", "active": "on"}
        client.post(f"{LIST}add/", sent)
        assert Phrase.objects.filter(words="new words").exists() is shown

    def test_a_physician_adds_one_and_its_history_is_kept(self, client_for, reviewer):
        sent = {"list": "emergency", "words": "pump + beep*", "reason": "Pump", "active": "on"}
        client = client_for(reviewer)
        assert client.post(f"{LIST}add/", sent).status_code == 302
        phrase = Phrase.objects.get()
        del sent["active"]
        assert save(client, f"{LIST}{phrase.pk}/change/", sent).status_code == 302
        assert [(h.active, h.history_user) for h in phrase.history.all()] == [
            (False, reviewer), (True, reviewer),
        ]  # fmt: skip

    @pytest.mark.parametrize("words", ["", "x" * 301, "a\0b", "+", "😀", "\u202ertl"])
    def test_odd_words(self, client_for, moderator, words):
        sent = {"list": "block", "words": words, "reason": "", "active": "on"}
        assert client_for(moderator).post(f"{LIST}add/", sent).status_code in (200, 302, 400)

    def test_queries(self, client_for, moderator, django_assert_num_queries):
        client = client_for(moderator)
        for rows in (1, 2):
            for n in range(rows):
                Phrase.objects.create(list="watch", words=f"word {rows}{n}")
            with django_assert_num_queries(QUERIES):
                client.get(LIST)


QUERIES = 10
