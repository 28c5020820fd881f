"""A PDF as a screen reader and as the eye see it: its tags as a tree, and where each object is drawn."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import DocumentInformation, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject
from site_fixture import Element

DRAWING = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"Tj", b"TJ", b"'", b'"'}
"""The operators that draw something."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """A drawn object: its text if it has one, its box in points from the lower left, and its mark."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    mark: int | None
    """Its marked-content id, to which tags refer; None if screen readers skip it."""
    artifact: bool


class Pdf:
    """A PDF, parsed."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content), strict=True)
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.reader.pages)

    @property
    def about(self) -> DocumentInformation:
        """Its metadata: title, author and date."""
        about = self.reader.metadata
        assert about is not None
        return about

    @cached_property
    def drawn(self) -> list[Drawn]:
        """Everything on its pages, in drawing order."""
        return [thing for page in range(self.pages) for thing in _Page(self.reader, page).drawn()]

    @cached_property
    def tree(self) -> Element:
        """Its tags: what a screen reader reads, in reading order."""
        pages: dict[int, int] = {}
        for number, page in enumerate(self.reader.pages):
            assert page.indirect_reference is not None
            pages[page.indirect_reference.idnum] = number
        texts: dict[tuple[int, int], str] = {}
        for thing in self.drawn:
            if thing.mark is not None:
                texts[thing.page, thing.mark] = texts.get((thing.page, thing.mark), "") + thing.text
        document = Element("#document", {})
        _read_tags(self.root["/StructTreeRoot"], document, pages, texts, 0)
        return document

    @cached_property
    def bookmarks(self) -> list[tuple[int, str]]:
        """Its outline: the depth and title of each entry."""
        return list(_bookmarks(self.reader.outline, 1))

    @cached_property
    def fonts(self) -> list[Any]:
        """The descriptor of each font on its pages."""
        descriptors = {}
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources["/Font"].values():
                inner = font["/DescendantFonts"][0]
                descriptors[inner["/BaseFont"]] = inner["/FontDescriptor"]
        return list(descriptors.values())


def _read_tags(node: Any, into: Element, pages: dict[int, int], texts: dict[tuple[int, int], str], page: int) -> None:
    page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
    inside = node.get("/K", [])
    for part in inside if isinstance(inside, list) else [inside]:
        part = part.get_object()
        if isinstance(part, int):
            into.inside.append(texts.get((page, part), ""))
        elif "/MCID" in part:
            at = pages[part.raw_get("/Pg").idnum] if "/Pg" in part else page
            into.inside.append(texts.get((at, part["/MCID"]), ""))
        elif "/S" in part:
            element = Element(part["/S"].removeprefix("/"), {})
            into.inside.append(element)
            _read_tags(part, element, pages, texts, page)


def _bookmarks(entries: Any, depth: int) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _bookmarks(entry, depth + 1)
        else:
            yield depth, entry.title


class _Font:
    """A font of a page: the text and width of its character codes."""

    def __init__(self, font: DictionaryObject) -> None:
        table = font["/ToUnicode"]
        assert isinstance(table, StreamObject)
        rows = table.get_data().decode("latin-1")
        pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", rows.split("endcodespacerange")[1])
        self.characters = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
        self.widths: dict[int, float] = {}
        inner: Any = font["/DescendantFonts"]
        rest = list(inner[0]["/W"])
        while rest:
            first, second = rest.pop(0), rest.pop(0)
            listed = second if isinstance(second, list) else [rest.pop(0)] * (second - first + 1)
            self.widths |= {first + step: float(width) for step, width in enumerate(listed)}

    def read(self, strings: list[Any]) -> tuple[str, float]:
        """Return the text of some strings, and its width in thousandths of the font size."""
        text, width = "", 0.0
        for part in strings:
            if not hasattr(part, "original_bytes"):
                width -= float(part)
                continue
            raw = part.original_bytes
            for code in (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)):
                text += self.characters.get(code, "")
                width += self.widths.get(code, 0)
        return text, width


class _Page:
    """Interprets the operators of a page."""

    def __init__(self, reader: PdfReader, number: int) -> None:
        page: Any = reader.pages[number]
        self.number = number
        self.operations = ContentStream(page.get_contents(), reader).operations
        self.fonts = {name: _Font(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
        self.at: Matrix = (1, 0, 0, 1, 0, 0)
        self.stack: list[Matrix] = []
        self.marks: list[tuple[int | None, bool]] = []
        self.points: list[tuple[float, float]] = []
        self.font, self.size = "", 0.0

    def drawn(self) -> Iterator[Drawn]:
        """Yield each drawn object."""
        for operands, operation in self.operations:
            if operation in DRAWING:
                text = ""
                if operation in (b"Tj", b"TJ"):
                    text, width = self.fonts[self.font].read(operands if operation == b"Tj" else operands[0])
                    self.points = [(0, 0), (width / 1000 * self.size, 0)]
                yield self._object(text)
            self._execute(operands, operation)

    def _execute(self, operands: Any, operation: bytes) -> None:
        if operation == b"q":
            self.stack.append(self.at)
        elif operation == b"Q":
            self.at = self.stack.pop()
        elif operation == b"cm":
            self.at = _multiply(tuple(map(float, operands)), self.at)
        elif operation == b"Tf":
            self.font, self.size = operands[0], float(operands[1])
        elif operation in (b"BMC", b"BDC"):
            about = operands[1] if len(operands) > 1 else {}
            self.marks.append((about.get("/MCID"), operands[0] == "/Artifact"))
        elif operation == b"EMC":
            self.marks.pop()
        elif operation in (b"m", b"l", b"c"):
            numbers = list(map(float, operands))
            self.points += zip(numbers[::2], numbers[1::2], strict=True)
        elif operation == b"re":
            left, low, width, height = map(float, operands)
            self.points += [(left, low), (left + width, low + height)]
        elif operation in DRAWING or operation == b"n":
            self.points = []

    def _object(self, text: str) -> Drawn:
        a, b, c, d, e, f = self.at
        points = [(a * x + c * y + e, b * x + d * y + f) for x, y in self.points]
        across, up = [x for x, _ in points], [y for _, y in points]
        mark = next((mark for mark, _ in reversed(self.marks) if mark is not None), None)
        artifact = any(artifact for _, artifact in self.marks)
        return Drawn(self.number, text, min(across), min(up), max(across), max(up), mark, artifact)


def _multiply(inner: Any, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
