"""The outlines of the states, from npm us-atlas: the Census Bureau's cartographic boundary files of 2017.

The files lie in `generator/shapes/`, which is never published; `locks/vendor.json` holds their hashes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.formats.us_map.projection import INSETS, PROJECTIONS, SHIFT, Point, holds
from generator.text.us_states import STATES

SHAPES = Path(__file__).parent / "shapes" / "us-atlas"
NUMBERS = {"60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI"}
"""The five areas by their numbers in the atlas (INCITS 38)."""
SMALLEST = 1.0
"""Rings of less area, in square units, are dropped: islets that nobody could see."""

Ring = tuple[tuple[int, int], ...]


@cache
def areas() -> Mapping[str, str]:
    """The outline of each state and area by postal code, in the order of STATES: SVG path data in whole units."""
    return MappingProxyType({code: "".join(map(to_path, rings_of(code))) for code in STATES})


@cache
def centre(state: str) -> Point:
    """A point well inside a state's largest part, in units to one decimal: for a label, or the end of a line.

    It stands as high as the centroid, in the middle of the widest stretch there: centroids of bent states lie
    at their border, or outside. Raises KeyError for what is no postal code.
    """
    ring = max(_rings()[state], key=lambda ring: abs(_area(ring)))
    sides = list(_sides(ring))
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in sides) / 6 / _area(ring)
    crossings = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in sides if (a[1] > y) != (b[1] > y))
    left, right = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda span: span[1] - span[0])
    return round((left + right) / 2, 1), round(y, 1)


def extent(state: str) -> int:
    """The width or the height of a state, whichever is larger, in units."""
    points = [point for ring in _rings()[state] for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(max(across) - min(across), max(down) - min(down))


def rings_of(code: str) -> tuple[Ring, ...]:
    """What is drawn of a state or area, ring by ring."""
    return _rings()[code]


@cache
def _rings() -> Mapping[str, tuple[Ring, ...]]:
    """What is drawn of each state, ring by ring."""
    codes = {name: code for code, name in STATES.items()}
    found: dict[str, tuple[Ring, ...]] = {}
    for _, name, rings in _read("states-albers-10m.json"):
        code = codes[name]
        shift = SHIFT if code in ("AK", "HI") else 0
        found[code] = _drawn([(x + shift, y) for x, y in ring] for ring in rings)
    for number, _, rings in _read("states-10m.json"):
        if code := NUMBERS.get(number, ""):
            projected = [[PROJECTIONS[code](*point) for point in ring] for ring in rings]
            found[code] = _drawn(ring for ring in projected if all(holds(INSETS[code], *point) for point in ring))
    return found


def _read(name: str) -> Iterator[tuple[str, str, list[list[Point]]]]:
    """The states of an atlas: number, name, and rings of points (TopoJSON format specification 1.0, section 2).

    An arc is a start and steps from point to point; a ring is made of arcs, where ~n means arc n backwards.
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


def _drawn(rings: Iterable[list[Point]]) -> tuple[Ring, ...]:
    """Rings in whole units, without the points and the islets that rounding makes one; at least the largest."""
    found: list[Ring] = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        found.append(tuple(point for number, point in enumerate(whole) if point != whole[number - 1]))
    seen = tuple(ring for ring in found if abs(_area(ring)) >= SMALLEST)
    return seen or (max(found, key=lambda ring: abs(_area(ring))),)


def _sides(ring: Ring) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)


def _area(ring: Ring) -> float:
    """A ring's area in square units; its sign says which way round it runs."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)) / 2


def to_path(ring: Ring) -> str:
    """A ring as path data: its first point, then steps, which are shorter than points."""
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in list(_sides(ring))[:-1])
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z".replace(" -", "-")
