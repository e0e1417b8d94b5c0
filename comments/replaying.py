"""What was taken back or taken from readers as a file, and its reading on a restored backup.

One JSON object a line. What writers did: an erasure, or ``{"at": …, "withdrawn": […]}``. What the clinic
did: ``"held"`` names replies that moderators took from readers or redacted, ``"hidden"`` a page whose
replies are hidden, ``"page"`` a page that was withdrawn, ``"corrected"`` one whose correction readers saw,
``"cancelled"`` the seal of an edition whose schedule was cancelled. Files of earlier releases lack some.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.dateparse import parse_datetime

from articles import cancellations, corrections, withdrawals
from clinic_cms.clinic import half_restored
from comments import privacy, taken_away
from comments.models import Comment, Erasure, Status


class BadLine(Exception):
    """A line that is none of these. The message names it."""


class Kind(Enum):
    """What an entry repeats, by the word under which a line names its replies or its page."""

    ERASED = "replies"
    WITHDRAWN = "withdrawn"
    HELD = "held"
    HIDDEN = "hidden"
    PAGE = "page"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Entry:
    """One act and its time: the public ids of its replies, a page's name in addresses or an edition's seal.

    An erasure has the keyed hash of its address. The time of a writer's withdrawal is that of the reply,
    which stays the same in every export. Of hidden threads, withdrawn pages and cancelled schedules the
    account's name is kept, of pages the reason too.
    """

    names: list[str]
    address_hash: str
    at: datetime
    kind: Kind = Kind.ERASED
    by: str = ""
    reason: str = ""
    reports: tuple[str, ...] = ()  # of errors in pages, by their keyed hashes


class Replayed(NamedTuple):
    """How many had come back, and are gone again."""

    erased: int
    withdrawn: int
    held: int
    hidden: int
    pages: list[str]
    cancelled: list[str]
    uncorrected: list[str]

    def by_the_clinic(self) -> str:
        """Say what the clinic had taken from readers, and what somebody has to do now."""
        pages, cancelled, older = (
            f": {', '.join(slugs)}" if slugs else ""
            for slugs in (self.pages, self.cancelled, self.uncorrected)
        )
        return (
            f"{self.held} replies that moderators had removed or redacted had come back as they were, "
            "and are held: a moderator has to look at them again.\n"
            f"{self.hidden} pages showed replies again that were hidden, and hide them again.\n"
            f"{len(self.pages)} withdrawn pages had come back and are withdrawn again{pages}.\n"
            f"{len(self.cancelled)} cancelled schedules had come back and are cancelled again{cancelled}.\n"
            f"{len(self.uncorrected)} pages show an edition from before a correction{older}. The corrected "
            "one is lost: correct each again, or withdraw it, before readers see it."
        )


def kept() -> Iterator[Entry]:
    """Yield everything that the database knows to be taken back, first what a restore left to be."""
    yield from left_undone()
    for row in Erasure.objects.iterator():
        yield Entry(row.public_ids, row.address_hash, row.created_at, reports=tuple(row.reports))
    # What was emptied since is in no backup that may still be kept, or in the list of erasures.
    withdrawn = Comment.objects.filter(status=Status.WITHDRAWN, erased_at=None).order_by()
    for public_id, at in withdrawn.values_list("public_id", "created_at").iterator():
        yield Entry([public_id], "", at, Kind.WITHDRAWN)
    for public_id, at in taken_away.replies():
        yield Entry([public_id], "", at, Kind.HELD)
    for thread in taken_away.threads():
        slug, by = thread.article.slug, thread.changed_by.get_username()
        yield Entry([slug], "", thread.updated_at, Kind.HIDDEN, by)
    for event in withdrawals.standing():
        slug, by = event.article.slug, event.by.get_username()
        yield Entry([slug], "", event.created_at, Kind.PAGE, by, event.note)
    for slug, at in corrections.shown():
        yield Entry([slug], "", at, Kind.CORRECTED)
    for sha256, at, by in cancellations.made():
        yield Entry([sha256], "", at, Kind.CANCELLED, by)


def left_undone() -> list[Entry]:
    """Return what a restore that was cut off had to take back again."""
    return [_entry(n, line) for n, line in enumerate(half_restored.lines(), start=1)]


def line_of(entry: Entry) -> str:
    """Return an entry as a line of the file."""
    more = {
        "address": entry.address_hash,
        "by": entry.by,
        "reason": entry.reason,
        "reports": list(entry.reports),
    }
    # What is empty is left out: the line of an earlier version that is there is known again.
    said = {name: value for name, value in more.items() if value}
    last = {entry.kind.value: entry.names}
    return json.dumps({"at": entry.at.isoformat(), **said, **last})


def read(path: Path) -> list[Entry]:
    """Return the entries of a file; empty lines are passed over. Raises BadLine, OSError."""
    # As bytes: a line that is no text is a bad line with a number as well.
    lines = path.read_bytes().splitlines()
    return [_entry(n, line) for n, line in enumerate(lines, start=1) if line.strip()]


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a file anew. Raises OSError, and leaves it as it was: some of it nothing else knows."""
    with _alone(path.parent):
        _write(path, lines)


