"""A PDF works in screen readers and is the same on every machine, and no text in it can become a command."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_reader import Pdf
from site_fixture import ROOT

from generator.base.cache import Cache
from generator.formats import pdf
from generator.formats.pdf import FONTS, PdfError, make_pdf, missing_characters

SHOW = "#let data = json(bytes(sys.inputs.data))\n#par(data.text)\n"
"""A template that prints a text."""

BOOK = """\
#let data = json(bytes(sys.inputs.data))
= The book
#data.text
== The first part
#list([One], [Two])
=== A piece
#pdf.artifact(line(length: 100%))
*Strong*
"""

TRICKS = [
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd")',
    '#eval("1 + 1")',
    "#sys.inputs",
    "// a comment",
    "/* a comment */",
    "*bold* _thin_ `raw` ~ --- ...",
    "= A heading",
    "+ one - two / three: four",
    "@reference <label> $x^2$",
    '\\ \\u{1F600} \\" \' "',
    "[content] {code} (list,)",
    '\\"}", "about": {"title": "x"}',
    "</script><b>&amp;",
    "https://example.org/?a=1#b",
]
"""Texts that would be commands if they were parsed as a template."""


@pytest.fixture
def template(tmp_path: Path):
    """Return a function that writes a template to a folder and returns its path."""

    def write(text: str, name: str = "brief.typ") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def make(template: Path, text: str = "A text", title: str = "A title", cache: Cache | None = None) -> pdf.Pdf:
    return make_pdf(template, title, "An author", dt.date(2026, 5, 3), {"text": text}, cache)


def text_of(content: bytes) -> str:
    return Pdf(content).tree.text


# ---- Texts are never commands ----


@pytest.mark.parametrize("trick", TRICKS)
def test_a_text_is_never_a_command(template, trick):
    """It is printed unchanged, in the text and in the title."""
    document = Pdf(make(template(SHOW), trick, trick).content)
    assert document.tree.text == " ".join(trick.split())
    assert document.about.title == trick


@given(text=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=60))
def test_any_text_is_printed_unchanged(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.typ"
    path.write_text(SHOW, encoding="utf-8")
    assert text_of(make(path, text).content) == " ".join(text.split())


@pytest.mark.parametrize("trick", ['#read("/etc/passwd")', '#read("../secret.typ")', '#import "../secret.typ": x'])
def test_a_template_can_read_only_its_own_folder(tmp_path, trick):
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.typ").write_text("#let x = 1", encoding="utf-8")
    path = folder / "brief.typ"
    path.write_text(trick, encoding="utf-8")
    with pytest.raises(PdfError, match=r"not found|would escape"):
        make(path)


def test_a_template_cannot_import_a_package(template):
    """Not even through another template in its folder: typst would download it."""
    template('#import "@preview/cetz:0.3.0": canvas', "look.typ")
    with pytest.raises(PdfError, match=r"look\.typ imports a package"):
        make(template('#import "look.typ": *'))


# ---- What programs read ----


def test_a_pdf_has_metadata(template):
    """Title, author, date, language, and the standard that it follows."""
    document = Pdf(make(template(SHOW)).content)
    about = document.about
    assert (about.title, about.author) == ("A title", "An author")
    assert about.creation_date == dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
    assert document.root["/Lang"] == "en-US"
    assert document.root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert document.root["/MarkInfo"]["/Marked"].value
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document.root["/Metadata"].get_data()


def test_a_screen_reader_gets_headings_lists_and_text_in_order(template):
    tree = Pdf(make(template(BOOK), "A text.").content).tree
    assert [(element.tag, element.text) for element in tree.all("H1", "H2", "H3", "P", "LBody")] == [
        ("H1", "The book"),
        ("P", "A text."),
        ("H2", "The first part"),
        ("LBody", "One"),
        ("LBody", "Two"),
        ("H3", "A piece"),
        ("P", "Strong"),
    ]
    assert len(list(tree.all("L"))) == 1


def test_headings_are_bookmarks(template):
    assert Pdf(make(template(BOOK)).content).bookmarks == [(1, "The book"), (2, "The first part"), (3, "A piece")]


def test_everything_drawn_is_tagged_or_an_artifact(template):
    drawn = Pdf(make(template(BOOK)).content).drawn
    assert all((item.mark is None) == item.artifact for item in drawn)
    assert [item for item in drawn if item.artifact]


def test_only_our_fonts_are_used_and_embedded(template):
    """Each used font is embedded as a subset."""
    fonts = Pdf(make(template(BOOK)).content).fonts
    names = sorted(font["/FontName"].split("+")[1] for font in fonts)
    assert names == ["PublicSans-Bold", "PublicSans-Regular"]
    assert all("/FontFile2" in font for font in fonts)


@pytest.mark.parametrize("title", ["A title", "/Type/Pages/Count 9", "(/Type /Pages /Count 9)"])
def test_pages_are_counted(template, title):
    document = make(template("= One\n#pagebreak()\nTwo\n#pagebreak()\nThree"), title=title)
    assert document.pages == Pdf(document.content).pages == 3


# ---- Mistakes ----


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#let x =", "expected expression"),
        ('#panic("too long")', "too long"),
        ('#set text(font: "Comic Sans")\nHello', "unknown font family"),
        ("#data.nothing", "unknown variable: data"),
        ('#image("missing.png")', "not found"),
    ],
)
def test_a_mistake_in_a_template_is_reported_with_its_file_and_reason(template, text, message):
    with pytest.raises(PdfError) as caught:
        make(template(text))
    assert message in str(caught.value)
    assert "brief.typ" in str(caught.value)


def test_a_character_that_the_font_lacks_is_refused(template):
    with pytest.raises(PdfError, match="could not be displayed"):
        make(template(SHOW), "漢")


def test_missing_characters_are_known_beforehand(template):
    """All others can be printed, in every weight of the font."""
    assert missing_characters("Words, é ł ʼ “quoted” – — … ½ € ™") == ""
    assert missing_characters("a → b 漢 →") == "→漢"
    printable = "".join(filter(str.isprintable, map(chr, range(0x21, 0x10000))))
    supported = printable.translate(dict.fromkeys(map(ord, missing_characters(printable))))
    assert len(supported) > 500
    make(template(SHOW + "#strong(data.text)"), supported)


def test_hyphens_from_word_processors_become_plain_hyphens(template):
    assert missing_characters("peer\u2011led") == ""
    assert text_of(make(template(SHOW), "peer\u2011led").content) == "peer-led"


# ---- The same bytes ----

PRINT_HASH = """
import datetime as dt, hashlib, sys
from pathlib import Path
from generator.formats.pdf import make_pdf
pdf = make_pdf(Path(sys.argv[1]), "A title", "An author", dt.date(2026, 5, 3), {"text": "A text"})
print(hashlib.sha256(pdf.content).hexdigest())
"""


def test_the_same_data_give_the_same_bytes(template, tmp_path):
    """Even in another process, on another day, in another time zone, and with other fonts available."""
    path = template(BOOK)
    elsewhere = {
        "SOURCE_DATE_EPOCH": "4000000000",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "TYPST_FONT_PATHS": str(FONTS),
    }
    process = subprocess.run(
        [sys.executable, "-c", PRINT_HASH, str(path)],
        cwd=ROOT,
        env={**os.environ, **elsewhere},
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout.strip() == hashlib.sha256(make(path).content).hexdigest()


def test_a_pdf_is_cached_until_a_template_in_its_folder_changes(template):
    path, cache = template(SHOW), Cache()
    first = make(path, cache=cache)
    assert make(path, cache=cache).content is first.content
    assert make(path).content is not first.content
    template("#let data = json(bytes(sys.inputs.data))\n#strong(data.text)")
    second = make(path, cache=cache)
    assert second.content != first.content
    template("// a note", "other.typ")
    assert make(path, cache=cache).content is not second.content
    assert make(path, cache=cache).content == second.content
