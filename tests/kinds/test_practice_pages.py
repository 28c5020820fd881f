"""The checklist and practice pages of pathways."""

from itertools import pairwise
from pathlib import Path

import pytest
from site_fixture import Element, read
from toys.library import lay, lines, minimal_project, read_example

from generator.kinds import KINDS
from generator.kinds.pathway import KIND
from generator.project.project import open_project


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Element]:
    """The pages of the full and the minimal example, by address."""
    full = {"data/pathways/full.yml": read_example(KIND.folder / "examples" / "full.yml").text}
    project, problems = open_project(lay(tmp_path, minimal_project(KINDS), full), KINDS)
    assert project is not None, lines(problems)
    return {page.address: read(str(page.body)) for page in project.pages if page.address.startswith("apply/")}


def test_only_pathways_with_criteria_or_questions_have_these_pages(pages):
    assert {"apply/full/ready/", "apply/full/practice/"} <= set(pages)
    assert not {"apply/minimal/ready/", "apply/minimal/practice/"} & set(pages)


def test_official_questions_are_labeled_as_the_programs_own(pages):
    """And even then, the page says that it is not the application form."""
    text = pages["apply/full/practice/"].text
    assert "These are the program’s own questions, but this is not its application form." in text
    assert "Practice questions, not the official application" not in text
    holder = next(part for part in pages["apply/full/practice/"].all("div") if "data-version" in part.attributes)
    assert (holder.attributes["data-pathway"], holder.attributes["data-version"]) == ("full", "2")


def test_reported_criteria_are_not_on_the_checklist(pages):
    """Reported criteria repeat others. Criteria that were sought have their year."""
    text = pages["apply/full/ready/"].text
    assert "A team of five" not in text
    assert "Quality sought in 2019 The 2019 call for applications listed this quality." in text
    assert "Ask the program whether it still applies. Based on" in text
    assert "What to have in place Based on" in text


def test_heading_levels_are_in_order(pages):
    for address in ("apply/full/ready/", "apply/full/practice/"):
        levels = [int(heading.tag[1]) for heading in pages[address].all("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
