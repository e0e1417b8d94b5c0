"""Waiting until something is so, and no longer than is sensible."""

import time
from collections.abc import Callable
from typing import Any

from tests.deployment.files import HOST
from tests.deployment.visitor import LOST, plain


def ready(port: int) -> bool:
    """Say whether a granian answers /readyz with 200."""
    try:
        return plain(port, "/readyz", Host=HOST, X_Forwarded_Proto="https").status == 200
    except LOST:
        return False


def until(what: Callable[[], Any], seconds: float, otherwise: str) -> Any:
    """Return what ``what`` returns, as soon as that is true. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := what():
            return answer
        time.sleep(0.05)
    raise TimeoutError(otherwise)
