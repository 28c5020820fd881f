"""The map of the United States as SVG geometry.

Alaska and Hawaii are below the lower 48 states, and each of the five territories has an inset with its own scale. The
outlines are part of the package, so the same input always gives the same output.
"""

from generator.formats.us_map.outlines import center, extent, state_paths
from generator.formats.us_map.projection import HEIGHT, INSETS, WIDTH, Box, Point, project
from generator.formats.us_map.silhouette import silhouette

__all__ = [
    "HEIGHT",
    "INSETS",
    "WIDTH",
    "Box",
    "Point",
    "center",
    "extent",
    "project",
    "silhouette",
    "state_paths",
]
