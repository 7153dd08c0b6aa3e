"""Triggers of ours: how migrations make them, put them away while tables are altered, find them.

SQLite rebuilds a table to change it, and its triggers are lost with the old one, or are in the way;
PostgreSQL alters no column that a trigger names. A migration that alters a watched table, or one
that a trigger reads, stands between `Pause()` and `Resume()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation

INSERT, UPDATE, DELETE = EVENTS = ("INSERT", "UPDATE", "DELETE")

Kind = TypeVar("Kind", bound=Operation)


class Statements(Operation):
    """An operation that is SQL of the database's own kind, forwards and backwards."""

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label, state) -> None:
        """Nothing that Django knows of."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        self._run(schema_editor, self.forwards(schema_editor.connection))

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        self._run(schema_editor, self.backwards(schema_editor.connection))

    def forwards(self, connection) -> Iterator[str]:
        raise NotImplementedError

    def backwards(self, connection) -> Iterator[str]:
        raise NotImplementedError

    @staticmethod
    def _run(schema_editor, statements: Iterator[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement, params=None)


class Pause(Statements):
    """Put the triggers away while tables are altered."""

    KEPT = "search_paused"

    def describe(self) -> str:
        return "Put our triggers away"

    def forwards(self, connection) -> Iterator[str]:
        yield f"CREATE TABLE {self.KEPT} AS {OURS[connection.vendor]}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT dropped FROM {self.KEPT}")  # noqa: S608
            yield from [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]

    def backwards(self, connection) -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT made FROM {self.KEPT}")  # noqa: S608
            yield from [statement for (statement,) in cursor.fetchall()]
        yield f"DROP TABLE {self.KEPT}"


class Resume(Pause):
    """Bring them back."""

    def describe(self) -> str:
        return "Bring our triggers back"

    def forwards(self, connection) -> Iterator[str]:
        yield from super().backwards(connection)

    def backwards(self, connection) -> Iterator[str]:
        yield from super().forwards(connection)


# «search_» notes changes for the index, «version_» for what is kept in memory.
OURS = {
    "sqlite": "SELECT name AS dropped, sql AS made FROM sqlite_master"
    " WHERE type = 'trigger' AND (name GLOB 'search_*' OR name GLOB 'version_*')",
    "postgresql": "SELECT format('%I ON %s', tgname, tgrelid::regclass) AS dropped,"
    " pg_get_triggerdef(oid) AS made FROM pg_trigger WHERE NOT tgisinternal"
    " AND (starts_with(tgname, 'search_') OR starts_with(tgname, 'version_'))",
}


def applied(kind: type[Kind]) -> list[Kind]:
    """The operations of this kind of all migrations that were run, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [
        operation
        for migration, _backwards in plan
        if (migration.app_label, migration.name) in executor.loader.applied_migrations
        for operation in migration.operations
        if isinstance(operation, kind)
    ]
