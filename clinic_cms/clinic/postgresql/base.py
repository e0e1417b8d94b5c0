"""Connections that are kept between requests, and given up where the server has closed them."""

import select

from django.db.backends.postgresql import base
from typing_extensions import override


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before it is used again (CONN_HEALTH_CHECKS)."""

    @override
    def is_usable(self) -> bool:
        """Say whether the connection may be used.

        A server that ends a connection says so on it, and says nothing else before it is asked. To ask it
        ("SELECT 1") is one of a reply's twelve questions, and tells no more of a server that is silent:
        who asks waits just as long. After an error it is asked all the same.
        """
        if self.errors_occurred or self.connection.closed:
            return super().is_usable()
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
