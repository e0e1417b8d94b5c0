"""Staff sign-in: neutral words, safe addresses, no way to make an account."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from clinic_cms.clinic.models import User
from tests.factories import PASSWORD
from tests.mailbox import work

LOGIN = "/accounts/login/"
WRONG = "The username and/or password you specified are not correct."


def sign_in(user: User, next_page: str = "", password: str = PASSWORD) -> Any:
    return Client().post(LOGIN, {"login": user.username, "password": password, "next": next_page})


def test_works(author: User) -> None:
    response = sign_in(author, "/admin/articles/article/")
    assert response.headers["Location"] == "/admin/articles/article/"


@pytest.mark.parametrize(
    "next_page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x()"]
)
def test_an_unsafe_next_page_is_left_aside(next_page: str, author: User) -> None:
    assert sign_in(author, next_page).headers["Location"] == "/admin/"


def test_the_words_do_not_tell_whether_the_account_exists(author: User) -> None:
    there = sign_in(author, password="wrong").content.decode()
    author.username = "nobody-of-this-name"
    not_there = sign_in(author, password="wrong").content.decode()
    assert WRONG in there
    assert WRONG in not_there


def test_the_page_has_no_sign_up_and_nothing_inline(db: None) -> None:
    response = Client().get(LOGIN)
    page = response.content.decode()
    assert "signup" not in page
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*src=)|https?://", page)
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_nobody_signs_up(db: None) -> None:
    Client().post(
        "/accounts/signup/", {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not User.objects.exists()


def test_a_password_is_reset_by_mail(author: User) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": author.email})
    work()
    link = re.search(
        r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body)
    )
    assert link
    form = client.get(link[1], follow=True)
    address = form.redirect_chain[-1][0]
    new = "a new and longer passphrase"
    client.post(address, {"password1": new, "password2": new})
    author.refresh_from_db()
    assert author.check_password(new)


def test_an_address_that_nobody_has_gets_no_mail_and_the_same_answer(author: User) -> None:
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": address})
        for address in (author.email, "stranger@example.org")
    )
    work()
    assert [message.to for message in mail.outbox] == [[author.email]]
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_signing_out_needs_a_post(author: User) -> None:
    client = Client()
    client.force_login(author)
    client.get("/accounts/logout/")
    assert client.get("/admin/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(("proxies", "heard"), [(1, ""), (2, ", 10.0.0.2")])
def test_attempts_behind_proxies_are_counted_under_the_visitors_address(
    author: User, settings: Any, proxies: int, heard: str
) -> None:
    """Counted under a proxy's, one who guesses would keep everybody out."""
    settings.TRUSTED_PROXIES = proxies
    wrong = {"login": "nobody", "password": "wrong"}
    for n in range(31):
        came = {"X-Forwarded-For": f"203.0.113.{n}, 192.0.2.1{heard}"}
        guessing = Client().post(LOGIN, wrong, headers=came)
    assert guessing.status_code == 429
    of_staff = {"login": author.username, "password": PASSWORD}
    let_in = Client().post(LOGIN, of_staff, headers={"X-Forwarded-For": f"192.0.2.2{heard}"})
    assert let_in.status_code == 302


@pytest.mark.parametrize("address", ["203.0.113.77", "2001:db8:1:2:3:4:5:6"])
def test_what_counts_attempts_holds_no_network_address(author: User, address: str) -> None:
    """It lies in the database, which backups take along."""
    wrong = {"login": author.username, "password": "wrong"}
    Client().post(LOGIN, wrong, REMOTE_ADDR=address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache_rows")
        keys = " ".join(key for (key,) in cursor.fetchall())
    assert "login" in keys
    assert address[:9] not in keys


def test_pages_of_the_account_are_in_our_words(author: User) -> None:
    client = Client()
    reset = client.get("/accounts/password/reset/").content.decode()
    assert "Send me the link" in reset
    done = client.post(
        "/accounts/password/reset/", {"email": author.email}, follow=True
    ).content.decode()
    assert "If an account has this address" in done
    spoilt = client.get("/accounts/password/reset/key/1-nothing/").content.decode()
    assert "This link does not work any more" in spoilt
    sign_in_of(client, author)
    assert "Save the new password" in client.get("/accounts/password/change/").content.decode()
    page = client.get("/accounts/reauthenticate/").content.decode()
    assert "Confirm that it is you" in page
    assert "reauthenticate to" not in page


def sign_in_of(client: Client, user: User) -> None:
    client.post(LOGIN, {"login": user.username, "password": PASSWORD})
