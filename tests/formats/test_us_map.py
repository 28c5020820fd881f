"""The map of the United States is correct, complete and small."""

import re
import subprocess
import sys
from itertools import combinations, pairwise

import pytest
from toys.library import lines

from generator.formats.us_map import HEIGHT, INSETS, WIDTH, center, project, state_paths
from generator.records.fields.coordinates import Coordinates
from generator.records.fields.types import StrictModel
from generator.records.parse import parse_settings
from generator.text.us_states import STATES
from generator.yaml_files.yaml_source import read

Point = tuple[float, float]

PATH = re.compile(r"(?:M\d+ \d+l-?\d+(?:[ -]\d+)+z)+")
"""Rings: a first point in whole units, then steps; a minus sign needs no space before it."""

CITIES = [
    ("Caribou", "ME", -68.01, 46.86),
    ("Chicago", "IL", -87.65, 41.85),
    ("Denver", "CO", -104.98, 39.74),
    ("Duluth", "MN", -92.15, 46.80),
    ("El Paso", "TX", -106.40, 31.80),
    ("Fairbanks", "AK", -147.72, 64.84),
    ("Hagåtña", "GU", 144.76, 13.47),
    ("Hendersonville", "NC", -82.46, 35.32),
    ("Honolulu", "HI", -157.86, 21.35),
    ("Huntington", "WV", -82.40, 38.40),
    ("Lancaster", "OH", -82.60, 39.71),
    ("Logan", "WV", -81.99, 37.85),
    ("Miami", "FL", -80.30, 25.77),
    ("New Orleans", "LA", -90.08, 29.95),
    ("Ponce", "PR", -66.61, 18.02),
    ("Richmond", "VA", -77.46, 37.55),
    ("Saipan", "MP", 145.75, 15.19),
    ("San Diego", "CA", -117.10, 32.75),
    ("Seattle", "WA", -122.33, 47.61),
    ("Washington", "DC", -77.02, 38.90),
]
"""Towns with their states; those on a coast are moved a little inland, because the outline is simplified."""


def rings(path: str) -> list[list[tuple[int, int]]]:
    """Return the rings of a path as points."""
    all_points = []
    for ring in path.removesuffix("z").split("z"):
        start, steps = ring.removeprefix("M").split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        x, y = map(int, start.split())
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        all_points.append(points)
    return all_points


