"""A task's row is the one that django-tasks' own backend writes, and whoever listens is told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.signals import task_enqueued
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from clinic_cms.clinic.outbox.tasks import deliver
from clinic_cms.clinic.task_table import TaskTable
from clinic_cms.clinic.worker import be_there

OWN = ("id", "enqueued_at")


def row(result):
    (found,) = DBTaskResult.objects.filter(pk=result.id).values()
    return {name: value for name, value in found.items() if name not in OWN}


@pytest.mark.django_db
@pytest.mark.parametrize("in_time", [None, timedelta(minutes=7)])
def test_the_row_and_the_result_are_theirs(in_time):
    task = be_there if in_time is None else deliver.using(run_after=timezone.now() + in_time)
    ours = task_backends["default"]
    assert type(ours) is TaskTable
    theirs = DatabaseBackend("default", {})
    args = (4,) if in_time else ()
    mine, other = ours.enqueue(task, args, {}), theirs.enqueue(task, args, {})
    assert mine.id != other.id
    assert row(mine) == row(other)
    assert abs(mine.enqueued_at - other.enqueued_at) < timedelta(minutes=1)
    assert (mine.task, mine.args, mine.status) == (other.task, other.args, other.status)


@pytest.mark.django_db
def test_the_signal_is_sent():
    told = []

    def listen(sender, task_result, **_):
        told.append((sender, task_result.id))

    task_enqueued.connect(listen)
    try:
        result = be_there.enqueue()
    finally:
        task_enqueued.disconnect(listen)
    assert told == [(TaskTable, result.id)]
