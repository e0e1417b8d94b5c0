"""Reads the settings' values from environment variables, and refuses what it cannot read.

No refusal repeats the address of a server: it may hold a password.
"""

import email.policy
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured

SAYS = {"true": True, "1": True, "yes": True, "on": True}
SAYS |= {"false": False, "0": False, "no": False, "off": False}
LENGTH_OF_KEY = 40  # characters
OTHERS_IN_KEY = 5  # different ones, as Django's check security.W009 asks


def text(name: str, default: str) -> str:
    """Return what a variable holds, without spaces around it, which a file of variables may keep."""
    return os.environ.get(name, default).strip()


def texts(name: str, default: list[str]) -> list[str]:
    """Return what a variable holds, parted at its commas."""
    parts = text(name, ",".join(default)).split(",")
    return [part.strip() for part in parts if part.strip()]


def key(name: str) -> str:
    """Return a random text. Raises ImproperlyConfigured: it is short, or a few characters repeated."""
    held = os.environ.get(name, "")  # as it stands: with another key everybody is signed out
    if len(held) < LENGTH_OF_KEY or len(set(held)) < OTHERS_IN_KEY:
        raise ImproperlyConfigured(
            f"Set {name} to a random text of at least {LENGTH_OF_KEY} characters."
        )
    return held


def hosts(name: str, default: list[str]) -> list[str]:
    """Return the site's names. Raises ImproperlyConfigured: it would answer to every name, or to none."""
    found = texts(name, default)
    if "*" in found:
        raise ImproperlyConfigured(
            f'{name} holds "*": the site would answer to any name that somebody makes up. Set it to the '
            "names by which readers reach it."
        )
    for host in found:
        # An address of IPv6 has colons of its own.
        numbers = host.startswith("[") and host.endswith("]")
        if "/" in host or (":" in host and not numbers):
            raise ImproperlyConfigured(
                f'{name} holds "{host}". Write names alone, like www.clinic.example, without https:// and '
                "without a port."
            )
    return found


def origins(name: str, default: list[str]) -> list[str]:
    """Return the origins that forms are taken from. Raises ImproperlyConfigured: one has no scheme."""
    found = texts(name, default)
    for origin in found:
        if not origin.lower().startswith(("https://", "http://")):
            raise ImproperlyConfigured(
                f'{name} holds "{origin}". Write each with its scheme, like https://www.clinic.example.'
            )
    return found


def switch(name: str, default: bool) -> bool:
    """Return whether a variable says yes. Raises ImproperlyConfigured: it says neither yes nor no."""
    held = text(name, str(default))
    try:
        return SAYS[held.lower()]
    except KeyError:
        raise ImproperlyConfigured(f'{name} is "{held}". Set it to true or to false.') from None


def number(name: str, default: int) -> int:
    """Return a number of things. Raises ImproperlyConfigured: the variable holds none."""
    held = text(name, str(default))
    if not (held.isascii() and held.isdigit()):
        raise ImproperlyConfigured(f'{name} is "{held}". Set it to a whole number, 0 or more.')
    return int(held)


def folder(name: str, default: Path) -> Path:
    """Return a folder. Raises ImproperlyConfigured: no name would be the folder that we are in."""
    held = text(name, str(default))
    if not held:
        raise ImproperlyConfigured(f"{name} is empty. Set it to a folder, or leave it out.")
    return Path(held)


def redis(name: str) -> str:
    """Return the address of a Redis, or an empty text. Raises ImproperlyConfigured: it is none."""
    held = text(name, "")
    try:
        good = held.startswith(("redis://", "rediss://", "unix://")) and urlsplit(held).port != 0
    except ValueError:  # a port that is no number
        good = False
    if held and not good:
        raise ImproperlyConfigured(
            f"{name} is not the address of a Redis. Write it as redis://host:6379/0."
        )
    return held


def sentry(name: str) -> str:
    """Return where reports of errors go, or an empty text. Raises ImproperlyConfigured: nowhere."""
    held = text(name, "")
    try:
        parts = urlsplit(held)
        int(parts.path.rpartition("/")[2])  # the project
        there = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        good = bool(there and parts.username) and len(held.split()) == 1
    except ValueError:
        good = False
    if held and not good:
        raise ImproperlyConfigured(
            f"{name} is not an address that Sentry gives. Write it as https://key@host/1: it is called DSN "
            "in the settings of your project there."
        )
    return held


def site(name: str, default: str) -> str:
    """Return the address of the site, without a slash at its end. Raises ImproperlyConfigured."""
    held = text(name, default).rstrip("/")
    try:
        parts = urlsplit(held)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
        good = good and parts[2:] == ("", "", "")  # no path: nothing is served below one
    except ValueError:  # a port that is no number
        good = False
    if not good or len(held.split()) > 1:
        raise ImproperlyConfigured(
            f'{name} is "{held}". Set it to https:// and the name by which readers reach the site: '
            "links in mails lead there."
        )
    return held


def sender(name: str, default: str) -> str:
    """Return whom mails come from. Raises ImproperlyConfigured: no mail could be sent so."""
    held = text(name, default)
    try:
        header = email.policy.default.header_factory("From", held)
        good = not header.defects and all(a.username and a.domain for a in header.addresses)
    except (IndexError, ValueError):  # a line break; an address without its parts
        good = False
    if not good or len(header.addresses) != 1:
        raise ImproperlyConfigured(
            f'{name} is "{held}". Set it to one address, like clinic@example.org or '
            '"Hill Street Clinic" <clinic@example.org>.'
        )
    return held


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone. Raises ImproperlyConfigured: this machine knows none of it."""
    held = text(name, default)
    try:
        ZoneInfo(held)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        raise ImproperlyConfigured(
            f'{name} is "{held}". Set it to a name of the time zone database, like America/New_York.'
        ) from None
    return held


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of a database from its address. Raises ImproperlyConfigured."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(text(name, default)))
        if str(found["ENGINE"]).rpartition(".")[2] not in ("sqlite3", "postgresql"):
            raise ValueError
        if not (found["NAME"] or "service" in found.get("OPTIONS", {})):
            raise ValueError  # Django would refuse it at the first question
        return found
    except ValueError:  # dj_database_url's own errors are of this kind
        raise ImproperlyConfigured(
            f"{name} is not the address of a database. Write it as postgres://name:password@host/database, "
            "with % and two digits for each special character of the password."
        ) from None


def mail(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of a mail server from its address. Raises ImproperlyConfigured."""
    held = text(name, default)
    try:
        found = dict(dj_email_url.parse(held))
    except ValueError:  # a port that is no number
        found = {}
    if "EMAIL_BACKEND" not in found:
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server. Write it as submission://name:password@host:587, "
            "with % and two digits for each special character of the password."
        )
    for option, value in parse_qsl(urlsplit(held).query, keep_blank_values=True):
        # The library passes over what it does not know: ?SSL=true would send mails without TLS.
        said = value in dj_email_url.TRUTHY or SAYS.get(value.lower()) is False
        if not (said if option in ("ssl", "tls") else option == "timeout"):
            raise ImproperlyConfigured(
                f"{name} holds something after its question mark that nothing reads. What may stand there: "
                "ssl=true, tls=true, timeout=10."
            )
    return found
