"""What leaves for Sentry, made by the real SDK and caught on its way out."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from clinic_cms import error_reports
from comments import tokens

TEXT, EMAIL = "Heliotrope words of mine", "pat@reader.example"


class Kept(Transport):
    """Nothing is sent: what would be is kept."""

    sent: list[str]

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.get_bytes().decode() for item in envelope.items]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    begin, kept = sentry_sdk.init, Kept({})
    kept.sent = []
    monkeypatch.setattr(sentry_sdk, "init", lambda **options: begin(**options, transport=kept))
    error_reports.begin("http://key@127.0.0.1:9/1")
    yield kept.sent
    sentry_sdk.get_client().close(timeout=0)
    begin()  # as before: nothing is reported


@pytest.mark.once  # the signals around a real request close PostgreSQL's connection, the test's own
def test_what_a_person_typed_does_not_leave(sent: list[str], published: Any, settings: Any) -> None:
    form = {"token": tokens.make_form_token(published.editions.get()), "name": "Patricia",
            "email": EMAIL, "consent": "on", "text": TEXT, "website": ""}  # fmt: skip

    def fail(*args: object) -> None:
        detail = form["text"]
        raise ValueError(f"Key (email, text)=({EMAIL}, {detail}) already exists")

    browser, django = RequestFactory(), get_wsgi_application()
    address = f"/articles/{published.slug}/comments/?q=Heliotrope"
    headers = {"Origin": "http://testserver", "Cookie": "a=Patricia"}
    with connection.execute_wrapper(fail):
        for request in (
            browser.post(address, form, headers=headers),
            browser.get(f"/comments/mine/{'a1B2' * 8}:sig/"),
        ):
            b"".join(django(request.environ, lambda *answer: None))
    logging.getLogger("x").error("Sent to %s: %s", EMAIL, TEXT)
    said = "\n".join(sent)
    assert [json.loads(event)["level"] for event in sent] == ["error"] * 3
    for secret in (
        TEXT,
        "Heliotrope",
        EMAIL,
        "Patricia",
        form["token"],
        "a1B2",
        "127.0.0.1",
        "vars",
    ):
        assert secret not in said
    assert settings.SECRET_KEY not in said
    assert "ValueError" in said
    assert f'"url":"/articles/{published.slug}/comments/"' in said
    assert "/comments/mine/<str:token>/" in said
    assert "Sent to %s: %s" in said
