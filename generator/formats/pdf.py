"""A typst template and data → a tagged PDF. The only module that knows typst.

What records say reaches a template as data and is never read as markup: no text can become a command. A template reads
files of its own folder only; fonts are ours only. Same template, same data: same bytes, on any day and machine.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.base.cache import Cache

FONTS = Path(__file__).parent / "fonts" / "public-sans"
"""The fonts of every PDF; those of the machine are never looked at."""

STANDARD: Final = "ua-1"
"""PDF/UA-1: typst then refuses what a screen reader could not read, such as a picture without words."""

MAIN = b"""\
#let about = json(bytes(sys.inputs.about))
#set document(title: about.title, author: about.author, date: datetime(..about.day))
#set text(font: "Public Sans", fallback: false, lang: "en", region: "US")
#include about.template
"""
"""What stands around every template: the title, the author, the day, the language and the font."""

SAME = {0x2010: "-", 0x2011: "-"}
"""Hyphens that word processors leave in texts and the font does not have."""

PACKAGE = re.compile(r"@(?:preview|local)/")
"""Code from elsewhere, which typst would fetch from the network."""

PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


class PdfError(Exception):
    """A PDF that could not be made; the message says of which template, and why."""


@dataclass(frozen=True)
class Pdf:
    """A PDF, and how many pages it has."""

    content: bytes
    pages: int


def make_pdf(
    template: Path, title: str, author: str, day: dt.date, data: Mapping[str, Any], cache: Cache | None = None
) -> Pdf:
    """The PDF that a template makes of data, which it reads as `json(bytes(sys.inputs.data))`.

    `day` stands in the file as the day on which it was made. Raises PdfError for a fault in the template, and where
    a text has a sign that the fonts lack (see `missing_signs`).
    """
    texts = tuple((path.name, path.read_text(encoding="utf-8")) for path in sorted(template.parent.glob("*.typ")))
    for name, text in texts:
        if PACKAGE.search(text):
            raise PdfError(f"{name} asks for a package; a template may use its own folder only.")
    about = {
        "title": title,
        "author": author,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "template": template.name,
    }
    written = _to_json(about), _to_json(data)
    cache = cache or Cache()
    name = cache.name("pdf", template.name, *(part for text in texts for part in text), *written)
    content = cache.get(name)
    if content is None:
        content = _compile(template, *written)
        cache.put(name, content)
    pages = PAGES.search(content)
    if pages is None:
        raise PdfError(f"{template.name} made no PDF.")
    return Pdf(content, int(pages[1]))


def missing_signs(text: str) -> str:
    """The signs of a text that the fonts lack, each once: no PDF can be made of it."""
    return "".join(sorted({sign for sign in text.translate(SAME) if ord(sign) not in _signs()}))


def _to_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False).translate(SAME)


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
        raise PdfError(f"{template.name} made no PDF.")
    return content


@cache
def _signs() -> frozenset[int]:
    """Return the code points that every one of the fonts has."""
    from fontTools.ttLib import TTFont

    return frozenset.intersection(*(frozenset(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))))
