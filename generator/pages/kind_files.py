"""The files that kinds make besides pages: their own, and a calendar of their events."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.formats.ical import Revision, to_calendar
from generator.records.behavior import KindFile
from generator.records.catalog import Catalog
from generator.records.kind import Kind
from generator.records.settings import SiteSettings


def kind_files(
    catalog: Catalog, kind: Kind, site: SiteSettings, site_url: str, published: Mapping[str, Revision] | None = None
) -> Iterator[KindFile]:
    """Yield the files of a kind. None is made before its content is asked for.

    `published`: the last published version of each calendar event, by uid.
    """
    if kind.behavior.events and catalog.all(kind.name):
        yield KindFile(f"{kind.home}{kind.name}.ics", partial(_calendar, catalog, kind, site, site_url, published))
    if kind.behavior.files:
        yield from kind.behavior.files(catalog, site, site_url)


def _calendar(
    catalog: Catalog, kind: Kind, site: SiteSettings, site_url: str, published: Mapping[str, Revision] | None
) -> bytes:
    """Return the calendar, which exists even before the first event, so that readers can subscribe early."""
    events = kind.behavior.events(catalog, site, site_url) if kind.behavior.events else ()
    name = f"{site.short_name}: {kind.title[0].lower()}{kind.title[1:]}"
    return to_calendar(name, site.name, events, published).encode()
