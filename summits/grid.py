"""The summits of a list as a table of cities and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from summits.models import City, Summit


@dataclass(frozen=True)
class GridCell:
    """The summits of one place in one year; `city` is None for videoconferences."""

    year: int
    city: City | None
    summits: tuple[Summit, ...]

    @property
    def held(self) -> bool:
        return any(summit.status == Summit.Status.HELD for summit in self.summits)

    @property
    def address(self) -> str:
        """Of the only summit, else of those to choose from."""
        if len(self.summits) == 1:
            return self.summits[0].get_absolute_url()
        if self.city:
            return reverse("summits:year_in_city", args=[self.year, self.city.slug])
        wanted = QueryDict(mutable=True)
        wanted.update({"year": self.year, "format": Summit.Format.VIDEO})
        return f"{reverse('summits:summits')}?{wanted.urlencode()}"


@dataclass(frozen=True)
class GridYear:
    year: int
    cells: tuple[GridCell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.summits for cell in self.cells)


@dataclass(frozen=True)
class CityGrid:
    """Years from the latest, without gaps; cities from the most frequent, then None for video."""

    cities: tuple[City | None, ...]
    years: tuple[GridYear, ...]


def city_grid(summits: Sequence[Summit]) -> CityGrid:
    """All that the summits are of; a year in between that had none has empty cells."""
    frequency = Counter(summit.city for summit in summits)
    cities = sorted(frequency, key=lambda c: (c is None, -frequency[c], c.name if c else ""))
    found = sorted({summit.start_date.year for summit in summits})
    span = range(found[-1], found[0] - 1, -1) if found else ()
    place: dict[tuple, list[Summit]] = {}
    for summit in summits:
        place.setdefault((summit.start_date.year, summit.city), []).append(summit)
    years = (
        GridYear(year, tuple(GridCell(year, c, tuple(place.get((year, c), ()))) for c in cities))
        for year in span
    )
    return CityGrid(tuple(cities), tuple(years))
