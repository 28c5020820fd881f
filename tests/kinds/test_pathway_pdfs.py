"""The PDFs of pathways: complete, in order, well laid out, and accessible to screen readers."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NoReturn

import pytest
from pdf_reader import Drawn, Pdf
from site_fixture import ROOT, Element, assert_none, real_project

from generator.base.problems import has_errors
from generator.kinds import KINDS
from generator.kinds.pathway.check import MAX_LINES, brief_lines
from generator.kinds.pathway.parts import Brief
from generator.kinds.pathway.pdfs.pdfs import PathwayPdf, make_pdfs, pdfs_of
from generator.kinds.pathway.practice.practice import Practice, PracticeQuestion
from generator.kinds.pathway.record import Pathway
from generator.pages.offline import NAME
from generator.project.project import Project, open_project
from generator.records.record import Retired

pytestmark = pytest.mark.slow

LETTER = (612, 792)
"""US Letter, in points."""

EDGE = 36
"""The margin that printers cannot print on: half an inch, in points."""


@pytest.fixture(scope="module")
def project() -> Project:
    """The real project."""
    return real_project()


def pathways(project: Project) -> list[Pathway]:
    return project.catalog.all("pathways")


def pdfs(project: Project, pathway: Pathway) -> dict[str, tuple[PathwayPdf, Pdf]]:
    """Return the PDFs of a pathway by file name."""
    pdf_files = pdfs_of(project.catalog, project.settings.site, pathway)
    return {pdf_file.address.split("/")[-1]: (pdf_file, Pdf(pdf_file.content())) for pdf_file in pdf_files}


def practice_of(pathway: Pathway) -> Practice:
    """Return the practice questions of a pathway, which must have some."""
    assert pathway.practice is not None, pathway.slug
    return pathway.practice


def all_pdfs(project: Project) -> Iterator[tuple[Pathway, PathwayPdf, Pdf]]:
    for pathway in pathways(project):
        for pdf_file, pdf in pdfs(project, pathway).values():
            yield pathway, pdf_file, pdf


def texts(tree: Element, *tags: str) -> list[str]:
    return [element.text for element in tree.all(*tags)]


def normalize_spaces(text: str) -> str:
    """Return a text with normalized spaces, as in the text of a PDF."""
    return " ".join(text.replace("\u00a0", " ").split())


def parts_of(tree: Element, tag: str) -> dict[str, list[tuple[str, str]]]:
    """Return the tags and texts after each heading of a level, up to the next heading."""
    parts: dict[str, list[tuple[str, str]]] = {}
    current: list[tuple[str, str]] = []
    for element in tree.all("H1", "H2", "H3", "P", "LBody"):
        if element.tag.startswith("H"):
            current = []
            if element.tag == tag:
                parts[normalize_spaces(element.text)] = current
        else:
            current.append((element.tag, normalize_spaces(element.text)))
    return parts


# ---- content ----


def test_each_pathway_has_its_pdfs(project):
    """One for each of these parts that the record has."""
    for pathway in pathways(project):
        wanted = {"questions.pdf": pathway.practice, "checklist.pdf": pathway.criteria, "brief.pdf": pathway.brief}
        assert list(pdfs(project, pathway)) == [name for name, part in wanted.items() if part]


def test_a_pathway_without_the_parts_has_no_pdfs(project):
    bare = pathways(project)[0].model_copy(update={"practice": None, "criteria": (), "brief": None})
    assert pdfs(project, bare) == {}


def test_the_questions_are_those_of_the_record_in_its_order(project):
    """As numbered headings under the headings of their sections, without gaps."""
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["questions.pdf"]
        wanted, number = [("H1", f"Practice questions: {pathway.called}")], 0
        for section in practice_of(pathway).sections:
            wanted.append(("H2", section.title))
            for question in section.questions:
                number += 1
                optional = "" if question.required else " (optional)"
                wanted.append(("H3", f"{number}. {question.text}{optional}"))
        assert [(element.tag, element.text) for element in pdf.tree.all("H1", "H2", "H3")] == wanted
        assert pdf.bookmarks == [(int(tag[1]), text) for tag, text in wanted]


def test_each_question_has_its_reason_its_hint_its_limit_and_its_choices(project):
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["questions.pdf"]
        parts = list(parts_of(pdf.tree, "H3").values())
        questions = [question for section in practice_of(pathway).sections for question in section.questions]
        for question, part in zip(questions, parts, strict=True):
            assert part == list(expected_below(question)), question.id


def expected_below(question: PracticeQuestion) -> Iterator[tuple[str, str]]:
    """Yield the tags and texts that should follow a question."""
    if question.hint:
        yield "P", question.hint
    limit = f" Up to {question.words} words." if question.words else ""
    yield "P", f"Why we ask: {question.why}{limit}"
    instructions = {
        "choice": "Choose one.",
        "choices": "Choose all that apply.",
        "yes_no": "Choose one.",
        "number": "A whole number:",
    }
    if question.kind in instructions:
        yield "P", instructions[question.kind]
    for choice in ("Yes", "No") if question.kind == "yes_no" else question.choices:
        yield "LBody", choice


def test_answers_have_enough_room(project):
    """At least one line for every 15 words of the limit, and a box for each choice."""
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["questions.pdf"]
        questions = [question for section in practice_of(pathway).sections for question in section.questions]
        rules = [thing for thing in pdf.drawn if not thing.text and thing.right - thing.left > 400 and inside(thing)]
        assert len(rules) >= sum(-(-(question.words or 0) // 15) for question in questions)
        boxes = [thing for thing in pdf.drawn if not thing.text and 9 < thing.right - thing.left < 12]
        choices = sum(2 if question.kind == "yes_no" else len(question.choices) for question in questions)
        assert len(boxes) == choices


def inside(thing: Drawn) -> bool:
    """Return whether it is between the header and the footer of its page."""
    return 70 < thing.bottom < LETTER[1] - 60


def test_the_checklist_has_every_criterion_that_a_team_can_check(project):
    """With three answers, its reason, examples and what to ask. Reported criteria are left out."""
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["checklist.pdf"]
        criteria = [
            criterion for basis in ("asked", "sought") for criterion in pathway.criteria if criterion.basis == basis
        ]
        parts = parts_of(pdf.tree, "H3")
        assert list(parts) == [f"{number}. {criterion.text}" for number, criterion in enumerate(criteria, 1)]
        for criterion, part in zip(criteria, parts.values(), strict=True):
            wanted = [("P", "We can show this Not yet Not sure")]
            wanted += [("P", f"Why it matters: {criterion.why}")] if criterion.why else []
            wanted += [("P", "Examples of what you could show:")] if criterion.evidence else []
            wanted += [("LBody", text) for text in criterion.evidence]
            wanted += [("P", f"Ask the program: {criterion.ask}")] if criterion.ask else []
            assert part == [*wanted, ("P", "Notes")], criterion.id
        boxes = [thing for thing in pdf.drawn if not thing.text and 9 < thing.right - thing.left < 12]
        assert len(boxes) == 3 * len(criteria)


def test_qualities_of_an_older_call_are_dated(project):
    """Qualities of an older call have their year, and a note that they may no longer apply."""
    for pathway in pathways(project):
        sought = [criterion for criterion in pathway.criteria if criterion.basis == "sought"]
        _, pdf = pdfs(project, pathway)["checklist.pdf"]
        assert (f"Qualities sought in {sought[0].year}" in texts(pdf.tree, "H2")) if sought else True
        note = re.search(r"Ask the program whether (it still applies|they still apply)\.", pdf.tree.text)
        assert bool(note) == bool(sought)


def test_the_brief_is_complete_and_fits_on_one_page(project):
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["brief.pdf"]
        assert pdf.pages == 1
        brief = pathway.brief
        assert brief is not None
        assert parts_of(pdf.tree, "H1") == {f"Brief: {pathway.called}": [("P", brief.what_it_is)]}
        parts = parts_of(pdf.tree, "H2")
        lists = {title: [text for tag, text in part if tag == "LBody"] for title, part in parts.items()}
        assert lists["What it takes"] == list(brief.cost)
        assert lists["What we get"] == list(brief.result)
        assert lists.get("Not published", []) == list(brief.not_known)
        assert parts["Next step"][0] == ("P", brief.next_step)
        assert lists["Sources"] == [citation.title for citation in pathway.citations]


@pytest.mark.parametrize("words", ["A line of the brief. ", "WWW ", "… — "])
@pytest.mark.parametrize("length", [20, 40, 88, 300])
def test_a_brief_as_long_as_the_check_allows_fits_on_one_page(project, words, length):
    """Whatever its characters, with as many lines as the check allows."""
    pathway = pathways(project)[0]
    costs: list[str] = []
    while True:
        brief = Brief(what_it_is="A", cost=(*costs, f"{words * length}"[:length]), result=("B",), next_step="C")
        longer = pathway.model_copy(update={"brief": brief})
        if brief_lines(longer) > MAX_LINES:
            break
        costs, longest = list(brief.cost), longer
    assert len(costs) > 2
    pdf_file, pdf = pdfs(project, longest)["brief.pdf"]
    assert pdf.pages == 1
    assert_none(layout_faults(pdf_file.title, pdf))


# ---- notices and metadata ----


def test_each_pdf_says_what_it_is_and_what_it_is_not(project):
    """For screen readers too: the date, the draft notice, and that the questions are not the application form."""
    site = project.settings.site
    for pathway, pdf_file, pdf in all_pdfs(project):
        read = "Based on public documents, last checked November 21, 2026."
        assert pdf.tree.text.count(read) == 1
        assert (site.draft_notice in pdf.tree.text) == (site.status == "draft")
        assert "PRSSMI" in pdf.tree.text
        if pdf_file.address.endswith("questions.pdf"):
            assert "Practice questions, not the official application." in pdf.tree.text
        for page in range(pdf.pages):
            seen = normalize_spaces(
                " ".join(thing.text for thing in pdf.drawn if thing.page == page and thing.artifact)
            )
            assert site.name in seen
            assert read in seen
            assert f"/{project.catalog.url(pathway)}" in seen
            assert f"Page {page + 1} of {pdf.pages}" in seen
            assert site.draft_notice in seen


def test_an_official_site_and_official_questions_say_so(project):
    pathway = pathways(project)[0]
    official = pathway.model_copy(update={"practice": practice_of(pathway).model_copy(update={"official": True})})
    site = project.settings.site.model_copy(update={"status": "official"})
    pdfs_by_title = {pdf_file.title: Pdf(pdf_file.content()) for pdf_file in pdfs_of(project.catalog, site, official)}
    text = pdfs_by_title["Questions"].tree.text
    assert f"These are the questions of the {site.program}, but this is not its application form." in text
    assert "Practice" not in text
    assert not any(site.draft_notice in thing.text for pdf in pdfs_by_title.values() for thing in pdf.drawn)


def test_the_pdfs_of_a_retired_pathway_say_so(project):
    pathway = pathways(project)[0]
    retired = pathway.model_copy(update={"retired": Retired(on=pathway.read_on, why="The initiative ended.")})
    for _, pdf in pdfs(project, retired).values():
        assert "No longer current: The initiative ended." in texts(pdf.tree, "P")


def test_a_setting_with_a_character_that_the_font_lacks_does_not_stop_a_build(project):
    site = project.settings.site.model_copy(update={"name": "★ Mentoring", "draft_notice": "漢 Draft."})
    for pdf_file in pdfs_of(project.catalog, site, pathways(project)[0]):
        assert any("Draft." in thing.text for thing in Pdf(pdf_file.content()).drawn)


def test_each_pdf_has_a_title_a_language_and_the_date_of_its_sources(project):
    titles = []
    for pathway, pdf_file, pdf in all_pdfs(project):
        about = pdf.about
        titles.append(about.title)
        assert about.title == f"{pdf_file.title}: {pathway.called}" == next(pdf.tree.all("H1")).text
        assert about.author == project.settings.site.name
        assert about.creation_date is not None
        assert about.creation_date.date() == pathway.read_on
        assert pdf.root["/Lang"] == "en-US"
    assert len(set(titles)) == len(titles)


# ---- layout ----


def test_everything_is_tagged_or_an_artifact(project):
    """Text between header and footer is tagged, lines and boxes are artifacts, and no table is tagged."""
    for _, pdf_file, pdf in all_pdfs(project):
        assert all((thing.mark is None) == thing.artifact for thing in pdf.drawn), pdf_file.address
        assert all(thing.artifact for thing in pdf.drawn if not thing.text), pdf_file.address
        assert all(thing.mark is not None for thing in pdf.drawn if thing.text and inside(thing)), pdf_file.address
        used = {element.tag for element in pdf.tree.all()} - {"#document"}
        assert used <= {"Document", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Span", "Strong", "Link"}


def test_nothing_is_outside_its_page(project):
    assert_none(fault for _, pdf_file, pdf in all_pdfs(project) for fault in layout_faults(pdf_file.address, pdf))


def layout_faults(name: str, pdf: Pdf) -> Iterator[str]:
    """Yield what is outside the printable part of a page, or runs into the footer."""
    for page in pdf.reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == LETTER
    for thing in pdf.drawn:
        out = thing.left < EDGE or thing.right > LETTER[0] - EDGE or thing.bottom < EDGE
        if out or thing.top > LETTER[1] - EDGE or (thing.mark is not None and thing.bottom < 72):
            yield f"{name}, page {thing.page + 1}: '{thing.text}' at {thing.left:.0f}, {thing.bottom:.0f}"


def test_no_two_texts_overlap(project):
    for _, pdf_file, pdf in all_pdfs(project):
        texts_drawn = [thing for thing in pdf.drawn if thing.text.strip() and thing.mark is not None]
        for first, second in combinations(texts_drawn, 2):
            if first.page == second.page and abs(first.bottom - second.bottom) < 6:
                apart = first.right <= second.left + 1 or second.right <= first.left + 1
                assert apart, (pdf_file.address, first.text, second.text)


def long_record(pathway: Pathway) -> Pathway:
    """Return a pathway with parts that do not fit on one page."""
    long_text = "Many words of a question that goes on. " * 40
    section = practice_of(pathway).sections[0]
    questions = [
        PracticeQuestion(id="a", text=long_text, why=long_text * 3, hint=long_text, words=2000),
        PracticeQuestion(id="b", text="B", why="B", kind="choices", choices=tuple(f"Choice {n}" for n in range(120))),
        PracticeQuestion(id="c", text="C", why="C", kind="short", words=2000),
    ]
    practice = practice_of(pathway).model_copy(
        update={"sections": (section.model_copy(update={"questions": tuple(questions)}),)}
    )
    criterion = pathway.criteria[0].model_copy(
        update={"why": long_text * 3, "evidence": tuple(f"Paper {n}" for n in range(120))}
    )
    return pathway.model_copy(update={"practice": practice, "criteria": (criterion, *pathway.criteria)})


def test_a_very_long_record_continues_on_more_pages(project):
    for pdf_file, pdf in pdfs(project, long_record(pathways(project)[0])).values():
        assert_none(layout_faults(pdf_file.title, pdf))
    questions = pdfs(project, long_record(pathways(project)[0]))["questions.pdf"][1]
    assert "Choice 119" in questions.tree.text


# ---- files ----

PRINT_HASHES = """
import hashlib
from pathlib import Path
from generator.records.record import Retired
from generator.kinds import KINDS
from generator.kinds.pathway.pdfs.pdfs import make_pdfs
from generator.project.project import open_project
project, _ = open_project(Path("."), KINDS)
for file in make_pdfs(project.catalog, project.settings.site, ""):
    print(file.name, hashlib.sha256(file.content()).hexdigest())
