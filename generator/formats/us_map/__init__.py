"""The map of the United States as SVG geometry.

Alaska and Hawaii are below the lower 48, and each of the five areas has an inset with a scale of its own.
Pure: the shapes come with the package, and the same names and degrees give the same text.
"""

from generator.formats.us_map.outlines import areas, centre, extent
from generator.formats.us_map.projection import HEIGHT, INSETS, WIDTH, Box, Point, project
from generator.formats.us_map.silhouette import silhouette

__all__ = [
    "HEIGHT",
    "INSETS",
    "WIDTH",
    "Box",
    "Point",
    "areas",
    "centre",
    "extent",
    "project",
    "silhouette",
]
