"""The table of tasks that wait for the worker, each written in one statement whose SQL is made once."""

from typing import Any

from django_tasks_db.backend import DatabaseBackend, TaskResult
from django_tasks_db.compat import Task, normalize_json, task_enqueued
from django_tasks_db.models import DBTaskResult, get_date_max
from typing_extensions import override

from clinic_cms.clinic.writing import add


class TaskTable(DatabaseBackend):
    """django-tasks' own backend, but for how a row gets there: the row and the signal are the same."""

    @override
    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        # A task was looked over when it was made. Its result is made once, not for the signal as well.
        row: DBTaskResult[Any, Any] = DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        add(row)
        result = row.task_result
        task_enqueued.send(type(self), task_result=result)
        return result