def _write(path: Path, lines: Iterable[str]) -> None:
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def export(path: Path) -> int:
    """Add every entry of the database to a file; return how many it holds then.

    What the file held stays: after a restore it knows more than the database. Raises BadLine, OSError.
    """
    with _alone(path.parent):
        held = read(path) if path.exists() else []
        entries = sorted([*held, *kept()], key=lambda entry: entry.at)
        written = dict.fromkeys(map(line_of, entries))
        _write(path, written)
    return len(written)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes a list there: the later of two would drop what the other added.

    The folder itself is locked, which leaves no file behind.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@transaction.atomic
def replay(entries: Iterable[Entry]) -> Replayed:
    """Take back once more what these name. Again, nothing has come back."""
    erased = withdrawn = held = hidden = 0
    pages: list[str] = []
    corrected: list[tuple[str, datetime]] = []
    cancelled: list[tuple[str, str]] = []
    for entry in entries:
        names, at = entry.names, entry.at
        match entry.kind:
            case Kind.ERASED:
                erased += privacy.erase_again(
                    public_ids=names,
                    address_hash=entry.address_hash,
                    at=at,
                    reports=entry.reports,
                )
            case Kind.WITHDRAWN:
                withdrawn += privacy.withdraw_again(names)
            case Kind.HELD:
                held += sum(taken_away.hold_again(public_id=name, at=at) for name in names)
            case Kind.HIDDEN:
                hidden += sum(
                    taken_away.hide_again(slug=name, at=at, by=entry.by) for name in names
                )
            case Kind.PAGE:
                pages += [
                    name
                    for name in names
                    if withdrawals.repeat(slug=name, at=at, by=entry.by, reason=entry.reason)
                ]
            case Kind.CORRECTED:
                corrected += [(name, at) for name in names]
            case Kind.CANCELLED:
                cancelled += [(name, entry.by) for name in names]
    # After the pages, which a new event of the article would have passed over.
    again = (cancellations.repeat(sha256=seal, by=by) for seal, by in cancelled)
    schedules = sorted(slug for slug in again if slug)
    # Asked last: a page that is withdrawn again shows nothing.
    older = sorted({slug for slug, at in corrected if corrections.is_lost(slug=slug, at=at)})
    return Replayed(erased, withdrawn, held, hidden, pages, schedules, older)


def _entry(number: int, line: bytes | str) -> Entry:
    try:
        said = json.loads(line)
        at = parse_datetime(said["at"])
        kind = next(kind for kind in Kind if kind.value in said)
        names = said[kind.value]
        address = said["address"] if kind is Kind.ERASED else ""
        by, reason, reports = said.get("by", ""), said.get("reason", ""), said.get("reports", [])
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration) as error:
        why = f"{type(error).__name__}: {error}"  # a repr can hold the whole line
        raise BadLine(f"line {number} names nothing that was taken back ({why})") from error
    named = all(
        isinstance(found, list) and all(isinstance(name, str) and name for name in found)
        for found in (names, reports)
    )
    known = all(isinstance(text, str) for text in (address, by, reason))
    known = known and bool(address or kind is not Kind.ERASED)
    if at is None or at.tzinfo is None or not named or not known:
        raise BadLine(
            f"line {number} lacks a time with its zone, an address or the replies' names."
        )
    return Entry(names, address, at, kind, by, reason, tuple(reports))
