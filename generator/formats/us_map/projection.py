"""Longitude and latitude → units of the drawing."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.text.us_states import STATES

WIDTH, HEIGHT = 975, 610
"""The size of the drawing: its viewBox is '0 0 975 610', with x to the right and y downward."""
SHIFT = 60
"""How far Alaska and Hawaii are to the right of where d3-geo has them, which cuts off the end of the Aleutians."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in units."""


@dataclass(frozen=True)
class Albers:
    """The equal-area conic projection of a sphere with two standard parallels.

    Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), formulas 14-1 to 14-6.
    Angles in degrees; `origin` (longitude, latitude) is drawn at `at`; `scale` is the sphere's radius in units.
    """

    meridian: float
    parallels: tuple[float, float]
    origin: Point
    scale: float
    at: Point

    def __call__(self, longitude: float, latitude: float) -> Point:
        x, y = self._on_plane(longitude, latitude)
        x0, y0 = self._on_plane(*self.origin)
        return self.at[0] + self.scale * (x - x0), self.at[1] - self.scale * (y - y0)

    def _on_plane(self, longitude: float, latitude: float) -> Point:
        first, second = (math.sin(math.radians(parallel)) for parallel in self.parallels)
        n = (first + second) / 2
        c = 1 - first**2 + 2 * n * first
        rho = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
        theta = n * math.radians(_east(longitude, self.meridian))
        return rho * math.sin(theta), -rho * math.cos(theta)


@dataclass(frozen=True)
class Equirectangular:
    """A plain grid, true along the parallel of `origin`; for areas so small that any projection would look the same.

    Snyder 1987, formulas 12-1 and 12-2 (equirectangular). `origin` is drawn at `at`; `scale` is in units per degree.
    """

    origin: Point
    scale: float
    at: Point

    def __call__(self, longitude: float, latitude: float) -> Point:
        x = _east(longitude, self.origin[0]) * math.cos(math.radians(self.origin[1]))
        return self.at[0] + self.scale * x, self.at[1] - self.scale * (latitude - self.origin[1])


def _east(longitude: float, meridian: float) -> float:
    """Return degrees east of a meridian, from -180 to 180: the Aleutians are on both sides of the date line."""
    return (longitude - meridian + 180) % 360 - 180


# us-atlas was drawn with these: the constants of d3-geo's geoAlbersUsa at scale 1300, translate 487.5 and 305.
LOWER_48 = Albers(-96, (29.5, 45.5), (-96.6, 38.7), 1300, (487.5, 305))
PROJECTIONS: Mapping[str, Albers | Equirectangular] = {
    **dict.fromkeys(STATES, LOWER_48),
    "AK": Albers(-154, (55, 65), (-156, 58.5), 1300 * 0.35, (487.5 - 0.307 * 1300 + SHIFT, 305 + 0.201 * 1300)),
    "HI": Albers(-157, (8, 18), (-160, 19.9), 1300, (487.5 - 0.205 * 1300 + SHIFT, 305 + 0.212 * 1300)),
    "MP": Equirectangular((145.476, 14.701), 57, (26, 440)),
    "GU": Equirectangular((144.79, 13.449), 105, (72, 440)),
    "AS": Equirectangular((-170.134, -14.266), 60, (47, 505)),
    "PR": Equirectangular((-66.582, 18.214), 46, (908, 566)),
    "VI": Equirectangular((-64.83, 18.032), 64, (948, 505)),
}
INSETS: Mapping[str, Box] = MappingProxyType(
    {
        "MP": (4, 404, 48, 476),  # the three large islands; the small ones are far to the north
        "GU": (52, 416, 92, 464),
        "AS": (4, 496, 90, 514),
        "PR": (846, 550, 970, 582),
        "VI": (930, 480, 966, 530),
    }
)
"""The frame of each territory's inset; anything outside is not drawn."""
PARTS: Mapping[str, Box] = {
    **dict.fromkeys(STATES, (0, 0, WIDTH, HEIGHT)),
    "AK": (0, 460, 269, 609),
    "HI": (269, 521, 398, 609),
    **INSETS,
}
"""The part of the map for each state; a point outside is not drawn."""


def project(longitude: float, latitude: float, state: str) -> Point | None:
    """Return x and y of a place in a state, in units to one decimal; None if it is outside its part of the map.

    Degrees are WGS 84; the state decides which part of the map is used. Raises KeyError for anything but a postal code.
    """
    x, y = PROJECTIONS[state](longitude, latitude)
    # One decimal gives the same bytes on every machine, even if the last digits of its sines differ.
    return (round(x, 1), round(y, 1)) if contains(PARTS[state], x, y) else None


def contains(box: Box, x: float, y: float) -> bool:
    """Return whether a point is in a box or on its edge."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
