"""`manage.py send_digests`: the moderators' daily mail. To be called every quarter of an hour."""

from typing import Any

from django.core.management.base import BaseCommand
from typing_extensions import override

from clinic_cms.clinic import worker
from comments import digests


class Command(BaseCommand):
    """Write the daily mails that are due, and ask the worker whether it is there."""

    help = (
        "Put the moderators' daily mail into the outbox, once a day after seven in the morning, and give "
        "the worker a task that shows whether it is there. Call it every quarter of an hour."
    )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        new = digests.enqueue_due()
        worker.ask()
        self.stdout.write(f"{new} daily mails written.")
