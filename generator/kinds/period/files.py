"""The application periods as events of a calendar, and as a feed.

Both exist even before the first dates are announced, so that readers can subscribe early.
"""

from collections.abc import Iterator
from functools import partial

from generator.formats.atom import Entry, Feed, to_feed
from generator.formats.ical import Event
from generator.kinds.period.clock import Span
from generator.kinds.period.record import Period
from generator.records.behavior import KindFile
from generator.records.catalog import Catalog
from generator.records.settings import SiteSettings
from generator.text.dates import format_day

FEED = "apply/feed.xml"


def files_of(catalog: Catalog, site: SiteSettings, site_url: str) -> Iterator[KindFile]:
    """Yield the feed. It keeps canceled and retired periods, for readers who saved the dates."""
    if catalog.all("periods"):
        yield KindFile(FEED, partial(_feed, catalog, site, site_url))


def events_of(catalog: Catalog, site: SiteSettings, site_url: str) -> Iterator[Event]:
    """Yield the opening and the closing of each period, canceled and retired ones too.

    Their ids are made from the slug of the period and the site's `id_domain`.
    """
    for period, span in _dated(catalog):
        yield from _events(catalog, period, span, site, site_url)


def _dated(catalog: Catalog) -> list[tuple[Period, Span]]:
    return [(period, period.span) for period in catalog.all("periods") if period.span]


def _title(site: SiteSettings) -> str:
    return f"{site.short_name}: application periods"


def _feed(catalog: Catalog, site: SiteSettings, site_url: str) -> bytes:
    entries = [_entry(catalog, period, span, site, site_url) for period, span in _dated(catalog)]
    entries = entries or [_entry_without_dates(catalog, site, site_url)]
    page = catalog.kinds["periods"].home
    feed = Feed("periods", _title(site), site.name, _full_url(site_url, FEED), _full_url(site_url, page))
    return to_feed(site.tagging_entity, feed, entries)


def _events(catalog: Catalog, period: Period, span: Span, site: SiteSettings, site_url: str) -> Iterator[Event]:
    """Yield an event for the opening of a period and one for its closing."""
    pathway = catalog.get("pathways", period.pathway)
    for verb, at in (("open", span.opens), ("close", span.due)):
        yield Event(
            uid=f"{period.slug}-{verb}s@{site.id_domain}",
            at=at,
            summary=_mark_canceled(span, f"Applications {verb}: {pathway.name}"),
            description=_describe(period, span, site),
            as_of=period.checked_on,
            cancelled=span.cancelled,
            url=_full_url(site_url, catalog.url(pathway)),
        )


def _entry(catalog: Catalog, period: Period, span: Span, site: SiteSettings, site_url: str) -> Entry:
    pathway = catalog.get("pathways", period.pathway)
    return Entry(
        f"periods/{period.slug}",
        _mark_canceled(span, f"{pathway.name}: applications {span.days}"),
        _describe(period, span, site),
        period.checked_on,
        _full_url(site_url, catalog.url(period)),
    )


def _entry_without_dates(catalog: Catalog, site: SiteSettings, site_url: str) -> Entry:
    """Return the only entry of a feed without dates. It has its own id, so that the first dates will be a new entry."""
    checked = max(period.checked_on for period in catalog.all("periods"))
    return Entry(
        "periods-without-dates",
        "No application period has been announced",
        f"Last checked {format_day(checked)}. Dates will appear here. Questions: {site.contact.url}",
        checked,
        _full_url(site_url, catalog.kinds["periods"].home),
    )


def _describe(period: Period, span: Span, site: SiteSettings) -> str:
    """Return the text of a period. It is true on any day, because calendars may keep it for years."""
    sentences = [f"Was scheduled to be open {span.when}." if span.cancelled else f"Open {span.when}."]
    if period.note:
        sentences.append(period.note)
    if period.retired:
        sentences.append(f"No longer current: {period.retired.why}")
    sentences.append(f"{period.basis} Questions: {site.contact.url}")
    return " ".join(sentences)


def _mark_canceled(span: Span, title: str) -> str:
    # Many programs show a canceled event like any other, so the title says it too.
    return f"Canceled: {title}" if span.cancelled else title


def _full_url(site_url: str, address: str) -> str:
    return site_url + address if site_url else ""
