"""Prove the chain of editions, and name the first broken link of each article."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from articles.chain import broken_links


class Command(BaseCommand):
    help = "Compute every edition's hashes again and compare them with what is stored."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        checked, broken = broken_links()
        for link in broken:
            self.stderr.write(self.style.ERROR(str(link)))
        if broken:
            raise CommandError(
                f"{len(broken)} of {checked} articles have a broken chain. Restore the named "
                "editions from a backup, and find out who changed the database."
            )
        self.stdout.write(f"All editions of {checked} articles are as they were published.")
