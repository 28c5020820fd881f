"""The small map on a site's page: the country with the site's state filled."""

from dataclasses import dataclass

from generator.formats.us_map import HEIGHT, WIDTH, center, extent, silhouette, state_paths
from generator.kinds.site.record import Site

RING_BELOW = 60
"""A state whose width and height are both below this, in map units, gets a ring: it is hard to see on a small map."""


@dataclass(frozen=True)
class Locator:
    """The shapes that locator.html draws, in map units."""

    width: int
    height: int
    country: str
    """The simplified outline of all states and areas, as one SVG path."""
    state: str
    """The outline of the site's state or area, as an SVG path."""
    ring: tuple[int, int] | None
    """The center of the ring around a small state. None for any other state."""


def locator(site: Site) -> Locator:
    """Return the map for a site's page. Assistive technology skips it, since the page names the state in words."""
    x, y = center(site.state)
    ring = (round(x), round(y)) if extent(site.state) < RING_BELOW else None
    return Locator(WIDTH, HEIGHT, silhouette(), state_paths()[site.state], ring)
