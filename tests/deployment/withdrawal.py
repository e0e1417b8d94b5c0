"""How long a text is still read after it was taken back, by readers who never stop."""

import gzip
import random
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice

import brotli

from tests.deployment import programs
from tests.deployment.files import HOST
from tests.deployment.production import Production
from tests.deployment.visitor import LOST
from tests.deployment.waiting import until

BOUND = 2.0  # seconds after the commit in which a text may still be read
PAGE = "/articles/changing/"
MARK = re.compile(rb"Marker ([0-9]+) of the rehearsal")
OPEN = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


def marker(number: int) -> str:
    """Return the text of a trial, which no other trial has."""
    return f"Marker {number} of the rehearsal"


@dataclass
class Readers:
    """Who reads one page without a pause. ``last``: when the last request that met each marker began.

    Two for each coding: while one waits for a new page, the other may be shown the old one.
    """

    clinic: Production
    count: int = 6
    last: dict[int, float] = field(default_factory=dict)
    met: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    _end: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> "Readers":
        self._threads = [
            threading.Thread(target=self._read, args=(coding,))
            for coding in islice(cycle(OPEN), self.count)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _read(self, coding: str) -> None:
        visitor = self.clinic.visitor(timeout=10)
        while not self._end.is_set():
            try:
                answer = visitor.get(PAGE, Accept_Encoding=coding)
            except LOST as error:
                self.errors[type(error).__name__] += 1
                continue
            self.statuses[answer.status] += 1
            body = OPEN[answer.headers.get("Content-Encoding", "")](answer.body)
            for found in set(MARK.findall(body)):
                number = int(found)
                self.met[number] += 1
                self.last[number] = max(self.last.get(number, 0.0), answer.began)
        visitor.close()


@dataclass(frozen=True)
class Trial:
    """``age``: seconds from the commit to the beginning of the last request that still met the text."""

    number: int
    what: str
    age: float
    met: int


def trial(readers: Readers, number: int) -> Trial:
    """Show a text, wait until it is read, take it back at some moment of a second, and watch."""
    clinic = readers.clinic
    of_a_page = number % 2 == 0
    if of_a_page:
        clinic.do("publish", slug="changing", says=marker(number))
    else:
        shown = clinic.do("show_reply", slug="changing", says=marker(number))
    until(lambda: readers.last.get(number), 10, f"{marker(number)} was never read")
    time.sleep(random.random())
    if of_a_page:
        committed = clinic.do("withdraw", slug="changing")["committed"]
    else:
        committed = clinic.do("remove_reply", reply=shown["reply"])["committed"]
    time.sleep(max(0.0, committed + BOUND + 0.2 - time.time()))
    if of_a_page:
        clinic.do("publish", slug="changing", says="It goes on.")
    age = max(0.0, readers.last[number] - committed)
    return Trial(
        number, "page withdrawn" if of_a_page else "reply removed", age, readers.met[number]
    )


class Load:
    """wrk on the same page and on others, to keep the machine busy. It does not look at what it gets."""

    def __init__(
        self, clinic: Production, seconds: int, connections: int = 32, others: int = 0
    ) -> None:
        wrk = programs.need("wrk")["wrk"]
        url = f"https://127.0.0.1:{clinic.ports.https}{PAGE}"
        pages = clinic.folder / "pages"
        addresses = [PAGE, *(f"/articles/page-{number}/" for number in range(others))]
        pages.write_text("".join(f"{address}\n" for address in addresses))
        command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
        command += ["-H", f"Host: {HOST}", "-H", "Accept-Encoding: gzip"]
        command += ["-s", str(programs.HERE / "bench" / "pages.lua"), url, "--", str(pages)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def __enter__(self) -> "Load":
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()

    def end(self) -> str:
        """Stop it and return its rate and latency as it prints them."""
        self._process.send_signal(signal.SIGINT)
        lines = [line.strip() for line in self._process.communicate()[0].splitlines()]
        kept = [
            line for line in lines if line.startswith(("Requests/sec", "50%", "99%", "Non-2xx"))
        ]
        return ", ".join(" ".join(line.split()) for line in kept)
