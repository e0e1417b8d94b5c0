"""What a readers' form says of itself, signed and dated, in place of the session that no reader has."""

import secrets
from datetime import timedelta

from django.core import signing

MAX_AGE = timedelta(hours=24)
BETWEEN = "."  # stands in no key, no version, no letters used once


def make(salt: str, *said: object) -> str:
    """Return a token that says this, and letters that no other one has. ``salt`` is the kind of form."""
    parts = [*map(str, said), secrets.token_urlsafe(6)]
    return signing.TimestampSigner(salt=salt).sign(BETWEEN.join(parts))


def read(salt: str, token: str) -> list[str]:
    """Return what a token says, its letters last. Raises ValueError where it is old, damaged or another."""
    try:
        said = signing.TimestampSigner(salt=salt).unsign(token, max_age=MAX_AGE)
    except signing.BadSignature as bad:
        raise ValueError("This token does not hold.") from bad
    return said.split(BETWEEN)
