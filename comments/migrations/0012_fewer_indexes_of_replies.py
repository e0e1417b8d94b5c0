import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

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
    """Indexes only: the code from before works with them and without them.

    By their names, since SQLite would make the whole table anew for each field and lose its triggers. They
    go before others come: PostgreSQL then locks the table once, and no writer can stand in a deadlock with it.
    """

    dependencies = [("comments", "0011_threads_by_their_indexes")]

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
        migrations.AddIndex(
            "comment",
            models.Index(
                fields=["root", "created_at", "id"],
                condition=Q(root__isnull=False),
                name="comment_answers",
            ),
        ),
        *(
            migrations.AddIndex(
                "comment",
                models.Index(
                    fields=[name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"comment_{name}",
                ),
            )
            for name in ("parent", "physician", "decision")
        ),
    ]
