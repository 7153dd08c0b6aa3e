"""The tables of a set on PostgreSQL, and their indexes."""

from __future__ import annotations

from django.db import transaction

from ..documents import FACETS
from .tables import Tables

FREQUENT = 20  # documents with a word


def compressed(table: str, column: str) -> str:
    """Faster than PostgreSQL's own compression, where the server was built with it."""
    return (
        f"DO $$ BEGIN ALTER TABLE {{set}}_{table} ALTER COLUMN {column} SET COMPRESSION lz4;"
        " EXCEPTION WHEN feature_not_supported THEN NULL; END $$"
    )


def text_table(table: str, column: str, others: str = "") -> tuple[str, ...]:
    return (
        f"CREATE TABLE {{set}}_{table} (sid BIGINT PRIMARY KEY, {others}"
        f'{column} TEXT COLLATE "C" NOT NULL) WITH (toast_tuple_target = 8160)',
        f"ALTER TABLE {{set}}_{table} ALTER COLUMN {column} SET STORAGE MAIN",
    )


class GIN(Tables):
    """How the set `name` is made."""

    CREATE_STATE = (
        "CREATE TABLE search_state (name TEXT PRIMARY KEY, active SMALLINT NOT NULL,"
        " documents BIGINT NOT NULL, total_length BIGINT NOT NULL, analyser TEXT NOT NULL,"
        " building BIGINT NOT NULL)",
        "CREATE TABLE search_stale (record BIGINT PRIMARY KEY, due BIGINT,"
        " fresh SMALLINT NOT NULL DEFAULT 1)",
        "CREATE TABLE search_redo (record BIGINT PRIMARY KEY)",
        "CREATE TABLE search_watched (name TEXT PRIMARY KEY)",
    )
    TABLES = ("doc", "content", "words", "head", "term", "word", "key", "common")
    # Without a default: a process of the release before, that knows nothing of them, leaves NULL.
    RUNS = (
        "ALTER TABLE {set}_doc ADD COLUMN runs BIGINT[] DEFAULT '{}'",
        "ALTER TABLE {set}_doc ALTER COLUMN runs DROP DEFAULT",
        "CREATE TABLE {set}_common (number BIGINT PRIMARY KEY, word TEXT)",
    )
    RUNS_INDEX = (
        "CREATE INDEX IF NOT EXISTS {set}_doc_runs ON {set}_doc USING gin (runs)"
        " WITH (fastupdate = off)",
        "CREATE INDEX IF NOT EXISTS {set}_doc_unlisted ON {set}_doc (sid) WHERE runs IS NULL",
    )
    NO_RUNS = (
        "ALTER TABLE {set}_doc DROP COLUMN IF EXISTS runs",
        "DROP TABLE IF EXISTS {set}_common",
    )
    # Counting reads the narrow rows of `doc` alone; the texts lie in tables of their own.
    CREATE = (
        "CREATE TABLE {set}_doc (sid BIGINT PRIMARY KEY, record BIGINT NOT NULL UNIQUE,"
        f" {', '.join(f'{facet} TEXT NOT NULL' for facet in FACETS)},"
        " lexemes TSVECTOR NOT NULL) WITH (toast_tuple_target = 128)",
        compressed("doc", "lexemes"),
        *text_table("content", "terms", "length INTEGER NOT NULL, "),
        *text_table("words", "words"),
        *RUNS,
        "CREATE TABLE {set}_head (sid BIGINT PRIMARY KEY, lexemes TSVECTOR NOT NULL)",
        'CREATE TABLE {set}_term (term TEXT COLLATE "C" PRIMARY KEY, df INTEGER NOT NULL)',
        'CREATE TABLE {set}_word (word TEXT COLLATE "C" PRIMARY KEY, display TEXT NOT NULL,'
        " df INTEGER NOT NULL)",
        'CREATE TABLE {set}_key (key TEXT COLLATE "C", word TEXT COLLATE "C",'
        " PRIMARY KEY (key, word))",
    )
    INDEX = (
        "CREATE INDEX IF NOT EXISTS {set}_doc_lexemes ON {set}_doc USING gin (lexemes)"
        " WITH (fastupdate = off)",
        *RUNS_INDEX,
        "CREATE INDEX IF NOT EXISTS {set}_word_frequent ON {set}_word (word)"
        f" WHERE df >= {FREQUENT}",
        "CREATE INDEX IF NOT EXISTS {set}_head_lexemes ON {set}_head USING gin (lexemes)"
        " WITH (fastupdate = off)",
    )

    def create(self, bare: bool = False) -> None:
        super().create()
        if not bare:
            self.finish()

    def finish(self) -> None:
        with transaction.atomic():
            self.run("SET LOCAL maintenance_work_mem = '256MB'")
            for statement in self.INDEX:
                self.run(statement)
            self.run("CLUSTER {set}_word USING {set}_word_pkey")
            for table in ("doc", "word"):
                self.run(f"ANALYZE {{set}}_{table}")

    def add_runs(self) -> None:
        """To a set of the release before: of no common words there are none."""
        for statement in (*self.NO_RUNS, *self.RUNS, *self.RUNS_INDEX):
            self.run(statement)

    def remove_runs(self) -> None:
        for statement in self.NO_RUNS:
            self.run(statement)

    def is_out_of_step(self) -> bool:
        """Whether a process of the release before has written to the set, or made it."""
        has_runs = (
            "SELECT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(%s)"
            " AND attname = 'runs' AND NOT attisdropped)"
        )
        if not self.ask(has_runs, [self.sql("{set}_doc")])[0][0]:
            return True
        return self.ask("SELECT EXISTS (SELECT 1 FROM {set}_doc WHERE runs IS NULL)")[0][0]
