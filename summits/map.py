"""The host cities on a map, with labels that leave one another room."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from summits.models import City, Summit
from summits.projection import HEIGHT, WIDTH, project

OUTLINE = Path(__file__).with_name("outlines.json")
# In units of the map. Letters are as large as on a phone: on a wide screen they need less room.
LETTER = 36, 17  # height of a line, width of a letter
RADIUS = 9, 6.5  # of no summit, and for the root of their number
GAP = 6
REACH = 34


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    @property
    def is_inside(self) -> bool:
        return self.left >= 0 <= self.top and self.right <= WIDTH and self.bottom <= HEIGHT


@dataclass(frozen=True)
class Label:
    """Where the name stands: its anchor in right-to-left writing, and its middle line."""

    x: float
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True)
class Host:
    """A place with its summits; `city` is None for videoconferences, which stand on no map."""

    city: City | None
    summits: tuple[Summit, ...]
    address: str

    @property
    def name(self) -> str:
        return self.summits[0].place

    @property
    def held(self) -> bool:
        return any(summit.status == Summit.Status.HELD for summit in self.summits)


@dataclass(frozen=True)
class Spot:
    """A city on the map; `label` is None where there is no room for one."""

    host: Host
    x: float
    y: float
    radius: float
    label: Label | None = None

    @property
    def reach(self) -> float:
        """How far from it a finger finds it."""
        return max(self.radius, REACH)

    @property
    def box(self) -> Box:
        x, y, r = self.x, self.y, self.radius
        return Box(x - r, y - r, x + r, y + r)


@dataclass(frozen=True)
class HostMap:
    """Hosts from the most frequent, videoconferences last; spots likewise."""

    width: int
    height: int
    land: str
    hosts: tuple[Host, ...]
    spots: tuple[Spot, ...]

    @property
    def is_partial(self) -> bool:
        """Whether a host city lies beyond the map, or nobody said where it lies."""
        return sum(host.city is not None for host in self.hosts) > len(self.spots)


def host_map(summits: Iterable[Summit], address: Callable[[City | None], str]) -> HostMap:
    """All places of these summits; `address` is where the summits of a place are listed."""
    places: dict[City | None, list[Summit]] = {}
    for summit in summits:
        places.setdefault(summit.city, []).append(summit)
    hosts = [Host(city, tuple(met), address(city)) for city, met in places.items()]
    hosts.sort(key=lambda host: (host.city is None, -len(host.summits), host.name))
    return HostMap(WIDTH, HEIGHT, land(), tuple(hosts), tuple(labelled(list(_spots(hosts)))))


@cache
def land() -> str:
    """The outline of the land as SVG draws a path; see `docs/outlines.py`."""
    return json.loads(OUTLINE.read_text(encoding="utf-8"))["land"]


def _spots(hosts: Iterable[Host]) -> Iterator[Spot]:
    for host in hosts:
        if host.city is None or host.city.latitude is None:
            continue
        x, y = (round(at, 1) for at in project(host.city.latitude, host.city.longitude))
        spot = Spot(host, x, y, round(RADIUS[0] + RADIUS[1] * sqrt(len(host.summits)), 1))
        if spot.box.is_inside:
            yield spot


def labelled(spots: list[Spot]) -> Iterator[Spot]:
    """Each spot with its label at the first side where it meets no other label and no spot."""
    taken = [spot.box for spot in spots]
    for spot in spots:
        free = (x for x in _sides(spot) if x.box.is_inside and not any(map(x.box.meets, taken)))
        label = next(free, None)
        taken += [label.box] if label else []
        yield Spot(spot.host, spot.x, spot.y, spot.radius, label)


def _sides(spot: Spot) -> Iterator[Label]:
    """Above, below, to the left, to the right."""
    height, width = LETTER[0], LETTER[1] * len(spot.host.name)
    beyond, aside = spot.radius + height / 2, spot.radius + GAP
    for y in (spot.y - beyond, spot.y + beyond):
        yield _label(spot.x, y, "middle", spot.x - width / 2, width)
    yield _label(spot.x - aside, spot.y, "start", spot.x - aside - width, width)
    yield _label(spot.x + aside, spot.y, "end", spot.x + aside, width)


def _label(x: float, y: float, anchor: str, left: float, width: float) -> Label:
    box = Box(left, y - LETTER[0] / 2, left + width, y + LETTER[0] / 2)
    return Label(round(x, 1), round(y, 1), anchor, box)