def is_inside(point: Point, path: str) -> bool:
    """Return whether a line from the point to the right crosses the path's outline an odd number of times."""
    x, y = point
    edges = [edge for ring in rings(path) for edge in pairwise([*ring, ring[0]])]
    crossings = sum(
        (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in edges
    )
    return crossings % 2 == 1


# Points


@pytest.mark.parametrize(
    ("state", "longitude", "latitude", "x", "y"),
    [
        ("NC", -82.46, 35.32, 745.66, 364.79),
        ("MA", -70.98, 42.38, 909.83, 166.30),
        ("WV", -81.99, 37.85, 745.68, 306.22),
        ("OH", -82.60, 39.71, 728.98, 265.59),
        ("WA", -122.33, 47.61, 97.68, 46.25),
        ("CA", -117.16, 32.72, 99.79, 397.38),
        ("FL", -80.19, 25.77, 822.74, 572.35),
        ("ME", -68.01, 46.86, 927.81, 55.23),
        ("TX", -97.50, 25.90, 467.12, 596.26),
        ("MN", -92.11, 46.78, 558.68, 119.55),
        ("DC", -77.04, 38.90, 827.41, 267.49),
        # Alaska and Hawaii are 60 units to the right of where d3-geo has them.
        ("AK", -149.90, 61.22, 112.28 + 60, 544.26),
        ("AK", -134.42, 58.30, 176.94 + 60, 556.10),
        ("AK", -165.41, 64.50, 57.89 + 60, 515.29),
        ("AK", 173.13, 52.92, -54.85 + 60, 572.48),
        ("HI", -157.86, 21.31, 266.92 + 60, 549.12),
        ("HI", -155.09, 19.73, 326.15 + 60, 584.67),
    ],
)
def test_a_point_is_where_d3_draws_it(state: str, longitude: float, latitude: float, x: float, y: float):
    """The values are from d3-geo 3.1.1: geoAlbersUsa().scale(1300).translate([487.5, 305])([longitude, latitude])."""
    assert project(longitude, latitude, state) == pytest.approx((x, y), abs=0.06)


@pytest.mark.parametrize(("name", "state", "longitude", "latitude"), CITIES, ids=[city[0] for city in CITIES])
def test_a_city_is_inside_its_own_state_and_no_other(name: str, state: str, longitude: float, latitude: float):
    """So outlines and points have the same projection, in the insets, too."""
    point = project(longitude, latitude, state)
    assert point is not None
    assert [code for code, path in state_paths().items() if is_inside(point, path)] == [state]


@pytest.mark.parametrize(
    ("longitude", "latitude", "state"),
    [
        (145.79, 18.11, "MP"),  # Pagan, far north of the three large islands
        (-170.70, -14.28, "GU"),  # Pago Pago
        (-82.46, 35.32, "AK"),
        (-149.90, 61.22, "HI"),
        (144.75, 13.47, "NC"),
    ],
)
def test_a_point_outside_its_part_of_the_map_is_not_drawn(longitude: float, latitude: float, state: str):
    """A wrong state or a remote island never puts a point among other places."""
    assert project(longitude, latitude, state) is None


def test_an_unknown_state_is_an_error():
    """Records cannot have one, so this would be a mistake in the program."""
    with pytest.raises(KeyError):
        project(-82.46, 35.32, "XX")
    with pytest.raises(KeyError):
        center("XX")


# Outlines


def test_every_state_and_territory_is_drawn():
    """All 56, in the order of the list of states."""
    assert list(state_paths()) == list(STATES)


def test_outlines_are_well_formed_and_inside_the_drawing():
    """They are paths of whole numbers; each ring has at least three points, and no point twice in a row."""
    for code, path in state_paths().items():
        assert PATH.fullmatch(path), code
        for ring in rings(path):
            assert len(ring) >= 3, code
            assert all(a != b for a, b in pairwise([*ring, ring[0]])), code
            assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring), code


def test_all_outlines_together_are_small_enough_for_a_page():
    """A cheap phone downloads the map with the page."""
    assert sum(map(len, state_paths().values())) < 33_000


def test_no_point_is_on_the_line_between_its_neighbors():
    for code, path in state_paths().items():
        for ring in rings(path):
            for (ax, ay), (bx, by), (cx, cy) in zip(ring[-1:] + ring, ring, ring[1:] + ring[:1], strict=False):
                assert (bx - ax) * (cy - by) != (by - ay) * (cx - bx), (code, bx, by)


def test_the_islands_of_each_archipelago_are_drawn():
    """Only islets are dropped."""
    assert {code: len(rings(state_paths()[code])) for code in ("HI", "AS", "GU", "MP", "VI")} == {
        "HI": 8,
        "AS": 3,
        "GU": 1,
        "MP": 3,
        "VI": 3,
    }


def test_insets_do_not_overlap_anything():
    """No frame contains a point of another state's outline, or touches another frame."""
    for (left, top, right, bottom), (left2, top2, right2, bottom2) in combinations(INSETS.values(), 2):
        assert right < left2 or right2 < left or bottom < top2 or bottom2 < top
    for inset, (left, top, right, bottom) in INSETS.items():
        for code, path in state_paths().items():
            is_inside_frame = [left <= x <= right and top <= y <= bottom for ring in rings(path) for x, y in ring]
            assert all(is_inside_frame) if code == inset else not any(is_inside_frame), (inset, code)


