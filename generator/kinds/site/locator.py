"""A small picture of where a site is: the country, its state filled, and its town as a dot where that is known."""

from dataclasses import dataclass

from generator.kinds.site.record import Site
from generator.usmap import HEIGHT, WIDTH, areas, project, silhouette


@dataclass(frozen=True)
class Locator:
    """What locator.html draws."""

    width: int
    height: int
    country: str
    """All states and areas, simplified, as one SVG path."""
    state: str
    """The outline of the site's state or area."""
    town: tuple[int, int] | None
    """Where the town is, if a source names one."""


def locator(site: Site) -> Locator:
    """The picture for a site's page. The page says the same in words, so assistive technology skips it."""
    point = project(site.coordinates.lon, site.coordinates.lat, site.state) if site.coordinates else None
    town = (round(point[0]), round(point[1])) if point else None
    return Locator(WIDTH, HEIGHT, silhouette(), areas()[site.state], town)
