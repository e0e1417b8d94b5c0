from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    """Indexes only: the code from before works with them and without them."""

    dependencies = [("comments", "0010_reported_texts_by_keyed_hash")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("article"),
                models.F("status"),
                Coalesce("root", "id"),
                name="comment_branches",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "status", "erased_at", "updated_at"], name="comment_shown"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "version", "status", "root"],
                condition=~models.Q(status="approved"),
                name="comment_gone",
            ),
        ),
    ]
