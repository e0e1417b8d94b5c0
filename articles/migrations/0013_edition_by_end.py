from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_addresses_and_checksums_are_called_so")]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(live_until__isnull=False),
                fields=["live_until"],
                name="edition_by_end",
            ),
        )
    ]
