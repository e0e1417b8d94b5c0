"""How long a web worker waits for PostgreSQL: no longer than nginx waits for the worker.

A server that stands still (its disk hangs, its process is stopped) keeps its lines alive as far as the
network sees. Whoever sent a form to it would get nginx's words instead of their own, and a thread would
wait as long as the server stands.
"""

import select
import time
from typing import Any

from psycopg2 import OperationalError, extensions

# Seconds. nginx gives up after 30, and what was waited for has to be told to the reader before.
CONNECT = 5.0
ANSWER = 20.0
# Where the process has last waited in vain: else a few who send a form take every thread from the readers,
# whose pages need no database.
AGAIN = 2.0

_in_vain = False


def bound() -> None:
    """Give every line to PostgreSQL of this process an end to its waiting, from now on."""
    extensions.set_wait_callback(_wait)


def _wait(line: Any) -> None:
    """Wait for what a line was asked. Raises OperationalError, and psycopg2 then closes the line."""
    global _in_vain
    longest = CONNECT if line.status == extensions.STATUS_SETUP else ANSWER
    until, heard = time.monotonic() + (AGAIN if _in_vain else longest), False
    while (state := line.poll()) != extensions.POLL_OK:
        ready = select.poll()
        ready.register(
            line.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT
        )
        if not ready.poll(max(0.0, until - time.monotonic()) * 1_000):
            _in_vain = True
            raise OperationalError("PostgreSQL has not answered in time.")
        heard = heard or state == extensions.POLL_READ
    if heard:
        _in_vain = False
