"""Documents in records move to `data/sources/`, each once, and the records cite them by name."""

from pathlib import Path

import pytest
from toys.library import lay, lines, minimal_project

from generator.editing.records.autofix import autofix
from generator.kinds import KINDS
from generator.project.file_changes import apply
from generator.project.project import open_project

TERM = "label: Jail\ndefinition: A place.\nused_by: [sites.settings]\nfact_status: from_source\nsources:\n"
GAZETTE = (
    "name: A grant\npublisher: County Gazette\ndocument: news\nurl: https://times.example/1\nseen_on: 2026-01-02\n"
)
JAIL, SOURCE = "data/terms/jail.yml", "data/sources/gazette.yml"


def fixed(root: Path, files: dict[str, str]) -> dict[str, str]:
    """Return the files that `fix` changes or adds to a project. Afterward, the project has no problems."""
    lay(root, minimal_project(KINDS), files)
    changes = autofix(root, KINDS).changes
    apply(root, changes)
    assert [line for line in lines(open_project(root, KINDS)[1]) if "jail" in line or "sources" in line] == []
    assert autofix(root, KINDS).changes == ()
    ours = [change.path for change in changes if change.path in files or change.path.startswith("data/sources/")]
    return {path: (root / path).read_text() for path in ours if "example-county-gazette" not in path}


@pytest.mark.parametrize("name", ["“A new peer”,", "“A new peer,”"])
def test_a_document_becomes_a_separate_record(tmp_path: Path, name: str):
    whole = f"- title: County Gazette, {name} May 2026\n  url: https://gazette.example/2\n  seen_on: 2026-05-03\n"
    files = fixed(tmp_path, {JAIL: TERM + whole})
    assert files[JAIL] == TERM + "- a-new-peer\n"
    assert files["data/sources/a-new-peer.yml"] == (
        "# yaml-language-server: $schema=../.schemas/sources.json\nname: A new peer\npublisher: County Gazette\n"
        "url: https://gazette.example/2\nseen_on: 2026-05-03\n"
    )


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("- title: Anything\n  url: http://www.times.example/1/\n  seen_on: 2026-01-02\n", "- gazette\n"),
        ("- title: A grant\n  seen_on: 2026-01-02\n", "- gazette\n"),
        (
            "- title: A grant\n  seen_on: 2026-05-03\n  where: Page 3\n",
            "- source: gazette\n  where: Page 3\n  read_on: 2026-05-03\n",
        ),
        ("- gazette\n- title: A grant\n  seen_on: 2026-01-02\n", "- gazette\n"),
    ],
    ids=["same URL", "same title", "another date and a page", "already cited"],
)
def test_a_document_with_a_record_is_cited_by_name(tmp_path: Path, written: str, cited: str):
    files = fixed(tmp_path, {JAIL: TERM + written, SOURCE: GAZETTE})
    assert files == {JAIL: TERM + cited}


def test_a_document_with_the_name_of_another_stays_where_it_is(tmp_path: Path):
    """Two pages of one name would be an error in data/sources/, and only a person can name them apart."""
    page = "- title: Webinar page\n  url: https://{}.example/\n  seen_on: 2026-01-02\n"
    files = fixed(tmp_path, {JAIL: TERM + page.format("a") + page.format("b").replace("- title", "- id: b\n  title")})
    assert files["data/sources/webinar-page.yml"].count("https://a.example/") == 1
    assert files[JAIL].endswith("https://b.example/\n  seen_on: 2026-01-02\n- webinar-page\n")


def test_facts_cite_the_new_name(tmp_path: Path):
    """Alone or in a list. Comments stay, and a name that is taken is not used again."""
    site = (
        "name: A\nsummary: S.\nstate: OH\nroles:\n- value: mentor  # as the story says\n  source: own\n"
        "strengths:\n- value: Hope\n  source: [own, gazette]\n"
        "listing:\n  status: public_source\nfact_status: from_source\nsources:\n- gazette\n"
        "- id: gazette-2\n  title: Another story\n  seen_on: 2026-05-03\n"
        "- id: own\n  title: Gazette\n  seen_on: 2026-05-04\n"
    )
    files = fixed(tmp_path, {"data/sites/jail.yml": site, SOURCE: GAZETTE})
    text = files["data/sites/jail.yml"]
    assert "- value: mentor  # as the story says\n  source: own\n" in text
    assert "source: [own, gazette]" in text
    assert text.endswith("sources:\n- gazette\n- gazette-2\n- own\n")
    assert sorted(files) == ["data/sites/jail.yml", "data/sources/gazette-2.yml", "data/sources/own.yml"]


def test_nothing_moves_out_of_a_record_with_errors(tmp_path: Path):
    lay(tmp_path, minimal_project(KINDS), {JAIL: "label: Jail\nsources:\n- title: A grant\n  seen_on: soon\n"})
    assert [change.path for change in autofix(tmp_path, KINDS).changes if "jail" in change.path] == []


def test_a_document_in_a_record_that_also_has_its_own_file_causes_a_warning(tmp_path: Path):
    written = "- title: A grant\n  url: https://www.times.example/1\n  seen_on: 2026-01-02\n"
    lay(tmp_path, minimal_project(KINDS), {JAIL: TERM + written, SOURCE: GAZETTE})
    assert [line for line in lines(open_project(tmp_path, KINDS)[1]) if "repeated-source" in line] == [
        "data/terms/jail.yml:6:3: warning: This document is already in data/sources/gazette.yml. Replace it with "
        "'- gazette', or run 'resource-center fix --write'. [repeated-source]"
    ]


def test_a_document_whose_title_gives_no_file_name_stays_where_it_is(tmp_path: Path):
    """The name of a record is permanent, so none is made up. Documents after it still move."""
    nameless = "- title: ★ ★\n  url: https://gazette.example/3\n  seen_on: 2026-05-03\n"
    named = "- title: Łódź\n  url: https://gazette.example/4\n  seen_on: 2026-05-03\n"
    files = fixed(tmp_path, {JAIL: TERM + nameless + named})
    assert files[JAIL] == TERM + nameless + "- lodz\n"
