"""`manage.py restore`: the way back from a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from clinic_cms.backups import BackupError
from clinic_cms.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Restore a backup. It is checked before anything is touched; erasures are repeated, those of a "
        "newer list too, and the chain of editions is proved. Stop web server and worker first."
    )
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--identity", metavar="KEYFILE", default="", help="the key for age")
        parser.add_argument(
            "--erasures",
            metavar="FILE",
            type=Path,
            help="the list of erasures that was kept apart from the backups",
        )
        parser.add_argument(
            "--replace", action="store_true", help="a database that is not empty may be replaced"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore(
                options["file"],
                self.stdout.write,
                identity=options["identity"],
                erasures=options["erasures"],
                replace=options["replace"],
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:  # a full disk: what is loaded at the end was not begun
            raise CommandError(f"{error}. The database is as it was before.") from error
