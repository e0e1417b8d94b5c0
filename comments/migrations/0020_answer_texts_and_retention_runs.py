from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0019_urgent_appeals_and_reports"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="answertemplate",
            options={
                "ordering": ("title",),
                "verbose_name": "answer text",
                "verbose_name_plural": "answer texts",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalanswertemplate",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical answer text",
                "verbose_name_plural": "historical answer texts",
            },
        ),
        migrations.AlterModelOptions(
            name="retentionrun",
            options={
                "ordering": ("-pk",),
                "verbose_name": "retention run",
                "verbose_name_plural": "retention runs",
            },
        ),
    ]
