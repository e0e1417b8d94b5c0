"""Whether the worker is at work, told by what it leaves lying: no row of its own, and no clock but one."""

from datetime import datetime, timedelta

from django.db.models import Case, F, Min, When
from django.utils import timezone
from django.utils.timesince import timesince
from django_tasks import task
from django_tasks_db.models import DBTaskResult, get_date_max

from clinic_cms.clinic.outbox import sending

LATE = timedelta(minutes=5)  # a mail server that does not answer holds one mail up for 20 seconds


@task(priority=100)  # ahead of all else
def be_there() -> None:
    """Do nothing. Where no mail waits, that this waits tells that the worker is gone."""


def ask() -> None:
    """Give the worker something to take, unless the last of these still waits."""
    path = be_there.module_path
    if not DBTaskResult.objects.ready().filter(task_path=path).exists():
        be_there.enqueue()


def waiting_since() -> datetime | None:
    """Return since when the oldest task or mail that could be taken waits, or None when none does."""
    ready_at = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    task = DBTaskResult.objects.ready().order_by().aggregate(at=Min(ready_at))["at"]
    mail = sending.free(timezone.now()).aggregate(at=Min("due_at"))["at"]
    return min((at for at in (task, mail) if at), default=None)


def complaint() -> str:
    """Return what is wrong with the worker, in words, or an empty text."""
    since = waiting_since()
    if since is None or timezone.now() - since < LATE:
        return ""
    return f"what it could take has waited for {timesince(since, timezone.now(), depth=1)}"
