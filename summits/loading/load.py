"""Write the checked reference data: created, updated, unchanged, or left as the editors want it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from summits.loading.reading import MalformedReferenceError, Problem, ReferenceData, Row
from summits.loading.tables import TABLES, Table
from summits.models.reference import LoadedRow

FOLDER = Path(__file__).resolve().parent.parent / "reference"

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
# Left alone: an editor changed the record, deleted it, deleted another that the row needs, or
# another record holds what only one can have (a code, a number of a day).
LEFT = EDITED, DELETED, BEREFT, BARRED = "edited", "deleted", "bereft", "barred"


@dataclass
class Report:
    """How many rows of each table came to what, and by reason the names of those left alone."""

    counts: dict[str, Counter] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=lambda: {reason: [] for reason in LEFT})

    def add(self, table: Table, row: Row, placed: Placed) -> None:
        self.counts.setdefault(table.name, Counter())[placed.outcome] += 1
        if placed.outcome in LEFT:
            name = f"{table.model._meta.verbose_name} «{placed.record or row.key}»"
            rival = f" / «{placed.rival}»" if placed.rival else ""
            self.left[placed.outcome].append(name + rival)


class Placed(NamedTuple):
    """What became of a row, the record that stands for it, the other record that barred it."""

    outcome: str
    record: models.Model | None = None
    rival: models.Model | None = None


@transaction.atomic
def load_reference(folder: Path = FOLDER) -> Report:
    """Bring the database in step with the files of `folder`.

    Raises MalformedReferenceError, with nothing written, when any row of any file is unsound.
    What an editor changed, deleted or added is left alone and does not stop the other rows.
    """
    data = ReferenceData(folder)
    report = Report()
    ids: dict[str, dict[str, int | None]] = {}
    for table in TABLES:
        loading, ids[table.name] = Loading(table), {}
        for row in data.rows[table.name]:
            values, bereft = _resolved(row, ids)
            placed = loading.place(row, values, bereft)
            report.add(table, row, placed)
            ids[table.name][row.key] = placed.record.pk if placed.record else None
        loading.remember()
    return report


def _resolved(row: Row, ids: dict[str, dict[str, int | None]]) -> tuple[dict[str, Any], bool]:
    """The row's values with its links as numbers of records; whether one of those is gone."""
    links = {name: ids[table].get(key) for name, (table, key) in row.links.items()}
    bereft = any(key and links[name] is None for name, (_table, key) in row.links.items())
    return {**row.values, **links}, bereft


class Loading:
    """The rows of one table on their way into the database."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.records = table.model.objects.in_bulk()
        self.known = {row.key: row for row in LoadedRow.objects.filter(table=table.name)}
        self.taken = {row.record_pk for row in self.known.values()}
        self.written: list[LoadedRow] = []

    def place(self, row: Row, values: dict[str, Any], bereft: bool) -> Placed:
        """Find or make the record of a row, by what is remembered of it."""
        known = self.known.get(row.key)
        if known is None:
            return self._first(row, values, bereft)
        return self._again(row, values, bereft, known)

    def remember(self) -> None:
        """Keep what was written for the next time."""
        LoadedRow.objects.bulk_create(
            self.written,
            update_conflicts=True,
            unique_fields=["table", "key"],
            update_fields=["record_pk", "values"],
        )

    def _again(self, row: Row, values: dict[str, Any], bereft: bool, known: LoadedRow) -> Placed:
        record = self.records.get(known.record_pk)
        if record is None:
            return Placed(DELETED)
        if not _agree(record, known.values):
            return Placed(EDITED, record)
        if known.values == _plain(values):
            return Placed(UNCHANGED, record)
        if bereft:
            return Placed(BEREFT, record)
        if rival := self._rival(values, record.pk):
            return Placed(BARRED, record, rival)
        for name, value in values.items():
            setattr(record, name, value)
        return Placed(UPDATED, self._write(row, record, values))

    def _first(self, row: Row, values: dict[str, Any], bereft: bool) -> Placed:
        if bereft:
            return Placed(BEREFT)
        rival = self._rival(values)
        if rival is None:
            return Placed(CREATED, self._write(row, self.table.model(**values), values))
        if rival.pk in self.taken:
            return Placed(BARRED, rival=rival)
        if not _agree(rival, _plain(values)):
            return Placed(EDITED, rival)
        self._remember(row, rival, values)
        return Placed(UNCHANGED, rival)

    def _rival(self, values: dict[str, Any], pk: int | None = None) -> models.Model | None:
        """Another record that has what these values may not share with it."""
        for fields in self.table.unique:
            wanted = [values[name] for name in fields]
            for other in self.records.values():
                if other.pk != pk and [getattr(other, name) for name in fields] == wanted:
                    return other
        return None

    def _write(self, row: Row, record: models.Model, values: dict[str, Any]) -> models.Model:
        try:
            record.full_clean(validate_unique=False)  # no rival was found
            record.save()
        except (ValidationError, IntegrityError) as error:
            raise MalformedReferenceError(self._problems(row, error)) from error
        self._remember(row, record, values)
        return record

    def _remember(self, row: Row, record: models.Model, values: dict[str, Any]) -> None:
        self.records[record.pk] = record
        self.taken.add(record.pk)
        self.written.append(
            LoadedRow(
                table=self.table.name, key=row.key, record_pk=record.pk, values=_plain(values)
            )
        )

    def _problems(self, row: Row, error: ValidationError | IntegrityError) -> list[Problem]:
        reasons = {"": [error]} if isinstance(error, IntegrityError) else error.message_dict
        return [
            Problem(self.table.file, row.line, "" if name == "__all__" else name, str(reason))
            for name, found in reasons.items()
            for reason in found
        ]


def _agree(record: models.Model, written: dict[str, Any]) -> bool:
    """Whether the record still holds what was written (of the fields that there still are)."""
    present = {name: getattr(record, name) for name in written if hasattr(record, name)}
    return _plain(present) == {name: written[name] for name in present}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As the values come back from a JSON field, so that they compare."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
