"""`manage.py send_digests`: the moderators' daily mail. To be called every quarter of an hour."""

from typing import Any

from django.core.management.base import BaseCommand
from typing_extensions import override

from clinic_cms.clinic import worker
from clinic_cms.clinic.outbox.tasks import hand_over_what_was_left
from comments import digests


class Command(BaseCommand):
    """Write the daily mails that are due, and give mails a task again that lost theirs."""

    help = (
        "Put the moderators' daily mail into the outbox, once a day after seven in the morning, and hand "
        "mails that were left lying to the worker again. Call it every quarter of an hour."
    )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        new, left = digests.enqueue_due(), hand_over_what_was_left()
        worker.ask()
        self.stdout.write(
            f"{new} daily mails written, {left} mails that were left lying handed over."
        )
