"""The papers of each pathway say all that their record says, in its order, on whole pages, to eyes and to ears."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from pdf_reader import Drawn, Pdf
from site_fixture import ROOT, Element, assert_none, real_project

from generator.kinds.pathway.check import MOST_LINES, brief_lines
from generator.kinds.pathway.parts import Brief
from generator.kinds.pathway.pdfs.pdfs import PathwayPdf, make_pdfs, pdfs_of
from generator.kinds.pathway.practice.practice import Practice, PracticeQuestion
from generator.kinds.pathway.record import Pathway
from generator.pages.offline import FOLDER, NAME
from generator.project.project import Project
from generator.records.record import Retired

pytestmark = pytest.mark.slow

LETTER = (612, 792)
"""US Letter, in points."""

EDGE = 36
"""Half an inch: what printers cannot reach."""


@pytest.fixture(scope="module")
def project() -> Project:
    """The records as they stand."""
    return real_project()


def pathways(project: Project) -> list[Pathway]:
    return project.catalog.all("pathways")


def pdfs(project: Project, pathway: Pathway) -> dict[str, tuple[PathwayPdf, Pdf]]:
    """Each paper of a pathway, by its file's name."""
    made = pdfs_of(project.catalog, project.settings.site, pathway)
    return {pdf_file.address.split("/")[-1]: (pdf_file, Pdf(pdf_file.content)) for pdf_file in made}


def practice_of(pathway: Pathway) -> Practice:
    """Its questions; fails where it has none."""
    assert pathway.practice is not None, pathway.slug
    return pathway.practice


def every(project: Project) -> Iterator[tuple[Pathway, PathwayPdf, Pdf]]:
    for pathway in pathways(project):
        for pdf_file, pdf in pdfs(project, pathway).values():
            yield pathway, pdf_file, pdf


def texts(tree: Element, *tags: str) -> list[str]:
    return [element.text for element in tree.all(*tags)]


def plain(text: str) -> str:
    """A text with its spaces as a reader of PDFs finds them."""
    return " ".join(text.replace("\u00a0", " ").split())


def parts_of(tree: Element, tag: str) -> dict[str, list[tuple[str, str]]]:
    """Below each heading of a level, what is read up to the next heading: tags and texts."""
    found: dict[str, list[tuple[str, str]]] = {}
    current: list[tuple[str, str]] = []
    for element in tree.all("H1", "H2", "H3", "P", "LBody"):
        if element.tag.startswith("H"):
            current = []
            if element.tag == tag:
                found[plain(element.text)] = current
        else:
            current.append((element.tag, plain(element.text)))
    return found


# ---- what is in them ----


def test_each_pathway_has_its_papers(project):
    """One for each part that the record has."""
    for pathway in pathways(project):
        wanted = {"questions.pdf": pathway.practice, "checklist.pdf": pathway.criteria, "brief.pdf": pathway.brief}
        assert list(pdfs(project, pathway)) == [name for name, part in wanted.items() if part]


def test_a_pathway_without_the_parts_has_no_papers(project):
    bare = pathways(project)[0].model_copy(update={"practice": None, "criteria": (), "brief": None})
    assert pdfs(project, bare) == {}


def test_the_questions_are_those_of_the_record_in_its_order(project):
    """Sections as headings, questions as headings below them, numbered through; nothing is left out."""
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
        found = list(parts_of(pdf.tree, "H3").values())
        questions = [question for section in practice_of(pathway).sections for question in section.questions]
        for question, part in zip(questions, found, strict=True):
            assert part == list(wanted_below(question)), question.id


def wanted_below(question: PracticeQuestion) -> Iterator[tuple[str, str]]:
    """What is read below a question."""
    if question.hint:
        yield "P", question.hint
    limit = f" Up to {question.words} words." if question.words else ""
    yield "P", f"Why we ask: {question.why}{limit}"
    words = {
        "choice": "Choose one.",
        "choices": "Choose all that apply.",
        "yes_no": "Choose one.",
        "number": "A whole number:",
    }
    if question.kind in words:
        yield "P", words[question.kind]
    for choice in ("Yes", "No") if question.kind == "yes_no" else question.choices:
        yield "LBody", choice


