"""The addresses of all pages, for search engines (sitemaps.org 0.9)."""

import gzip
from collections.abc import Iterable
from html import escape


def to_sitemap(addresses: Iterable[str]) -> str:
    """A sitemap of absolute addresses. No dates: the clock of a build says nothing about a page."""
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in sorted(addresses))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def to_gzip(text: str) -> bytes:
    """The same, packed; the same text gives the same bytes."""
    return gzip.compress(text.encode(), mtime=0)
