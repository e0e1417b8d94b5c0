"""`manage.py db_worker`: the worker. It takes django-tasks' tasks, and sends the mails of the outbox."""

import logging
import os
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker
from typing_extensions import override

from clinic_cms.clinic import half_restored, outbox
from clinic_cms.clinic.outbox.queue_runner import QueueRunner
from clinic_cms.clinic.outbox.sending import send_next


class Command(db_worker.Command):
    """django-tasks' worker with the queue runner of the outbox beside it."""

    help = "Send the mails of the outbox and run the tasks that wait, until it is stopped"

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        # A worker that begins anew with each file that is saved would do so with a mail in hand.
        parser.set_defaults(reload=False)

    @override
    def configure_logging(self, verbosity: int) -> None:
        super().configure_logging(verbosity)
        logging.getLogger(outbox.__name__).setLevel("INFO" if verbosity else "WARNING")

    @override
    def handle(self, *, batch: bool, interval: float, **options: Any) -> None:
        half_restored.keep_shut()
        try:
            self._work(batch=batch, interval=interval, **options)
        finally:
            half_restored.let_in()

    def _work(self, *, batch: bool, interval: float, **options: Any) -> None:
        if batch:
            while send_next():
                pass
        watches = options["reload"] and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true"
        # One that watches the files of the program starts another, which does the work.
        with nullcontext() if batch or watches else QueueRunner(interval=interval):
            super().handle(batch=batch, interval=interval, **options)
