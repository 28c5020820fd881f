"""Recordings: who speaks by role, a player only for a file of this site, and no rows for what is not known."""

import pytest
from site_fixture import Element, read
from toys.examples import renderer_of

from generator.kinds import KINDS
from generator.records.markdown.links import TextProblem

RESOURCES = next(kind for kind in KINDS if kind.name == "resources")


def block(example: str) -> Element:
    """The block of the room's example of that name."""
    renderer = renderer_of(RESOURCES, RESOURCES.folder / "examples" / f"{example}.yml")
    made = renderer.block("resources", "podcast", (example,))
    assert isinstance(made, str)
    return read(made)


def test_only_a_recording_of_this_site_gets_a_player():
    """One that lies elsewhere is a link: pages load nothing from other sites."""
    [player] = block("heard").all("audio")
    assert player.attributes["src"].endswith("assets/audio/heard.mp3")
    assert player.attributes["preload"] == "none"
    elsewhere = block("full")
    assert list(elsewhere.all("audio")) == []
    assert "https://podcasts.example/1.mp3" in [link.attributes["href"] for link in elsewhere.all("a")]
    assert list(block("minimal").all("audio")) == []


def test_a_transcript_is_shown_whole_and_one_elsewhere_is_linked():
    full = block("full")
    assert "Hello to you." in full.one("details").text
    assert "Transcript Linked from the county's podcast page" in full.text
    assert "https://podcasts.example/all" in [link.attributes["href"] for link in full.all("a")]


def test_what_is_not_known_of_a_recording_has_no_row():
    rows = [part.text for part in block("heard").all("dt")]
    assert rows == ["Full title", "Publisher", "Where to find it"]


@pytest.mark.parametrize("words", [(), ("nothing-of-that-name",), ("minimal", "minimal")])
def test_a_page_that_names_no_resource_is_told_so(words):
    renderer = renderer_of(RESOURCES, RESOURCES.folder / "examples" / "minimal.yml")
    found = renderer.block("resources", "podcast", words)
    assert isinstance(found, TextProblem)
    assert found.code == "bad-block"


@pytest.mark.content
def test_the_podcasts_page_gives_people_by_their_role(site):
    """As the record does, and links the four sites; the entry among the resources leads to it."""
    page = site.pages["resources/power-of-peers/"]
    record = site.project.catalog.get("resources", "power-of-peers")
    assert all(person in page.text for person in record.people)
    assert "Transcript Linked from the program's COSSUP page" in page.text
    assert "Date" not in [part.text for part in page.all("dt")]
    targets = [link.attributes["href"] for link in page.one("main").all("a")]
    assert len({target for target in targets if target.startswith("../../sites/")}) == 4
    entries = [part for part in site.pages["resources/"].all("article") if part.attributes.get("id") == record.slug]
    assert "../resources/power-of-peers/" in [link.attributes["href"] for link in entries[0].all("a")]


def test_every_suggestion_for_those_in_a_mentorship_is_marked_as_one(site):
    """A suggestion never reads like a rule; and each page says whom to ask instead."""
    for address in ("mentorship/mentee-team/", "mentorship/mentor-team/", "mentorship/workplan/"):
        words = site.pages[address].one("main").text
        assert "These are our suggestions, not program rules." in words
        assert "liaison" in words
        assert "Based on public documents, last checked" in words
