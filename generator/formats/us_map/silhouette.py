"""The outline of all states in few bytes, for small pictures that highlight one state."""

from collections.abc import Sequence
from functools import cache
from math import hypot

from generator.formats.us_map.outlines import rings_of, to_path
from generator.formats.us_map.projection import Point
from generator.text.us_states import STATES

TOLERANCE = 3.0
"""How far a simplified line may be from its outline, in units: less than a pixel of a small picture."""

MIN_POINTS = 4
"""Rings with fewer points after simplification are dropped: they are too small to see."""


@cache
def silhouette() -> str:
    """Return every state and territory as one simplified SVG path."""
    rings = [_simplified(ring) for code in STATES for ring in rings_of(code)]
    return "".join(to_path(ring) for ring in rings if len(ring) >= MIN_POINTS)


def _simplified(ring: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return a ring with fewer points, by the Ramer-Douglas-Peucker algorithm on its two halves."""
    farthest = max(range(len(ring)), key=lambda index: hypot(ring[index][0] - ring[0][0], ring[index][1] - ring[0][1]))
    first, second = _simplified_line([*ring[: farthest + 1]]), _simplified_line([*ring[farthest:], ring[0]])
    return (*first, *second[1:-1])


def _simplified_line(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(points) < 3:
        return points
    distances = [_distance(point, points[0], points[-1]) for point in points[1:-1]]
    largest = max(distances)
    if largest <= TOLERANCE:
        return [points[0], points[-1]]
    index = distances.index(largest) + 1
    return [*_simplified_line(points[: index + 1]), *_simplified_line(points[index:])[1:]]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from the line through two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length