def test_an_answer_has_room_to_be_written(project):
    """A line for every fifteen words of a long answer at least, and a box for each choice."""
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["questions.pdf"]
        questions = [question for section in practice_of(pathway).sections for question in section.questions]
        rules = [thing for thing in pdf.drawn if not thing.text and thing.right - thing.left > 400 and inside(thing)]
        assert len(rules) >= sum(-(-(question.words or 0) // 15) for question in questions)
        boxes = [thing for thing in pdf.drawn if not thing.text and 9 < thing.right - thing.left < 12]
        choices = sum(2 if question.kind == "yes_no" else len(question.choices) for question in questions)
        assert len(boxes) == choices


def inside(thing: Drawn) -> bool:
    """Whether it stands between the head and the foot of its page."""
    return 70 < thing.bottom < LETTER[1] - 60


def test_the_checklist_has_every_criterion_that_a_team_can_check(project):
    """With three answers, its reason, what to show and what to ask; those reported of others repeat some of them."""
    for pathway in pathways(project):
        _, pdf = pdfs(project, pathway)["checklist.pdf"]
        criteria = [
            criterion for basis in ("asked", "sought") for criterion in pathway.criteria if criterion.basis == basis
        ]
        found = parts_of(pdf.tree, "H3")
        assert list(found) == [f"{number}. {criterion.text}" for number, criterion in enumerate(criteria, 1)]
        for criterion, part in zip(criteria, found.values(), strict=True):
            wanted = [("P", "We can show this Not yet Not sure")]
            wanted += [("P", f"Why it matters: {criterion.why}")] if criterion.why else []
            wanted += [("P", "Examples of what you could show:")] if criterion.evidence else []
            wanted += [("LBody", text) for text in criterion.evidence]
            wanted += [("P", f"Ask the program: {criterion.ask}")] if criterion.ask else []
            assert part == [*wanted, ("P", "Notes")], criterion.id
        boxes = [thing for thing in pdf.drawn if not thing.text and 9 < thing.right - thing.left < 12]
        assert len(boxes) == 3 * len(criteria)


def test_a_year_old_call_is_dated(project):
    """Qualities of an older call say of which year they are, and that they may no longer hold."""
    for pathway in pathways(project):
        sought = [criterion for criterion in pathway.criteria if criterion.basis == "sought"]
        _, pdf = pdfs(project, pathway)["checklist.pdf"]
        assert (f"Qualities sought in {sought[0].year}" in texts(pdf.tree, "H2")) if sought else True
        asks = re.search(r"Whether (it still applies|they still apply) is not published\.", pdf.tree.text)
        assert bool(asks) == bool(sought)


def test_the_brief_says_all_of_it_on_one_page(project):
    for pathway in pathways(project):
        pdf_file, pdf = pdfs(project, pathway)["brief.pdf"]
        assert pdf_file.pages == pdf.pages == 1
        brief = pathway.brief
        assert brief is not None
        assert parts_of(pdf.tree, "H1") == {f"Brief: {pathway.called}": [("P", brief.what_it_is)]}
        found = parts_of(pdf.tree, "H2")
        lists = {title: [text for tag, text in part if tag == "LBody"] for title, part in found.items()}
        assert lists["What it takes"] == list(brief.cost)
        assert lists["What we get"] == list(brief.result)
        assert lists.get("Not published", []) == list(brief.not_known)
        assert found["Next step"][0] == ("P", brief.next_step)
        assert lists["Sources"] == [citation.title for citation in pathway.citations]


@pytest.mark.parametrize("words", ["A line of the brief. ", "WWW ", "… — "])
@pytest.mark.parametrize("length", [20, 40, 88, 300])
def test_a_brief_as_long_as_the_rule_allows_fits_on_its_page(project, words, length):
    """Whatever its letters: as many lines of a length as there can be without a problem."""
    pathway = pathways(project)[0]
    costs: list[str] = []
    while True:
        brief = Brief(what_it_is="A", cost=(*costs, f"{words * length}"[:length]), result=("B",), next_step="C")
        longer = pathway.model_copy(update={"brief": brief})
        if brief_lines(longer) > MOST_LINES:
            break
        costs, longest = list(brief.cost), longer
    assert len(costs) > 2
    pdf_file, pdf = pdfs(project, longest)["brief.pdf"]
    assert pdf_file.pages == pdf.pages == 1
    assert_none(faults_of_place(pdf_file.title, pdf))


# ---- what they say of themselves ----


def test_each_paper_says_what_it_is_and_what_it_is_not(project):
    """To those who hear it as to those who see it: the day, the draft, and that the questions are not the form."""
    site = project.settings.site
    for pathway, pdf_file, pdf in every(project):
        read = "Based on public documents, last checked November 21, 2026."
        assert pdf.tree.text.count(read) == 1
        assert (site.draft_notice in pdf.tree.text) == (site.status == "draft")
        assert "PRSSMI" in pdf.tree.text
        if pdf_file.address.endswith("questions.pdf"):
            assert "Practice questions, not the official application." in pdf.tree.text
        for page in range(pdf.pages):
            seen = plain(" ".join(thing.text for thing in pdf.drawn if thing.page == page and thing.artifact))
            assert site.name in seen
            assert read in seen
            assert f"/{project.catalog.url(pathway)}" in seen
            assert f"Page {page + 1} of {pdf.pages}" in seen
            assert site.draft_notice in seen


def test_an_official_site_and_official_questions_say_so(project):
    pathway = pathways(project)[0]
    official = pathway.model_copy(update={"practice": practice_of(pathway).model_copy(update={"official": True})})
    site = project.settings.site.model_copy(update={"status": "official"})
    made = {pdf_file.title: Pdf(pdf_file.content) for pdf_file in pdfs_of(project.catalog, site, official)}
    words = made["Questions"].tree.text
    assert f"These are the questions of the {site.program}, but this is not its application form." in words
    assert "Practice" not in words
    assert not any(site.draft_notice in thing.text for pdf in made.values() for thing in pdf.drawn)


def test_a_pathway_that_no_longer_holds_says_so_on_its_papers(project):
    pathway = pathways(project)[0]
    retired = pathway.model_copy(update={"retired": Retired(on=pathway.read_on, why="The initiative ended.")})
    for _, pdf in pdfs(project, retired).values():
        assert "No longer current: The initiative ended." in texts(pdf.tree, "P")


def test_a_setting_with_a_sign_that_the_font_lacks_stops_no_build(project):
    site = project.settings.site.model_copy(update={"name": "★ Mentoring", "draft_notice": "漢 Draft."})
    for pdf_file in pdfs_of(project.catalog, site, pathways(project)[0]):
        assert any("Draft." in thing.text for thing in Pdf(pdf_file.content).drawn)


def test_each_paper_has_a_title_a_language_and_the_day_of_its_sources(project):
    titles = []
    for pathway, pdf_file, pdf in every(project):
        about = pdf.about
        titles.append(about.title)
        assert about.title == f"{pdf_file.title}: {pathway.called}" == next(pdf.tree.all("H1")).text
        assert about.author == project.settings.site.name
        assert about.creation_date is not None
        assert about.creation_date.date() == pathway.read_on
        assert pdf.root["/Lang"] == "en-US"
    assert len(set(titles)) == len(titles)


# ---- how they are laid out ----


def test_everything_is_read_or_passed_over(project):
    """Text between head and foot is read; lines and boxes are passed over; no table stands where none is."""
    for _, pdf_file, pdf in every(project):
        assert all((thing.mark is None) == thing.artifact for thing in pdf.drawn), pdf_file.address
        assert all(thing.artifact for thing in pdf.drawn if not thing.text), pdf_file.address
        assert all(thing.mark is not None for thing in pdf.drawn if thing.text and inside(thing)), pdf_file.address
        used = {element.tag for element in pdf.tree.all()} - {"#document"}
        assert used <= {"Document", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Span", "Strong", "Link"}


def test_nothing_runs_out_of_its_page(project):
    assert_none(fault for _, pdf_file, pdf in every(project) for fault in faults_of_place(pdf_file.address, pdf))


def faults_of_place(name: str, pdf: Pdf) -> Iterator[str]:
    """What stands outside the printable part of a page, or runs into the foot."""
    for page in pdf.reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == LETTER
    for thing in pdf.drawn:
        out = thing.left < EDGE or thing.right > LETTER[0] - EDGE or thing.bottom < EDGE
        if out or thing.top > LETTER[1] - EDGE or (thing.mark is not None and thing.bottom < 72):
            yield f"{name}, page {thing.page + 1}: '{thing.text}' at {thing.left:.0f}, {thing.bottom:.0f}"


def test_no_two_texts_overlap(project):
    for _, pdf_file, pdf in every(project):
        read = [thing for thing in pdf.drawn if thing.text.strip() and thing.mark is not None]
        for one, other in combinations(read, 2):
            if one.page == other.page and abs(one.bottom - other.bottom) < 6:
                apart = one.right <= other.left + 1 or other.right <= one.left + 1
                assert apart, (pdf_file.address, one.text, other.text)


def long_record(pathway: Pathway) -> Pathway:
    """A pathway whose parts are longer than a page has room for."""
    much = "Many words of a question that goes on. " * 40
    section = practice_of(pathway).sections[0]
    asked = [
        PracticeQuestion(id="a", text=much, why=much * 3, hint=much, words=2000),
        PracticeQuestion(id="b", text="B", why="B", kind="choices", choices=tuple(f"Choice {n}" for n in range(120))),
        PracticeQuestion(id="c", text="C", why="C", kind="short", words=2000),
    ]
    practice = practice_of(pathway).model_copy(
        update={"sections": (section.model_copy(update={"questions": tuple(asked)}),)}
    )
    one = pathway.criteria[0].model_copy(update={"why": much * 3, "evidence": tuple(f"Paper {n}" for n in range(120))})
    return pathway.model_copy(update={"practice": practice, "criteria": (one, *pathway.criteria)})


def test_a_very_long_record_runs_on_to_more_pages(project):
    for pdf_file, pdf in pdfs(project, long_record(pathways(project)[0])).values():
        assert_none(faults_of_place(pdf_file.title, pdf))
    questions = pdfs(project, long_record(pathways(project)[0]))["questions.pdf"][1]
    assert "Choice 119" in questions.tree.text


# ---- the files ----

PRINT_HASHES = """
import hashlib
from pathlib import Path
from generator.records.record import Retired
from generator.kinds import KINDS
from generator.kinds.pathway.pdfs.pdfs import make_papers
from generator.project.project import open_project
project, _ = open_project(Path("."), KINDS)
for name, make in make_papers(project.catalog, project.settings.site, ""):
    print(name, hashlib.sha256(make()).hexdigest())
"""


def test_the_same_records_give_the_same_papers(project):
    """In another process, on another day and in another place."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_HASHES],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "4000000000", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    made = make_pdfs(project.catalog, project.settings.site, "https://site.example/")
    assert done.stdout.split("\n")[:-1] == [f"{name} {hashlib.sha256(make()).hexdigest()}" for name, make in made]


def test_papers_are_published_on_the_site_and_in_its_offline_copy(site):
    with zipfile.ZipFile(site.folder / NAME) as packed:
        for name, make in make_pdfs(site.project.catalog, site.project.settings.site, ""):
            assert (site.folder / name).read_bytes() == packed.read(f"{FOLDER}/{name}") == make()


def test_links_to_papers_say_how_large_they_are(site):
    """On the pathway's page, and on each page that a paper is of: what it is, its pages, its size."""
    for pathway in site.project.catalog.all("pathways"):
        pages = {"": "", "practice/": "questions.pdf", "ready/": "checklist.pdf", "brief/": "brief.pdf"}
        for address, only in ((f"apply/{pathway.slug}/{page}", name) for page, name in pages.items()):
            links = [link for link in site.pages[address].all("a") if link.attributes["href"].endswith(".pdf")]
            found = {link.attributes["href"].replace("../", ""): link.text for link in links}
            wanted = {pdf_file: words for pdf_file, words in wanted_links(site, pathway) if pdf_file.endswith(only)}
            assert found == wanted, address


def wanted_links(site: Any, pathway: Pathway) -> Iterator[tuple[str, str]]:
    for pdf_file in pdfs_of(site.project.catalog, site.project.settings.site, pathway):
        content = (site.folder / pdf_file.address).read_bytes()
        pages = Pdf(content).pages
        kilobytes = -(-len(content) // 1000)
        yield pdf_file.address, f"{pdf_file.title} (PDF, {pages} {'page' if pages == 1 else 'pages'}, {kilobytes} KB)"
