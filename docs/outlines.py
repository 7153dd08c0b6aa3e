"""Makes `summits/outlines.json`, the land on the map of host cities:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python docs/outlines.py package/land-50m.json

The shapes are those of Natural Earth (https://www.naturalearthdata.com), which are in the public
domain; world-atlas only packs them. Land is drawn as a whole, without the border of any state:
the map says where cities are and not whose land is whose.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from math import hypot
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from summits.projection import HEIGHT, WIDTH, project  # noqa: E402

MARGIN = 6  # what is cut off is cut out of sight
COARSEST = 0.6  # units by which the drawn coast may be off
SMALLEST = 10  # square units; smaller islands are left out

Point = tuple[float, float]
Ring = list[Point]


def main(land: str) -> None:
    rings = [simplified(cut(ring)) for ring in rings_of(json.loads(Path(land).read_text()))]
    path = "".join(drawn(ring) for ring in rings if len(ring) > 3 and area(ring) > SMALLEST)
    outline = {
        "note": "Land without borders, Natural Earth 1:50m (public domain); see docs/outlines.py",
        "width": WIDTH,
        "height": HEIGHT,
        "land": path,
    }
    target = ROOT / "summits/outlines.json"
    target.write_text(json.dumps(outline, indent=1) + "\n", encoding="utf-8")
    print(len(path), "characters of path")  # noqa: T201


def rings_of(topology: dict) -> Iterator[Ring]:
    """All rings of land and of inner seas, on the map."""
    arcs = [list(decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            yield [point for number in ring for point in arc_of(arcs, number)]


def arc_of(arcs: list[Ring], number: int) -> Ring:
    """An arc without its last point, which the next one begins with; ~n is n turned round."""
    return arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]


def decoded(arc: list[list[int]], transform: dict) -> Iterator[Point]:
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield project(y * scale_y + from_y, x * scale_x + from_x)


def cut(ring: Ring) -> Ring:
    """What of the ring lies on the map (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, -MARGIN, 1), (0, WIDTH + MARGIN, -1),
                             (1, -MARGIN, 1), (1, HEIGHT + MARGIN, -1)):  # fmt: skip
        ring = list(cut_at(ring, axis, edge, lambda p, a=axis, e=edge, s=sign: s * (p[a] - e) >= 0))
    return ring


def cut_at(ring: Ring, axis: int, edge: float, inside: Callable[[Point], bool]) -> Iterator[Point]:
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(before) != inside(point):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            yield tuple(b + share * (p - b) for b, p in zip(before, point, strict=True))
        if inside(point):
            yield point


def simplified(ring: Ring) -> Ring:
    """The ring with fewer points (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    far = max(range(len(ring)), key=lambda n: distance(ring[n], ring[0], ring[0]))
    return between(ring[: far + 1])[:-1] + between([*ring[far:], ring[0]])[:-1]


def between(line: Ring) -> Ring:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda n: distance(line[n], line[first], line[last]), default=None)
        if far is not None and distance(line[far], line[first], line[last]) > COARSEST:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [line[n] for n in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the line between two others."""
    along = end[0] - start[0], end[1] - start[1]
    to = point[0] - start[0], point[1] - start[1]
    length = hypot(*along)
    return abs(along[0] * to[1] - along[1] * to[0]) / length if length else hypot(*to)


def area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def drawn(ring: Ring) -> str:
    """As SVG draws it, in whole units, each point told from the one before."""
    points = [(round(x), round(y)) for x, y in ring]
    points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    steps = [(x - a, y - b) for (a, b), (x, y) in zip(points, points[1:], strict=False)]
    line = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{line}z"


if __name__ == "__main__":
    main(sys.argv[1])
