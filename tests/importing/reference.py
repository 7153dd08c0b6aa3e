"""The recogniser's facts from the reference CSV files: the importer's tests need no database."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from articles.importing.recognise.facts import (
    Authority,
    CityFacts,
    InitiativeFacts,
    MemberFacts,
    SummitFacts,
    TermFacts,
)

REFERENCE = Path(__file__).parents[2] / "summits" / "reference"


@cache
def authority() -> Authority:
    present = attendance()
    return Authority(
        members=tuple(map(member, rows("members"))),
        terms=tuple(map(term, rows("persons"))),
        cities=tuple(map(city, rows("cities"))),
        summits=tuple(summit(row, present) for row in rows("summits")),
        initiatives=tuple(map(initiative, rows("initiatives"))),
    )


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def names(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, [row["name_ar"], *row["name_ar_variants"].split("|")]))


def member(row: dict[str, str]) -> MemberFacts:
    joined, left = day(row["csto_joined"]), day(row["csto_left"])
    return MemberFacts(row["iso2"], names(row), joined, left, row["capital_city_id"])


def term(row: dict[str, str]) -> TermFacts:
    start, end = day(row["term_start"]), day(row["term_end"])
    in_council = row["csc_member"] == "yes"
    return TermFacts(
        row["country_iso2"], names(row), row["role_class"], in_council, start, end,
        row["person_id"].replace("_", "-"),
    )  # fmt: skip


def city(row: dict[str, str]) -> CityFacts:
    return CityFacts(row["city_id"], names(row), row["country_iso2"])


def attendance() -> dict[str, frozenset[str]]:
    present: dict[str, set[str]] = {}
    for row in rows("attendance"):
        if row["status"].startswith("attended"):
            present.setdefault(row["summit_id"], set()).add(row["member_iso2"])
    return {key: frozenset(value) for key, value in present.items()}


def summit(row: dict[str, str], present: dict[str, frozenset[str]]) -> SummitFacts:
    return SummitFacts(
        row["summit_id"].removeprefix("csto-"), date.fromisoformat(row["date_start"]),
        date.fromisoformat(row["date_end"]), row["city_id"], row["country_iso2"], row["format"],
        row["kind"], row["status"], present.get(row["summit_id"], frozenset()),
    )  # fmt: skip


def initiative(row: dict[str, str]) -> InitiativeFacts:
    return InitiativeFacts(
        row["initiative_id"].removeprefix("ini-"), row["title_ar"], row["kind"], row["status"],
        date.fromisoformat(row["date"]), row["summit_id"].removeprefix("csto-"),
    )  # fmt: skip
