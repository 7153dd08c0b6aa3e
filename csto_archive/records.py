"""What every record of the archive has: dates, a permanent address, searchable text.

A record says *what* is searchable (`searchable_text`, `searchable_dates`); how it is searched is
decided by `csto_archive.search`. Here rows are searched one by one, as few records or drafts are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import attrgetter, or_

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Max, Q, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csto_archive.arabic.analysis import words_and_terms
from csto_archive.search.index import ARTICLES
from csto_archive.search.names import known_names
from csto_archive.search.query import ANY_ENDING, Clause, Phrase, Query, parse

FIELD_BORDER = " | "
ROWS_AT_A_TIME = 500
DAY_TERMS = tuple(map(len, ("2023", "2023-11", "2023-11-23")))


def counted_in(records: models.QuerySet) -> models.Subquery:
    """The number of `records`, a query on the outer row: cheaper than grouping its wide columns."""
    number = models.Func(models.F("pk"), function="COUNT")
    counts = records.order_by().annotate(number=number).values("number")
    return models.Subquery(counts, output_field=models.IntegerField())


class Rows(models.Func):
    """All rows of a query as one list of lists, to be asked for beside the row that owns them."""

    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=rows_of("json_group_array", "json_array"))

    def as_postgresql(self, compiler, connection, **context):
        template = rows_of("jsonb_agg", "jsonb_build_array")
        return self.as_sql(compiler, connection, template=template)


def rows_of(together: str, row: str) -> str:
    return f"{together}({row}(%(expressions)s))"


def listed_in(records: models.QuerySet, *fields: str) -> models.Subquery:
    """These fields of all `records`, a query on the outer row; None or nothing where there is none.

    A list that belongs to a row comes with the row: no further question.
    """
    rows = records.order_by().annotate(rows=Rows(*map(models.F, fields))).values("rows")
    return models.Subquery(rows, output_field=models.JSONField())


class RecordQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> RecordQuerySet:
        """What anybody may see at the time `at` (now, if not given). Reference data always is."""
        return self

    def search(self, query: str | Query) -> RecordQuerySet:
        """Records that have all that is asked for; where none has, those that have most of it.

        «Most» is at least half of what the best has. A question asks for most from the start. A
        blank query asks for nothing and finds everything, one of function words finds nothing.
        """
        if isinstance(query, str):
            query = parse(query, known_names())
        if query.is_void:
            return self.none()
        records = self.exclude(_any(query.excluded)) if query.excluded else self
        strict = records.filter(*map(_satisfied, query.clauses))
        if not query.clauses[1:] or (not query.question and strict.exists()):
            return strict
        answered = _answered(query)
        best = records.order_by().aggregate(best=Max(answered))["best"]
        return records.alias(answered=answered).filter(answered__gte=max((best or 0) / 2, 1))

    def analyse_anew(self) -> int:
        """Fill the forms of each record as today's analyser has them; how many rows it changed.

        To be called after a change of the analyser; no other fact of a record changes.
        """
        numbers = list(self.order_by("pk").values_list("pk", flat=True))
        return sum(
            self._analyse_anew(numbers[at : at + ROWS_AT_A_TIME])
            for at in range(0, len(numbers), ROWS_AT_A_TIME)
        )

    def _analyse_anew(self, numbers: list[int]) -> int:
        changed = []
        forms = attrgetter(*self.model.FORMS)
        for record in self.model._default_manager.filter(pk__in=numbers):
            before = forms(record)
            record.analyse()
            if before != forms(record):
                changed.append(record)
        return self.model._default_manager.bulk_update(changed, self.model.FORMS) if changed else 0


def _answered(query: Query):
    """How many clauses of the query a row answers."""
    return sum(
        (Case(When(_satisfied(clause), then=1), default=0) for clause in query.clauses), Value(0)
    )


def _satisfied(clause: Clause) -> Q:
    return _any(clause.any_of)


def _any(phrases: Iterable[Phrase]) -> Q:
    return reduce(or_, map(_stands, phrases))


def _stands(phrase: Phrase) -> Q:
    """The condition that a phrase stands in a row; the columns are laid out by `_line`."""
    if phrase.words:
        return _holds("folded", f" {' '.join(phrase.words)} ")
    sought = f" {' '.join(phrase.terms)}"
    if sought.endswith(ANY_ENDING):
        beginning = sought.removesuffix(ANY_ENDING)
        return _holds("stemmed", beginning) | _holds("folded", beginning)
    return _holds("stemmed", f"{sought} ")


def _holds(column: str, text: str) -> Q:
    """Not LIKE, which takes no long patterns on SQLite and reads wildcards into short ones."""
    return Q(GreaterThan(StrIndex(F(column), Value(text)), 0))


def _line(fields: Iterable[Iterable[str]]) -> str:
    """« word word | word »: a blank around each word, a border that no phrase crosses."""
    texts = filter(None, (" ".join(filter(None, words)) for words in fields))
    line = FIELD_BORDER.join(texts)
    return f" {line} " if line else ""


def searchable_forms(texts: Iterable[str], dates: Iterable[date] = ()) -> dict[str, str]:
    """What `folded` and `stemmed` are for these texts and days.

    A day is found as «2023», «2023-11» and «2023-11-23».
    """
    fields = [words_and_terms(text) for text in texts if text]
    days = map(str, dates)
    spans = dict.fromkeys(day[:end] for day in days for end in DAY_TERMS)
    return {
        "folded": _line([word for _, word, _ in words] for words in fields),
        "stemmed": _line([*([term for *_, term in words] for words in fields), spans]),
    }


class Record(models.Model):
    FORMS = ("folded", "stemmed")  # what `analyse` fills
    UNSEEN: tuple[str, ...] = ()  # what else readers never see

    created_at = models.DateTimeField(_("أُضيف في"), auto_now_add=True)
    updated_at = models.DateTimeField(_("عُدّل في"), auto_now=True)
    folded = models.TextField(editable=False, blank=True, default="")
    stemmed = models.TextField(editable=False, blank=True, default="")

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def permalink(self) -> str:
        """The full address, the same on every host that serves the archive."""
        return settings.SITE_URL + self.get_absolute_url()

    def searchable_text(self) -> Iterable[str]:
        """The texts a reader would look this record up by."""
        raise NotImplementedError

    def searchable_dates(self) -> Iterable[date]:
        """The days a reader would look this record up by."""
        return ()

    def analyse(self) -> None:
        """Work out by which forms of its words the record is found."""
        forms = searchable_forms(self.searchable_text(), self.searchable_dates())
        self.folded, self.stemmed = forms["folded"], forms["stemmed"]

    def save(self, *args, update_fields: Iterable[str] | None = None, **kwargs) -> None:
        """`updated_at`, which readers are told, stays where nothing changes that they see."""
        self.analyse()
        if update_fields is not None:
            update_fields = {*update_fields, *self.FORMS, "updated_at"}
        with transaction.atomic(savepoint=False):
            if self._looks_as_stored():
                columns = {f.name for f in self._meta.concrete_fields if not f.primary_key}
                update_fields = (update_fields or columns) - {"updated_at"}
            super().save(*args, update_fields=update_fields, **kwargs)
            ARTICLES.settle(self)

    def touch(self) -> None:
        """To be called by whatever changes what readers see beside the record, in other tables."""
        type(self)._base_manager.filter(pk=self.pk).update(updated_at=timezone.now())

    def _looks_as_stored(self) -> bool:
        """To readers."""
        unseen = {*self.FORMS, *self.UNSEEN, "updated_at"}
        seen = [field for field in self._meta.concrete_fields if field.name not in unseen]
        rows = type(self)._base_manager.filter(pk=None if self._state.adding else self.pk)
        stored = rows.values(*(field.attname for field in seen)).first()
        return stored is not None and all(
            field.to_python(getattr(self, field.attname)) == stored[field.attname] for field in seen
        )
