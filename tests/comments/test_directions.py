"""Signs that turn the direction of a text: gone from names, seen by moderators, kept for honest writers."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from articles.markup import plain
from comments import directions, marking, moderation, names
from comments.models import Comment

RLO, LRI, PDI, RLM = "\u202e", "\u2066", "\u2069", "\u200f"
HEBREW = f"משה (Moshe){RLM}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"{RLO}esuoH .rD", "esuoH .rD"),
        (f"{LRI}Pat{PDI}{RLM}\u200e\u061c", "Pat"),
        ("\u202aPat\u202c \u202bB.\u202c\u202d", "Pat B."),
        (f"{RLO}משה\u202c", "משה"),
        (HEBREW, HEBREW),
        ("محمد", "محمد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Zoë 👩\u200d⚕️", "Zoë 👩\u200d⚕️"),
    ],
)
def test_names(typed, kept):
    assert directions.name_without(typed) == kept


def test_a_name_is_stored_and_shown_as_it_was_written(edition, filled, send, moderator):
    send(filled(name=f"{RLO}esuoH .rD"))
    reply = Comment.objects.get()
    moderation.approve(comment=reply, by=moderator, version=1)
    assert reply.name == "esuoH .rD"
    assert RLO not in Client().get(f"/articles/{edition.slug}/").content.decode()


@pytest.mark.parametrize("name", [f"D{RLO}r. House", f"{RLO}{LRI}", f"Ana{RLM} Reyes"])
def test_a_name_is_judged_without_them(edition, author, filled, send, name):
    assert send(filled(name=name)).status_code == 422
    assert not Comment.objects.exists()


def test_honest_names_are_stored_as_they_are(filled, send):
    send(filled(name=HEBREW))
    assert Comment.objects.get().name == plain(HEBREW)
    assert not names.is_reserved(HEBREW)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"Stop it. {RLO}.won ti od", [9]),
        (f"{LRI}It helped{PDI}{RLM}", [0, 10, 11]),
        (f"שלום {LRI}MRI{PDI} {RLM}", []),
        (f"שלום {RLO}abc", [5]),
        ("It helped.", []),
    ],
)
def test_texts(text, places):
    assert directions.places(text) == places


def test_names_of_before_are_mended(edition, shown, author):
    """A name was stored as it came in, and an answer's was cut in the middle of its credentials."""
    author.physician.name, author.physician.credentials = "Ana " + "R" * 50, "M.D., Ph.D."
    author.physician.save()
    answer = shown(written_by=author, physician=author.physician)
    stored = {
        shown(): (f"{RLO}esuoH .rD", "esuoH .rD"),
        shown(): (HEBREW, HEBREW),
        shown(): ("Pat O'Neil", "Pat O'Neil"),
        answer: (author.physician.display_name[:60], author.physician.name),
    }
    for reply, (before, _) in stored.items():
        Comment.objects.filter(pk=reply.pk).update(name=before)
    unchanged = dict(Comment.objects.values_list("pk", "updated_at"))
    for _ in range(2):
        import_module("comments.migrations.0016_names_as_they_are_read").mend_names(apps, None)
    for reply, (before, after) in stored.items():
        reply.refresh_from_db()
        assert reply.name == after
        assert (reply.updated_at == unchanged[reply.pk]) == (before == after)
    assert RLO not in Client().get(f"/articles/{edition.slug}/").content.decode()


def test_a_moderator_sees_that_they_are_there(held, moderator, client_for):
    text = f"Stop it. {RLO}.won ti od <b>"
    Comment.objects.filter(pk=held.pk).update(text=text)
    page = client_for(moderator).get(f"/admin/comments/comment/{held.pk}/change/").content.decode()
    assert '<span class="turn" data-sign="U+202E">' in page
    assert "Hidden signs turn the direction of this text" in page
    assert "&lt;b&gt;" in marking.marked(text, [])
    Comment.objects.filter(pk=held.pk).update(text="It helped.")
    page = client_for(moderator).get(f"/admin/comments/comment/{held.pk}/change/").content.decode()
    assert "Hidden signs" not in page
