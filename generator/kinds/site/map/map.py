"""The map of the sites, drawn when the site is built: one image, whose words are the list and the table of pairings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

from generator.formats.us_map import HEIGHT, INSETS, WIDTH, areas, centre, project
from generator.formats.us_map.projection import Point
from generator.kinds.site.map.labels import SMALL, WIDE, Label, place_labels
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog, once
from generator.text.us_states import STATES

STATEWIDE = "statewide"
"""The kind of community of a site that serves a whole state."""

BEND = 0.16
"""How far a pairing's line swings out, as a part of its length: two lines between near places stay apart."""


@dataclass(frozen=True)
class Marker:
    """The sites at one place: a town, or the middle of a state where no source names a town."""

    x: float
    y: float
    role: str
    """mentor, mentee or both: each has a form of its own."""
    in_town: bool
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """A state or area with its outline, and how it is filled: by a site that serves it all, or by one not named."""

    code: str
    outline: str
    statewide: tuple[str, ...]
    """The sites that serve the whole of it."""
    unnamed: bool
    """Whether a source places a mentor site here and names none."""


@dataclass(frozen=True)
class Line:
    """A pairing: a quadratic curve that swings out to the left of its way, and the sites at its ends."""

    start: Point
    end: Point
    slugs: tuple[str, ...]

    @property
    def bend(self) -> Point:
        """The control point of the curve."""
        (x1, y1), (x2, y2) = self.start, self.end
        return (x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND

    @property
    def path(self) -> str:
        """The curve as path data, in whole units."""
        (x1, y1), (x, y), (x2, y2) = self.start, self.bend, self.end
        return f"M{x1:.0f} {y1:.0f}Q{x:.0f} {y:.0f} {x2:.0f} {y2:.0f}"

    def points(self) -> list[Point]:
        """Points along the curve, some four units apart."""
        steps = max(2, round(hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]) / 4))
        parts = (step / steps for step in range(steps + 1))
        return [(self._along(part, 0), self._along(part, 1)) for part in parts]

    def _along(self, part: float, axis: int) -> float:
        """One coordinate of the Bézier curve at a part of its way, from 0 to 1."""
        return (1 - part) ** 2 * self.start[axis] + 2 * part * (1 - part) * self.bend[axis] + part**2 * self.end[axis]


def place_on_map(state: str, coordinates: Any) -> tuple[Point, bool]:
    """Where something is drawn, and whether that is its town: else the middle of its state."""
    found = project(coordinates.lon, coordinates.lat, state) if coordinates else None
    return (found, True) if found else (centre(state), False)


def unnamed_states(catalog: Catalog) -> dict[str, list[int]]:
    """States in which a source places a mentor site of a year, and no record is a mentor site of that year there."""
    found: dict[str, list[int]] = {}
    for cohort in catalog.all("cohorts"):
        named = {
            site.state for site in catalog.all("sites") if cohort.year in [fact.value for fact in site.mentor_years]
        }
        for state in cohort.mentor_states:
            if state not in named:
                found.setdefault(state, []).append(cohort.year)
    return found


@once
def map_view(catalog: Catalog) -> Mapping[str, Any]:
    """The names that map.html needs. Drawn once: two pages show the same map."""
    sites = catalog.all("sites")
    unnamed = unnamed_states(catalog)
    statewide = [site for site in sites if any(fact.value == STATEWIDE for fact in site.community_types)]
    marks, lines = [*marks_of(sites), *unnamed_marks(catalog)], lines_of(catalog)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "areas": [
            Area(code, outline, tuple(site.slug for site in statewide if site.state == code), code in unnamed)
            for code, outline in areas().items()
        ],
        "insets": INSETS,
        "marks": marks,
        "lines": lines,
        "labels": labels_of({site.state for site in sites} | unnamed.keys(), marks, lines),
        "unnamed": sorted(STATES[code] for code in unnamed),
        "unnamed_years": sorted({year for years in unnamed.values() for year in years}),
        "states": sorted({STATES[site.state] for site in sites}),
        "sites": sites,
    }


def labels_of(states: Iterable[str], marks: Iterable[Marker], lines: Iterable[Line]) -> Mapping[str, list[Label]]:
    """The letters of states, placed for wide and for small screens: map.css shows those that it is for."""
    middles = [(code, centre(code)) for code in sorted(states)]
    spots, drawn = [(mark.x, mark.y) for mark in marks], [point for line in lines for point in line.points()]
    return {name: place_labels(middles, spots, drawn, scales) for name, scales in (("wide", WIDE), ("small", SMALL))}


def marks_of(sites: Iterable[Site]) -> list[Marker]:
    """A mark for each place and form, in the order of the drawing."""
    found: dict[tuple[Point, str, bool], list[str]] = {}
    for site in sites:
        point, in_town = place_on_map(site.state, site.coordinates)
        role = "both" if site.is_mentor and site.is_mentee else "mentor" if site.is_mentor else "mentee"
        found.setdefault((point, role, in_town), []).append(site.slug)
    return [Marker(round(x), round(y), role, in_town, tuple(slugs)) for ((x, y), role, in_town), slugs in found.items()]


def unnamed_marks(catalog: Catalog) -> list[Marker]:
    """The learners that a source places and does not name; they are shown with their mentor."""
    marks = []
    for pair in catalog.all("mentorships"):
        if pair.mentee_unnamed and pair.mentee_unnamed.state:
            (x, y), in_town = place_on_map(pair.mentee_unnamed.state, pair.mentee_unnamed.coordinates)
            marks.append(Marker(round(x), round(y), "mentee", in_town, (pair.mentor,)))
    return marks


def lines_of(catalog: Catalog) -> list[Line]:
    """Each pairing that can be drawn, from the mentor to the learner."""
    lines = []
    for pair in catalog.all("mentorships"):
        mentor = catalog.get("sites", pair.mentor)
        mentee = catalog.get("sites", pair.mentee) if pair.mentee else pair.mentee_unnamed
        if mentee.state:
            start, end = (place_on_map(one.state, one.coordinates)[0] for one in (mentor, mentee))
            lines.append(Line(start, end, tuple(filter(None, (pair.mentor, pair.mentee)))))
    return lines
