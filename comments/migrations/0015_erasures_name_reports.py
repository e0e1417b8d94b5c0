from django.db import migrations, models


class Migration(migrations.Migration):
    """An erasure names the reports of errors that went with it. The version before can run beside it."""

    dependencies = [("comments", "0013_fewer_indexes_of_replies")]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="reports",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
