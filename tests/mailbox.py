"""A real mail server on this machine, and the worker that sends to it."""

import email
import email.policy
import html
import re
import socket
from email.message import EmailMessage
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from clinic_cms.clinic.models import OutgoingMail
from clinic_cms.clinic.outbox.sending import send_next


class Mailbox:
    """An SMTP server that keeps what it receives, and can be stopped and started again."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.received: list[bytes] = []
        self.answer = ""  # to RCPT, in place of taking it
        self._controller: Controller | None = None

    @property
    def messages(self) -> list[EmailMessage]:
        parse: Any = email.message_from_bytes
        return [parse(data, policy=email.policy.default) for data in self.received]

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails to one address."""
        return [message for message in self.messages if message["To"] == address]

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append(envelope.content)
        return "250 OK"


def work() -> int:
    """Send each mail and run each task that is due, like `manage.py db_worker --batch`. Return how many."""
    mails = sum(1 for _ in iter(send_next, None))
    worker = db_worker.Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip
    # Between tasks the worker lets go of old connections; a test's transaction lives on this one.
    with mock.patch.object(db_worker, "close_old_connections"):
        worker.run()
    return mails + worker._run_tasks


def later() -> None:
    """Bring every waiting mail and task forward, as if the time had passed."""
    OutgoingMail.objects.filter(finished_at=None).update(due_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def links(message: EmailMessage) -> list[str]:
    """Return every address in a mail, headers included: what a scanner opens."""
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    text = "\n".join([*map(html.unescape, parts), str(message["List-Unsubscribe"] or "")])
    return list(dict.fromkeys(re.findall(r"https?://[^\s\"<>]+", text)))


def link(message: EmailMessage, page: str) -> str:
    """Return the path of a mail's link to one of the writer's pages."""
    return next(urlsplit(found).path for found in links(message) if f"/{page}/" in found)
