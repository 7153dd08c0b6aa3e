"""How the database itself numbers its states, whatever way they are changed.

Triggers write a random token into `version_change` for every statement that changes what readers
see; the version is the sum of the tokens. So:

- It changes with the commit, not before, and goes back with a rollback. Two states never share a
  number, as a token is never drawn twice: neither those before and after a rollback, nor those
  between two transactions that began in one order and were committed in the other. A counter, or
  the newest entry of a log, would be the same there, and would keep an old answer for new.
- Nobody waits: a transaction only adds rows of its own. One row to be updated would be held by an
  import until its end, and whoever saves meanwhile would stand behind it, or lock up with it.
- Rows that are not seen write nothing: nobody can find out by the number that somebody drafts.
- A change to what is not seen *yet* is written with the hour from which it is (`due`), and counts
  from then on: what is scheduled appears without anybody saving it.

Old tokens are thrown away in the transaction that adds a new one, which alone makes the number
another. What somebody else is throwing away is left to him (SKIP LOCKED). SQLite has one writer at
a time, and one token for each hour.

A scheduled article that is put off leaves its first hour behind: then the number changes although
nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csto_archive.triggers import DELETE, EVENTS, INSERT, UPDATE, Statements

# What has been seen from ever, or by now; and an hour that every clock of ours has passed.
ALWAYS = {"sqlite": "'0001-01-01 00:00:00'", "postgresql": "'-infinity'::timestamptz"}
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}
PASSED = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 day')",
    "postgresql": "now() - interval '1 day'",
}
TOKEN = {
    "sqlite": "abs(random() % 1000000000000000)",
    "postgresql": "(random() * 1e15)::bigint",
}
EACH_ROW = "SELECT {always} AS due FROM {rows} AS changed"
# An article is seen from its hour on; what was taken back says so at its address.
SEEN = "CASE {article}.status WHEN 'published' THEN {article}.published_at ELSE {{always}} END"
WAS_PUBLIC = (
    "{article}.published_at IS NOT NULL"
    " AND {article}.status IN ('published', 'withdrawn', 'merged')"
)


def seen(article: str) -> str:
    return f"SELECT {SEEN} AS due FROM {{{{rows}}}} AS changed".format(article=article)


AN_ARTICLE = f"{seen('changed')} WHERE {WAS_PUBLIC.format(article='changed')}"


def of_articles(condition: str) -> str:
    """From when on a row is seen that is shown with the articles of this condition; `changed` is
    the row, `shown` an article."""
    public = WAS_PUBLIC.format(article="shown")
    return f"{seen('shown')} JOIN articles_article AS shown ON {condition} WHERE {public}"


class NumberStates(Statements):
    """The table of the tokens. It has one from the start: no two databases begin alike."""

    TABLE = {
        "sqlite": "due TEXT PRIMARY KEY, token INTEGER NOT NULL",
        "postgresql": "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " due timestamptz NOT NULL, token bigint NOT NULL",
    }

    def describe(self) -> str:
        return "Number the states of the archive"

    def forwards(self, connection) -> Iterator[str]:
        vendor = connection.vendor
        yield f"CREATE TABLE version_change ({self.TABLE[vendor]})"
        yield f"INSERT INTO version_change (due, token) SELECT {ALWAYS[vendor]}, {TOKEN[vendor]}"
        yield from {"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]()

    def backwards(self, connection) -> Iterator[str]:
        yield "DROP TABLE version_change"
        if connection.vendor == "postgresql":
            yield "DROP FUNCTION version_tidy()"

    def _sqlite(self) -> Iterator[str]:
        """There is one writer, so one row for each hour; what has passed becomes one, of the same
        sum."""
        passed = f"due < {PASSED['sqlite']}"
        yield (
            f"CREATE TRIGGER version_tidy AFTER INSERT ON version_change"
            f" WHEN NEW.due <> {ALWAYS['sqlite']} BEGIN"
            f" UPDATE version_change SET token = (SELECT SUM(token) FROM version_change"
            f" WHERE {passed}) WHERE due = {ALWAYS['sqlite']};"
            f" DELETE FROM version_change WHERE {passed} AND due <> {ALWAYS['sqlite']}; END"
        )

    def _postgresql(self) -> Iterator[str]:
        """Now and then: each time costs a look at every row."""
        yield (
            "CREATE FUNCTION version_tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " DELETE FROM version_change WHERE id IN (SELECT id FROM version_change"
            f" WHERE id < NEW.id AND (due < {PASSED['postgresql']} OR id NOT IN"
            " (SELECT MAX(id) FROM version_change GROUP BY due)) FOR UPDATE SKIP LOCKED);"
            " RETURN NULL; END $$"
        )
        yield (
            "CREATE TRIGGER version_tidy AFTER INSERT ON version_change FOR EACH ROW"
            " WHEN (NEW.id % 64 = 0 AND NEW.due <= clock_timestamp())"
            " EXECUTE FUNCTION version_tidy()"
        )


class Watch(Statements):
    """Another number after a change of `table` that readers can see.

    `seen`: a SELECT of `due`, the hours from which on the rows `{rows}` are seen; of the row itself
    it reads the columns `reads`. `columns`: only an UPDATE that changes one of them is seen.
    """

    def __init__(
        self,
        table: str,
        seen: str = EACH_ROW,
        reads: Sequence[str] = ("id",),
        columns: Sequence[str] = (),
    ) -> None:
        self.table, self.seen, self.reads, self.columns = table, seen, reads, columns

    def deconstruct(self):
        return type(self).__name__, [self.table, self.seen, self.reads, self.columns], {}

    def describe(self) -> str:
        return f"Watch {self.table} for the version of the archive"

    def names(self, vendor: str) -> list[str]:
        events = (*EVENTS, "TRUNCATE") if vendor == "postgresql" else EVENTS
        return [self._name(event) for event in events]

    def forwards(self, connection) -> Iterator[str]:
        make = {"sqlite": self._sqlite, "postgresql": self._postgresql}[connection.vendor]
        for event in EVENTS:
            yield from make(event)
        if connection.vendor == "postgresql":
            yield from self._truncate()

    def backwards(self, connection) -> Iterator[str]:
        what, after = (
            ("TRIGGER", "") if connection.vendor == "sqlite" else ("FUNCTION", "() CASCADE")
        )
        for name in self.names(connection.vendor):
            yield f"DROP {what} IF EXISTS {name}{after}"

    def _name(self, event: str) -> str:
        return f"version_{event.lower()}_{self.table}"

    def _noted(self, vendor: str, rows: str) -> str:
        """One token for all that is seen by now, and one for every hour to come."""
        always = ALWAYS[vendor]
        seen = self.seen.format(rows=rows, always=always)
        hour = f"CASE WHEN due <= {NOW[vendor]} THEN {always} ELSE due END"
        if vendor == "sqlite":
            hours = f"SELECT {hour}, {TOKEN[vendor]} FROM ({seen}) WHERE TRUE"
            once = " ON CONFLICT (due) DO UPDATE SET token = excluded.token"
        else:
            distinct = f"SELECT DISTINCT {hour} AS due FROM ({seen}) AS seen"
            hours, once = f"SELECT due, {TOKEN[vendor]} FROM ({distinct}) AS hours", ""
        return f"INSERT INTO version_change (due, token) {hours}{once}"

    def _sqlite(self, event: str) -> Iterator[str]:
        reads = {
            row: "SELECT " + ", ".join(f'{row}."{name}" AS "{name}"' for name in self.reads)
            for row in ("NEW", "OLD")
        }
        of_event = {INSERT: ["NEW"], UPDATE: ["NEW", "OLD"], DELETE: ["OLD"]}[event]
        rows = " UNION ALL ".join(reads[row] for row in of_event)
        changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in self.columns)
        when = f" WHEN {changed}" if event == UPDATE and changed else ""
        yield (
            f"CREATE TRIGGER {self._name(event)} AFTER {event} ON {self.table} FOR EACH ROW{when}"
            f" BEGIN {self._noted('sqlite', f'({rows})')}; END"
        )

    def _postgresql(self, event: str) -> Iterator[str]:
        tables = {
            INSERT: "NEW TABLE AS version_new",
            DELETE: "OLD TABLE AS version_old",
            UPDATE: "NEW TABLE AS version_new OLD TABLE AS version_old",
        }[event]
        rows = {INSERT: "version_new", DELETE: "version_old", UPDATE: f"({self._pairs()})"}[event]
        yield function(self._name(event), self._noted("postgresql", rows))
        yield (
            f"CREATE TRIGGER {self._name(event)} AFTER {event} ON {self.table}"
            f" REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {self._name(event)}()"
        )

    def _pairs(self) -> str:
        """The rows that differ in one of the columns, as they were and as they are. Not a join: a
        plan made for one row would compare every row with every other."""
        names = dict.fromkeys(["id", *self.reads, *self.columns] if self.columns else self.reads)
        listed = ", ".join(f'"{name}"' for name in names)
        old, new = (f"SELECT {listed} FROM version_{which}" for which in ("old", "new"))
        if not self.columns:
            return f"{old} UNION ALL {new}"
        return f"({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})"

    def _truncate(self) -> Iterator[str]:
        name = self._name("TRUNCATE")
        token = f"{ALWAYS['postgresql']}, {TOKEN['postgresql']}"
        yield function(name, f"INSERT INTO version_change (due, token) SELECT {token}")
        yield (
            f"CREATE TRIGGER {name} AFTER TRUNCATE ON {self.table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def function(name: str, statement: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement};"
        " RETURN NULL; END $$"
    )
