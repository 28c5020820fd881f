"""Recordings: speakers by role, a player only for files of this site, and no rows for unknown facts."""

import shutil

import pytest
from site_fixture import Element, read
from toys.examples import renderer_of
from toys.library import THEME, lay, lines, minimal_project

from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.markdown.links import TextProblem

RESOURCES = next(kind for kind in KINDS if kind.name == "resources")


def podcast_block(example: str) -> Element:
    """Return the podcast block of an example."""
    renderer = renderer_of(RESOURCES, RESOURCES.folder / "examples" / f"{example}.yml")
    html = renderer.block("resources", "podcast", (example,))
    assert isinstance(html, str)
    return read(html)


def test_only_a_recording_of_this_site_gets_a_player():
    """Others are links, because pages load nothing from other sites."""
    [player] = podcast_block("heard").all("audio")
    assert player.attributes["src"].endswith("assets/audio/heard.mp3")
    assert player.attributes["preload"] == "none"
    elsewhere = podcast_block("full")
    assert list(elsewhere.all("audio")) == []
    assert "https://podcasts.example/1.mp3" in [link.attributes["href"] for link in elsewhere.all("a")]
    assert list(podcast_block("minimal").all("audio")) == []


def test_a_transcript_is_shown_and_one_elsewhere_is_linked():
    full = podcast_block("full")
    assert "Hello to you." in full.one("details").text
    assert "Transcript Linked from the county's podcast page" in full.text
    assert "https://podcasts.example/all" in [link.attributes["href"] for link in full.all("a")]


def test_unknown_facts_of_a_recording_have_no_row():
    rows = [part.text for part in podcast_block("heard").all("dt")]
    assert rows == ["Full title", "Publisher", "Where to find it"]


@pytest.mark.parametrize("words", [(), ("nothing-of-that-name",), ("minimal", "minimal")])
def test_a_block_without_an_existing_resource_is_a_problem(words):
    renderer = renderer_of(RESOURCES, RESOURCES.folder / "examples" / "minimal.yml")
    result = renderer.block("resources", "podcast", words)
    assert isinstance(result, TextProblem)
    assert result.code == "bad-block"


@pytest.mark.content
def test_the_podcast_page_lists_people_by_role(site):
    """The page also links to four sites, and the list of resources links to the page."""
    page = site.pages["resources/power-of-peers/"]
    record = site.project.catalog.get("resources", "power-of-peers")
    assert all(person in page.text for person in record.people)
    assert "Transcript Linked from the program's COSSUP page" in page.text
    assert "Date" not in [part.text for part in page.all("dt")]
    targets = [link.attributes["href"] for link in page.one("main").all("a")]
    assert len({target for target in targets if target.startswith("../../sites/")}) == 4
    entries = [part for part in site.pages["resources/"].all("article") if part.attributes.get("id") == record.slug]
    assert "../resources/power-of-peers/" in [link.attributes["href"] for link in entries[0].all("a")]


def test_pages_for_teams_in_a_mentorship_are_labeled_as_suggestions(site):
    """And each page says whom to ask."""
    for address in ("mentorship/mentee-team/", "mentorship/mentor-team/", "mentorship/workplan/"):
        words = site.pages[address].one("main").text
        assert "These are our suggestions, not program rules." in words
        assert "liaison" in words
        assert "Based on public documents, last checked" in words


def open_with_recording(root, *, theme):
    """Open a project whose resource has a recording of this site, and return the project and the problems."""
    files = minimal_project(KINDS)
    files["data/resources/minimal.yml"] += "audio: /assets/audio/heard.mp3\n"
    return open_project(lay(root, files), KINDS, theme=theme)


def test_a_recording_that_is_not_there_is_an_error_in_its_record(tmp_path):
    project, problems = open_with_recording(tmp_path, theme=THEME)
    assert project is None
    [message] = [line for line in lines(problems) if "[unknown-link]" in line]
    line = (tmp_path / "data/resources/minimal.yml").read_text().splitlines().index(
        "audio: /assets/audio/heard.mp3"
    ) + 1
    assert message == (
        f"data/resources/minimal.yml:{line}:8: There is no file theme/assets/audio/heard.mp3. "
        "Ask a developer to add the recording there, or write the URL where it is published. [unknown-link]"
    )


def test_a_recording_that_is_there_can_be_used(tmp_path):
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    (theme / "assets/audio").mkdir()
    (theme / "assets/audio/heard.mp3").write_bytes(b"ID3")
    project, problems = open_with_recording(tmp_path / "project", theme=theme)
    assert project is not None, lines(problems)
