"""Every spelling under which a city, a member or a leader is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from csto_archive.search.names import Names
from summits.models import City, CityName, Leader, Member
from summits.unchanged import KeptWhileUnchanged


def groups() -> Iterator[list[str]]:
    """The spellings of each city, member and leader: one list a name."""
    for city in City.objects.prefetch_related("official_names"):
        official = city.official_names.all()
        names = [city.name, *(name.name for name in official), *city.variants]
        yield [*names, *(name.name_en for name in official), city.name_en, city.name_ru]
    for model in (Member, Leader):
        for record in model.objects.all():
            yield [record.name, *record.variants, record.name_en, record.name_ru]


names = KeptWhileUnchanged(
    lambda: Names(groups()),
    {
        City: "updated_at",
        Member: "updated_at",
        Leader: "updated_at",
        CityName: "city__updated_at",
    },
)
