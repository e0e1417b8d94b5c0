"""Values of the settings from the environment: each kind, and what is refused with which words."""

import os
import string
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from clinic_cms import variables

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("held", "read"), [("true", True), ("1", True), ("Off", False), (" no ", False)]
)
def test_a_switch_is_read_whatever_its_default(monkeypatch, held, read) -> None:
    monkeypatch.setenv("TLS", held)
    assert variables.switch("TLS", not read) is read


@pytest.mark.parametrize("held", ["ture", ""])
def test_a_switch_that_says_neither_is_refused(monkeypatch, held) -> None:
    monkeypatch.setenv("TLS", held)
    with pytest.raises(ImproperlyConfigured, match=f'TLS is "{held}". Set it to true or to false.'):
        variables.switch("TLS", True)


def test_a_number_is_read_or_refused(monkeypatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "2")
    assert variables.number("TRUSTED_PROXIES", 0) == 2
    for held in ("two", "-1", "1.5", ""):
        monkeypatch.setenv("TRUSTED_PROXIES", held)
        with pytest.raises(ImproperlyConfigured, match=f'TRUSTED_PROXIES is "{held}"'):
            variables.number("TRUSTED_PROXIES", 0)


def test_texts_are_parted_at_commas_without_the_spaces_around_them(monkeypatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example,")
    assert variables.texts("ALLOWED_HOSTS", []) == ["a.example", "b.example"]


def test_what_is_not_set_has_its_default(monkeypatch) -> None:
    for name in ("TLS", "TRUSTED_PROXIES", "ALLOWED_HOSTS", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert variables.switch("TLS", False) is False
    assert variables.number("TRUSTED_PROXIES", 3) == 3
    assert variables.texts("ALLOWED_HOSTS", ["here", "there"]) == ["here", "there"]
    assert variables.text("SITE_URL", "https://clinic.example") == "https://clinic.example"


def test_a_database_and_a_mail_server_are_read_from_their_addresses(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://clinic:s%40fe@db.example/records")
    database = variables.database("DATABASE_URL", "")
    assert (database["HOST"], database["NAME"], database["PASSWORD"]) == (
        "db.example",
        "records",
        "s@fe",
    )
    monkeypatch.setenv("DATABASE_URL", "postgres:///?service=clinic")  # libpq knows the rest
    assert variables.database("DATABASE_URL", "")["OPTIONS"] == {"service": "clinic"}
    monkeypatch.setenv("EMAIL_URL", "submission://clinic:s%40fe@mail.example")
    mail = variables.mail("EMAIL_URL", "")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_HOST_PASSWORD"]) == (
        "mail.example",
        587,
        "s@fe",
    )
    assert mail["EMAIL_USE_TLS"] is True


@pytest.mark.parametrize("end", ["SSL=True", "ssl=ture", "tls", "starttls=1"])
def test_a_word_that_would_send_mails_without_tls_is_refused(monkeypatch, end) -> None:
    monkeypatch.setenv("EMAIL_URL", f"smtp://clinic:safe@mail.example:465/?{end}")
    with pytest.raises(ImproperlyConfigured, match="question mark") as refused:
        variables.mail("EMAIL_URL", "")
    assert "safe" not in str(refused.value)


@pytest.mark.parametrize("end", ["ssl=True&timeout=10", "tls=false", "ssl=YES"])
def test_what_may_be_said_of_a_mail_server(monkeypatch, end) -> None:
    monkeypatch.setenv("EMAIL_URL", f"smtp://mail.example:465/?{end}")
    assert variables.mail("EMAIL_URL", "")["EMAIL_USE_SSL"] is end.startswith("ssl")


def test_a_space_at_the_end_changes_nothing(monkeypatch) -> None:
    """A file of variables may keep it, and nobody sees it: mails would go without TLS."""
    monkeypatch.setenv("EMAIL_URL", "smtp://clinic:safe@mail.example:465/?ssl=True ")
    assert variables.mail("EMAIL_URL", "")["EMAIL_USE_SSL"] is True
    monkeypatch.setenv("EMAIL_URL", " submission://clinic:safe@mail.example:587 ")
    assert variables.mail("EMAIL_URL", "")["EMAIL_PORT"] == 587
    monkeypatch.setenv("DATABASE_URL", "postgres://clinic:safe@db.example/records ")
    assert variables.database("DATABASE_URL", "")["NAME"] == "records"
    monkeypatch.setenv("METRICS_TOKEN", "a-token-of-twenty-and-more\r\n")
    assert variables.text("METRICS_TOKEN", "") == "a-token-of-twenty-and-more"
    # Another key would sign everybody out, and lose who wrote what: it stays as it is.
    monkeypatch.setenv("SECRET_KEY", f"{string.ascii_letters} ")
    assert variables.key("SECRET_KEY") == f"{string.ascii_letters} "


@pytest.mark.parametrize("read", [variables.database, variables.mail])
@pytest.mark.parametrize(
    "held", ["nonsense", "oracle9://x", "smtps://me:qw/erty@host", "x://h:port"]
)
def test_an_address_that_is_none_is_refused_without_its_password(monkeypatch, read, held) -> None:
    monkeypatch.setenv("SOME_URL", held)
    with pytest.raises(ImproperlyConfigured, match="SOME_URL is not the address of") as refused:
        read("SOME_URL", "")
    said = "".join(traceback.format_exception(refused.value))
    assert "qw" not in said


@pytest.mark.parametrize(
    "held",
    ["foo", "qwerty", "https://sentry.example/1", "https://qwerty@sentry.example", "ftp://qwerty@a/1",
     "https://qwerty@/1", "https://qwerty:s@a:port/1", "https://qwerty@a/project", "http://[qwerty",
     "https://qwerty@a b/1"],
)  # fmt: skip
def test_an_address_for_reports_that_is_none_is_refused_without_its_key(monkeypatch, held) -> None:
    monkeypatch.setenv("SENTRY_DSN", held)
    with pytest.raises(ImproperlyConfigured, match=r"SENTRY_DSN is not .* Write it") as refused:
        variables.sentry("SENTRY_DSN")
    assert "qwerty" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "held", ["", "https://key@o1.ingest.example/42", "http://key:secret@[::1]:9000/below/7"]
)
def test_an_address_for_reports(monkeypatch, held) -> None:
    monkeypatch.setenv("SENTRY_DSN", f"{held} ")
    assert variables.sentry("SENTRY_DSN") == held


def test_the_address_of_the_site_is_read_without_its_last_slash(monkeypatch) -> None:
    monkeypatch.setenv("SITE_URL", " https://www.clinic.example:8443/ ")
    assert variables.site("SITE_URL", "") == "https://www.clinic.example:8443"


@pytest.mark.parametrize(
    "held",
    ["", "/", "www.clinic.example", "https://", "ftp://a", "https://a:b", "https://a b", "//a"],
)
def test_no_address_of_a_site(monkeypatch, held) -> None:
    monkeypatch.setenv("SITE_URL", held)
    with pytest.raises(ImproperlyConfigured, match=r"SITE_URL is .* Set it to https://"):
        variables.site("SITE_URL", "http://127.0.0.1:8000")


@pytest.mark.parametrize(
    "held",
    ["clinic@localhost", "Hill Street <a@b.example>", '"Hill, Street" <a@b.example>', "Ärzte <a@b.example>",
     "a@bücher.example"],
)  # fmt: skip
def test_whom_mails_come_from(monkeypatch, held) -> None:
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", f"{held} ")
    assert variables.sender("DEFAULT_FROM_EMAIL", "") == held


@pytest.mark.parametrize(
    "held",
    ["", "nonsense", "Clinic a@b.example", "Hill, Street <a@b.example>", "a@b.example, c@d.example",
     "Clinic <>", "Clinic <a@b", "a@", "@b", "a@b@c", "a@b.example\nBcc: c@d.example"],
)  # fmt: skip
def test_no_address_that_mails_could_come_from(monkeypatch, held) -> None:
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", held)
    with pytest.raises(ImproperlyConfigured, match=r"(?s)DEFAULT_FROM_EMAIL is .* Set it to one"):
        variables.sender("DEFAULT_FROM_EMAIL", "clinic@localhost")


@pytest.mark.parametrize(
    "held", ["Mars/Phobos", "", "America", "/etc/passwd", "../UTC", "EST5 EDT"]
)
def test_no_time_zone(monkeypatch, held) -> None:
    monkeypatch.setenv("TIME_ZONE", held)
    with pytest.raises(ImproperlyConfigured, match=r"TIME_ZONE is .* like America/New_York"):
        variables.time_zone("TIME_ZONE", "America/New_York")


def test_a_time_zone(monkeypatch) -> None:
    monkeypatch.setenv("TIME_ZONE", " Europe/Berlin ")
    assert variables.time_zone("TIME_ZONE", "") == "Europe/Berlin"


@pytest.mark.parametrize("name", ["SITE_URL", "DEFAULT_FROM_EMAIL", "TIME_ZONE"])
def test_a_start_says_which_of_them_it_cannot_read(name) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ | {name: "no such thing"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode
    assert f'{name} is "no such thing". Set it to' in done.stderr


@pytest.mark.parametrize(
    ("read", "held"),
    [
        (variables.redis, "127.0.0.1:6379"),
        (variables.redis, "redis://:qwerty@cache:port/0"),
        (variables.redis, "redis://:qwe/rty@cache:6379/0"),
        (lambda name: variables.hosts(name, []), "clinic.example,https://www.clinic.example"),
        (lambda name: variables.hosts(name, []), "www.clinic.example:8443"),
        (lambda name: variables.hosts(name, []), "[::1]:8000"),
        (lambda name: variables.origins(name, []), "https://clinic.example,www.clinic.example"),
        (lambda name: variables.database(name, ""), "postgres://me:qwerty@host/"),
        (lambda name: variables.folder(name, Path("/there")), ""),
        (lambda name: variables.site(name, ""), "https://clinic.example/pages"),
        (lambda name: variables.database(name, ""), "mysql://me@host/records"),
    ],
)
def test_what_would_be_found_out_late_is_refused_at_once(monkeypatch, read, held) -> None:
    monkeypatch.setenv("VALUE", held)
    with pytest.raises(ImproperlyConfigured, match=r"VALUE .*(Write|Set)") as refused:
        read("VALUE")
    assert "qwe" not in str(refused.value)


@pytest.mark.parametrize(
    ("read", "held"),
    [
        (variables.redis, "redis://:secret@cache:6379/0"),
        (variables.redis, "unix:///run/redis.sock"),
        (variables.redis, ""),
        (lambda name: ",".join(variables.hosts(name, [])), ".clinic.example,127.0.0.1,[::1]"),
        (lambda name: ",".join(variables.origins(name, [])), "https://*.a.example,http://b:8000"),
    ],
)
def test_what_is_taken_as_it_stands(monkeypatch, read, held) -> None:
    monkeypatch.setenv("VALUE", held)
    assert read("VALUE") == held


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("TLS", "ture", 'TLS is "ture". Set it to true or to false.'),
        (
            "SENTRY_DSN",
            "foo",
            "SENTRY_DSN is not an address that Sentry gives. Write it as https://key@host/1: it is called "
            "DSN in the settings of your project there.",
        ),
    ],
)
def test_a_command_says_a_wrong_setting_in_one_line(name, held, said) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor"], env=os.environ | {name: held},
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == f"Settings: {said}\n"
