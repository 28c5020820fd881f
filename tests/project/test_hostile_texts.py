"""Whatever text an editor types into a field is refused at its place, or pages and files show it whole and inert."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hostile_project import BY_NAME, MANY, Hostile, all_in_lists, catalog_of, hostile_records
from hostile_text import NAUGHTY
from pdf_reader import Pdf
from site_fixture import VOID, read
from toys.library import THEME, site_settings

from generator.kinds import KINDS
from generator.kinds.pathway.pdfs.pdfs import pdfs_of
from generator.kinds.site.list.directory import data_of
from generator.pages.exports.csv_file import to_csv
from generator.pages.exports.json_file import to_json
from generator.pages.kind_files import kind_files
from generator.pages.render import Renderer
from generator.pages.search import entries_of_page, entries_of_records, to_data, to_line, to_script
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import ROOT
from generator.records.settings import Synonyms
from generator.text.typed.invisible import FORBIDDEN
from generator.yaml_files.yaml_source import get

pytestmark = pytest.mark.slow

URL = "https://site.example/"
HTML = re.compile("<[a-z!/?]")
"""The start of an HTML tag, comment or declaration, which no field may have."""


@pytest.fixture(scope="module")
def records() -> list[Hostile]:
    """All records, without the texts that are refused."""
    records = []
    for record in hostile_records():
        record.parse()
        if record.kind.name != "pathways" or int(record.slug.removeprefix("text-")) % MANY == 0:
            records.append(record)
    lists = all_in_lists(BY_NAME["pathways"])
    lists.parse()
    return [*records, lists]


@pytest.fixture(scope="module")
def catalog(records: list[Hostile]) -> Catalog:
    return catalog_of(records)


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> dict[str, Any]:
    """Every page by its address."""
    renderer = Renderer(catalog, site_settings(), THEME)
    derived = [address for address, (_, page) in catalog.derived_pages.items() if page.size]
    plans = (*renderer.records(), *renderer.indexes(()), *renderer.derived_pages(derived))
    return {plan.address: plan.render() for plan in plans}


def whole(text: str) -> str:
    """Return a text as a page shows it: in Unicode's form NFC, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def printed(text: str) -> str:
    """Return a text as a PDF holds it: its font draws the hyphen that ends no line like any other, and no soft ones."""
    return whole(text).replace("\xad", "").replace("\u2011", "-")


def test_most_texts_are_accepted_and_all_others_refused_at_their_places(records, catalog):
    """`Hostile.refuse` asserts that each problem has the line of a refused text."""
    assert len(NAUGHTY) > 180
    accepted = {text for record in records for text in record.texts.values()}
    refused = set(NAUGHTY.values()) - accepted
    assert len(accepted) > 150
    assert all(not text.strip() or FORBIDDEN.search(text) or HTML.search(text) for text in refused)
    codes = {problem.code for record in records for problem in record.refused}
    assert codes >= {"invisible-character", "empty-field", "raw-html", "bad-link", "image", "duplicate-name"}


def test_every_accepted_text_is_whole_in_the_exports(records, catalog):
    """In JSON as it was typed; in CSV too, where a formula is made harmless."""
    for kind in KINDS:
        exported = {row["id"]: row for row in json.loads(to_json(catalog, kind.name, URL))["records"]}
        rows = {
            row["id"]: row for row in csv.DictReader(io.StringIO(to_csv(catalog, kind.name, URL).decode("utf-8-sig")))
        }
        for record in records:
            if record.kind is not kind or record.slug not in exported:
                continue
            for path, text in record.texts.items():
                value = get(exported[record.slug], path) if path[0] != "sources" else text
                value = value["value"] if isinstance(value, dict) else value
                assert value is None or whole(str(value)) == whole(text), (record.path, path)
            for cell in rows[record.slug].values():
                assert not re.match(r"[=+@\t\r]|-(?![\d ])", cell or ""), (record.path, cell)


