"""Sentences built from numbers and names are grammatical, even with a single record or a name like "The …"."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_fixture import assert_none, blocks_of_words, files_in_empty_frames, read, real_project
from toys.library import lay, lines, minimal, minimal_project, read_example

from generator.kinds import KINDS
from generator.project.project import Project, open_project

ROOT = Path(__file__).parents[2]

NOUNS = "answer|author|book|mentorship|page|part|question|record|resource|result|site|source|story|word"

BEFORE = "about|after|and|at|by|did|for|from|in|mentor|mentored|of|or|than|that|through|to|with"
"""Words that never end a sentence."""

MISTAKES = {
    "a plural after 1": re.compile(rf"(?<![\d.,/–-])1 (?:\w+ )?(?:{NOUNS})s\b|(?<![\d.,/–-])1 stories\b"),
    "a capital article within a sentence": re.compile(rf"\b(?:{BEFORE}) (?:An?|The) (?!to Z\b)[a-z]"),
}

STRICT = {
    **MISTAKES,
    "a singular after another number": re.compile(rf"(?<![\d.,/–-])(?:[02-9]|[1-9]\d+) (?:{NOUNS})\b"),
    "a name with a capital article within a sentence": re.compile(rf"\b(?:{BEFORE}|also|See) The\b"),
}
"""For a project with known text: elsewhere, a year or the title of a work could look like a mistake."""


def texts_of(project: Project) -> dict[str, str]:
    """Return the text of every page by file name: a line for each paragraph, cell and ARIA label."""
    texts = {}
    for name, content in files_in_empty_frames(project).items():
        if name.endswith(".html"):
            tree = read(content.decode())
            labels = [element.attributes["aria-label"] for element in tree.all() if "aria-label" in element.attributes]
            rows = "".join(blocks_of_words(tree)).split("\n")
            texts[name] = "\n".join(" ".join(row.split()) for row in [*rows, *labels] if row.strip())
    return texts


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the page texts of a project with one record of each kind and names that start with an article."""
    kinds = {kind.name: kind for kind in KINDS}
    site = minimal(kinds["sites"]).replace("name: Example County Peers", "name: The County Peers")
    pair = read_example(kinds["mentorships"].folder / "examples" / "unnamed.yml").text
    pair = pair.replace("description: a county in the next state", "description: A new recovery center")
    story = minimal(kinds["success-stories"]).replace("sites:", "mentorships:\n- minimal\nsites:")
    pages = {
        "sites": ["sites.list"],
        "pairs": ["mentorships.table", "mentorships.unknown", "sites.unknown"],
        "more": ["sites.shortlist", "pathways.unknown", "periods.status"],
        "read": ["resources.list"],
        "asked": ["faqs.list", "faqs.unanswered"],
    }
    content = {
        f"content/{name}/index.md": f"---\ntitle: All {name}\ndescription: Some {name}.\n---\n"
        + "".join(f"::: {block}\n\n" for block in blocks)
        for name, blocks in pages.items()
    }
    changes = {
        "data/sites/minimal.yml": site,
        "data/mentorships/minimal.yml": pair.replace("placeholder", "from_source"),
        "data/success-stories/minimal.yml": story,
        "data/faqs/open.yml": read_example(kinds["faqs"].folder / "examples" / "unanswered.yml").text,
        "data/pathways/full.yml": read_example(kinds["pathways"].folder / "examples" / "full.yml").text,
        **content,
    }
    project, problems = open_project(lay(tmp_path_factory.mktemp("awkward"), minimal_project(KINDS), changes), KINDS)
    assert project is not None, lines(problems)
    return texts_of(project)


def mistakes(texts: dict[str, str], patterns: dict[str, re.Pattern[str]] = MISTAKES) -> Iterator[str]:
    """Yield each mistake in the texts of pages, with its line."""
    for name, text in texts.items():
        for row in text.split("\n"):
            for label, pattern in patterns.items():
                if pattern.search(row):
                    yield f"{name}: {label}: {row[:200]}"


def test_the_pages_of_the_real_records_are_grammatical():
    assert_none(mistakes(texts_of(real_project())))


def test_pages_are_grammatical_with_single_records_and_names_that_start_with_an_article(awkward):
    assert_none(mistakes(awkward, STRICT))


def test_questions_about_mentorships_read_like_sentences(awkward):
    text = awkward["pairs/index.html"]
    assert "When did the County Peers mentor the new recovery center in Exampleville, Ohio?" in text
    assert (
        "What is the name of the organization that the County Peers mentored "
        "(a new recovery center in Exampleville, Ohio)?"
    ) in text


def test_a_story_names_its_mentorship(awkward):
    assert (
        "The County Peers and a new recovery center in Exampleville, Ohio"
        in awkward["success-stories/minimal/index.html"]
    )


def test_the_contact_is_part_of_a_sentence(awkward):
    """The label in the settings is "The desk"."""
    assert "Ask through the desk." in awkward["asked/index.html"]
    assert "Ask through the desk." in awkward["apply/full/index.html"]


@pytest.mark.parametrize(
    "text",
    [
        "1 sites",
        "Jail 1 sites",
        "1 partial records",
        "3 site",
        "Ask at The initiative’s page",
        "When was it the mentor of A new recovery center?",
        "Hope and A new center",
    ],
)
def test_mistakes_are_found(text):
    assert list(mistakes({"page": text}, STRICT))


@pytest.mark.parametrize("text", ["11 sites", "1 site", "2021 sites", "Volume 1 source", "a 3-part plan"])
def test_correct_text_is_not_reported(text):
    assert not list(mistakes({"page": text}, STRICT))


HAND_MADE_PLURALS = {
    "*.js": re.compile(rf"\? \"1 (?:{NOUNS})|\+ \"\s(?:{NOUNS}|stories)s?\b"),
    "*.html": re.compile(rf"\|length *\}}\}}[^<{{|]* (?:{NOUNS}|stories)s\b|~ \" (?:{NOUNS}|stories)s\b"),
    "*.py": re.compile(rf"len\([^)]*\)\}} (?:{NOUNS}|stories)s\b"),
}


@pytest.mark.parametrize("pattern", HAND_MADE_PLURALS)
def test_plurals_come_from_the_shared_functions(pattern):
    """generator/text/sentences.py and their counterparts in theme/assets/js/core/1-text.js."""
    for folder in ("generator/kinds", "theme"):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if "vendor" not in path.parts:
                match = HAND_MADE_PLURALS[pattern].search(path.read_text(encoding="utf-8"))
                assert not match, f"{path}: {match}"