def test_alaska_and_hawaii_do_not_touch_anything():
    """They are moved away from the edge, but not into each other or into the states above."""
    boxes = {}
    for code in ("AK", "HI"):
        points = [point for ring in rings(state_paths()[code]) for point in ring]
        boxes[code] = (
            (min(x for x, _ in points), min(y for _, y in points)),
            (
                max(x for x, _ in points),
                max(y for _, y in points),
            ),
        )
    assert boxes["AK"][1][0] < boxes["HI"][0][0]
    for code, ((left, top), (right, bottom)) in boxes.items():
        for other in STATES.keys() - {code} - INSETS.keys():
            points = [point for ring in rings(state_paths()[other]) for point in ring]
            assert not any(left <= x <= right and top <= y <= bottom for x, y in points), (code, other)


@pytest.mark.parametrize("code", STATES)
def test_the_center_of_a_state_is_inside_it(code: str):
    """Even of a bent state; a line that ends there ends in no other state."""
    assert [other for other, path in state_paths().items() if is_inside(center(code), path)] == [code]


def test_the_map_is_the_same_every_time():
    """Another process, with another hash seed, draws the same map."""
    program = "from generator.formats.us_map import *; print(dict(state_paths()), [*map(center, state_paths())])"
    process = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert process.stdout == f"{dict(state_paths())} {[*map(center, state_paths())]}\n"


# Coordinates


class Place(StrictModel):
    """A model with coordinates."""

    coordinates: Coordinates | None = None


def problems_of(lat: str, lon: str) -> list[str]:
    source, _ = read("x.yml", f"coordinates:\n  lat: {lat}\n  lon: {lon}\n".encode())
    assert source is not None
    _, problems = parse_settings(source, Place)
    return lines(problems)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("35.32", "-82.46"), ("-14.28", "-170.7"), ("13.47", "144.75"), ("52.92", "173.13"), ("71", "-156.8")],
)
def test_coordinates_in_every_part_of_the_country_are_accepted(lat: str, lon: str):
    """On both sides of the date line and of the equator."""
    assert problems_of(lat, lon) == []


@pytest.mark.parametrize(
    ("lat", "lon", "problem"),
    [
        (
            "35,32",
            "-82.46",
            "x.yml:2:8: '35,32' is not in decimal degrees. Use a decimal point, and a minus sign for west "
            "or south, as in -82.46. [not-decimal-degrees]",
        ),
        (
            "35.32",
            "82.46 W",
            "x.yml:3:8: '82.46 W' is not in decimal degrees. Use a decimal point, and a minus sign for west "
            "or south, as in -82.46. [not-decimal-degrees]",
        ),
        (
            "nan",
            "-82.46",
            "x.yml:2:8: 'nan' is not in decimal degrees. Use a decimal point, and a minus sign for west "
            "or south, as in -82.46. [not-decimal-degrees]",
        ),
        (
            "[35.32]",
            "-82.46",
            "x.yml:2:8: A coordinate must be one number. Use decimal degrees, as in -82.46. [not-decimal-degrees]",
        ),
        (
            "35.31873",
            "-82.46",
            "x.yml:2:8: '35.31873' is too precise for a town. Round it to two decimals, as in 35.32. [too-precise]",
        ),
        (
            "-82.46",
            "-82.46",
            "x.yml:2:8: The latitude -82.46 is outside the United States. Use a number from -15 to 72, and check "
            "that 'lat' and 'lon' are not swapped. [outside-united-states]",
        ),
        (
            "35.32",
            "82.46",
            "x.yml:3:8: The longitude 82.46 is outside the United States. Use a number from -180 to -64, with a minus "
            "sign; for Guam and its neighbors, from 144 to 180. [outside-united-states]",
        ),
        ("", "-82.46", "x.yml:2:3: 'lat' is empty. Enter a number. [empty-field]"),
    ],
)
def test_wrong_coordinates_are_reported_with_a_fix(lat: str, lon: str, problem: str):
    """Each is one problem, with its place."""
    assert problems_of(lat, lon) == [problem]


def test_wrong_latitude_and_longitude_are_reported_together():
    assert [line.split(":")[1] for line in problems_of("99", "99")] == ["2", "3"]
