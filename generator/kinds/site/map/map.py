"""The map of all sites, drawn when the site is built: markers, lines of mentorships, state outlines and labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from generator.formats.us_map import HEIGHT, INSETS, WIDTH, center, project, state_paths
from generator.formats.us_map.projection import Point
from generator.kinds.site.map.labels import SMALL, WIDE, Label, place_labels
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog
from generator.records.fields.coordinates import Coordinates
from generator.records.linked_records import once
from generator.text.sentences import format_list
from generator.text.us_states import STATES, state_noun

BEND = 0.16
"""How far a line's control point is from its middle, as a fraction of its length. Lines between near places spread."""


@dataclass(frozen=True)
class Marker:
    """The sites of one role at one place: a town, or the center of a state if no source names a town."""

    x: float
    y: float
    role: str
    """mentor, mentee or both. Each has its own shape."""
    in_town: bool
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """A state or area, and whether the map highlights it."""

    code: str
    outline: str
    """SVG path data."""
    statewide: tuple[str, ...]
    """The slugs of the sites that serve all of it."""
    unnamed: bool
    """Whether a source places a mentor site here without naming it."""


@dataclass(frozen=True)
class MentorshipLine:
    """A mentorship: a quadratic Bézier curve between two sites, and the slugs of those that are named."""

    start: Point
    end: Point
    slugs: tuple[str, ...]

    @property
    def control_point(self) -> Point:
        """The control point of the curve, to the left of its direction."""
        (x1, y1), (x2, y2) = self.start, self.end
        return (x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND

    @property
    def path(self) -> str:
        """The curve as SVG path data, in whole map units."""
        (x1, y1), (x, y), (x2, y2) = self.start, self.control_point, self.end
        return f"M{x1:.0f} {y1:.0f}Q{x:.0f} {y:.0f} {x2:.0f} {y2:.0f}"

    def points(self) -> list[Point]:
        """Return points along the curve, about four map units apart."""
        steps = max(2, round(hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]) / 4))
        fractions = (step / steps for step in range(steps + 1))
        return [(self._coordinate(fraction, 0), self._coordinate(fraction, 1)) for fraction in fractions]

    def _coordinate(self, t: float, axis: int) -> float:
        """Return one coordinate of the curve at the parameter `t`, from 0 (start) to 1 (end)."""
        return (1 - t) ** 2 * self.start[axis] + 2 * t * (1 - t) * self.control_point[axis] + t**2 * self.end[axis]


def place_on_map(state: str, coordinates: Coordinates | None) -> tuple[Point, bool]:
    """Return a point of the map and True for coordinates on it, otherwise the center of the state and False."""
    point = project(coordinates.lon, coordinates.lat, state) if coordinates else None
    return (point, True) if point else (center(state), False)


def unnamed_states(catalog: Catalog) -> dict[str, list[int]]:
    """Return states with the years in which a source places a mentor site there and no record may be that site.

    A mentor site whose years are unknown may be the one of any year.
    """
    years: dict[str, list[int]] = {}
    mentors = [
        (site.state, {fact.value for fact in site.mentor_years}) for site in catalog.all("sites") if site.is_mentor
    ]
    for cohort in catalog.all("cohorts"):
        named = {state for state, known in mentors if not known or cohort.year in known}
        for state in cohort.mentor_states:
            if state not in named:
                years.setdefault(state, []).append(cohort.year)
    return years


@once
def map_view(catalog: Catalog) -> Mapping[str, object]:
    """Return the variables of map.html. They are computed once, since two pages show the same map."""
    sites = catalog.all("sites")
    unnamed = unnamed_states(catalog)
    whole_states = {term.slug for term in catalog.choices("terms", "sites.community_types") if term.whole_state}
    statewide = [site for site in sites if any(fact.value in whole_states for fact in site.community_types)]
    markers, lines = [*markers_of(sites), *unnamed_markers(catalog)], mentorship_lines(catalog)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "areas": [
            Area(code, outline, tuple(site.slug for site in statewide if site.state == code), code in unnamed)
            for code, outline in state_paths().items()
        ],
        "insets": INSETS,
        "markers": markers,
        "lines": lines,
        "labels": labels_of({site.state for site in sites} | unnamed.keys(), markers, lines),
        "unnamed": sorted(f"{STATES[code]} ({format_list(years)})" for code, years in unnamed.items()),
        "states": sorted({STATES[site.state] for site in sites}),
        "states_noun": state_noun({site.state for site in sites}),
        "sites": sites,
    }


def labels_of(
    states: Iterable[str], markers: Iterable[Marker], lines: Iterable[MentorshipLine]
) -> Mapping[str, list[Label]]:
    """Return the labels of states for wide and for small screens. map.css shows those for the screen in use."""
    centers = [(code, center(code)) for code in sorted(states)]
    marker_points = [(marker.x, marker.y) for marker in markers]
    line_points = [point for line in lines for point in line.points()]
    return {
        screen: place_labels(centers, marker_points, line_points, scales)
        for screen, scales in (("wide", WIDE), ("small", SMALL))
    }


def markers_of(sites: Iterable[Site]) -> list[Marker]:
    """Return a marker for each place and role, in drawing order."""
    slugs_at: dict[tuple[Point, str, bool], list[str]] = {}
    for site in sites:
        point, in_town = place_on_map(site.state, site.coordinates)
        slugs_at.setdefault((point, _role_of(site), in_town), []).append(site.slug)
    return [
        Marker(round(x), round(y), role, in_town, tuple(slugs)) for ((x, y), role, in_town), slugs in slugs_at.items()
    ]


def _role_of(site: Site) -> str:
    if site.is_mentor and site.is_mentee:
        return "both"
    return "mentor" if site.is_mentor else "mentee"


def unnamed_markers(catalog: Catalog) -> list[Marker]:
    """Return a marker for each mentee site that a source places without naming it. Its slug is that of its mentor."""
    markers = []
    for pair in catalog.all("mentorships"):
        if pair.mentee_unnamed and pair.mentee_unnamed.state:
            (x, y), in_town = place_on_map(pair.mentee_unnamed.state, pair.mentee_unnamed.coordinates)
            markers.append(Marker(round(x), round(y), "mentee", in_town, (pair.mentor,)))
    return markers


def mentorship_lines(catalog: Catalog) -> list[MentorshipLine]:
    """Return a line from mentor to mentee for each mentorship whose places are both known."""
    lines = []
    for pair in catalog.all("mentorships"):
        mentor = catalog.get("sites", pair.mentor)
        mentee = catalog.get("sites", pair.mentee) if pair.mentee else pair.mentee_unnamed
        if mentee.state:
            start, end = (place_on_map(site.state, site.coordinates)[0] for site in (mentor, mentee))
            lines.append(MentorshipLine(start, end, tuple(filter(None, (pair.mentor, pair.mentee)))))
    return lines
