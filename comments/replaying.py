"""The list of erasures as a file, one JSON object a line, and its reading on a restored backup."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.dateparse import parse_datetime

from comments import privacy
from comments.models import Erasure


class BadLine(Exception):
    """A line that is no erasure. The message names it."""


@dataclass(frozen=True)
class Entry:
    """One erasure: the public ids of its replies, the keyed hash of the address, its time."""

    public_ids: list[str]
    address_hash: str
    at: datetime


def kept() -> Iterator[Entry]:
    """Yield every erasure that the database holds, the oldest first."""
    for row in Erasure.objects.iterator():
        yield Entry(row.public_ids, row.address_hash, row.created_at)


def line_of(entry: Entry) -> str:
    """Return an erasure as a line of the file."""
    said = {"at": entry.at.isoformat(), "address": entry.address_hash, "replies": entry.public_ids}
    return json.dumps(said)


def read(lines: Iterable[str]) -> list[Entry]:
    """Return the erasures of a file; empty lines are passed over. Raises BadLine."""
    return [_entry(n, line) for n, line in enumerate(lines, start=1) if line.strip()]


def export(path: Path) -> int:
    """Add every erasure of the database to a file; return how many it holds then.

    What the file held stays: after a restore it knows more than the database. Raises BadLine, OSError.
    """
    held: list[Entry] = []
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            held = read(lines)
    entries = sorted([*held, *kept()], key=lambda entry: entry.at)
    written = dict.fromkeys(map(line_of, entries))
    # Beside it first: a run that breaks off leaves the file as it was.
    beside = path.with_name(f"{path.name}.new")
    beside.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
    beside.replace(path)
    return len(written)


@transaction.atomic
def replay(entries: Iterable[Entry]) -> int:
    """Erase once more what these name. Return how many replies had come back; again, there are none."""
    return sum(
        privacy.erase_again(
            public_ids=entry.public_ids, address_hash=entry.address_hash, at=entry.at
        )
        for entry in entries
    )


def _entry(number: int, line: str) -> Entry:
    try:
        said = json.loads(line)
        at = parse_datetime(said["at"])
        ids, address = said["replies"], said["address"]
    except (ValueError, TypeError, KeyError) as error:
        raise BadLine(f"line {number} is no erasure: {error!r}") from error
    texts = isinstance(ids, list) and all(isinstance(i, str) and i for i in [*ids, address])
    if at is None or at.tzinfo is None or not texts:
        raise BadLine(
            f"line {number} lacks a time with its zone, an address or the replies' names."
        )
    return Entry(ids, address, at)
