from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the hashes without a key: a reply that was kept is hidden once more by the next report."""
    apps.get_model("comments", "ReplyReport").objects.update(text_hash="")


class Migration(migrations.Migration):
    """Reported texts are known by a keyed hash only."""

    dependencies = [("comments", "0009_writers_of_earlier_replies")]

    operations = [
        migrations.AlterField(
            model_name="replyreport",
            name="text_hash",
            field=models.CharField(
                help_text="Keyed hash of the text that was reported, while it stands.",
                max_length=64,
            ),
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
