"""The site → a zip that opens from a folder, with no server (`file://`).

There a link to a folder opens a listing of its files, so every internal link names `index.html`.
"""

import mmap
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

NAME = "offline.zip"
FOLDER = "prss-mentoring-resource-center"

ADDRESS, ACTION = (
    re.compile(rf'({name}="(?<=\s{name}=")[^":#?/][^":#?]*/)((?:#[^"]*)?")') for name in ("href", "action")
)
"""An internal address that ends in a folder, in an attribute; what follows '#' is kept.

Each pattern begins with letters and looks back for the space before them: a search for a literal is fast.
"""

REFRESH = re.compile(r'(http-equiv="refresh" content="0; url=[^":#]*/)((?:#[^"]*)?")')

ONLINE_ONLY = re.compile(r"<(\w+) data-online-only>.*?</\1>", re.DOTALL)
"""An element that makes sense on a server only, as the link to the zip itself."""

PRELOAD = re.compile(r'<link rel="preload"[^>]*>')
"""Browsers refuse to preload a font from a file; the stylesheet loads it all the same."""

FOR_SERVERS = frozenset({"_headers", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "404.html"})
"""Files that only a web server reads."""

LEVEL = 6
"""Of compression, from 1 (fast) to 9 (small)."""


def to_offline(html: str) -> str:
    """A page, or a whole part of one, whose internal links and form actions name files.

    It also says so to its scripts. A part is changed as it would be in its page: none of what is changed is cut by the
    edge of a part.
    """
    if " data-online-only>" in html:
        html = ONLINE_ONLY.sub("", html)
    while found := PRELOAD.search(html):
        # With the space before it. As a part of the pattern, it would be tried at every space of the page.
        html = html[: found.start()].rstrip() + html[found.end() :]
    html = html.replace('data-index=""', 'data-index="index.html"')
    for start, pattern in (('href="', ADDRESS), ('action="', ACTION), ('"refresh"', REFRESH)):
        if start in html:
            html = pattern.sub(r"\1index.html\2", html)
    return html


Content = bytes | memoryview
"""What is written to a file."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it is packed into a zip."""

    deflated: bytes
    crc: int
    size: int


def pack(content: bytes) -> Member:
    """Compress a file."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(packer.compress(content) + packer.flush(), zlib.crc32(content), len(content))


class Archive(zipfile.ZipFile):
    """A zip that takes files already packed. Same members, same bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._bytes = file
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, member: Member) -> None:
        """Add a file as `writestr` would, without packing it again."""
        # A fixed date: the clock of a build is no part of what it makes.
        info = zipfile.ZipInfo(f"{FOLDER}/{name}", (1980, 1, 1, 0, 0, 0))
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        info.CRC, info.file_size, info.compress_size = member.crc, member.size, len(member.deflated)
        info.header_offset = self._bytes.tell()
        self._bytes.write(info.FileHeader(zip64=False))
        self._bytes.write(member.deflated)
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        self.start_dir = self._bytes.tell()
        self._didModify = True

    def content(self) -> memoryview:
        """The whole zip, which may be large: it is read from the file only where it is used."""
        self.close()
        self._bytes.flush()
        return memoryview(mmap.mmap(self._bytes.fileno(), 0, access=mmap.ACCESS_READ))


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, with its form in the offline copy where its maker has packed that already."""

    name: str
    content: bytes
    packed: Member | None = None


def with_offline_copy(files: Iterable[File]) -> Iterator[tuple[str, Content]]:
    """The name and content of the same files, and after them the zip of them all."""
    with tempfile.TemporaryFile() as unfinished, Archive(unfinished) as archive:
        for file in files:
            yield file.name, file.content
            if file.name not in FOR_SERVERS:
                archive.add(file.name, file.packed or pack(_offline(file)))
        yield NAME, archive.content()


def _offline(file: File) -> bytes:
    return to_offline(file.content.decode()).encode() if file.name.endswith(".html") else file.content
