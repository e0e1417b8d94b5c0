"""Empty what readers left once its time is over. Meant to run every day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from typing_extensions import override

from comments import retention


class Command(BaseCommand):
    help = (
        "Empty readers' personal data whose time is over (docs/retention.md). Run it every day; "
        "run again, it finds nothing more."
    )

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what is due")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        counts = retention.due() if options["dry_run"] else retention.purge()
        days = {term.name: term.length.days for term in retention.TERMS}
        for name, count in counts.items():
            age = f", older than {days[name]} days" if days[name] else ""
            self.stdout.write(f"{count:>7}  {name}{age}")
        said = "would be emptied; nothing was changed" if options["dry_run"] else "emptied"
        self.stdout.write(f"{sum(counts.values()):>7}  {said}")
