"""Which column of which file fills which field: one row of these tables a field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, UniqueConstraint
from django.utils.text import slugify

from summits.loading import values as v
from summits.models import (
    Attendance,
    City,
    CityName,
    Initiative,
    Leader,
    Member,
    Summit,
    Term,
)
from summits.models.reference import Confidence


@dataclass(frozen=True)
class Column:
    """`csv` column -> model `field`, through `read`; a `link` is resolved to another table's row.

    `arabic` takes the Arabic text that `arabic.csv` has for the English column of that name.
    """

    csv: str
    field: str
    read: Callable[[str], Any] = v.text
    link: str = ""
    arabic: bool = False


@dataclass(frozen=True)
class Table:
    name: str
    file: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    once: bool = field(default=False)  # several rows of the file make one record

    def row_key(self, row: dict[str, str]) -> str:
        return "|".join(row[column] for column in self.key)

    @property
    def unique(self) -> list[tuple[str, ...]]:
        """Sets of fields (foreign keys by their `_id`) that no two records have in common."""
        options = self.model._meta
        alone = [(f.attname,) for f in options.fields if f.unique and not f.primary_key]
        together = [c.fields for c in options.constraints if isinstance(c, UniqueConstraint)]
        return alone + [tuple(options.get_field(n).attname for n in names) for names in together]

    def column_of(self, field: str) -> str:
        return next(column.csv for column in self.columns if column.field == field)


FACT = (
    Column("confidence", "confidence", v.choice(Confidence)),
    Column("source", "fact_source", v.required),
)
NOTE = (Column("note", "note_en"), Column("note", "note", arabic=True))
NAMES = (
    Column("name_ar", "name", v.required),
    Column("name_ar_variants", "variants", v.lines),
    Column("name_en", "name_en", v.required),
    Column("name_ru", "name_ru"),
)

TABLES = (
    Table(
        "cities", "cities.csv", City, ("city_id",),
        (
            Column("city_id", "slug", v.required),
            *NAMES,
            Column("country_iso2", "country_code", v.required),
            Column("country_iso2", "country_name", v.required, link="country names"),
            Column("lat", "latitude", v.degrees(90)),
            Column("lon", "longitude", v.degrees(180)),
            Column("name_history", "note_en"),
            Column("name_history", "note", arabic=True),
            *FACT,
        ),
    ),
    Table(
        "city_names", "city_names.csv", CityName, ("city_id", "valid_from"),
        (
            Column("city_id", "city_id", v.required, link="cities"),
            Column("name_ar", "name", v.required),
            Column("name_en", "name_en"),
            Column("valid_from", "valid_from", v.required_day),
            Column("valid_to", "valid_to", v.day),
        ),
    ),
    Table(
        "members", "members.csv", Member, ("iso2",),
        (
            Column("iso2", "iso2", v.required),
            Column("iso3", "iso3", v.required),
            *NAMES,
            Column("name_en", "slug", slugify),
            Column("capital_city_id", "capital_id", link="cities"),
            Column("status", "status", v.choice(Member.Status)),
            Column("treaty_signed", "treaty_signed_on", v.day),
            Column("treaty_left", "treaty_left_on", v.day),
            Column("csto_joined", "joined_on", v.day),
            Column("csto_left", "left_on", v.day),
            Column("suspended_from", "suspended_on", v.day),
            Column("csc_seat_holder", "council_seat", arabic=True),
            *NOTE,
            *FACT,
        ),
    ),
    Table(
        "leaders", "persons.csv", Leader, ("person_id",),
        (
            Column("person_id", "slug", v.slug_of_id),
            *NAMES,
            Column("country_iso2", "member_id", v.required, link="members"),
            *FACT,
        ),
        once=True,
    ),
    Table(
        "persons", "persons.csv", Term, ("term_id",),
        (
            Column("term_id", "key", v.slug_of_id),
            Column("person_id", "leader_id", v.required, link="leaders"),
            Column("office", "office", v.required, arabic=True),
            Column("office", "office_en"),
            Column("role_class", "role", v.choice(Term.Role)),
            Column("acting", "acting", v.yes_no),
            Column("term_start", "started_on", v.day),
            Column("term_end", "ended_on", v.day),
            Column("csc_member", "in_council", v.yes_no),
            *NOTE,
            *FACT,
        ),
    ),
    Table(
        "summits", "summits.csv", Summit, ("summit_id",),
        (
            Column("summit_id", "slug", v.without("csto-")),
            Column("date_start", "start_date", v.required_day),
            Column("date_end", "end_date", v.required_day),
            Column("title_ar", "title", v.required),
            Column("title_en", "title_en", v.required),
            Column("city_id", "city_id", link="cities"),
            Column("venue_ar", "venue"),
            Column("venue_en", "venue_en"),
            Column("format", "format", v.choice(Summit.Format)),
            Column("kind", "kind", v.choice(Summit.Kind)),
            Column("status", "status", v.choice(Summit.Status)),
            Column("anniversary", "anniversary", arabic=True),
            Column("chair_country_iso2", "chair_id", link="members"),
            Column("chair_person_id", "chair_leader_id", link="leaders"),
            Column("next_chair_iso2", "next_chair_id", link="members"),
            Column("secgen_person_id", "secretary_general_id", link="leaders"),
            Column("secgen_acting", "secretary_acting", v.yes_no),
            Column("theme_ar", "theme"),
            Column("theme_en", "theme_en"),
            Column("theme_source", "theme_source", arabic=True),
            Column("summit_id", "summary", link="summaries"),
            Column("guests", "guests", arabic=True),
            Column("documents_count", "documents", arabic=True),
            Column("documents_count", "documents_count", v.first_number),
            Column("next_summit_announced", "next_announced", v.partial_day),
            Column("next_summit_city_id", "next_city_id", link="cities"),
            Column("official_url", "official_url"),
            *NOTE,
            *FACT,
        ),
    ),
    Table(
        "attendance", "attendance.csv", Attendance, ("summit_id", "member_iso2"),
        (
            Column("summit_id", "summit_id", v.required, link="summits"),
            Column("member_iso2", "member_id", v.required, link="members"),
            Column("status", "status", v.choice(Attendance.Status)),
            Column("representative_person_id", "representative_id", link="leaders"),
            Column("mode", "mode", v.choice(Attendance.Mode, blank=True)),
            Column("absence_reason_en", "absence_reason", arabic=True),
            Column("absence_reason_en", "absence_reason_en"),
            *NOTE,
            *FACT,
        ),
    ),
    Table(
        "initiatives", "initiatives.csv", Initiative, ("initiative_id",),
        (
            Column("initiative_id", "slug", v.without("ini-")),
            Column("initiative_id", "number", v.last_number),
            Column("summit_id", "summit_id", link="summits"),
            Column("date", "date", v.required_day),
            Column("title_ar", "title", v.required),
            Column("title_en", "title_en", v.required),
            Column("kind", "kind", v.choice(Initiative.Kind)),
            Column("sponsor_iso2", "sponsor_id", link="members"),
            Column("status", "status", v.choice(Initiative.Status)),
            Column("target_period", "target_period"),
            *NOTE,
            *FACT,
        ),
    ),
)  # fmt: skip
