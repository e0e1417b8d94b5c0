from django.db import migrations, models


def let_go(apps, schema_editor):
    """Drop the trigger that names the column; the next migrate forwards puts it back."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute('DROP TRIGGER IF EXISTS "comments_erasure_no_update"')


class Migration(migrations.Migration):
    """An erasure names the reports of errors that went with it. The version before can run beside it."""

    dependencies = [("comments", "0014_gone_reports_and_words_of_what_is_shown")]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="reports",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        # Backwards it comes first: SQLite drops no column that a trigger names.
        migrations.RunPython(migrations.RunPython.noop, let_go),
    ]
