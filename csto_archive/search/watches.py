"""What the migrations made to watch the tables, as it should still be in the database."""

from django.db import connection

from csto_archive.triggers import applied

from .keeping import Watch


def made_by_migrations() -> dict[str, list[str]]:
    """The statements of the watches of all migrations that were run, by table; the last counts."""
    return {watch.table: list(watch.forwards(connection)) for watch in applied(Watch)}
