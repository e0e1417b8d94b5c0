from django.db import migrations, models


class Migration(migrations.Migration):
    """An erasure names the reports of errors that went with it. The version before can run beside it."""

    dependencies = [("comments", "0014_gone_reports_and_words_of_what_is_shown")]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="reports",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
