from django.db import migrations, models

from comments.models.comment import Opening


class Migration(migrations.Migration):
    """The same words were looked for in a thousand whole rows, for each reply that came in.

    While the index is built PostgreSQL lets readers in, and keeps writers waiting.
    """

    dependencies = [("comments", "0016_names_as_they_are_read")]

    operations = [
        migrations.AddIndex(
            "comment", models.Index(Opening("text"), models.F("id"), name="comment_opening")
        ),
    ]
