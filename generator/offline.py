"""The site → a zip that opens from a folder, with no server (`file://`).

There a link to a folder opens a listing of its files, so every internal link names `index.html`.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

NAME = "offline.zip"
FOLDER = "prss-mentoring-resource-center"

ADDRESS = re.compile(r'(\s(?:href|action)=")((?:\.{1,2}/)+(?:[^":#?]*/)?|(?:\.{1,2}/)*[^":#?/][^":#?]*/)(#[^"]*)?"')
"""An internal address that ends in a folder, in an attribute; what follows '#' is kept."""

ONLINE_ONLY = re.compile(r"<(\w+) data-online-only>.*?</\1>", re.DOTALL)
"""An element that makes sense on a server only, as the link to the zip itself."""

PRELOAD = re.compile(r'\s*<link rel="preload"[^>]*>')
"""Browsers refuse to preload a font from a file; the stylesheet loads it all the same."""

FOR_SERVERS = frozenset({"_headers", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "404.html"})
"""Files that only a web server reads."""


def to_offline(page: str) -> str:
    """A page whose internal links and form actions name files, and which says so to its scripts."""
    page = ONLINE_ONLY.sub("", page)
    page = PRELOAD.sub("", page)
    page = page.replace('data-index=""', 'data-index="index.html"', 1)
    page = re.sub(r'(http-equiv="refresh" content="0; url=)([^":#]*/)(#[^"]*)?"', r'\1\2index.html\3"', page)
    return ADDRESS.sub(lambda match: f'{match[1]}{match[2]}index.html{match[3] or ""}"', page)


def with_offline_copy(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same files, and after them the zip of them all. Same files, same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files:
            yield name, content
            if name in FOR_SERVERS:
                continue
            inner = to_offline(content.decode()).encode() if name.endswith(".html") else content
            # A fixed date: the clock of a build is no part of what it makes.
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}", (1980, 1, 1, 0, 0, 0)), inner, zipfile.ZIP_DEFLATED)
    yield NAME, packed.getvalue()
