"""No address, no word of a reply and no token gets into the log, whatever breaks."""

import io
import json
import logging
from logging.config import dictConfig

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client

from clinic_cms import logs
from comments import tokens

pytestmark = pytest.mark.once

TEXT = "Heliotrope words of mine"
EMAIL = "pat@reader.example"


@pytest.fixture(params=logs.FORMATS)
def log(request):
    """What is written, in each form, with Django's own configuration and ours."""
    before = logging.getLogger("django").handlers[:], logging.getLogger().handlers[:]
    out = io.StringIO()
    wanted = logs.configuration(request.param)
    wanted["handlers"]["stderr"]["stream"] = out
    dictConfig(wanted)
    yield lambda: out.getvalue()
    logging.getLogger("django").handlers[:], logging.getLogger().handlers[:] = before


def failing(error):
    def fail(*args: object) -> None:
        raise error

    return connection.execute_wrapper(fail)


def test_a_reply_that_breaks_us_leaves_no_word(log, published):
    form = {"token": tokens.make_form_token(published.editions.get()), "name": "Patricia",
            "email": EMAIL, "consent": "on", "text": TEXT, "website": ""}  # fmt: skip
    client = Client(raise_request_exception=False)
    with failing(ValueError(f"Key (email, text)=({EMAIL}, {TEXT}) already exists")):
        answer = client.post(
            f"/articles/{published.slug}/comments/?q={TEXT}",
            form,
            headers={"Origin": "http://testserver"},
        )
    assert answer.status_code == 500
    said = log()
    for secret in (
        TEXT,
        "Heliotrope",
        EMAIL,
        "Patricia",
        form["token"],
        "127.0.0.1",
        "already exists",
    ):
        assert secret not in said
    assert f"/articles/{published.slug}/comments/" in said
    assert "builtins.ValueError" in said
    assert "comments/views.py:" in said
    assert "500" in said


def test_a_link_of_a_mail_is_not_written_down(log, published, db):
    client = Client(raise_request_exception=False)
    link = f"/comments/mine/{'a1B2' * 8}:sig:wisteria/"
    with failing(ValueError("x")):
        assert client.get(link).status_code == 500
    client.get(f"{link}more/")
    client.get("/accounts/password/reset/key/3-set-Password9Abc123456/")
    client.get("/nowhere/pat@reader.example/?q=secret")
    client.get("/", headers={"Host": f"{EMAIL}.example"})
    said = log()
    for secret in ("a1B2", "wisteria", "Password9", EMAIL, "q=secret"):
        assert secret not in said
    assert "/comments/mine/<str:token>/" in said
    assert "/nowhere/[address]/" in said
    assert "Refused: DisallowedHost" in said


@pytest.mark.parametrize("odd", ["%E2%80%9D", "/%0aFAKE", "/%5C"])
def test_nor_is_one_with_a_character_that_django_escapes(log, db, odd):
    """A typographic quote behind a link in a mail is copied along with it."""
    client = Client(raise_request_exception=False)
    for page in ("sent", "confirm", "mine"):
        with failing(ValueError("x")):
            client.get(f"/comments/{page}/{'a1B2' * 8}:sig:wisteria{odd}/")
    said = log()
    for secret in ("a1B2", "wisteria"):
        assert secret not in said
    for page in ("sent", "confirm", "mine"):
        assert f"/comments/{page}/" in said


def test_nobody_writes_lines_of_their_own_into_the_log(log, db):
    Client().get("/x%0a2026-11-30T00:00:00 ERROR%0d%1b[31m made up \u00fcber")
    event = logging.LogRecord("x", logging.ERROR, "f", 1, "two\nlines", (), None)
    logging.getLogger("x").handle(event)
    assert [c for c in log() if not c.isprintable()] == ["\n", "\n"]
    assert "made up \u00fcber" in log()


def test_what_others_log(log):
    other = logging.getLogger("some.package")
    other.error("Sent to %s from %s %s", EMAIL, "2001:db8::7", ValueError(TEXT))
    other.error("%(a)s", {"a": EMAIL})
    said = log()
    assert "Sent to [address] from [address] ValueError" in said
    assert EMAIL not in said
    event = logging.LogRecord("x", logging.ERROR, "f", 1, "broken %d", (TEXT,), None)
    assert logs.facts(event)["message"] == "broken %d"


def test_json_is_one_object_a_line():
    try:
        raise OSError(28, "No space left")
    except OSError as error:
        event = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "two\nlines", (), (OSError, error, None)
        )
    line = logs.Json().format(event)
    assert "\n" not in line
    found = json.loads(line)
    assert (found["message"], found["errno"]) == ("two\nlines", 28)
    assert (found["error"], found["level"]) == (["builtins.OSError"], "ERROR")


def test_an_unknown_format_is_refused():
    with pytest.raises(ImproperlyConfigured, match="LOG_FORMAT is one of"):
        logs.configuration("xml")
