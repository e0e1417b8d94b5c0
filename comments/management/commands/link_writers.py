"""`manage.py link_writers`: after a new SECRET_KEY, let writers reach their earlier replies again."""

from typing import Any

from django.core.management.base import BaseCommand
from typing_extensions import override

from comments import addresses


class Command(BaseCommand):
    """Link replies with the hash that their address has now."""

    help = "Link replies with their writers' addresses again, after SECRET_KEY was changed."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{addresses.link_again()} replies linked.")
