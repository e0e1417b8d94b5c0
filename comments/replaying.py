"""What writers had taken back as a file, one JSON object a line, and its reading on a restored backup.

A line is an erasure, or a withdrawal: ``{"at": …, "withdrawn": […]}``.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.dateparse import parse_datetime

from comments import privacy
from comments.models import Comment, Erasure, Status


class BadLine(Exception):
    """A line that is neither. The message names it."""


@dataclass(frozen=True)
class Entry:
    """One wish: the public ids of its replies, the keyed hash of the address, its time.

    A withdrawal has no address; its time is that of the reply, which stays the same in every export.
    """

    public_ids: list[str]
    address_hash: str
    at: datetime
    reports: tuple[str, ...] = ()  # of errors in pages, by their keyed hashes


class Replayed(NamedTuple):
    """How many replies had come back, and are gone again."""

    erased: int
    withdrawn: int


def kept() -> Iterator[Entry]:
    """Yield every erasure and withdrawal that the database holds."""
    for row in Erasure.objects.iterator():
        yield Entry(row.public_ids, row.address_hash, row.created_at, tuple(row.reports))
    # What was emptied since is in no backup that may still be kept, or in the list of erasures.
    withdrawn = Comment.objects.filter(status=Status.WITHDRAWN, erased_at=None).order_by()
    for public_id, at in withdrawn.values_list("public_id", "created_at").iterator():
        yield Entry([public_id], "", at)


def line_of(entry: Entry) -> str:
    """Return an entry as a line of the file."""
    at = entry.at.isoformat()
    if not entry.address_hash:
        return json.dumps({"at": at, "withdrawn": entry.public_ids})
    # A wish without reports is the line that earlier versions wrote: one that is there is known again.
    reports = {"reports": list(entry.reports)} if entry.reports else {}
    said = {"at": at, "address": entry.address_hash, "replies": entry.public_ids}
    return json.dumps(said | reports)


def read(lines: Iterable[str]) -> list[Entry]:
    """Return the entries of a file; empty lines are passed over. Raises BadLine."""
    return [_entry(n, line) for n, line in enumerate(lines, start=1) if line.strip()]


def export(path: Path) -> int:
    """Add every entry of the database to a file; return how many it holds then.

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
def replay(entries: Iterable[Entry]) -> Replayed:
    """Erase and withdraw once more what these name. Again, nothing has come back."""
    erased = withdrawn = 0
    for entry in entries:
        if entry.address_hash:
            erased += privacy.erase_again(
                public_ids=entry.public_ids,
                address_hash=entry.address_hash,
                at=entry.at,
                reports=entry.reports,
            )
        else:
            withdrawn += privacy.withdraw_again(entry.public_ids)
    return Replayed(erased, withdrawn)


def _entry(number: int, line: str) -> Entry:
    try:
        said = json.loads(line)
        at = parse_datetime(said["at"])
        is_withdrawal = "withdrawn" in said
        ids = said["withdrawn" if is_withdrawal else "replies"]
        address = "" if is_withdrawal else said["address"]
        reports = said.get("reports", [])
    except (ValueError, TypeError, KeyError) as error:
        raise BadLine(f"line {number} is no erasure and no withdrawal: {error!r}") from error
    named = all(
        isinstance(found, list) and all(isinstance(i, str) and i for i in found)
        for found in (ids, reports)
    )
    known = is_withdrawal or (isinstance(address, str) and address)
    if at is None or at.tzinfo is None or not named or not known:
        raise BadLine(
            f"line {number} lacks a time with its zone, an address or the replies' names."
        )
    return Entry(ids, address, at, tuple(reports))
