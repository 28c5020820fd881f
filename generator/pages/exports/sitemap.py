"""The sitemap for search engines: the URLs of all pages (sitemaps.org 0.9)."""

import gzip
from collections.abc import Iterable
from html import escape


def to_sitemap(addresses: Iterable[str]) -> str:
    """Return a sitemap of absolute URLs. Without dates, since the time of a build says nothing about a page."""
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in sorted(addresses))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def to_gzip(text: str) -> bytes:
    """Return a text compressed with gzip. The same text gives the same bytes."""
    return gzip.compress(text.encode(), mtime=0)
