"""The queue runner of the outbox: a thread of the worker that sends what is due, mail after mail."""

import logging
import os
import signal
import threading
from typing import Self

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from typing_extensions import override

from clinic_cms.clinic.outbox import sending

logger = logging.getLogger(__name__)

AGAIN = 5.0  # seconds: a database that is away is not asked more often


class QueueRunner(threading.Thread):
    """Sends until it is told to stop; what it has in hand then, it brings to an end.

    ``interval`` is how many seconds it waits once nothing is due.
    """

    def __init__(self, *, interval: float) -> None:
        super().__init__(name="outbox")
        self._interval = interval
        self._over = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    @override
    def run(self) -> None:
        try:
            while not self._over.is_set():
                self._over.wait(self._round())
        except BaseException:
            logger.exception("The outbox cannot be sent: the worker ends, to be started again")
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            connections.close_all()  # of this thread

    def _round(self) -> float:
        """Send one mail that is due. Return how long to wait before the next look, in seconds."""
        try:
            mail = sending.send_next()
        except (OperationalError, InterfaceError) as error:
            # A mail in hand is free again after a while (sending.IN_HAND).
            logger.warning("The outbox was not reached: %s", type(error).__name__)
            return max(AGAIN, self._interval)
        finally:
            close_old_connections()
        if mail is None:
            return self._interval
        logger.info("Mail %s: %s", mail.pk, mail.state)
        return 0.0
