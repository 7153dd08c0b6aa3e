"""How the database itself notes which records a change concerns, whatever way it was made.

Triggers write their numbers into `search_stale`, where `Index.settle` finds them: `save()`,
`update()`, `bulk_create`, a cascade and SQL typed by hand are all the same to them. Migrations
make the triggers with `Watch`.

SQLite rebuilds a table to change it, and its triggers are lost with the old one, or are in the way;
PostgreSQL alters no column that a trigger names. A migration that alters a watched table, or one
that a trigger reads, stands between `Pause()` and `Resume()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csto_archive.triggers import EVENTS, INSERT, OURS, UPDATE, Pause, Resume, Statements

__all__ = ["EVENTS", "INSERT", "OURS", "UPDATE", "NoteAll", "Pause", "Resume", "Watch"]
ROWS = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}
THERE = "SELECT record FROM search_a_doc UNION SELECT record FROM search_b_doc"
NOTE = "ON CONFLICT (record) DO UPDATE SET due = NULL, fresh = 1"


class Watch(Statements):
    """Note the records that a change of `table` concerns.

    `records` is a SELECT of one column `record`, with `{row}` for the row that changed. `columns`:
    only an UPDATE that changes one of them concerns anybody.
    """

    def __init__(
        self, table: str, records: str, events: Sequence[str] = EVENTS, columns: Sequence[str] = ()
    ) -> None:
        self.table, self.records, self.events, self.columns = table, records, events, columns

    def deconstruct(self):
        return type(self).__name__, [self.table, self.records], {
            "events": self.events, "columns": self.columns,
        }  # fmt: skip

    def describe(self) -> str:
        return f"Watch {self.table} for the search index"

    def forwards(self, connection) -> Iterator[str]:
        make = {"sqlite": self._sqlite, "postgresql": self._postgresql}[connection.vendor]
        for event in self.events:
            yield from make(event)
            yield f"INSERT INTO search_watched (name) VALUES ('{self._name(event)}')"

    def backwards(self, connection) -> Iterator[str]:
        for event in self.events:
            name = self._name(event)
            yield f"DELETE FROM search_watched WHERE name = '{name}'"
            if connection.vendor == "sqlite":
                yield f"DROP TRIGGER IF EXISTS {name}"
            else:
                yield f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        if connection.vendor == "postgresql" and INSERT in self.events:
            yield f"DROP FUNCTION IF EXISTS {self._name('TRUNCATE')}() CASCADE"

    def _name(self, event: str) -> str:
        return f"search_{event.lower()}_{self.table}"

    def _concerned(self, event: str) -> str:
        return " UNION ".join(self.records.format(row=row) for row in ROWS[event])

    def _when(self, event: str, differs: str) -> str:
        changed = " OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in self.columns)
        return f" WHEN ({changed})" if event == UPDATE and changed else ""

    def _sqlite(self, event: str) -> Iterator[str]:
        yield (
            f"CREATE TRIGGER {self._name(event)} AFTER {event} ON {self.table} FOR EACH ROW"
            f"{self._when(event, 'IS NOT')} BEGIN INSERT INTO search_stale (record, due)"
            f" SELECT record, NULL FROM ({self._concerned(event)}) WHERE TRUE {NOTE}; END"
        )

    def _postgresql(self, event: str) -> Iterator[str]:
        yield from function(self._name(event), self._concerned(event))
        when = self._when(event, "IS DISTINCT FROM")
        yield (
            f"CREATE TRIGGER {self._name(event)} AFTER {event} ON {self.table} FOR EACH ROW"
            f"{when} EXECUTE FUNCTION {self._name(event)}()"
        )
        if event == INSERT:
            name = self._name("TRUNCATE")
            yield from function(name, THERE)
            yield (
                f"CREATE TRIGGER {name} AFTER TRUNCATE ON {self.table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )


def function(name: str, records: str) -> Iterator[str]:
    """Sorted, so that two transactions that note the same records wait and do not lock up."""
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" INSERT INTO search_stale (record, due) SELECT DISTINCT record, NULL::bigint"
        f" FROM ({records}) AS concerned ORDER BY record {NOTE}; RETURN NULL; END $$"
    )


class NoteAll(Statements):
    """Note every row of `table`, and what is in the index: both changed while nobody watched."""

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self):
        return type(self).__name__, [self.table], {}

    def describe(self) -> str:
        return f"Index all rows of {self.table}"

    def forwards(self, connection) -> Iterator[str]:
        noted = f"SELECT id AS record FROM {self.table} UNION {THERE}"
        yield (
            f"INSERT INTO search_stale (record) SELECT record FROM ({noted}) AS noted"
            f" WHERE TRUE {NOTE}"
        )

    def backwards(self, connection) -> Iterator[str]:
        yield "DELETE FROM search_stale"
