"""The United States in few bytes, for small pictures in which one state is picked out."""

from collections.abc import Sequence
from functools import cache
from math import hypot

from generator.formats.us_map.outlines import rings_of, to_path
from generator.formats.us_map.projection import Point
from generator.text.us_states import STATES

TOLERANCE = 3.0
"""How far, in units of the drawing, a simplified line may leave its outline: less than a pixel of a small picture."""

SMALLEST = 4
"""Rings that keep fewer points than this are left out: no one could see them."""


@cache
def silhouette() -> str:
    """Every state and area as one SVG path, simplified."""
    found = [_simplified(ring) for code in STATES for ring in rings_of(code)]
    return "".join(to_path(ring) for ring in found if len(ring) >= SMALLEST)


def _simplified(ring: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """A ring without the points that matter least: the Ramer-Douglas-Peucker algorithm on its two halves."""
    far = max(range(len(ring)), key=lambda at: hypot(ring[at][0] - ring[0][0], ring[at][1] - ring[0][1]))
    first, second = _line([*ring[: far + 1]]), _line([*ring[far:], ring[0]])
    return (*first, *second[1:-1])


def _line(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(points) < 3:
        return points
    away = [_distance(point, points[0], points[-1]) for point in points[1:-1]]
    most = max(away)
    if most <= TOLERANCE:
        return [points[0], points[-1]]
    at = away.index(most) + 1
    return [*_line(points[: at + 1]), *_line(points[at:])[1:]]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line through two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length
