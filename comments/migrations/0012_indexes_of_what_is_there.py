from django.db import migrations, models
from django.db.models import Q

# An earlier draft of this migration: databases that ran it hold three of the indexes, and its name on their list.
FORMERLY = "0012_fewer_indexes_of_replies"


def only_where_there(*columns: str, name: str) -> migrations.SeparateDatabaseAndState:
    first = columns[0]
    listed = ", ".join(f'"{column}"' for column in columns)
    fields = [column.removesuffix("_id") if column != "id" else column for column in columns]
    condition = Q(**{f"{fields[0]}__isnull": False})
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f'CREATE INDEX IF NOT EXISTS "{name}" ON "comments_comment" ({listed}) '
                f'WHERE "{first}" IS NOT NULL',
                f'DROP INDEX IF EXISTS "{name}"',
            )
        ],
        state_operations=[
            migrations.AddIndex(
                "comment", models.Index(fields=fields, condition=condition, name=name)
            )
        ],
    )


class Migration(migrations.Migration):
    """Indexes of the few replies that have a root, a parent, a physician, a decision.

    While they are built PostgreSQL lets readers in, and keeps writers waiting. What they replace is dropped by the
    next migration: in this one, after a lock that lets readers in, a reader who wants to write would be a deadlock.
    """

    dependencies = [("comments", "0011_threads_by_their_indexes")]
    formerly = (FORMERLY,)  # `manage.py restore` takes backups with this name for older ones

    operations = [
        only_where_there("root_id", "created_at", "id", name="comment_below"),
        only_where_there("parent_id", name="comment_parent"),
        only_where_there("physician_id", name="comment_physician"),
        only_where_there("decision_id", name="comment_decision"),
        migrations.RunSQL(
            [("DELETE FROM django_migrations WHERE app = 'comments' AND name = %s", [FORMERLY])],
            migrations.RunSQL.noop,
        ),
    ]
