"""What the migrations made to watch the tables, as it should still be in the database."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .keeping import Watch


def made_by_migrations() -> dict[str, list[str]]:
    """The statements of the watches of all migrations that were run, by table; the last counts."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    watches = [
        operation
        for migration, _backwards in plan
        if (migration.app_label, migration.name) in executor.loader.applied_migrations
        for operation in migration.operations
        if isinstance(operation, Watch)
    ]
    return {watch.table: list(watch.forwards(connection)) for watch in watches}
