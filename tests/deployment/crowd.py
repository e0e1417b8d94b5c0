"""Readers and writers who go on whatever happens, and what they were told."""

import itertools
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.deployment.production import Production
from tests.deployment.visitor import LOST, Visitor, address_of

PATIENCE = 90.0  # seconds in which a reply has to get through


@dataclass
class Writers:
    """People who leave replies through nginx, and press the button again until they are told: it is there.

    Each reply has a number of its own, which is in its text and in its writer's address.
    """

    clinic: Production
    numbers: "itertools.count[int]"
    count: int = 3
    pause: float = 0.2
    pages: int = 40
    acknowledged: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> "Writers":
        self._threads = [threading.Thread(target=self._work) for _ in range(self.count)]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Let each finish the reply that it is writing."""
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        visitor = self.clinic.visitor(timeout=15)
        while not self._end.is_set():
            self._post(visitor, next(self.numbers))
            self._end.wait(self.pause)

    def _post(self, visitor: Visitor, number: int) -> None:
        visitor.move_to(address_of(number))
        page, form = f"/articles/page-{number % self.pages}/", {}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                form = form or visitor.form(page) | {
                    "name": "A writer", "consent": "on", "email": email(number),
                    "text": text(number),
                }  # fmt: skip
                began = time.monotonic()
                answer = visitor.ask("POST", f"{page}comments/", form)
                if answer.status == 303 and "/comments/sent/" in answer.headers["Location"]:
                    self.acknowledged.append(number)
                    self.times.append(time.monotonic() - began)
                    return
                trouble = str(answer.status)
                if answer.status == 409:
                    form = {}  # the form is too old: its page is opened again, the words are the same
            except LOST as error:
                trouble = type(error).__name__
            self.troubles[trouble] += 1
            time.sleep(0.3)
        self.lost.append(number)


def text(number: int) -> str:
    """Return the text of a reply."""
    return f"Rehearsed reply number {number}."


def email(number: int) -> str:
    """Return the address of its writer."""
    return f"writer{number}@reader.example"


@dataclass
class Crowd:
    """Readers of pages that were read before. ``without``: requests that no page answered, by what came."""

    clinic: Production
    count: int = 2
    pause: float = 0.02
    pages: int = 4
    read: int = 0
    without: Counter[str] = field(default_factory=Counter)
    _end: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> "Crowd":
        self._threads = [threading.Thread(target=self._work) for _ in range(self.count)]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        visitor = self.clinic.visitor(timeout=15)
        for turn in itertools.count():
            if self._end.wait(self.pause):
                return
            try:
                answer = visitor.get(f"/articles/page-{turn % self.pages}/", Accept_Encoding="gzip")
                if answer.status == 200:
                    self.read += 1
                else:
                    self.without[str(answer.status)] += 1
            except LOST as error:
                self.without[type(error).__name__] += 1


@dataclass(frozen=True)
class Account:
    """What became of the replies and of the mails that ask their writers to confirm."""

    acknowledged: int
    lost: int
    doubled: int
    mails: int
    missing: int
    mails_doubled: int

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.missing)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} replies acknowledged, {self.lost} lost, {self.doubled} doubled; "
            f"{self.mails} mails, {self.missing} missing, {self.mails_doubled} came twice"
        )


def account(clinic: Production, writers: Writers, patience: float = 60) -> Account:
    """Count what is there of what was acknowledged. The next mail has so many seconds to arrive."""
    stored = clinic.do("replies")
    wanted = {email(number) for number in writers.acknowledged}
    came, deadline = 0, time.monotonic() + patience
    while missing := wanted - {str(mail["To"]) for mail in clinic.post.messages()}:
        if len(clinic.post.received) > came:
            came, deadline = len(clinic.post.received), time.monotonic() + patience
        if time.monotonic() > deadline:
            break
        time.sleep(0.5)
    ours = [mail for mail in clinic.post.messages() if str(mail["To"]) in wanted]
    return Account(
        acknowledged=len(writers.acknowledged),
        lost=sum(not stored.get(text(number)) for number in writers.acknowledged)
        + len(writers.lost),
        doubled=sum(count > 1 for said, count in stored.items() if said.startswith("Rehearsed")),
        mails=len(ours),
        missing=len(missing),
        mails_doubled=len(ours) - len({str(mail["Message-ID"]) for mail in ours}),
    )
