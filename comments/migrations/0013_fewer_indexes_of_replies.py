import django.db.models.deletion
from django.db import migrations, models

# As Django named them, on either database.
FOREIGN_KEYS = {
    "root_id": "comments_comment_root_id_23b4c218",
    "parent_id": "comments_comment_parent_id_3e0802fb",
    "physician_id": "comments_comment_physician_id_4baf9eb9",
    "decision_id": "comments_comment_decision_id_2890faae",
}


def key(to: str, **options: str) -> models.ForeignKey:
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(
        to=to, on_delete=protect, null=True, blank=True, db_index=False, **options
    )


class Migration(migrations.Migration):
    """The indexes of all replies go, for which there are those of 0012. It takes no time.

    By their names, since SQLite would make the whole table anew for each field and lose its triggers. The code
    from before works without them.
    """

    dependencies = [("comments", "0012_indexes_of_what_is_there")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{name}"',
                    f'CREATE INDEX IF NOT EXISTS "{name}" ON "comments_comment" ("{column}")',
                )
                for column, name in FOREIGN_KEYS.items()
            ],
            state_operations=[
                migrations.AlterField("comment", name, field)
                for name, field in {
                    "root": key("comments.comment", related_name="descendants"),
                    "parent": key("comments.comment", related_name="answers"),
                    "physician": key(
                        "articles.physician",
                        related_name="+",
                        help_text="Set for answers of the clinic, from the account that wrote them.",
                    ),
                    "decision": key("comments.decision", related_name="+"),
                }.items()
            ],
        ),
        migrations.RemoveIndex("comment", "comment_answers"),
    ]
