"""Places the labels of states on the map: near the state's center, clear of markers, lines and other labels."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import product
from math import dist, hypot, inf
from typing import NamedTuple

from generator.formats.us_map.projection import Box, Point

WIDE, SMALL = (1.0, 1.3), (1.6, 1.9)
"""The scales of markers and labels relative to the map, on wide and on small screens (`--mark` in map.css)."""

HALF_LABEL = (12.0, 7.0)
"""Half the width and half the height of a label with its light outline, in map units at scale 1."""

HALF_MARKER = 10.0
"""Half the width of the largest marker, in map units at scale 1."""

HALF_LINE = 1.0
"""Half the width of a point of a line. Small, since covering part of a line is better than covering a marker."""

OFFSETS = sorted(product(range(-48, 49, 12), (-32, -20, 0, 20, 32)), key=lambda step: (hypot(*step), step))
"""The positions that are tried for a label, as offsets from the state's center at scale 1, nearest first."""

DISTANCE_COST = 3.0
"""The cost of one unit of distance, in units of covered area. A label far from its state seems to name another one."""

MAX_ROUNDS = 3
"""The most rounds in which all labels are placed."""


class Label(NamedTuple):
    """The label of a state: its code, the center of the state, and the label's offset from there at scale 1."""

    code: str
    x: float
    y: float
    dx: float
    dy: float

    def box(self, scale: float) -> Box:
        """Return the box of the label on the map at a scale."""
        return _box((self.x + self.dx * scale, self.y + self.dy * scale), *(half * scale for half in HALF_LABEL))


def place_labels(
    centers: Iterable[tuple[str, Point]], markers: Iterable[Point], lines: Iterable[Point], scales: Iterable[float]
) -> list[Label]:
    """Return a label for each state, in the order given, where it covers little and is near its state.

    Labels are placed one after another, and then again, since the first ones could not avoid the last ones.

    Arguments:
        centers: The code and the center of each state.
        markers: The centers of the markers.
        lines: Points along the lines of mentorships.
        scales: The scales at which the positions must work.
    """
    labels = {code: Label(code, *center, 0, 0) for code, center in centers}
    drawn = {
        scale: [_box(marker, HALF_MARKER * scale, HALF_MARKER * scale) for marker in {*markers}]
        + [_box(point, HALF_LINE, HALF_LINE) for point in lines]
        for scale in scales
    }
    fixed = {code: {scale: _near(label, scale, drawn[scale]) for scale in drawn} for code, label in labels.items()}
    for _ in range(MAX_ROUNDS):
        before = dict(labels)
        for code, label in labels.items():
            others = [other for other in labels.values() if other.code != code]
            obstacles = {
                scale: Boxes([*near, *_near(label, scale, [other.box(scale) for other in others])])
                for scale, near in fixed[code].items()
            }
            labels[code] = _best(label, obstacles)
        if labels == before:
            break
    return list(labels.values())


def _near(label: Label, scale: float, boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes that the label could cover at one of its positions."""
    reach = hypot(*OFFSETS[-1]) * scale + hypot(*HALF_LABEL) * scale + HALF_MARKER * scale
    return [box for box in boxes if dist(box[:2], (label.x, label.y)) < reach]


class Boxes:
    """Boxes on the map, sorted by their left edges."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._boxes = sorted(boxes)
        self._lefts = [box[0] for box in self._boxes]
        self._widest = max((box[2] - box[0] for box in self._boxes), default=0)

    def covered_by(self, box: Box) -> float:
        """Return the area of these boxes that another box covers, in square map units."""
        left, top, right, bottom = box
        # A box whose left edge is more than the widest width to the left ends before the other one begins.
        first, last = bisect_left(self._lefts, left - self._widest), bisect_left(self._lefts, right)
        return sum(
            (min(right, other[2]) - max(left, other[0])) * (min(bottom, other[3]) - max(top, other[1]))
            for other in self._boxes[first:last]
            if left < other[2] and top < other[3] and other[1] < bottom
        )


def _best(label: Label, obstacles: Mapping[float, Boxes]) -> Label:
    """Return the label at the position with the lowest cost."""
    best, lowest = label, inf
    for offset in OFFSETS:
        distance_cost = DISTANCE_COST * hypot(*offset)
        # The offsets are sorted by distance, so no later one can cost less.
        if distance_cost >= lowest:
            break
        candidate = Label(*label[:3], *offset)
        covered = (boxes.covered_by(candidate.box(scale)) / scale**2 for scale, boxes in obstacles.items())
        cost = distance_cost + sum(covered)
        if cost < lowest:
            best, lowest = candidate, cost
    return best


def _box(center: Point, half_width: float, half_height: float) -> Box:
    x, y = center
    return (x - half_width, y - half_height, x + half_width, y + half_height)
