"""How long a web worker waits for PostgreSQL: no longer than nginx waits for the worker.

A server that stands still (its disk hangs, its process is stopped) keeps its lines alive as far as the
network sees. Whoever sent a form to it would get nginx's words instead of their own, and a thread would
wait as long as the server stands.
"""

import select
import time
from typing import Any

from django.db.backends.signals import connection_created
from psycopg2 import OperationalError, extensions

# Seconds. nginx gives up after 30, and what was waited for has to be told to the reader before.
CONNECT = 5.0
ANSWER = 20.0
# Where the process has last waited in vain: else a few who send a form take every thread from the readers,
# whose pages need no database.
AGAIN = 2.0
LOOKS_FOR_US = 5
AWAITED = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}

_in_vain = False


def bound() -> None:
    """Give every line to PostgreSQL of this process an end to its waiting, from now on."""
    extensions.set_wait_callback(_wait)
    connection_created.connect(_let_it_look_for_us)


def _let_it_look_for_us(*, connection: Any, **_: object) -> None:
    """Have the server end what it does for a line that we have closed: waiting for a lock, it never looks.

    Else each wait in vain leaves a process of the server behind, until it takes no more connections.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET client_connection_check_interval = '{LOOKS_FOR_US}s'")


def _wait(line: Any) -> None:
    """Wait for what a line was asked. Raises OperationalError, and psycopg2 then closes the line."""
    global _in_vain
    longest = CONNECT if line.status == extensions.STATUS_SETUP else ANSWER
    until, heard = time.monotonic() + (AGAIN if _in_vain else longest), False
    while (state := line.poll()) != extensions.POLL_OK:
        ready = select.poll()
        ready.register(line.fileno(), AWAITED[state])
        if not ready.poll(max(0.0, until - time.monotonic()) * 1_000):
            _in_vain = not heard  # a server that answers slowly does not stand still
            raise OperationalError("PostgreSQL has not answered in time.")
        heard = heard or state == extensions.POLL_READ
    if heard:
        _in_vain = False
