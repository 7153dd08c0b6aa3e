"""What the database is asked, for tests that count it."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from csto_archive.unchanged import ANSWERS

# What PostgreSQL is told around a question is no question.
AROUND = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting", "BEGIN", "COMMIT")


def let_it_count() -> None:
    """Let the database look at its tables, as any does by itself that is not minutes old: one that
    takes thousands of rows for none may choose a way that takes it minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions(work: Callable[[], Any]) -> int:
    """How many questions `work` asks."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return sum(not query["sql"].startswith(AROUND) for query in queries)


def questions_to_make(client, url: str) -> int:
    """The same of a page that has to be made, while what is told of the whole archive is known."""
    client.get(url)
    ANSWERS.clear()
    return questions(lambda: client.get(url))
