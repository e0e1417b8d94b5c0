"""A reader's browser, as far as the network sees it: HTTPS to nginx, from an address of its own.

All of 127.0.0.0/8 is this machine, so each visitor can come from another address.
"""

import contextlib
import http.client
import re
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from typing_extensions import override

from tests.deployment.files import HOST

TOKEN = re.compile(r'id="leave-a-reply".*?name="token"\s+value="([^"]+)"', re.DOTALL)
PER_ADDRESS = 5  # replies that are taken from one address in ten minutes
LOST = (OSError, http.client.HTTPException)  # what a request ends in when nobody answers


@dataclass(frozen=True)
class Answer:
    """An answer. ``began``: POSIX time at which the request was sent."""

    status: int
    headers: HTTPMessage
    body: bytes
    began: float

    @property
    def text(self) -> str:
        return self.body.decode()


class _Line(http.client.HTTPSConnection):
    """A connection to loopback for the name that the certificate holds."""

    def __init__(self, port: int, trust: ssl.SSLContext, address: str, timeout: float) -> None:
        super().__init__(HOST, 443, context=trust, timeout=timeout)
        self._to, self._from, self._trust = port, address, trust

    @override
    def connect(self) -> None:
        raw = socket.create_connection(
            ("127.0.0.1", self._to), self.timeout, (self._from, 0) if self._from else None
        )
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = self._trust.wrap_socket(raw, server_hostname=HOST)


class Visitor:
    """Somebody who reads and writes. One connection, made anew when it breaks."""

    def __init__(
        self, port: int, certificate: Path, address: str = "", timeout: float = 30
    ) -> None:
        self._port, self._trust = port, ssl.create_default_context(cafile=str(certificate))
        self._timeout, self.address = timeout, address
        self._line = self._new_line()

    def _new_line(self) -> _Line:
        return _Line(self._port, self._trust, self.address, self._timeout)

    def move_to(self, address: str) -> None:
        """Come from another address from now on."""
        if address != self.address:
            self.close()
            self.address = address
            self._line = self._new_line()

    def close(self) -> None:
        self._line.close()

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> Answer:
        """Send one request. Header names are written with underscores. Raises one of LOST."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        body = None
        if form is not None:
            body = urlencode(form)
            sent |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{HOST}",
            }
        began = time.time()
        try:
            self._line.request(method, path, body, sent)
            answer = self._line.getresponse()
            return Answer(answer.status, answer.headers, answer.read(), began)
        except BaseException:
            self._line.close()
            raise

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def form(self, page: str) -> dict[str, str]:
        """Open a page and return its reply form's token. Raises OSError for a page without one."""
        token = TOKEN.search(self.get(page).text)
        if not token:
            raise OSError(f"{page} has no form")
        return {"token": token[1]}

    def reply(self, page: str, text: str, email: str, **more: str) -> Answer:
        """Leave a reply under a page."""
        form = self.form(page) | {"name": "A reader", "consent": "on", "email": email, "text": text}
        return self.ask("POST", f"{page}comments/", form | more)


def address_of(number: int) -> str:
    """Return the address from which the reply of this number is sent."""
    caller = number // PER_ADDRESS + 256
    return f"127.{caller >> 14 & 127 | 1}.{caller >> 7 & 127}.{(caller & 127) + 1}"


def plain(port: int, path: str, to: str = "127.0.0.1", **headers: Any) -> http.client.HTTPResponse:
    """Ask over plain HTTP and return the answer, its body read."""
    line = http.client.HTTPConnection(to, port, timeout=10)
    with contextlib.closing(line):
        line.request(
            "GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )
        answer = line.getresponse()
        answer.read()
        return answer
