"""Sources as records: cited by name, written down once, and shown with what rests on them."""

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
    """A small project whose one term has these sources; and what is wrong with it."""
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
    """With the page and the day, where those are its own."""
    project, problems = project_with(tmp_path, written)
    assert problems == []
    assert project is not None
    term = project.catalog.get("terms", "jail")
    [cited] = term.citations
    assert (cited.id, cited.title, cited.where) == ("gazette", "County Gazette, “A grant”, January 2026", where)
    assert str(cited.seen_on) == str(term.read_on) == day


def test_a_source_that_does_not_exist_is_named_on_its_line(tmp_path: Path):
    _, problems = project_with(tmp_path, "- gazete\n")
    assert problems == [
        "data/terms/jail.yml:6:3: There is no record 'gazete': data/sources/gazete.yml does not exist. "
        "Did you mean 'gazette'? [unknown-reference]"
    ]


def test_a_whole_document_may_still_be_written_into_a_record(tmp_path: Path):
    """Beside one that is cited by name: adding a record in the browser stays one file."""
    whole = "- id: own\n  title: Own document\n  seen_on: 2026-05-03\n"
    project, problems = project_with(tmp_path, f"- gazette\n{whole}")
    assert problems == []
    assert project is not None
    assert project.catalog.get("terms", "jail").source_ids == ["gazette", "own"]


def test_what_a_whole_document_lacks_is_named(tmp_path: Path):
    _, problems = project_with(tmp_path, "- title: Own document\n")
    assert problems == ["data/terms/jail.yml:6:3: 'seen_on' is missing. Add a line 'seen_on: …'. [missing-field]"]


def test_a_fact_may_name_a_source_of_its_record_only():
    site = "name: A\nsummary: S.\nstate: OH\nroles:\n- value: mentor\n  source: other\n"
    site += "listing:\n  status: public_source\n"
    site += "fact_status: from_source\nsources:\n- gazette\n"
    _, problems = catalog_of({"sites/a": site, "sources/gazette": GAZETTE + "sources: []\n"}, KINDS)
    wrong = "data/sites/a.yml:6:11: 'other' is not a source of this record. "
    assert [line for line in problems if line.startswith(wrong)]


def test_the_list_says_what_rests_on_each_source(tmp_path: Path):
    """Records, and the pages that list it."""
    page = "---\ntitle: More\ndescription: All of it.\n---\n::: sources.cited gazette\n"
    project, _ = project_with(tmp_path, "- gazette\n", **{"content__more.md": page})
    assert project is not None
    text = next(str(page.body) for page in project.pages if page.address == "sources/")
    assert "Used by 1 record and 1 page" in text
    assert '/#jail">Jail</a>' in text.replace("glossary", "")
    assert 'more/">More</a>' in text


@pytest.mark.slow
def test_each_document_of_the_site_is_cited_and_written_down_once():
    """No record repeats one, and none is there for nothing."""
    catalog = real_project().catalog
    whole = [record.slug for record in catalog for one in record.citations if not isinstance(one, Cited)]
    assert whole == []
    records = {one.source for record in catalog for one in record.citations if isinstance(one, Cited)}
    pages = {slug for _, slugs in catalog.placements["sources.cited"] for slug in slugs}
    assert {record.slug for record in catalog.all("sources")} - records - pages == set()


def test_no_source_leads_to_a_copy_where_the_publisher_has_a_page(site: Site):
    """The hosts of previews, mirrors and reprints that were met."""
    hosts = ("staging.", "docslib.org", "wixlib.com", "metatoc.com", "cnpereading.com", "ojp.gov./")
    links = {element.attributes.get("href", "") for page in site.staying.values() for element in page.all("a")}
    assert len(links) > 100
    assert [link for link in links if any(host in link for host in hosts)] == []
