"""A typst template and data → a tagged PDF. The only module that uses typst.

Records reach a template as data, which is never parsed as markup, so no text can become a command. A template can read
only files in its own folder, and uses only our own fonts. The same template and data give the same bytes, on any day
and on any machine.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from generator.base.cache import Cache
from generator.base.editor_files import matching

FONTS = Path(__file__).parent / "fonts" / "public-sans"
"""The fonts of every PDF; fonts installed on the machine are not used."""

STANDARD: Final = "ua-1"
"""PDF/UA-1: with it, typst refuses what a screen reader could not read, such as an image without a description."""

MAIN = b"""\
#let about = json(bytes(sys.inputs.about))
#set document(title: about.title, author: about.author, date: datetime(..about.day))
#set text(font: "Public Sans", fallback: false, lang: "en", region: "US")
#include about.template
"""
"""The document around every template: title, author, date, language and font."""

REPLACED = {0x2010: "-", 0x2011: "-"}
"""Hyphens that word processors insert and that the font lacks."""

PACKAGE = re.compile(r"@(?:preview|local)/")
"""An import that typst would download from the network."""

PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


class PdfError(Exception):
    """A PDF could not be made; the message names the template and the reason."""


@dataclass(frozen=True)
class Pdf:
    """A PDF and its number of pages."""

    content: bytes
    pages: int


def make_pdf(
    template: Path, title: str, author: str, day: dt.date, data: Mapping[str, object], cache: Cache | None = None
) -> Pdf:
    """Return the PDF of a template and its data, which it reads as `json(bytes(sys.inputs.data))`.

    `day` is stored in the file as its creation date. Raises PdfError for a mistake in the template, and for a text with
    a character that the fonts lack (see `missing_characters`).
    """
    texts = tuple((path.name, path.read_text(encoding="utf-8")) for path in matching(template.parent, "*.typ"))
    for name, text in texts:
        if PACKAGE.search(text):
            raise PdfError(f"{name} imports a package. A template can use only files in its own folder.")
    about = {
        "title": title,
        "author": author,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "template": template.name,
    }
    inputs = _to_json(about), _to_json(data)
    cache = cache or Cache()
    name = cache.name("pdf", template.name, *chain.from_iterable(texts), *inputs)
    content = cache.get(name)
    if content is None:
        content = _compile(template, *inputs)
        cache.put(name, content)
    pages = PAGES.search(content)
    if pages is None:
        raise PdfError(f"{template.name} did not produce a PDF.")
    return Pdf(content, int(pages[1]))


def missing_characters(text: str) -> str:
    """Return the characters of a text that the fonts lack, each once. A text with any cannot be put in a PDF."""
    supported = _supported_characters()
    return "".join(sorted({character for character in text.translate(REPLACED) if ord(character) not in supported}))


def _to_json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False).translate(REPLACED)


def _compile(template: Path, about: str, data: str) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    try:
        compiler = typst.Compiler(
            MAIN, template.parent, fonts, ignore_system_fonts=True, sys_inputs={"about": about, "data": data}
        )
        content, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARD, timestamp=0)
    except RuntimeError as error:
        raise PdfError(f"{template.name}: {getattr(error, 'diagnostic', error)}") from error
    if warnings:
        raise PdfError(f"{template.name}: {warnings[0].diagnostic}")
    if not isinstance(content, bytes):
        raise PdfError(f"{template.name} did not produce a PDF.")
    return content


@cache
def _supported_characters() -> frozenset[int]:
    """Return the code points that all of the fonts have."""
    from fontTools.ttLib import TTFont

    return frozenset.intersection(*(frozenset(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))))
