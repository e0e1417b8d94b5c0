"""A real mail server on loopback that keeps what it receives, can be closed, and can dawdle over a mail."""

import asyncio
import email
import email.policy
import threading
from collections import Counter
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class PostOffice:
    """An SMTP server. ``dawdle``: seconds that it takes over each mail before it says that it has it.

    ``in_hand`` is set while a mail is being handed over.
    """

    def __init__(self, port: int) -> None:
        self.port, self.dawdle = port, 0.0
        self.keeps_before_it_answers = False
        self.in_hand = threading.Event()
        self.received: list[bytes] = []
        self._read: list[EmailMessage] = []
        self._controller: Controller | None = None

    def open(self) -> "PostOffice":
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def close(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.in_hand.set()
        if self.keeps_before_it_answers:
            self.received.append(envelope.content)
            await asyncio.sleep(self.dawdle)
        else:
            await asyncio.sleep(self.dawdle)
            self.received.append(envelope.content)
        self.in_hand.clear()
        return "250 OK"

    # No property: aiosmtpd asks for each attribute at every connection, in its own thread, and two
    # readers at once would put one mail down twice in place of the next.
    def messages(self) -> list[EmailMessage]:
        """Return what came so far. Each is read once: this process is busy with visitors as well."""
        parse: Any = email.message_from_bytes
        for data in self.received[len(self._read) :]:
            self._read.append(parse(data, policy=email.policy.default))
        return list(self._read)

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails to one address."""
        return [message for message in self.messages() if message["To"] == address]

    def doubled(self) -> list[str]:
        """Return the Message-IDs that came more than once."""
        seen = Counter(str(message["Message-ID"]) for message in self.messages())
        return [number for number, count in seen.items() if count > 1]
