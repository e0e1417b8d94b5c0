"""Mails are sent from the outbox itself: the tasks that waited for one each lead to nothing any more."""

from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(
        task_path="clinic_cms.clinic.outbox.tasks.deliver", status="READY"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("clinic", "0009_telling_the_physician"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
