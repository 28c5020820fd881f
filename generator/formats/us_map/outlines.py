"""The outlines of the states, from npm us-atlas: the Census Bureau's cartographic boundary files of 2017.

The files are in the folder `shapes`, which is never published; `locks/vendor.json` has their hashes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.formats.us_map.projection import INSETS, PROJECTIONS, SHIFT, Point, contains
from generator.text.us_states import STATES

SHAPES = Path(__file__).parent / "shapes" / "us-atlas"
NUMBERS = {"60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI"}
"""The five territories by their numbers in the atlas (INCITS 38)."""
MIN_AREA = 1.0
"""Rings with a smaller area, in square units, are dropped: islets too small to see."""

Ring = tuple[tuple[int, int], ...]


@cache
def state_paths() -> Mapping[str, str]:
    """Return the outline of each state and territory by postal code, in the order of STATES.

    The outlines are SVG path data in whole units.
    """
    return MappingProxyType({code: "".join(map(to_path, rings_of(code))) for code in STATES})


@cache
def center(state: str) -> Point:
    """Return a point well inside a state's largest part, for a label or the end of a line, in units to one decimal.

    It has the height of the centroid, in the middle of the widest stretch there, because the centroid of a bent state
    may be near its border or outside. Raises KeyError for anything but a postal code.
    """
    ring = max(_rings()[state], key=lambda ring: abs(_area(ring)))
    edges = list(_edges(ring))
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in edges) / 6 / _area(ring)
    crossings = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in edges if (a[1] > y) != (b[1] > y))
    left, right = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda span: span[1] - span[0])
    return round((left + right) / 2, 1), round(y, 1)


def extent(state: str) -> int:
    """Return the width or the height of a state in units, whichever is larger."""
    points = [point for ring in _rings()[state] for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def rings_of(code: str) -> tuple[Ring, ...]:
    """Return the rings that are drawn for a state or territory."""
    return _rings()[code]


@cache
def _rings() -> Mapping[str, tuple[Ring, ...]]:
    """Return the rings that are drawn for each state and territory."""
    codes = {name: code for code, name in STATES.items()}
    drawn: dict[str, tuple[Ring, ...]] = {}
    for _, name, rings in _read("states-albers-10m.json"):
        code = codes[name]
        shift = SHIFT if code in ("AK", "HI") else 0
        drawn[code] = _to_units([(x + shift, y) for x, y in ring] for ring in rings)
    for number, _, rings in _read("states-10m.json"):
        if code := NUMBERS.get(number, ""):
            projected = [[PROJECTIONS[code](*point) for point in ring] for ring in rings]
            inset = INSETS[code]
            drawn[code] = _to_units(ring for ring in projected if all(contains(inset, *point) for point in ring))
    return drawn


def _read(name: str) -> Iterator[tuple[str, str, list[list[Point]]]]:
    """Yield the number, name and rings of each state in an atlas (TopoJSON format specification 1.0, section 2).

    An arc is a first point and steps from point to point; a ring consists of arcs, where ~n is arc n in reverse.
    """
    atlas = json.loads((SHAPES / name).read_text(encoding="utf-8"))
    scale, origin = atlas["transform"]["scale"], atlas["transform"]["translate"]

    def points(number: int) -> list[Point]:
        x = y = 0
        line: list[Point] = []
        for step in atlas["arcs"][max(number, ~number)]:
            x, y = x + step[0], y + step[1]
            line.append((x * scale[0] + origin[0], y * scale[1] + origin[1]))
        return line if number >= 0 else line[::-1]

    for shape in atlas["objects"]["states"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        # An arc starts where the one before it ends.
        rings = [[point for arc in ring for point in points(arc)[1:]] for polygon in polygons for ring in polygon]
        yield shape["id"], shape["properties"]["name"], rings


def _to_units(rings: Iterable[list[Point]]) -> tuple[Ring, ...]:
    """Return rings in whole units, without points that add nothing and without small islets; at least the largest."""
    rounded = [_without_idle_points([(round(x), round(y)) for x, y in ring]) for ring in rings]
    visible = tuple(ring for ring in rounded if abs(_area(ring)) >= MIN_AREA)
    return visible or (max(rounded, key=lambda ring: abs(_area(ring))),)


def _without_idle_points(points: Sequence[tuple[int, int]]) -> Ring:
    """Return a ring without idle points: those repeated, on a straight line, or at the tip of a spike."""
    ring: list[tuple[int, int]] = []
    for point in points:
        ring.append(point)
        while len(ring) > 2 and not _area((ring[-3], ring[-2], ring[-1])):
            del ring[-2]
    # Where the ring closes, its first and last points are neighbors.
    while len(ring) > 3 and not _area((ring[-2], ring[-1], ring[0])):
        del ring[-1]
    while len(ring) > 3 and not _area((ring[-1], ring[0], ring[1])):
        del ring[0]
    return tuple(ring)


def _edges(ring: Ring) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)


def _area(ring: Ring) -> float:
    """Return a ring's area in square units; its sign is the ring's direction."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring)) / 2


def to_path(ring: Ring) -> str:
    """Return a ring as path data: its first point, then steps, which are shorter than points."""
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in list(_edges(ring))[:-1])
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z".replace(" -", "-")
