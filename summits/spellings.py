"""Every spelling under which a city, a member or a leader is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from csto_archive.search.names import Names
from csto_archive.versions import remembered
from summits.models import City, Leader, Member

ORGANISATION = "منظمة معاهدة الأمن الجماعي"
ABBREVIATIONS = dict.fromkeys(["CSTO", "ODKB", "ОДКБ"], ORGANISATION)


def groups() -> Iterator[list[str]]:
    """The spellings of each city, member and leader: one list a name."""
    for city in City.objects.prefetch_related("official_names"):
        official = city.official_names.all()
        names = [city.name, *(name.name for name in official), *city.variants]
        yield [*names, *(name.name_en for name in official), city.name_en, city.name_ru]
    for member in Member.objects.all():
        yield [member.name, *member.variants, member.name_en, member.name_ru]
    for leader in Leader.objects.all():
        foreign = (leader.name_en, leader.name_ru)
        yield [leader.name, *leader.variants, *foreign, *map(family_name, foreign)]


def family_name(name: str) -> str:
    """«Putin» of «Vladimir Putin», as foreign papers have it."""
    return name.rpartition(" ")[2]


@remembered
def names() -> Names:
    return Names(groups(), ABBREVIATIONS)
