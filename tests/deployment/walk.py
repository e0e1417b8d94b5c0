"""Where each road of deploy/README.md has to lead: what a reader, the mail server and doctor see."""

import contextlib
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.deployment.post_office import PostOffice
from tests.deployment.visitor import LOST, Visitor
from tests.deployment.waiting import until

READER = "reader@patients.example"
BEFORE, AFTER = "Before the backup.", "After it."
MAIL = 2525  # of the mail server, on loopback where the worker is


@dataclass
class Walk:
    """A site that listens on 443. ``manage``: runs a command of manage.py there, returns what it prints."""

    certificate: Path
    manage: Callable[[str], str]
    post: PostOffice

    def visitor(self) -> Visitor:
        return Visitor(443, self.certificate)

    def status(self, path: str) -> int:
        """Return what a new reader gets, 0 for no answer."""
        visitor = self.visitor()
        try:
            return visitor.get(path).status
        except LOST:
            return 0
        finally:
            visitor.close()

    def page(self) -> str:
        """Return the address of a guide."""
        found = re.search(r'href="(/articles/[a-z0-9-]+/)"', self.visitor().get("/articles/").text)
        assert found, "the list of guides is empty"
        return found[1]

    def reply(self, text: str) -> None:
        """Leave a reply, which is acknowledged."""
        answer = self.visitor().reply(self.page(), text, READER)
        assert answer.status == 303, (answer.status, answer.text)

    def texts(self) -> set[str]:
        """Return the texts of all replies that are on file."""
        lines = self.manage("dumpdata comments.comment --format jsonl").splitlines()
        return {json.loads(line)["fields"]["text"] for line in lines}


@contextlib.contextmanager
def reading(walk: Walk) -> Iterator[Counter[int]]:
    """Read pages that no store has, one after the other, and count the answers by status."""
    seen: Counter[int] = Counter()
    done, page = threading.Event(), walk.page()

    def read() -> None:
        while not done.is_set():
            seen[walk.status(f"{page}?{seen.total()}")] += 1

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield seen
    finally:
        done.set()
        reader.join()


def sound(walk: Walk) -> str:
    """The site is ready, and doctor finds nothing broken."""
    until(lambda: walk.status("/readyz") == 200, 90, "/readyz is not ready")
    findings = json.loads(walk.manage("doctor --json"))
    broken = [finding for finding in findings if finding["level"] == "broken"]
    assert not broken, broken
    warned = ", ".join(f["part"] for f in findings if f["level"] == "warning")
    return f"doctor looked at {len(findings)} parts, none broken; warnings: {warned or 'none'}"


def reply_with_mail(walk: Walk) -> str:
    """A reply is taken, and the worker hands its mail to the mail server."""
    walk.reply(BEFORE)
    until(lambda: walk.post.to(READER), 60, "no mail came")
    return f"acknowledged; {len(walk.post.received)} mails came"


def only_what_was_backed_up(walk: Walk) -> str:
    """The reply of before the backup is on file, the one after it is gone, and the chain holds."""
    texts = walk.texts()
    assert BEFORE in texts, texts
    assert AFTER not in texts, texts
    return walk.manage("verify_editions").strip()
