"""What was taken back or taken from readers, as a file that outlives the database.

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

from django.utils.dateparse import parse_datetime


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
    return [entry_of(n, line) for n, line in enumerate(lines, start=1) if line.strip()]


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a file anew. Raises OSError, and leaves it as it was: some of it nothing else knows."""
    with _alone(path.parent):
        _write(path, lines)


def add(path: Path, entries: Iterable[Entry]) -> int:
    """Add entries to a file, by their time; return how many it holds then. Raises BadLine, OSError.

    What the file held stays: after a restore it knows more than the database.
    """
    with _alone(path.parent):
        held = read(path) if path.exists() else []
        in_order = sorted([*held, *entries], key=lambda entry: entry.at)
        written = dict.fromkeys(map(line_of, in_order))
        _write(path, written)
    return len(written)


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


def entry_of(number: int, line: bytes | str) -> Entry:
    """Return what a line says. Raises BadLine, which names it by its number."""
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
