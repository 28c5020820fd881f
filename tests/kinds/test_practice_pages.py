"""The pages with which a team prepares: made for each pathway that has criteria or questions."""

from itertools import pairwise
from pathlib import Path

import pytest
from site_fixture import Element, read
from toys.library import lay, lines, minimal_project, read_example

from generator.kinds import KINDS
from generator.kinds.pathway import KIND
from generator.project.project import open_project


@pytest.fixture
def made(tmp_path: Path) -> dict[str, Element]:
    """The pages of the room's full example, and of its smallest one."""
    full = {"data/pathways/full.yml": read_example(KIND.folder / "examples" / "full.yml").text}
    project, problems = open_project(lay(tmp_path, minimal_project(KINDS), full), KINDS)
    assert project is not None, lines(problems)
    return {page.address: read(str(page.body)) for page in project.pages if page.address.startswith("apply/")}


def test_only_a_pathway_with_criteria_or_questions_has_such_pages(made):
    assert {"apply/full/ready/", "apply/full/practice/"} <= set(made)
    assert not {"apply/minimal/ready/", "apply/minimal/practice/"} & set(made)


def test_questions_of_the_program_are_called_its_own(made):
    """And even then the page is not its form."""
    text = made["apply/full/practice/"].text
    assert "These are the program’s own questions, but this is not its application form." in text
    assert "Practice questions, not the official application" not in text
    holder = next(part for part in made["apply/full/practice/"].all("div") if "data-version" in part.attributes)
    assert (holder.attributes["data-pathway"], holder.attributes["data-version"]) == ("full", "2")


def test_what_was_reported_of_others_is_not_asked_of_a_team(made):
    """It repeats, year by year, what was sought; what was sought says of when it is."""
    text = made["apply/full/ready/"].text
    assert "A team of five" not in text
    assert "Qualities sought in 2019 From the 2019 call for applications." in text
    assert "Whether it still applies is not published." in text
    assert "what is expected of a mentor site, according to the program and Altarum" in text


def test_headings_follow_one_another(made):
    for address in ("apply/full/ready/", "apply/full/practice/"):
        levels = [int(heading.tag[1]) for heading in made[address].all("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
