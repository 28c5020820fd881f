"""Officials are named with their role and source on the records that list them, and nowhere once one is taken down."""

from pathlib import Path

import pytest
from site_fixture import Element, assert_none, read
from toys.examples import renderer_of
from toys.library import lay, lines, minimal_project

from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.kind import Kind

WITH_OFFICIALS = [kind for kind in KINDS if "officials" in kind.record.model_fields]

NAME = "Jo Example"
LISTED = f"officials:\n- name: {NAME}\n  role: county sheriff\n  source: a\nsources:\n- id: a\n  title:"
FAQ = "data/faqs/minimal.yml"
PAGE = "---\ntitle: More\ndescription: All of it.\n---\n"
GONE = (
    "This text names 'sites:gone'. It was taken down at the request of the people it describes and is no longer named "
    "on this site. Remove the name. [names-removed-record]"
)


def listing(text: str) -> str:
    """A record with an official; its only source gets an id."""
    changed = text.replace("sources:\n- title:", LISTED)
    assert changed != text
    return changed


def errors(root: Path, changes: dict[str, str]) -> list[str]:
    """The errors of a project of each kind's smallest record, with some files changed."""
    _, problems = open_project(lay(root, minimal_project(KINDS), changes), KINDS)
    return lines(problem for problem in problems if problem.severity == "error")


def test_sites_and_stories_can_name_officials():
    assert {kind.name for kind in WITH_OFFICIALS} == {"sites", "success-stories"}


@pytest.mark.parametrize("kind", WITH_OFFICIALS, ids=lambda kind: kind.name)
def test_a_page_names_the_officials_with_their_role_and_source(kind: Kind):
    renderer = renderer_of(kind, kind.folder / "examples" / "full.yml")
    page = next(read(str(plan.render().body)) for plan in renderer.records() if plan.address == f"{kind.name}/full/")
    row = next(part for part in page.all("div") if part.text.startswith("Official named in the sources"))
    [fact] = row.all("dd")
    assert fact.text.startswith("Example Official, county sheriff")
    [mark] = fact.all("a")
    official = renderer.catalog.get(kind.name, "full").officials[0]
    sources = [source.id for source in renderer.catalog.get(kind.name, "full").sources]
    assert mark.attributes["href"] == f"#source-{sources.index(official.source[0]) + 1}"


def test_a_record_without_officials_has_no_row_for_them():
    for kind in WITH_OFFICIALS:
        renderer = renderer_of(kind, kind.folder / "examples" / "minimal.yml")
        assert not [plan.address for plan in renderer.records() if "named in the sources" in plan.render().body]


def test_an_official_of_a_hidden_record_may_be_named_only_by_another_record_that_lists_the_official(tmp_path: Path):
    """In all of that record's texts, but not in other records, pages or settings."""
    files = minimal_project(KINDS)
    site, faq = files["data/sites/minimal.yml"], files[FAQ]
    gone = listing(site.replace("status: public_source", "status: removed\n  on: 2026-01-05")).replace(
        "name: Example County", "name: Old"
    )
    kept = listing(site).replace("visit people after", f"and {NAME} visit people after")
    changes = {
        "data/sites/gone.yml": gone,
        "data/sites/minimal.yml": kept,
        FAQ: faq.replace("A thing that shows", f"{NAME} shows"),
        "content/more.md": f"{PAGE}One.\n\nAsk {NAME}.\n",
        "data/site.yml": files["data/site.yml"].replace("A few books", f"Books of {NAME}", 1),
    }
    assert errors(tmp_path, changes) == [
        f"content/more.md:7: {GONE}",
        f"data/faqs/minimal.yml:5:9: {GONE}",
        f"data/site.yml:3:10: {GONE}",
    ]


def test_an_official_whose_record_is_shown_may_be_named_anywhere(tmp_path: Path):
    files = minimal_project(KINDS)
    site = listing(files["data/sites/minimal.yml"])
    assert errors(tmp_path, {"data/sites/minimal.yml": site, "content/more.md": f"{PAGE}Ask {NAME}.\n"}) == []


def test_an_email_address_of_an_official_is_an_error(tmp_path: Path):
    site = listing(minimal_project(KINDS)["data/sites/minimal.yml"]).replace(NAME, "jo@example.gov")
    [message] = errors(tmp_path, {"data/sites/minimal.yml": site})
    assert "The text contains an email address." in message


def test_every_official_is_shown_with_a_source(site):
    """On the page of each record that lists one."""
    missing = []
    for kind in WITH_OFFICIALS:
        for record in site.project.catalog.all(kind.name):
            page: Element = site.pages[site.project.catalog.url(record)]
            for official in record.officials:
                shown = [part for part in page.all("dd") if f"{official.name}, {official.role}" in part.text]
                if not shown or not list(shown[0].all("a")):
                    missing.append(f"{kind.name}/{record.slug}: {official.name}")
    assert_none(missing)
