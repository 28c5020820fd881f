"""Application periods for other programs: a calendar, and a feed of what changed.

Both exist before the first dates do, so that readers can subscribe early.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from generator.formats.atom import Entry, Feed, to_feed
from generator.formats.ical import Event, to_calendar
from generator.kinds.period.clock import Span
from generator.kinds.period.record import Period
from generator.records.catalog import Catalog
from generator.records.settings import SiteSettings
from generator.text.dates import format_day

CALENDAR, FEED = "apply/periods.ics", "apply/feed.xml"


def files_of(catalog: Catalog, site: SiteSettings, site_url: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The calendar and the feed. A canceled or retired period stays in both, for those who saved its dates."""
    if catalog.all("periods"):
        yield CALENDAR, partial(_calendar, catalog, site, site_url)
        yield FEED, partial(_feed, catalog, site, site_url)


def uids_of(catalog: Catalog, site: SiteSettings) -> Iterator[str]:
    """The ids by which calendars know the events: they come from the record's name and the site's `id_domain`."""
    return (event.uid for period, span in _dated(catalog) for event in _events(catalog, period, span, site, ""))


def _dated(catalog: Catalog) -> list[tuple[Period, Span]]:
    return [(period, period.span) for period in catalog.all("periods") if period.span]


def _name(site: SiteSettings) -> str:
    return f"{site.short_name}: application periods"


def _calendar(catalog: Catalog, site: SiteSettings, site_url: str) -> bytes:
    events = [event for period, span in _dated(catalog) for event in _events(catalog, period, span, site, site_url)]
    return to_calendar(_name(site), site.name, events).encode()


def _feed(catalog: Catalog, site: SiteSettings, site_url: str) -> bytes:
    entries = [_entry(catalog, period, span, site, site_url) for period, span in _dated(catalog)]
    entries = entries or [_no_dates(catalog, site, site_url)]
    page = catalog.kinds["periods"].home
    feed = Feed("periods", _name(site), site.name, _on_web(site_url, FEED), _on_web(site_url, page))
    return to_feed(site.id_domain, feed, entries)


def _events(catalog: Catalog, period: Period, span: Span, site: SiteSettings, site_url: str) -> Iterator[Event]:
    """Its opening and its closing, each an event of its own."""
    pathway = catalog.get("pathways", period.pathway)
    for verb, at in (("open", span.opens), ("close", span.due)):
        yield Event(
            uid=f"{period.slug}-{verb}s@{site.id_domain}",
            at=at,
            summary=_called_off(span, f"Applications {verb}: {pathway.name}"),
            description=_words(period, span, site),
            as_of=_as_of(period),
            cancelled=span.cancelled,
            url=_on_web(site_url, catalog.url(pathway)),
        )


def _entry(catalog: Catalog, period: Period, span: Span, site: SiteSettings, site_url: str) -> Entry:
    pathway = catalog.get("pathways", period.pathway)
    return Entry(
        f"periods/{period.slug}",
        _called_off(span, f"{pathway.name}: applications {span.days}"),
        _words(period, span, site),
        _as_of(period),
        _on_web(site_url, catalog.url(period)),
    )


def _no_dates(catalog: Catalog, site: SiteSettings, site_url: str) -> Entry:
    """What the feed says before the first dates. Its id is no period's: the first dates are a new entry."""
    checked = max(_as_of(period) for period in catalog.all("periods"))
    return Entry(
        "periods-without-dates",
        "No application period has been announced",
        f"Last checked {format_day(checked)}. Dates will appear here. Questions: {site.contact.url}",
        checked,
        _on_web(site_url, catalog.kinds["periods"].home),
    )


def _words(period: Period, span: Span, site: SiteSettings) -> str:
    """All that a record says, true on any day: a calendar is read for years without being fetched again."""
    lines = [f"Was scheduled to be open {span.when}." if span.cancelled else f"Open {span.when}."]
    if period.note:
        lines.append(period.note)
    if period.retired:
        lines.append(f"No longer current: {period.retired.why}")
    lines.append(f"Based on public documents, last checked {format_day(period.read_on)}. Questions: {site.contact.url}")
    return " ".join(lines)


def _called_off(span: Span, title: str) -> str:
    # In words too: many programs show an event that was called off like any other.
    return f"Canceled: {title}" if span.cancelled else title


def _as_of(period: Period) -> dt.date:
    """The newest day on which somebody looked at what the record says."""
    return max([period.read_on, *(look.on for look in (period.reviewed, period.retired) if look)])


def _on_web(site_url: str, address: str) -> str:
    return site_url + address if site_url else ""
