"""Write the checked reference data: created, updated, unchanged, or left as an editor made it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from summits.loading.reading import MalformedReferenceError, Problem, ReferenceData, Row
from summits.loading.tables import TABLES, Table

FOLDER = Path(__file__).resolve().parent.parent / "reference"


@dataclass
class Report:
    """How many rows of each table came to what, and the records that an editor had changed."""

    counts: dict[str, Counter] = field(default_factory=dict)
    edited: list[models.Model] = field(default_factory=list)


@transaction.atomic
def load_reference(folder: Path = FOLDER) -> Report:
    """Bring the database in step with the files of `folder`.

    Raises MalformedReferenceError, with nothing written, when any row of any file is unsound.
    """
    data = ReferenceData(folder)
    report = Report()
    ids: dict[str, dict[str, int]] = {}
    for table in TABLES:
        report.counts[table.name], ids[table.name] = Counter(), {}
        existing = {_identity(table, record): record for record in table.model.objects.all()}
        for row in data.rows[table.name]:
            values = {**row.values, **_links(row, ids)}
            record = existing.get(tuple(values[name] for name in table.identity))
            outcome, record = _bring_in_step(table, row, record, values)
            report.counts[table.name][outcome] += 1
            if outcome == "edited":
                report.edited.append(record)
            ids[table.name][row.key] = record.pk
    return report


def _identity(table: Table, record: models.Model) -> tuple:
    return tuple(getattr(record, name) for name in table.identity)


def _links(row: Row, ids: dict[str, dict[str, int]]) -> dict[str, int | None]:
    return {name: ids[table].get(key) for name, (table, key) in row.links.items()}


def _bring_in_step(table: Table, row: Row, record, values) -> tuple[str, models.Model]:
    wanted = _plain(values)
    if record is None:
        return "created", _save(table, row, table.model(**values), wanted)
    present = _plain({name: getattr(record, name) for name in record.loaded or values})
    if present != record.loaded:
        return "edited", record
    if present == wanted:
        return "unchanged", record
    for name, value in values.items():
        setattr(record, name, value)
    return "updated", _save(table, row, record, wanted)


def _save(table: Table, row: Row, record: models.Model, wanted: dict) -> models.Model:
    record.loaded = wanted
    try:
        record.full_clean(validate_unique=False)
    except ValidationError as error:
        raise MalformedReferenceError(
            [
                Problem(table.file, row.line, "" if name == "__all__" else name, reason)
                for name, reasons in error.message_dict.items()
                for reason in reasons
            ]
        ) from error
    record.save()
    return record


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As the values come back from a JSON field, so that they compare."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
