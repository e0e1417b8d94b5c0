"""Have all migrations of this version run on the database?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def waiting() -> list[str]:
    """Return those that have not, in the order in which they run, as ``app.name``. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