"""


def test_the_same_records_make_the_same_pdfs(project):
    """In another process, at another time and in another time zone."""
    process = subprocess.run(
        [sys.executable, "-c", PRINT_HASHES],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "4000000000", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    pdf_files = make_pdfs(project.catalog, project.settings.site, "https://site.example/")
    assert process.stdout.split("\n")[:-1] == [
        f"{file.name} {hashlib.sha256(file.content()).hexdigest()}" for file in pdf_files
    ]


def test_a_check_makes_no_pdf(monkeypatch):
    """It renders the links to them, whose sizes are filled in when the pages are written."""

    def compile_nothing(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr("generator.kinds.pathway.pdfs.pdfs.make_pdf", compile_nothing)
    checked, problems = open_project(ROOT, KINDS)
    assert checked is not None
    assert not has_errors(problems)
    [page] = [page for page in checked.pages if page.address == "apply/mentee/"]
    assert 'apply/mentee/checklist.pdf" type="application/pdf">' in page.body
    with pytest.raises(AssertionError):
        checked.file_details["apply/mentee/checklist.pdf"]()


def test_pdfs_are_published_on_the_site_and_in_its_offline_copy(site):
    folder = site.project.settings.site.file_name
    with zipfile.ZipFile(site.folder / NAME) as packed:
        for file in make_pdfs(site.project.catalog, site.project.settings.site, ""):
            assert (site.folder / file.name).read_bytes() == packed.read(f"{folder}/{file.name}") == file.content()


def test_links_to_pdfs_say_how_large_they_are(site):
    """On the pathway's page and on the page of each PDF: the title, the number of pages and the size."""
    for pathway in site.project.catalog.all("pathways"):
        pages = {"": "", "practice/": "questions.pdf", "ready/": "checklist.pdf", "brief/": "brief.pdf"}
        for address, only in ((f"apply/{pathway.slug}/{page}", name) for page, name in pages.items()):
            links = [link for link in site.pages[address].all("a") if link.attributes["href"].endswith(".pdf")]
            texts_by_address = {link.attributes["href"].replace("../", ""): link.text for link in links}
            expected = {name: text for name, text in expected_links(site, pathway) if name.endswith(only)}
            assert texts_by_address == expected, address


def expected_links(site: Any, pathway: Pathway) -> Iterator[tuple[str, str]]:
    for pdf_file in pdfs_of(site.project.catalog, site.project.settings.site, pathway):
        content = (site.folder / pdf_file.address).read_bytes()
        pages = Pdf(content).pages
        kilobytes = -(-len(content) // 1000)
        yield pdf_file.address, f"{pdf_file.title} (PDF, {pages} {'page' if pages == 1 else 'pages'}, {kilobytes} KB)"