class Checker(HTMLParser):
    """Collects what is wrong with the markup of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names) or any(name.startswith("on") or name == "style" for name in names):
            self.faults.append(f"attributes of <{tag}>: {names}")
        if any(not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9:-]*", name) for name in names):
            self.faults.append(f"names of attributes of <{tag}>: {names}")
        for name, value in attrs:
            if name in ("href", "src", "action") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.faults.append(f"{name}={value}")
        if tag == "script" and not dict(attrs).get("src"):
            self.faults.append("a script of its own")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data[:40]}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"a declaration: {decl[:40]}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data[:40]}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data[:40]}")


def faults_in(markup: str) -> Iterator[str]:
    checker = Checker()
    checker.feed(markup)
    checker.close()
    yield from checker.faults
    yield from (f"<{tag}> is never closed" for tag in checker.open)


def test_no_text_breaks_or_adds_markup(pages):
    """No element is left open, no script, handler, style or comment is added."""
    assert [(address, fault) for address, page in pages.items() for fault in faults_in(str(page.body))] == []
    tags = {tag for page in pages.values() for tag in re.findall(r"<([a-z0-9]+)", str(page.body))}
    assert tags.isdisjoint({"img", "iframe", "b", "style", "object", "embed", "base", "meta"})
    links = {link for page in pages.values() for link in re.findall(r"<link[^>]*>", str(page.body))}
    assert all(re.fullmatch(rf'<link rel="stylesheet" href="{ROOT}assets/css/[a-z/-]+\.css">', link) for link in links)


def test_every_page_has_the_name_of_its_record(records, pages, catalog):
    """Whole, in its heading; and in its title and description."""
    named = 0
    for record in records:
        if not record.kind.has_pages:
            continue
        shown = catalog.get(record.kind.name, record.slug)
        page = pages[catalog.url(shown)]
        heading = read(str(page.body)).one("h1").text
        called = getattr(shown, "called", shown.title) if record.kind.name == "sites" else shown.title
        assert heading == whole(called), record.path
        assert page.title == shown.title
        named += 1
    assert named > 500


NOT_SHOWN = (Role.SEARCH_WORDS, Role.ADMINISTRATIVE, Role.CHOICE_FOR, Role.NOT_TEXT)


def test_every_plain_text_is_on_the_pages_of_its_kind(records, pages, catalog):
    """Wherever the kind shows it."""
    words = {kind.name: "" for kind in KINDS}
    for page in pages.values():
        text = read(str(page.body)).text
        for name in page.kinds or (page.source.split("/")[1],):
            words[name] = f"{words[name]} {text}"
    missing = []
    for record in records:
        for field in fields_with(record.kind.record, Role.NAME, Role.TITLE, Role.SUMMARY):
            value = getattr(catalog.get(record.kind.name, record.slug), field)
            is_indexed = record.kind.index or record.kind.has_pages
            if value and is_indexed and whole(value) not in words[record.kind.name]:
                missing.append((record.path, field, value))
    assert missing == []


def test_feeds_calendars_and_scripts_hold_every_text(records, pages, catalog):
    """They can be read by their own parsers, and nothing is executed."""
    site = site_settings()
    kinds = [kind for kind in KINDS if kind.name != "pathways"]
    files = {file.name: file.content for kind in kinds for file in kind_files(catalog, kind, site, URL)}
    feed = ET.fromstring(files["apply/feed.xml"]())  # noqa: S314 (our own)
    contents = whole(" ".join("".join(entry.itertext()) for entry in feed))
    calendar = files["apply/periods.ics"]().decode()
    assert calendar.count("\r\n") == calendar.count("\n") == len(calendar.splitlines())
    assert calendar.count("BEGIN:VEVENT\r\n") == calendar.count("\r\nEND:VEVENT\r\n") > 300
    unfolded = calendar.replace("\r\n ", "")
    events = whole(re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], unfolded))
    for record in records:
        note = record.texts.get(("note",))
        if record.kind.name == "periods" and note is not None:
            assert whole(note) in contents, note
            assert whole(note) in events, note


def test_search_holds_every_name(records, pages, catalog):
    """As data: no text ends the script or starts another one."""
    entries = [
        *map(to_line, entries_of_records(catalog)),
        *(to_line(entry) for page in pages.values() for entry in entries_of_page(page)),
    ]
    script = to_script(entries, Synonyms(groups=()), site_settings().help).decode()
    assert script.startswith("window.site.searchIndex = {") and script.endswith(";\n") and script.count("\n") == 1
    index = json.loads(script.removeprefix("window.site.searchIndex = ").removesuffix(";\n"))
    titles = {entry["t"] for entry in index["entries"]}
    named = [catalog.get(record.kind.name, record.slug) for record in records if record.kind.is_searchable]
    assert {record.title for record in named if record.is_findable} <= titles
    data = to_data("sites", data_of(catalog))
    assert data.count("\n") == 1
    json.loads(data.partition(" = ")[2].removesuffix(";\n"))


def test_pdfs_hold_every_text(records, catalog):
    """As text, in order; typst executes none of it."""
    [record] = [record for record in records if record.slug == "all"]
    pathway = catalog.get("pathways", "all")
    assert len(record.texts) > 700
    pdfs = pdfs_of(catalog, site_settings(), pathway)
    texts = {pdf.address.split("/")[-1]: whole(Pdf(pdf.content()).tree.text) for pdf in pdfs}
    for criterion in pathway.criteria:
        assert printed(criterion.text) in texts["checklist.pdf"], criterion.text
    for question in pathway.practice.sections[0].questions:
        assert printed(question.why) in texts["questions.pdf"], question.why
