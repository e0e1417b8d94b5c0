from django.db import migrations, models


class Migration(migrations.Migration):
    """Appeals and reports of replies say whether their words may tell of an emergency. Earlier ones do not."""

    dependencies = [
        ("comments", "0018_indexes_of_what_is_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="appeal",
            name="urgent",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Its words may tell of an emergency."
            ),
        ),
        migrations.AddField(
            model_name="replyreport",
            name="urgent",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Its words may tell of an emergency."
            ),
        ),
    ]
