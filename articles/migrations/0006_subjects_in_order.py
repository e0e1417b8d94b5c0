from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_feedback"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="editionsubject",
            name="subject_by_slug",
        ),
        migrations.AddIndex(
            model_name="editionsubject",
            index=models.Index(fields=["kind", "slug", "id"], name="subject_in_order"),
        ),
    ]
