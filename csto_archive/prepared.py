"""Questions whose SQL is worked out once: what is asked each time are its numbers and the moment.

To write the SQL of one list of cards takes Django twenty times as long as the database takes to
answer it. The records are those that the queryset itself would bring.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import BigIntegerField, BooleanField, DateTimeField, F, Func
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone


class Given(Expression):
    """What is known only when the question is asked, by its name."""

    def __init__(self, name: str, output_field: models.Field) -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value(self, given: dict[str, Any]) -> Any:
        return self.output_field.get_db_prep_value(given[self.name], connection)


class GivenNumbers(Given):
    """Any number of numbers, in one parameter."""

    def as_sqlite(self, compiler, connection):
        return "(SELECT value FROM json_each(%s))", [self]

    def as_postgresql(self, compiler, connection):
        return "ANY(%s)", [self]

    def value(self, given: dict[str, Any]) -> Any:
        numbers = sorted(given[self.name])
        return json.dumps(numbers) if connection.vendor == "sqlite" else numbers


NOW = Given("now", DateTimeField())
NUMBER = Given("number", BigIntegerField())


class Among(Func):
    """Whether the column has one of the `numbers` that are given."""

    output_field = BooleanField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), GivenNumbers("numbers", BigIntegerField()))

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s", arg_joiner=" IN ")

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s", arg_joiner=" = ")


class Prepared:
    """The queryset that `make` makes, with `NOW`, `NUMBER` and `Among` where things are given.

    All else in it stays as it is on the first day: `make` must not look at the clock.
    """

    def __init__(self, make: Callable[[], models.QuerySet]) -> None:
        self._make = make
        self._made: dict[str, Made] = {}

    def ask(self, **given: Any) -> list:
        """The records, rows or values of the queryset; the moment is now, if none is given."""
        if abs(given.get("number", 0)) > BigIntegerField.MAX_BIGINT:
            return []  # as Django answers, which knows what a column can hold
        made = self._made.get(connection.vendor) or self._compiled()
        asked = made.queryset.all()
        compiler = made.bound({"now": timezone.now(), **given})
        asked.query.get_compiler = lambda *args, **kwargs: compiler  # for this one evaluation
        return list(asked)

    def _compiled(self) -> Made:
        queryset = self._make()
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, *_as in compiler.select]
        made = Made(queryset, compiler, sql, params, compiler.get_converters(columns))
        if any(map(is_moment, made.params)):
            raise TypeError("a prepared question would always be asked of the same moment")
        return self._made.setdefault(connection.vendor, made)


class Made(NamedTuple):
    queryset: models.QuerySet
    compiler: SQLCompiler
    sql: str
    params: Sequence[Any]
    converters: dict

    def bound(self, given: dict[str, Any]) -> SQLCompiler:
        """A compiler that has done its work, with what is given in its place."""
        values = [p.value(given) if isinstance(p, Given) else p for p in self.params]
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, values)
        compiler.get_converters = lambda columns: self.converters
        return compiler


def hold(record: models.Model, name: str, related: list[models.Model]) -> None:
    """Have `record.name.all()` bring these and ask nothing, as after `prefetch_related`."""
    relation = record._meta.get_field(name)
    for one in related:
        setattr(one, relation.field.name, record)
    held = relation.related_model._default_manager.all()
    held._result_cache, held._prefetch_done = related, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def is_moment(param: Any) -> bool:
    """SQLite is given text."""
    if isinstance(param, str) and len(param) > len("2023-11-23"):
        try:
            return bool(datetime.fromisoformat(param))
        except ValueError:
            return False
    return isinstance(param, datetime)
