"""Entries → an Atom feed, which tells feed readers what changed (RFC 4287)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """Something that may change. `path` makes its ID unique on the site; `link` is its page on the web."""

    path: str
    title: str
    content: str
    """The complete content as plain text: an entry with content needs no link (4.1.2)."""
    updated: dt.date
    link: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed's title and author, its own URL (`link`) and the URL of its page; empty if the site's URL is unknown."""

    path: str
    title: str
    author: str
    link: str = ""
    page: str = ""


def to_id(tagging_entity: str, path: str) -> str:
    """Return an ID that stays the same wherever the site is published (a tag URI, RFC 4151).

    Arguments:
        tagging_entity: A domain, and a year in which it was the site's, as in 'example.org,2026'. It never changes.
        path: What makes the ID unique on the site.
    """
    return f"tag:{tagging_entity}:{path}"


def to_feed(tagging_entity: str, feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Return a feed as a file. It needs at least one entry, because the newest says when the feed changed."""
    entries = sorted(entries, key=lambda entry: (entry.updated, entry.path), reverse=True)
    root = ET.Element("feed", xmlns=ATOM)
    _add(root, "id", to_id(tagging_entity, feed.path))
    _add(root, "title", feed.title)
    _add(root, "updated", _instant(entries[0].updated))
    _add(ET.SubElement(root, "author"), "name", feed.author)
    for rel, url in (("self", feed.link), ("alternate", feed.page)):
        _link(root, rel, url)
    for entry in entries:
        inner = ET.SubElement(root, "entry")
        _add(inner, "id", to_id(tagging_entity, entry.path))
        _add(inner, "title", entry.title)
        _add(inner, "updated", _instant(entry.updated))
        _link(inner, "alternate", entry.link)
        _add(inner, "content", entry.content)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, rel: str, url: str) -> None:
    if url:
        ET.SubElement(parent, "link", rel=rel, href=url)


def _instant(day: dt.date) -> str:
    """Return the start of a day in UTC (RFC 3339), because a feed needs times and records have days."""
    return f"{day.isoformat()}T00:00:00Z"
