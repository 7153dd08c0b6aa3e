"""The two databases that hold the index. All SQL of the search is here."""

from django.db import connection

from .base import Engine
from .postgresql import PostgreSQL
from .sqlite import SQLite

ENGINES: dict[str, type[Engine]] = {"sqlite": SQLite, "postgresql": PostgreSQL}


def engine(name: str, hides: bool = False) -> Engine:
    """The tables of the set `name` ("a" or "b") in the database of this connection."""
    return ENGINES[connection.vendor](name, hides)


def engine_class() -> type[Engine]:
    return ENGINES[connection.vendor]
