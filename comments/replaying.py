"""What was taken back or taken from readers: what the database knows, and taking it back again later."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from articles import cancellations, corrections, withdrawals
from clinic_cms.clinic import half_restored
from comments import erasure_list, privacy, taken_away
from comments.erasure_list import Entry, Kind, entry_of
from comments.models import Comment, Erasure, Status


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
    return [entry_of(n, line) for n, line in enumerate(half_restored.lines(), start=1)]


def export(path: Path) -> int:
    """Add every entry of the database to a file; return how many it holds then. Raises BadLine, OSError."""
    return erasure_list.add(path, kept())


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
