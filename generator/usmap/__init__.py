"""The map of the United States as SVG geometry, and the coordinates that a record may give.

Alaska and Hawaii stand below the lower 48, and each of the five areas has an inset with a scale of its own.
Pure: the shapes come with the package, and the same names and degrees give the same text.
"""

from generator.usmap.coordinates import Coordinates, check_town
from generator.usmap.outlines import areas, centre, extent
from generator.usmap.projection import HEIGHT, INSETS, WIDTH, Box, Point, project
from generator.usmap.silhouette import silhouette

__all__ = [
    "HEIGHT",
    "INSETS",
    "WIDTH",
    "Box",
    "Coordinates",
    "Point",
    "areas",
    "centre",
    "check_town",
    "extent",
    "project",
    "silhouette",
]
