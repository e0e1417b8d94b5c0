from django.db import migrations, models


class Migration(migrations.Migration):
    """A report of an error says whether its words may tell of an emergency. Earlier ones do not."""

    dependencies = [
        ("articles", "0010_numbers_of_references"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="errorreport",
            options={
                "ordering": (
                    models.OrderBy(models.F("decided_at"), descending=True, nulls_first=True),
                    "-urgent",
                    "-created_at",
                    "-pk",
                ),
                "verbose_name": "report of an error",
                "verbose_name_plural": "reports of errors",
            },
        ),
        migrations.AddField(
            model_name="errorreport",
            name="urgent",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Its words may tell of an emergency."
            ),
        ),
    ]
