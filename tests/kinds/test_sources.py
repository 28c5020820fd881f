"""Sources as records: cited by name, recorded once, and listed with the records and pages that use them."""

from pathlib import Path

import pytest
from site_fixture import Site, real_project
from toys.library import catalog_of, lay, lines, minimal_project

from generator.kinds import KINDS
from generator.project.project import Project, open_project
from generator.records.fields.citations import Cited

GAZETTE = "name: A grant\npublisher: County Gazette\ndate: '2026-01'\ndocument: news\nseen_on: 2026-01-02\n"
TERM = "label: Jail\ndefinition: A place.\nused_by: [sites.settings]\nfact_status: from_source\nsources:\n{sources}"


def project_with(root: Path, sources: str, **files: str) -> tuple[Project | None, list[str]]:
    """Open a small project with a term that has these sources, and return the term's problems."""
    changes = {
        "data/terms/jail.yml": TERM.format(sources=sources),
        "data/sources/gazette.yml": GAZETTE,
        **{name.replace("__", "/"): text for name, text in files.items()},
    }
    project, problems = open_project(lay(root, minimal_project(KINDS), changes), KINDS)
    return project, [line for line in lines(problems) if "jail" in line]


@pytest.mark.parametrize(
    ("written", "where", "day"),
    [
        ("- gazette\n", None, "2026-01-02"),
        ("- source: gazette\n", None, "2026-01-02"),
        ("- source: gazette\n  where: Page 3\n  read_on: 2026-02-03\n", "Page 3", "2026-02-03"),
    ],
)
def test_a_source_is_cited_by_name(tmp_path: Path, written: str, where: str | None, day: str):
    """With its own page and date, if it has them."""
    project, problems = project_with(tmp_path, written)
    assert problems == []
    assert project is not None
    term = project.catalog.get("terms", "jail")
    [cited] = term.citations
    assert (cited.id, cited.title, cited.where) == ("gazette", "County Gazette, “A grant,” January 2026", where)
    assert str(cited.seen_on) == str(term.read_on) == day


def test_an_unknown_source_is_a_problem_on_its_line(tmp_path: Path):
    _, problems = project_with(tmp_path, "- gazete\n")
    assert problems == [
        "data/terms/jail.yml:6:3: There is no record 'gazete': data/sources/gazete.yml does not exist. "
        "Did you mean 'gazette'? [unknown-reference]"
    ]


def test_a_document_may_be_written_into_a_record(tmp_path: Path):
    """Beside sources cited by name, so that editors can add a record as one file."""
    inline = "- id: own\n  title: Own document\n  seen_on: 2026-05-03\n"
    project, problems = project_with(tmp_path, f"- gazette\n{inline}")
    assert problems == []
    assert project is not None
    citations = project.catalog.get("terms", "jail").citations
    assert [citation.source if isinstance(citation, Cited) else citation.id for citation in citations] == [
        "gazette",
        "own",
    ]


def test_a_missing_field_of_a_document_is_a_problem(tmp_path: Path):
    _, problems = project_with(tmp_path, "- title: Own document\n")
    assert problems == ["data/terms/jail.yml:6:3: 'seen_on' is missing. Add a line 'seen_on: …'. [missing-field]"]


def test_a_fact_may_only_name_a_source_of_its_record():
    site = "name: A\nsummary: S.\nstate: OH\nroles:\n- value: mentor\n  source: other\n"
    site += "listing:\n  status: public_source\n"
    site += "fact_status: from_source\nsources:\n- gazette\n"
    _, problems = catalog_of({"sites/a": site, "sources/gazette": GAZETTE + "sources: []\n"}, KINDS)
    wrong = "data/sites/a.yml:6:11: 'other' is not a source of this record. "
    assert [line for line in problems if line.startswith(wrong)]


def test_the_list_shows_what_uses_each_source(tmp_path: Path):
    """Records, and pages that list it."""
    page = "---\ntitle: More\ndescription: All of it.\n---\n::: sources.cited gazette\n"
    project, _ = project_with(tmp_path, "- gazette\n", **{"content__more.md": page})
    assert project is not None
    text = next(str(page.body) for page in project.pages if page.address == "sources/")
    assert "Used by 1 record and 1 page" in text
    assert '/#jail">Jail</a>' in text.replace("glossary", "")
    assert 'more/">More</a>' in text


@pytest.mark.slow
def test_each_document_of_the_site_is_cited_and_recorded_once():
    """No record repeats one, and none is unused."""
    catalog = real_project().catalog
    inline = [record.slug for record in catalog for citation in record.citations if not isinstance(citation, Cited)]
    assert inline == []
    records = {citation.source for record in catalog for citation in record.citations if isinstance(citation, Cited)}
    pages = {slug for _, slugs in catalog.content.placements["sources.cited"] for slug in slugs}
    assert {record.slug for record in catalog.all("sources")} - records - pages == set()


def test_no_source_links_to_a_copy(site: Site):
    """On a known staging, mirror or reprint host."""
    hosts = ("staging.", "docslib.org", "wixlib.com", "metatoc.com", "cnpereading.com", "ojp.gov./")
    links = {element.attributes.get("href", "") for page in site.staying.values() for element in page.all("a")}
    assert len(links) > 100
    assert [link for link in links if any(host in link for host in hosts)] == []
