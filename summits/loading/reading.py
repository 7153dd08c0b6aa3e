"""The files of the reference data as rows of checked values, or a list of what is wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale
from django.utils.translation import gettext as _

from summits.loading.tables import TABLES, Column, Table


class Problem(NamedTuple):
    """Where a file of the reference data is malformed and why (an Arabic sentence)."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        form = (
            _("الملف %(file)s، السطر %(line)d، العمود %(column)s: %(reason)s")
            if self.column
            else _("الملف %(file)s، السطر %(line)d: %(reason)s")
        )
        return form % self._asdict()


class MalformedReferenceError(Exception):
    """The reference data is malformed; `problems` names every place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Row:
    """One record to be: its place and key in the file, field values, keys of linked rows."""

    line: int
    key: str
    values: dict[str, Any]
    links: dict[str, tuple[str, str]]


def read_csv(path: Path, problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            rows = []
            for cells in reader:
                if len(cells) != len(header):
                    reason = _("عدد الأعمدة %(found)d والمتوقع %(wanted)d") % {
                        "found": len(cells), "wanted": len(header),
                    }  # fmt: skip
                    problems.append(Problem(path.name, reader.line_num, "", reason))
                else:
                    rows.append((reader.line_num, dict(zip(header, cells, strict=True))))
            return rows
    except OSError:
        problems.append(Problem(path.name, 0, "", _("لا يمكن فتح الملف")))
    except (csv.Error, UnicodeDecodeError) as error:
        problems.append(Problem(path.name, 0, "", _("الملف غير مقروء: %s") % error))
    return []


class ReferenceData:
    """All files of one folder, read and checked; raises MalformedReferenceError otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.files = {
            name: read_csv(folder / name, self.problems)
            for name in (*dict.fromkeys(t.file for t in TABLES), "arabic.csv", "summaries.csv")
        }
        self.arabic = {
            (row.get("table"), row.get("key"), row.get("column")): row.get("text", "")
            for _line, row in self.files["arabic.csv"]
        }
        self.texts = {
            "summaries": {
                row.get("summit_id"): row.get("summary", "")
                for _line, row in self.files["summaries.csv"]
            },
            "country names": self._country_names(),
        }
        self.keys = {
            table.name: {
                table.row_key(row)
                for _line, row in self.files[table.file]
                if all(column in row for column in table.key)
            }
            for table in TABLES
        }
        self.rows = {table.name: self._rows(table) for table in TABLES}
        if self.problems:
            raise MalformedReferenceError(self.problems)

    def _country_names(self) -> dict[str, str]:
        """The members' own names; for other hosts (Moldova) those of Unicode's CLDR."""
        members = {
            row.get("iso2"): row.get("name_ar", "") for _line, row in self.files["members.csv"]
        }
        return {**Locale("ar").territories, **members}

    def _rows(self, table: Table) -> list[Row]:
        rows: dict[str, Row] = {}
        for line, cells in self.files[table.file]:
            row = self._row(table, line, cells)
            if row is None:
                continue
            if row.key in rows and not table.once:
                self._problem(table, line, table.key[0], _("المعرّف مكرر: «%s»") % row.key)
            rows.setdefault(row.key, row)
        for fields in table.unique:
            self._refuse_twice(table, fields, rows.values())
        return list(rows.values())

    def _refuse_twice(self, table: Table, fields: tuple[str, ...], rows: Iterable[Row]) -> None:
        """Name each row that shares with an earlier one what no two records may share."""
        first: dict[tuple, int] = {}
        for row in rows:
            found = tuple({**row.values, **row.links}.get(field) for field in fields)
            if None in found:  # a cell of this row is unreadable and was named for that
                continue
            if found in first:
                reason = _("القيمة مكررة، سبقت في السطر %d") % first[found]
                self._problem(table, row.line, table.column_of(fields[-1]), reason)
            first.setdefault(found, row.line)

    def _row(self, table: Table, line: int, cells: dict[str, str]) -> Row | None:
        missing = [c.csv for c in table.columns if c.csv not in cells]
        if missing or any(column not in cells for column in table.key):
            self._problem(table, line, (missing or table.key)[0], _("العمود ناقص"))
            return None
        key = table.row_key(cells)
        values: dict[str, Any] = {}
        links: dict[str, tuple[str, str]] = {}
        for column in table.columns:
            try:
                self._read(table, key, column, cells[column.csv], values, links)
            except ValueError as error:
                self._problem(table, line, column.csv, str(error))
        return Row(line, key, values, links)

    def _read(self, table: Table, key: str, column: Column, cell: str, values, links) -> None:
        if cell != cell.strip():
            raise ValueError(_("فراغ زائد حول القيمة"))
        value = column.read(cell)
        if column.arabic:
            values[column.field] = self._arabic(table, key, column, cell)
        elif column.link in self.texts:
            if cell not in self.texts[column.link]:
                raise ValueError(_("لا نص عربياً له: «%s»") % cell)
            values[column.field] = self.texts[column.link][cell]
        elif column.link:
            if cell and cell not in self.keys[column.link]:
                raise ValueError(_("لا صف بهذا المعرّف: «%s»") % cell)
            links[column.field] = (column.link, cell)
        else:
            values[column.field] = value

    def _arabic(self, table: Table, key: str, column: Column, cell: str) -> str:
        text = self.arabic.get((table.name, key, column.csv), "")
        if cell and not text:
            raise ValueError(_("لا نص عربياً له في arabic.csv"))
        return text

    def _problem(self, table: Table, line: int, column: str, reason: str) -> None:
        self.problems.append(Problem(table.file, line, column, reason))
