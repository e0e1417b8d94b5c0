"""`manage.py backup`: database, pictures and the list of erasures in one file."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from clinic_cms.backups import BackupError, making


def _days(text: str) -> int:
    """Read a number of days. A negative one would be a day to come, before which everything is old."""
    days = int(text)
    if days < 0:
        raise ArgumentTypeError("it is 0 or more")
    return days


class Command(BaseCommand):
    help = (
        "Write database, pictures and the list of erasures into one file that proves itself. Into a "
        "folder it goes under a name with its time. Nothing is ever written over."
    )

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", metavar="FOLDER_OR_FILE", type=Path)
        parser.add_argument(
            "--encrypt-to",
            metavar="RECIPIENT",
            default="",
            help="for age a public key (age1…, ssh-…), for gpg a key's address or fingerprint",
        )
        parser.add_argument(
            "--keep-days",
            metavar="DAYS",
            type=_days,
            help="afterwards delete older backups from the folder, but never the newest three",
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = making.make(options["target"], options["encrypt_to"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.file}: {made.parts} parts, {made.file.stat().st_size:,} bytes")
        if made.missing:
            self.stderr.write(
                f"{len(made.missing)} pictures are not in it, since they are not in MEDIA_ROOT either, "
                f"the first one: {made.missing[0]}"
            )
        if options["keep_days"] is not None:
            for old in making.forget_older(made.file.parent, options["keep_days"]):
                self.stdout.write(f"{old}: deleted")
