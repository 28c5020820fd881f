"""Each record that shares its page with others has a link to its own file, since "Edit this page" opens another one."""

import pytest
from site_fixture import files_in_empty_frames
from toys.library import SETTINGS, head, lay, minimal_project

from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.kind import Kind

REPOSITORY = "https://github.example/owner/name"
SHARED = [kind for kind in KINDS if not kind.has_pages and kind.name not in ("periods", "pathways")]
"""Kinds whose records are on one page. Buttons change a period, so it needs no such link."""
BLOCKS = {"mentorships": "table", "cohorts": "years"}
"""The blocks that show the records of kinds without a list."""


@pytest.mark.parametrize("kind", SHARED, ids=lambda kind: kind.name)
@pytest.mark.parametrize("repository", [REPOSITORY, ""])
def test_a_record_without_a_page_has_a_link_to_its_file(tmp_path, kind: Kind, repository: str):
    files = minimal_project(KINDS)
    files["data/site.yml"] = SETTINGS["data/site.yml"] + (f"repository: {repository}\n" if repository else "")
    if kind.name in BLOCKS:
        files["content/all.md"] = f"{head('all')}\n::: {kind.name}.{BLOCKS[kind.name]}\n"
    project, problems = open_project(lay(tmp_path, files), KINDS)
    assert project is not None, problems
    page = files_in_empty_frames(project)[
        "all/index.html" if kind.name in BLOCKS else f"{kind.home}index.html"
    ].decode()
    link = f'href="{REPOSITORY}/edit/main/data/{kind.name}/minimal.yml"'
    assert (link in page) == bool(repository)
