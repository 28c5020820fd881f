"""A small picture of where a site is: the country, its state filled."""

from dataclasses import dataclass

from generator.formats.us_map import HEIGHT, WIDTH, areas, centre, extent, silhouette
from generator.kinds.site.record import Site

SMALL = 60
"""A state that is narrower and lower than this, in units of the map, is hard to see in a small picture."""


@dataclass(frozen=True)
class Locator:
    """What locator.html draws."""

    width: int
    height: int
    country: str
    """All states and areas, simplified, as one SVG path."""
    state: str
    """The outline of the site's state or area."""
    ring: tuple[int, int] | None
    """The middle of a state so small that a ring has to point at it."""


def locator(site: Site) -> Locator:
    """The picture for a site's page. The page says the same in words, so assistive technology skips it."""
    x, y = centre(site.state)
    ring = (round(x), round(y)) if extent(site.state) < SMALL else None
    return Locator(WIDTH, HEIGHT, silhouette(), areas()[site.state], ring)
