from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce

SHOWN = Q(status="approved")
INDEXES = (
    models.Index(
        fields=("article", "created_at", "id", "status"), condition=SHOWN, name="comment_thread"
    ),
    models.Index(
        "article", Coalesce("root", "id"), "status", condition=SHOWN, name="comment_branches"
    ),
    models.Index(
        fields=("article", "erased_at", "updated_at", "status"),
        condition=SHOWN,
        name="comment_shown",
    ),
)


class Migration(migrations.Migration):
    """PostgreSQL read all replies of an article for the few of a branch, or the few that were erased.

    On PostgreSQL readers and writers wait while they are built: half a second for 100,000 replies.
    """

    dependencies = [("comments", "0020_answer_texts_and_retention_runs")]

    operations = [
        step
        for index in INDEXES
        for step in (
            migrations.RemoveIndex("comment", index.name),
            migrations.AddIndex("comment", index),
        )
    ]
