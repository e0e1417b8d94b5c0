"""The second factor of staff, wrong passwords in a row, and how long a session lasts."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as production
from django.test import Client

from clinic_cms.clinic.models import User
from tests.factories import PASSWORD

SET_UP = "/accounts/2fa/totp/activate/"
CODE = "/accounts/2fa/authenticate/"


@pytest.fixture(autouse=True)
def asked_for(settings: Any) -> None:
    """Production's rule, which the other tests leave out."""
    settings.SECOND_FACTOR = True


def code_for(secret: str) -> str:
    """Return the code that a telephone shows now."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def sign_in(user: User, password: str = PASSWORD) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(
        "/accounts/login/", {"login": user.username, "password": password, "next": "/admin/"}
    )


@pytest.fixture
def secret(author: User) -> str:
    """The author's second factor."""
    made = str(generate_totp_secret())
    TOTP.activate(author, made)
    return made


def test_without_one_the_admin_leads_to_its_set_up(author: User) -> None:
    client, _ = sign_in(author)
    assert client.get("/admin/articles/article/")["Location"] == SET_UP
    again = client.get(SET_UP)["Location"]
    assert again.startswith("/accounts/reauthenticate/")  # it is worth the password once more
    page = client.post(again, {"password": PASSWORD}, follow=True)
    assert "data:" in page["Content-Security-Policy"]  # the QR code, on this page only
    sent = {"code": code_for(page.context["form"].secret)}
    assert client.post(SET_UP, sent).status_code == 302
    assert client.get("/admin/articles/article/").status_code == 200
    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_who_asks_for_somebodys_new_password_does_not_keep_them_from_it(author: User) -> None:
    """allauth writes the address down as one that nobody has confirmed, and lets nobody with such a one."""
    Client().post("/accounts/password/reset/", {"email": author.email})
    client, _ = sign_in(author)
    page = client.post(client.get(SET_UP)["Location"], {"password": PASSWORD}, follow=True)
    assert client.post(SET_UP, {"code": code_for(page.context["form"].secret)}).status_code == 302
    assert client.get("/admin/articles/article/").status_code == 200


def test_a_wrong_code_sets_nothing_up(author: User) -> None:
    client, _ = sign_in(author)
    client.get(SET_UP)
    client.post(SET_UP, {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_a_password_alone_opens_nothing(author: User, secret: str) -> None:
    client, answer = sign_in(author)
    assert answer["Location"].startswith(CODE)
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    client.post(CODE, {"code": "not a code"})
    assert client.get("/admin/").status_code == 302
    assert client.post(CODE, {"code": code_for(secret)})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_is_good_once(author: User, secret: str) -> None:
    code = code_for(secret)
    for opened in (True, False):
        client, _ = sign_in(author)
        client.post(CODE, {"code": code})
        assert (client.get("/admin/").status_code == 200) is opened


def test_wrong_passwords_in_a_row_lock_the_account_for_a_while(author: User) -> None:
    for _attempt in range(5):
        sign_in(author, "a wrong passphrase")
    client, answer = sign_in(author)
    assert b"Too many wrong attempts. Wait five minutes, then try again." in answer.content
    assert client.get("/admin/").status_code == 302


def test_a_session_gets_a_new_key_and_ends_with_the_browser(author: User) -> None:
    client = Client()
    client.get("/accounts/login/")
    before = client.session.session_key
    client.post("/accounts/login/", {"login": author.username, "password": PASSWORD})
    cookie = client.cookies[production.SESSION_COOKIE_NAME]
    assert client.session.session_key != before
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
    assert client.session.get_expiry_age() <= 12 * 3600
    assert time.time() < client.session.get_expiry_date().timestamp() <= time.time() + 12 * 3600
