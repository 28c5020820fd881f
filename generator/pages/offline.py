"""The site → a zip file that works without a server once it is unpacked (`file://`).

Without a server, a link to a folder opens a file listing, so every internal link names `index.html`.
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

ADDRESS, ACTION = (
    re.compile(rf'({name}="(?<=\s{name}=")[^":#?/][^":#?]*/)((?:#[^"]*)?")') for name in ("href", "action")
)
"""Internal links to a folder, in an attribute; a fragment is kept.

Each pattern begins with a literal and looks back for the space before it, since a search for a literal is fast.
"""

REFRESH = re.compile(r'(http-equiv="refresh" content="0; url=[^":#]*/)((?:#[^"]*)?")')

ONLINE_ONLY = re.compile(r"<(\w+) data-online-only>.*?</\1>", re.DOTALL)
"""An element that is of use only on a server, such as the link to the zip file itself."""

PRELOAD = re.compile(r'<link rel="preload"[^>]*>')
"""Browsers refuse to preload a font from `file://`; the stylesheet loads it anyway."""

FOR_SERVERS = frozenset({"_headers", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "404.html"})
"""Files that only a web server reads."""

LEVEL = 6
"""Compression level, from 1 (fast) to 9 (small)."""


def to_offline(html: str) -> str:
    """Return a page, or one of its gaps, with internal links and form actions that name files.

    Its scripts learn of this from `data-index`. A gap can be changed on its own: nothing that changes crosses its edge.
    """
    if " data-online-only>" in html:
        html = ONLINE_ONLY.sub("", html)
    while match := PRELOAD.search(html):
        # Also strip the space before it. In the pattern, that space would be tried at every space of the page.
        html = html[: match.start()].rstrip() + html[match.end() :]
    html = html.replace('data-index=""', 'data-index="index.html"')
    for start, pattern in (('href="', ADDRESS), ('action="', ACTION), ('"refresh"', REFRESH)):
        if start in html:
            html = pattern.sub(r"\1index.html\2", html)
    return html


Content = bytes | memoryview
"""The content of a file."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it is stored in a zip file: compressed, with its checksum and size."""

    deflated: bytes
    crc: int
    size: int


def pack(content: bytes) -> Member:
    """Compress a file."""
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(compressor.compress(content) + compressor.flush(), zlib.crc32(content), len(content))


READABLE = 0o100644
"""The mode of an unpacked file: everyone may read it, such as the other users of a shared folder or a web server."""


class Archive(zipfile.ZipFile):
    """A zip file that accepts files already compressed. The same members give the same bytes."""

    def __init__(self, file: IO[bytes], folder: str) -> None:
        """`folder`: the folder that contains all its files, so that unpacking it makes no mess."""
        self._bytes, self._folder = file, folder
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, member: Member) -> None:
        """Add a file as `writestr` would, without compressing it again."""
        # A fixed date, so that the result does not depend on when it was built.
        info = zipfile.ZipInfo(f"{self._folder}/{name}", (1980, 1, 1, 0, 0, 0))
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, READABLE << 16
        info.CRC, info.file_size, info.compress_size = member.crc, member.size, len(member.deflated)
        info.header_offset = self._bytes.tell()
        self._bytes.write(info.FileHeader(zip64=False))
        self._bytes.write(member.deflated)
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        self.start_dir = self._bytes.tell()
        self._didModify = True

    def content(self) -> memoryview:
        """Close the zip file and return its content, mapped into memory because it may be large."""
        self.close()
        self._bytes.flush()
        return memoryview(mmap.mmap(self._bytes.fileno(), 0, access=mmap.ACCESS_READ))


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, and its form in the offline copy if that is compressed already."""

    name: str
    content: bytes
    packed: Member | None = None


def with_offline_copy(files: Iterable[File], folder: str) -> Iterator[tuple[str, Content]]:
    """Yield the name and content of each file, and then of the zip file that contains them all in one folder."""
    with tempfile.TemporaryFile() as temporary, Archive(temporary, folder) as archive:
        for file in files:
            yield file.name, file.content
            if file.name not in FOR_SERVERS:
                archive.add(file.name, file.packed or pack(_offline(file)))
        yield NAME, archive.content()


def _offline(file: File) -> bytes:
    return to_offline(file.content.decode()).encode() if file.name.endswith(".html") else file.content
