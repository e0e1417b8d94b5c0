"""What staff read where they sign in: second step, recovery codes, signing out, the mail with a link."""

import re
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client

from clinic_cms.clinic.models import ClinicProfile, OutgoingMail, User
from tests.factories import PASSWORD
from tests.mailbox import Mailbox, later, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes(author: User) -> list[str]:
    """The author's recovery codes, beside an authenticator app."""
    TOTP.activate(author, str(generate_totp_secret()))
    return list(RecoveryCodes.activate(author).get_unused_codes())


def signing_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    return client


@pytest.fixture
def inside(author: User, codes: list[str]) -> Client:
    """The author, signed in with a recovery code, the password given once more."""
    client = signing_in(author)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_who_has_lost_the_phone_reads_what_to_do(author: User, codes: list[str]) -> None:
    client = signing_in(author)
    page = text(client.get("/accounts/2fa/authenticate/"))
    assert "type one of your recovery codes" in page
    assert "ask an administrator" in page
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_say_what_they_are_for_and_lead_on(inside: Client, codes: list[str]) -> None:
    page = text(inside.get("/accounts/2fa/recovery-codes/"))
    assert "Each lets you in once" in page
    assert "9 of 10 are left" in page
    assert re.findall(r"<code>(\w+)</code>", page) == codes[1:]
    assert 'href="/admin/">Go on to the dashboard' in page
    assert "<script src" not in page  # allauth's would look for a box that is not there


@pytest.mark.parametrize("path", ["recovery-codes/generate/", "totp/deactivate/"])
def test_what_cannot_be_undone_says_so_and_has_a_way_back(inside: Client, path: str) -> None:
    page = text(inside.get(f"/accounts/2fa/{path}"))
    assert re.search("codes that you have stop working|recovery codes stop working", page)
    assert 'href="/accounts/2fa/">Back to your account' in page
    assert "Are you sure" not in page
    assert inside.post(f"/accounts/2fa/{path}").status_code == 302


def said_of_empty(answer: Any) -> list[str]:
    page = text(answer)
    assert "placeholder=" not in page
    return re.findall(r'<ul class="errorlist"[^>]*><li>([^<]+)</li>', page)


def test_an_empty_field_says_what_to_type(author: User, codes: list[str]) -> None:
    stranger, client = Client(), signing_in(author)
    assert said_of_empty(stranger.post("/accounts/login/")) == [
        "Type your username.", "Type your password.",
    ]  # fmt: skip
    assert said_of_empty(stranger.post("/accounts/password/reset/")) == [
        "Type the email address of your account."
    ]
    assert said_of_empty(client.post("/accounts/2fa/authenticate/", {"code": ""})) == [
        "Type the code."
    ]
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert said_of_empty(client.post("/accounts/reauthenticate/")) == ["Type your password."]
    assert said_of_empty(client.post("/accounts/2fa/reauthenticate/", {"code": ""})) == [
        "Type the code."
    ]
    assert said_of_empty(client.post("/accounts/password/change/")) == [
        "Type the password that you have now.",
        "Type a new password.",
        "Type the new password once more.",
    ]


def test_an_empty_new_password_or_first_code_says_what_to_type(author: User) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": author.email})
    work()
    link = re.search(r"http\S+(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1]).headers["Location"]
    assert said_of_empty(client.post(form)) == [
        "Type a new password.", "Type the new password once more.",
    ]  # fmt: skip
    first = signing_in(author)
    first.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert said_of_empty(first.post("/accounts/2fa/totp/activate/")) == ["Type the code."]


def test_a_refused_code_or_password_says_what_to_do(author: User, codes: list[str]) -> None:
    client = signing_in(author)
    page = text(client.post("/accounts/2fa/authenticate/", {"code": "123456"}))
    assert (
        "This code is not right, or was used already. Type the one that the app shows now." in page
    )
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    page = text(client.post("/accounts/reauthenticate/", {"password": "not mine"}))
    assert "This is not the password of your account. Type it again." in page


def test_what_takes_protection_away_looks_dangerous(inside: Client) -> None:
    page = text(inside.get("/accounts/2fa/totp/deactivate/"))
    assert re.search(r'class="button danger">\s*Remove it', page)


def test_signing_out_has_a_way_back_and_its_message_is_announced(author: User) -> None:
    client = signing_in(author)
    assert 'href="/admin/">Back to the dashboard' in text(client.get("/accounts/logout/"))
    page = text(client.post("/accounts/logout/", follow=True))
    assert re.search(r'<div role="status">\s*<ul class="messagelist">', page)  # a list stays a list


def test_the_mail_for_a_new_password_is_the_clinics(author: User) -> None:
    ClinicProfile.objects.create(name="Hill & Sons' Clinic", phone="555-0100")
    Client().post("/accounts/password/reset/", {"email": author.email})
    work()
    sent = mail.outbox[0]
    assert sent.subject == "A link to choose a new password"
    assert "your staff account at Hill & Sons' Clinic." in sent.body
    assert f"for 3 days. Your username is {author.username}." in sent.body
    assert "own treatment" not in sent.body  # no patient reads it
    assert "testserver" not in re.sub(r"http://testserver(/\S+)?", "", str(sent.body))


def test_a_mail_server_that_is_away_is_nobodys_error_and_tells_nothing(
    author: User, mailbox: Mailbox
) -> None:
    mailbox.stop()
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": address})
        for address in (author.email, "stranger@example.org")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    work()
    mailbox.start()
    later()
    work()
    assert len(mailbox.to(author.email)) == 1


def test_the_outbox_holds_no_link_and_an_account_that_was_switched_off_gets_none(
    author: User,
) -> None:
    Client().post("/accounts/password/reset/", {"email": author.email})
    assert OutgoingMail.objects.get().arguments == {"user": author.pk}
    User.objects.filter(pk=author.pk).update(is_active=False)
    work()
    assert (mail.outbox, OutgoingMail.objects.get().state) == ([], "dropped")


@pytest.mark.parametrize("path", ["signup/", "inactive/"])
def test_who_cannot_sign_in_reads_whom_to_ask(db: None, path: str) -> None:
    page = text(Client().get(f"/accounts/{path}"))
    assert "an administrator of the clinic" in page
    assert 'href="/accounts/login/">Back to signing in' in page


def test_too_many_attempts_are_answered_on_a_page_of_the_clinic(author: User) -> None:
    ClinicProfile.objects.create(name="Hill Street Clinic")
    wrong = {"login": "nobody", "password": "wrong"}
    answers = [Client().post("/accounts/login/", wrong) for _ in range(31)]
    assert answers[-1].status_code == 429
    assert "Hill Street Clinic" in text(answers[-1])
    assert "Wait a few minutes" in text(answers[-1])
