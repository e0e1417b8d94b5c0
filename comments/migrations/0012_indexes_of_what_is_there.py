from django.db import migrations, models
from django.db.models import Q


def only_where_there(*fields: str, name: str) -> migrations.AddIndex:
    condition = Q(**{f"{fields[0]}__isnull": False})
    return migrations.AddIndex(
        "comment", models.Index(fields=fields, condition=condition, name=name)
    )


class Migration(migrations.Migration):
    """Indexes of the few replies that have a root, a parent, a physician, a decision.

    While they are built PostgreSQL lets readers in, and keeps writers waiting. What they replace is dropped by the
    next migration: in this one, after a lock that lets readers in, a reader who wants to write would be a deadlock.
    """

    dependencies = [("comments", "0011_threads_by_their_indexes")]

    operations = [
        only_where_there("root", "created_at", "id", name="comment_below"),
        only_where_there("parent", name="comment_parent"),
        only_where_there("physician", name="comment_physician"),
        only_where_there("decision", name="comment_decision"),
    ]
