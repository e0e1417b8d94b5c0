"""When the database is away or we fail otherwise, nobody loses what they wrote."""

import re
from html import unescape

import pytest
from django.db import InternalError, OperationalError, connection
from django.test import Client

from clinic_cms.clinic.models import ClinicProfile
from comments import tokens
from comments.models import Comment

TEXT = "\nIt helped me.\r\nA <b>little</b> & “long” story 😀"
FIELD = re.compile(r'<textarea id="[^"]+"\s+name="([^"]+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')


@pytest.fixture
def form(published) -> dict[str, str]:
    edition = published.editions.get()
    return {"token": tokens.make_form_token(edition), "name": "Pat", "email": "pat@reader.example",
            "consent": "on", "text": TEXT, "website": ""}  # fmt: skip


def failing(error: Exception):
    """Return a context in which every question to the database fails."""

    def fail(*args: object) -> None:
        raise error

    return connection.execute_wrapper(fail)


def send(form: dict[str, str], published):
    client = Client(raise_request_exception=False)
    where = f"/articles/{published.slug}/comments/"
    return client.post(where, form, headers={"Origin": "http://testserver"})


def fields_of(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in (FIELD.findall(html) + HIDDEN.findall(html))}


def test_a_reply_comes_back_and_can_be_sent_again(form, published) -> None:
    ClinicProfile.current()
    with failing(OperationalError("server closed the connection unexpectedly")):
        answer = send(form, published)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Cache-Control"] == "no-store"
    again = fields_of(page)
    assert again == form
    assert '<a href="tel:911">call 911 now</a>' in page
    assert "server closed" not in page
    assert send(again, published).status_code == 303
    assert send(again, published).status_code == 303
    assert Comment.objects.get().text == TEXT.strip().replace("\r\n", "\n")


def test_words_come_back_from_a_mistake_of_ours_too(form, published) -> None:
    with failing(ValueError("a mistake")):
        answer = send(form, published)
    assert answer.status_code == 500
    assert fields_of(answer.content.decode()) == form
    assert "Retry-After" not in answer


def test_a_page_without_a_database(published) -> None:
    client = Client(raise_request_exception=False)
    with failing(OperationalError()):
        answer = client.get(f"/articles/{published.slug}/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "<form" not in page
    assert f'<a class="button" href="/articles/{published.slug}/">Try again</a>' in page
    assert "Our database is not working right now." in page


def test_no_password_comes_back(db) -> None:
    client = Client(raise_request_exception=False)
    with failing(OperationalError()):
        answer = client.post("/accounts/login/", {"login": "dr", "password": "kept secret"})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "kept secret" not in page
    # A form that is of no use without its secret is not offered: the page that asks for it is.
    assert "<form" not in page
    assert '<a class="button" href="/accounts/login/">Try again</a>' in page


def test_what_was_typed_is_called_by_a_name_for_people(form, published) -> None:
    with failing(OperationalError()):
        page = send(form, published).content.decode()
    assert re.search(r'<label for="typed-\d">Text</label>', page)


class ReadOnlySqlTransaction(Exception):
    pgcode = "25006"


def test_a_database_that_takes_nothing_in_is_told_as_one(form, published) -> None:
    refused = InternalError("cannot execute INSERT in a read-only transaction")
    refused.__cause__ = ReadOnlySqlTransaction()
    with failing(refused):
        answer = send(form, published)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    with failing(InternalError("invalid page in block 7")):
        assert send(form, published).status_code == 500


def test_an_authors_words_come_back(author, guide, published) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(author)
    with failing(OperationalError()):
        answer = client.post(
            f"/admin/articles/article/{guide.pk}/change/", {"body": "<p>New words.</p>"}
        )
    assert answer.status_code == 503
    assert fields_of(answer.content.decode()) == {"body": "<p>New words.</p>"}


def test_a_code_that_is_no_secret_comes_back(author, published) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(author)
    sent = {"name": "Sore neck", "icd10_code": "M54.2"}
    with failing(OperationalError()):
        answer = client.post("/admin/articles/condition/add/", sent)
    assert fields_of(answer.content.decode()) == sent


@pytest.mark.parametrize("sender", ["https://other.example", "null"])
def test_what_another_site_sends_is_not_given_back(author, guide, sender) -> None:
    """A page of ours with their words and our button would let them act in the name of who presses it."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(author)
    theirs = {"revision": "1", "comment": "Words of another site."}
    address = f"/admin/articles/article/{guide.pk}/submit/"
    with failing(OperationalError()):
        answer = client.post(address, theirs, headers={"Origin": sender})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "Words of another site." not in page
    assert "<form" not in page


def test_whom_to_call_is_said_without_a_database(published, clinic) -> None:
    """Name and numbers are as this process read them last; it reads them with each page that it draws."""
    client = Client(raise_request_exception=False)
    client.get("/articles/")
    with failing(OperationalError()):
        page = client.get(f"/articles/{published.slug}/").content.decode()
    assert clinic.name in page
    assert f'href="tel:{clinic.phone.replace("-", "")}">Call {clinic.phone}</a>' in page
    assert '<a href="tel:911">call 911 now</a>' in page
    assert '<a href="tel:988">Call 988</a>' in page
    assert page.count(f"Call {clinic.phone}</a>") == 2  # above, and where the eye ends


def test_a_process_that_never_read_the_profile_names_no_number(
    published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClinicProfile, "_last_read", None)
    client = Client(raise_request_exception=False)
    with failing(OperationalError()):
        page = client.get(f"/articles/{published.slug}/").content.decode()
    assert "call the emergency number now" in page
    assert "tel:" not in page
