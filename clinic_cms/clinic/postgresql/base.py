"""Connections that are kept between requests, and given up where the server has closed them."""

import select
import time

from django.db.backends.postgresql import base
from typing_extensions import override

QUIET = 1.0  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before it is used again (CONN_HEALTH_CHECKS)."""

    _looked_at = -QUIET  # by time.monotonic()

    @override
    def is_usable(self) -> bool:
        """Say whether the connection may be used.

        A server that ends a connection says so on it, and says nothing else before it is asked. To ask it
        ("SELECT 1") is one trip more to a reply's seven. So it is asked only after an error, or where
        nobody used the connection for a second: who forgot it (a failover, a firewall) said nothing.
        """
        now = time.monotonic()
        was_quiet, self._looked_at = now - self._looked_at > QUIET, now
        if was_quiet or self.errors_occurred or self.connection.closed:
            return super().is_usable()
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
