"""Entries → a feed that tells readers' programs what changed (Atom, RFC 4287)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"

MINTED = "2026"
"""The year in every id: one in which the domain of the ids was ours (RFC 4151, 2.1). It never changes."""


@dataclass(frozen=True)
class Entry:
    """One thing that may change. `path` is its place among the ids of the site, `link` where it is read on the web."""

    path: str
    title: str
    content: str
    """All there is to say, in plain words: without an address an entry needs no link then (4.1.2)."""
    updated: dt.date
    link: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed's own words, and where it and its page are; both are empty where the site's address is not known."""

    path: str
    title: str
    author: str
    link: str = ""
    page: str = ""


def to_id(domain: str, path: str) -> str:
    """An id that stays the same wherever the site is read (a tag URI, RFC 4151)."""
    return f"tag:{domain},{MINTED}:{path}"


def to_feed(domain: str, feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as a file. There is at least one entry: the newest says when the feed changed."""
    entries = sorted(entries, key=lambda entry: (entry.updated, entry.path), reverse=True)
    root = ET.Element("feed", xmlns=ATOM)
    _add(root, "id", to_id(domain, feed.path))
    _add(root, "title", feed.title)
    _add(root, "updated", _instant(entries[0].updated))
    _add(ET.SubElement(root, "author"), "name", feed.author)
    for rel, address in (("self", feed.link), ("alternate", feed.page)):
        _link(root, rel, address)
    for entry in entries:
        inner = ET.SubElement(root, "entry")
        _add(inner, "id", to_id(domain, entry.path))
        _add(inner, "title", entry.title)
        _add(inner, "updated", _instant(entry.updated))
        _link(inner, "alternate", entry.link)
        _add(inner, "content", entry.content)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, rel: str, address: str) -> None:
    if address:
        ET.SubElement(parent, "link", rel=rel, href=address)


def _instant(day: dt.date) -> str:
    """A day's beginning in UTC (RFC 3339): records know days, a feed wants instants."""
    return f"{day.isoformat()}T00:00:00Z"
