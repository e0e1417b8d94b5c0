"""`manage.py replay_erasures`: take back once more, on a restored backup, what was taken back since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from typing_extensions import override

from clinic_cms.clinic import half_restored, migrated
from comments import erasure_list, replaying
from comments.erasure_list import Entry


class Command(BaseCommand):
    """Repeat what was taken back since a backup, or write the list of it."""

    help = (
        "After a backup was restored: erase and withdraw once more what writers had, and take from readers "
        "what the clinic had. Without a file, the "
        "list in the database is used; one that was written before the loss (--export) is read with --from."
    )

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--export", metavar="FILE", help="add the list to FILE; nothing is taken back"
        )
        choice.add_argument("--from", metavar="FILE", dest="source", help="read the list from here")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["export"]:
                self._export(options["export"])
                return
            entries = self._read(options["source"]) if options["source"] else list(replaying.kept())
        except OSError as error:
            raise CommandError(str(error)) from error
        # A restore that was cut off is finished here, and the site opened: not on tables of before.
        if waiting := migrated.waiting():
            raise CommandError(
                f"Migrations have not run: {len(waiting)}, the first {waiting[0]}. Run `manage.py "
                "migrate`, then this again. Nothing was taken back."
            )
        # ``kept`` yields this as well; a file need not hold it.
        left = replaying.left_undone() if options["source"] else []
        again = self._replay([*left, *entries])
        self.stdout.write(
            f"{len(entries)} lines repeated. {again.erased} replies had come back and are erased again, "
            f"{again.withdrawn} are withdrawn again.\n"
            f"{again.by_the_clinic()}\n"
            "Kept: the replies' places in their threads, the decisions on them (no words of theirs), "
            "the version and time of the consent, and this list with keyed hashes of addresses."
        )

    @transaction.atomic
    def _replay(self, entries: list[Entry]) -> replaying.Replayed:
        """Repeat them, and finish the restore that was cut off, if one was."""
        again = replaying.replay(entries)
        half_restored.lift()
        return again

    def _export(self, file: str) -> None:
        try:
            count = replaying.export(Path(file))
        except erasure_list.BadLine as error:
            raise CommandError(f"{file}: {error}. Nothing was written.") from error
        self.stdout.write(f"{count} lines written. Keep the file apart from backups.")

    def _read(self, source: str) -> list[Entry]:
        try:
            return erasure_list.read(Path(source))
        except erasure_list.BadLine as error:
            raise CommandError(f"{source}: {error}. Nothing was taken back.") from error
