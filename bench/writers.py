"""Writers of replies for the load: over real HTTP, pressing the button again until they are answered."""

import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

ARTICLES = 250  # a page takes 100 replies an hour
PER_ADDRESS = 5  # a network address may send five in ten minutes
TOKEN = re.compile(r'id="leave-a-reply".*?name="token"\s+value="([^"]+)"', re.DOTALL)
PATIENCE = 120.0  # seconds in which a reply has to get through


@dataclass
class Outcome:
    """What the writers saw. Times are in milliseconds."""

    acknowledged: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    lost: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Writer:
    """One writer at a time: takes numbers, and posts a reply for each."""

    def __init__(self, port: int, outcome: Outcome) -> None:
        self.port, self.outcome = port, outcome
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(
        self, method: str, path: str, number: int, form: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Return status and text (or where it leads). Raises OSError or HTTPException."""
        caller = number // PER_ADDRESS
        headers = {"X-Forwarded-For": f"10.{caller >> 16 & 255}.{caller >> 8 & 255}.{caller & 255}"}
        if form:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.port}",
            }
        try:
            self.line.request(method, path, urlencode(form) if form else None, headers)
            answer = self.line.getresponse()
            body = answer.read().decode()
        except BaseException:
            self.line.close()
            raise
        return answer.status, answer.headers.get("Location") or body

    def post(self, number: int) -> None:
        """Send one reply until it is acknowledged, as somebody does who presses the button again."""
        page = f"/articles/page-{number % ARTICLES}/"
        form: dict[str, str] = {}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            began = time.perf_counter()
            try:
                if not form:
                    token = TOKEN.search(self.ask("GET", page, number)[1])
                    if not token:
                        raise OSError("page without a form")
                    form = {
                        "token": token[1], "name": f"Reader {number}", "consent": "on",
                        "email": f"reader{number}@example.org", "text": f"Load reply number {number}.",
                    }  # fmt: skip
                    began = time.perf_counter()
                status, text = self.ask("POST", f"{page}comments/", number, form)
                if status == 303 and "/comments/sent/" in text:
                    with self.outcome.lock:
                        self.outcome.acknowledged.append(number)
                        self.outcome.times.append((time.perf_counter() - began) * 1_000)
                    return
                trouble = f"status {status}"
            except (OSError, http.client.HTTPException) as error:
                trouble = type(error).__name__
            with self.outcome.lock:
                self.outcome.troubles[trouble] += 1
            time.sleep(0.2)
        with self.outcome.lock:
            self.outcome.lost.append(number)


def write_all(port: int, replies: int, writers: int, outcome: Outcome) -> list[threading.Thread]:
    """Start the writers; each takes every n-th number."""

    def work(first: int) -> None:
        writer = Writer(port, outcome)
        for number in range(first, replies, writers):
            writer.post(number)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(writers)]
    for thread in threads:
        thread.start()
    return threads
