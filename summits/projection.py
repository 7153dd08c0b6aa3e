"""From a place on the globe to a place on the map: Albers' conic projection, equal in area."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

# The map is 1000 units wide; these parallels and this middle suit the lands from Minsk to Bishkek.
WIDTH, HEIGHT = 1000, 620
PARALLELS = 42, 57
MIDDLE = 49.0, 53.0  # latitude, longitude: drawn at the point ORIGIN
ORIGIN = 490, 345
UNITS_A_RADIUS = 1300

_south, _north = map(radians, PARALLELS)
_N = (sin(_south) + sin(_north)) / 2
_C = cos(_south) ** 2 + 2 * _N * sin(_south)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """The point from the left and from the top of the map, in its units."""
    angle = _N * radians(longitude - MIDDLE[1])
    far = _from_pole(latitude)
    x = ORIGIN[0] + UNITS_A_RADIUS * far * sin(angle)
    return x, ORIGIN[1] + UNITS_A_RADIUS * (far * cos(angle) - _from_pole(MIDDLE[0]))


def _from_pole(latitude: float) -> float:
    return sqrt(_C - 2 * _N * sin(radians(latitude))) / _N
