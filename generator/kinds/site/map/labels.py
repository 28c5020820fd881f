"""Where the letters of a state stand on the map: near its middle, clear of the marks, the lines and each other."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import product
from math import dist, hypot, inf
from typing import NamedTuple

from generator.formats.us_map.projection import Box, Point

WIDE, SMALL = (1.0, 1.3), (1.6, 1.9)
"""How much larger marks and letters are drawn than the land, on wide and on small screens (map.css, `--mark`)."""

HALF_LETTERS = (12.0, 7.0)
"""Half the width and height of two letters with the light edge around them, in the map's units at scale 1."""

HALF_MARK = 10.0
"""Half the width of the largest mark, at scale 1."""

HALF_LINE = 1.0
"""Half the width of a point of a line: a line that runs behind the letters is less of a loss than a hidden mark."""

STEPS = sorted(product(range(-48, 49, 12), (-32, -20, 0, 20, 32)), key=lambda step: (hypot(*step), step))
"""How far the letters may stand from the middle of their state, at scale 1, from the nearest."""

FAR = 3.0
"""What a unit of distance weighs against a unit of hidden area: letters far from their state name another."""

ROUNDS = 3
"""How often every label is placed at most."""


class Label(NamedTuple):
    """A state's letters: its code, its middle, and the step from there to the middle of the letters at scale 1."""

    code: str
    x: float
    y: float
    dx: float
    dy: float

    def box(self, scale: float) -> Box:
        """The letters as they are drawn."""
        return _box((self.x + self.dx * scale, self.y + self.dy * scale), *(half * scale for half in HALF_LETTERS))


def place_labels(
    middles: Iterable[tuple[str, Point]], marks: Iterable[Point], lines: Iterable[Point], scales: Iterable[float]
) -> list[Label]:
    """Letters for each state, each where it hides least and stands near; in the order given.

    `marks` are the middles of marks, `lines` points along the lines of pairings; all in the map's units. `scales`:
    those at which the places must serve. One label is placed after another, and again with the others in their
    places, since the first could not know of the last.
    """
    labels = {code: Label(code, *middle, 0, 0) for code, middle in middles}
    drawn = {
        scale: [_box(mark, HALF_MARK * scale, HALF_MARK * scale) for mark in {*marks}]
        + [_box(point, HALF_LINE, HALF_LINE) for point in lines]
        for scale in scales
    }
    fixed = {code: {scale: _near(label, scale, drawn[scale]) for scale in drawn} for code, label in labels.items()}
    for _ in range(ROUNDS):
        before = dict(labels)
        for code, label in labels.items():
            others = [other for other in labels.values() if other.code != code]
            around = {
                scale: Boxes([*near, *_near(label, scale, [other.box(scale) for other in others])])
                for scale, near in fixed[code].items()
            }
            labels[code] = _best(label, around)
        if labels == before:
            break
    return list(labels.values())


def _near(label: Label, scale: float, boxes: Iterable[Box]) -> list[Box]:
    """The boxes that the letters of a state could hide."""
    reach = hypot(*STEPS[-1]) * scale + hypot(*HALF_LETTERS) * scale + HALF_MARK * scale
    return [box for box in boxes if dist(box[:2], (label.x, label.y)) < reach]


class Boxes:
    """Boxes on the map, in the order of their left edges."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._boxes = sorted(boxes)
        self._lefts = [box[0] for box in self._boxes]
        self._widest = max((box[2] - box[0] for box in self._boxes), default=0)

    def hidden_by(self, box: Box) -> float:
        """The area that a box shares with these, in units."""
        left, top, right, bottom = box
        # A box that begins farther to the left than the widest is wide ends before this one begins.
        first, last = bisect_left(self._lefts, left - self._widest), bisect_left(self._lefts, right)
        return sum(
            (min(right, other[2]) - max(left, other[0])) * (min(bottom, other[3]) - max(top, other[1]))
            for other in self._boxes[first:last]
            if left < other[2] and top < other[3] and other[1] < bottom
        )


def _best(label: Label, around: Mapping[float, Boxes]) -> Label:
    """The label where it costs least; no farther step can be better once its distance alone costs more."""
    best, least = label, inf
    for step in STEPS:
        far = FAR * hypot(*step)
        if far >= least:
            break
        tried = Label(*label[:3], *step)
        cost = far + sum(boxes.hidden_by(tried.box(scale)) / scale**2 for scale, boxes in around.items())
        if cost < least:
            best, least = tried, cost
    return best


def _box(middle: Point, half_width: float, half_height: float) -> Box:
    x, y = middle
    return (x - half_width, y - half_height, x + half_width, y + half_height)
