"""Settings files are checked like records, with problems at their places."""

from collections.abc import Callable
from pathlib import Path

import pytest
from toys import TOYS
from toys.library import SITE, Files, lines

from generator.project.project import open_project
from generator.records.data_folder import Folder
from generator.records.settings_files import Settings, read_settings
from generator.yaml_files.yaml_source import read

SYNONYMS = "groups:\n- - novel\n  - story\n"


def read_texts(**texts: str) -> tuple[Settings, list[str]]:
    """Read settings files, given by name."""
    folder = Folder({}, {}, {})
    for name, text in texts.items():
        source, problems = read(f"data/{name}.yml", text.encode())
        assert source is not None, lines(problems)
        folder.settings[name] = source
        folder.paths.add(source.path)
    settings, problems = read_settings(folder)
    return settings, lines(problems)


def test_settings_are_parsed():
    """Redirects and words to avoid are optional."""
    settings, problems = read_texts(site=SITE, synonyms=SYNONYMS)
    assert problems == []
    assert settings.site.name == "Toy Library"
    assert settings.synonyms.groups == (("novel", "story"),)
    assert settings.redirects.redirects == ()
    assert settings.words_to_avoid.words == ()


def test_missing_required_files_are_reported():
    settings, problems = read_texts()
    assert settings.invalid
    assert problems == [
        "data/site.yml: data/site.yml is missing. Restore it from Git. [missing-settings]",
        "data/synonyms.yml: data/synonyms.yml is missing. Restore it from Git. [missing-settings]",
    ]


def test_a_settings_file_that_cannot_be_read_is_one_problem(library: Callable[[Files], Path]):
    """It exists, so it is not reported as missing."""
    _, problems = open_project(library({"data/synonyms.yml": "groups:\n- - a\n  - b\nstop words\n"}), TOYS)
    assert lines(problems) == [
        "data/synonyms.yml:4:1: 'stop words' is not a field: it has no ': '. Write a field as 'name: value', or indent "
        "the line by two spaces to continue the text above. [yaml-field]"
    ]


FORM = "an address: start a page of this site with /, any other with https://. [wrong-format]"
LINK = "  - label: x\n    url: /about/\n"
WRONG = {
    "a field that is nearly right": (
        SITE.replace("tagline:", "tag_line:"),
        [
            ":1:1: 'tagline' is missing. Add a line 'tagline: …'. [missing-field]",
            ":3:1: Unknown field 'tag_line'. Did you mean 'tagline'? [unknown-field]",
        ],
    ),
    "a status that is none": (
        SITE.replace("status: official", "status: final"),
        [":5:9: 'status' must be one of draft, official, not 'final'. Did you mean 'official'? [wrong-choice]"],
    ),
    "a script in the menu": (
        SITE.replace("url: /about/", "url: javascript:alert(1)"),
        [f":23:10: 'javascript:alert(1)' is not {FORM}"],
    ),
    "a script as the desk": (
        SITE.replace("https://library.example/desk", "javascript:alert(1)"),
        [
            ":16:8: A web address must start with https://, not 'javascript:'. "
            "Copy the full address from the browser. [bad-url]"
        ],
    ),
    "HTML in the name": (
        SITE.replace("name: Toy Library", "name: <b>Toy</b>", 1),
        [":1:7: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]"],
    ),
    "a domain with a path": (
        SITE.replace("library.example\nhelp", "library.example/x\nhelp"),
        [":8:12: 'library.example/x' is not a domain, as in example.org. [wrong-format]"],
    ),
    "no link in the header": (
        SITE.replace("  header:\n  - label: Home\n    url: /\n  - label: About\n    url: /about/\n", "  header: []\n"),
        [":19:11: 'header' needs at least 1 item. [too-few]"],
    ),
}


@pytest.mark.parametrize(("text", "problems"), WRONG.values(), ids=WRONG.keys())
def test_a_problem_in_the_site_settings_is_reported(text: str, problems: list[str]):
    """The whole line; and the settings are not used."""
    settings, reported = read_texts(site=text, synonyms=SYNONYMS)
    assert reported == [f"data/site.yml{problem}" for problem in problems]
    assert settings.invalid == {"site"}


NOTICES = SITE[SITE.index("removal:") :]
"""The fields that only an official site requires."""


def test_a_draft_needs_no_notices():
    """It shows none."""
    _, problems = read_texts(site=SITE.replace(NOTICES, "").replace("official", "draft"), synonyms=SYNONYMS)
    assert problems == []


def test_an_official_site_needs_a_contact_a_removal_route_and_both_notices():
    """All that are missing are reported at once, with their fixes."""
    contact = SITE[SITE.index("contact:") : SITE.index("menu:")]
    _, problems = read_texts(site=SITE.replace(NOTICES, "").replace(contact, ""), synonyms=SYNONYMS)
    place = "data/site.yml:5:9: The site is official, but"
    assert sorted(problems) == [
        "data/site.yml:1:1: 'contact' is missing. Add a line 'contact: …'. [missing-field]",
        f"{place} 'disclaimer' is missing. Add 'disclaimer:' with the wording that the grant requires, "
        "or set 'status' to draft. [official-incomplete]",
        f"{place} 'funding_notice' is missing. Add 'funding_notice:' with the wording that the grant requires, "
        "or set 'status' to draft. [official-incomplete]",
        f"{place} 'removal' is missing. Add 'removal:' with a 'label:' and the 'url:' where people can ask to be "
        "removed, or set 'status' to draft. [official-incomplete]",
    ]


def test_an_empty_notice_is_missing():
    _, problems = read_texts(site=SITE.replace("disclaimer: The toy foundation does not run this site.", "disclaimer:"))
    assert [line for line in problems if "'disclaimer'" in line]


def test_the_footer_shows_the_notices_of_an_official_site_only(library: Callable[[Files], Path]):
    """And how to ask for removal. A draft shows none of them."""
    shown = ("A toy foundation funds this site.", "The toy foundation does not run this site.", "Ask to be removed")
    for status in ("official", "draft"):
        project, _ = open_project(library({"data/site.yml": SITE.replace("official", status)}), TOYS)
        assert project is not None
        footer = project.renderer.env.get_template("partials/footer.html").render(site_root="./")
        assert [text in footer for text in shown] == 3 * [status == "official"]
        assert "The desk" in footer


PERSON = "  person:\n    name: Jo Example\n    role: keeper of the desk\n    url: https://library.example/team\n"


def test_the_contact_block_names_the_contact_person_with_the_reading_date(library: Callable[[Files], Path]):
    site = SITE.replace("  note: Ask at the desk.\n", f"  note: Ask at the desk.\n{PERSON}    read_on: 2026-05-03\n")
    for text, there in ((site, True), (SITE, False)):
        project, _ = open_project(library({"data/site.yml": text}), TOYS)
        assert project is not None
        block = str(project.renderer.block("all", "contact", ()))
        line = 'Contact: Jo Example, <a href="https://library.example/team">keeper of the desk</a> as of May 3, 2026.'
        assert (line in block) == there


def test_a_contact_person_has_a_reading_date():
    """The page may name someone else later."""
    _, problems = read_texts(site=SITE.replace("  note:", f"{PERSON}  note:"), synonyms=SYNONYMS)
    assert problems == ["data/site.yml:18:5: 'read_on' is missing. Add a line 'read_on: …'. [missing-field]"]


def test_a_menu_that_is_too_long_is_reported():
    """The header has room for six links."""
    _, problems = read_texts(site=SITE.replace("  header:\n", "  header:\n" + 6 * LINK), synonyms=SYNONYMS)
    assert len(problems) == 1
    assert problems[0].startswith("data/site.yml:20:3: 'header' ")
    assert "6" in problems[0]
    assert "validation" not in problems[0]


def test_synonyms_are_groups_of_two_or_more_words():
    _, problems = read_texts(site=SITE, synonyms="groups:\n- - novel\n  - story\n- - poem\n")
    assert problems == ["data/synonyms.yml:4:3: 'groups' needs at least 2 items. [too-few]"]


MOVED = {
    "an address of before without its slash": (
        "redirects:\n- from: old/\n  to: /about/\n",
        [":2:9: 'old/' is not an address of this site, as in /sites/old-name/ or /about/#old-heading. [wrong-format]"],
    ),
    "an address of now on another site": (
        "redirects:\n- from: /old/\n  to: https://a.example\n",
        [":3:7: 'https://a.example' is not an address of this site, as in /sites/new-name/. [wrong-format]"],
    ),
    "half of one": (
        "redirects:\n- from: /old/\n",
        [":2:3: 'to' is missing. Add a line 'to: …'. [missing-field]"],
    ),
    "a field that is nearly right": (
        "redirects:\n- form: /old/\n  to: /about/\n",
        [
            ":2:3: 'from' is missing. Add a line 'from: …'. [missing-field]",
            ":2:3: Unknown field 'form'. Did you mean 'from'? [unknown-field]",
        ],
    ),
}


@pytest.mark.parametrize(("text", "problems"), MOVED.values(), ids=MOVED.keys())
def test_a_problem_in_a_redirect_is_reported(text: str, problems: list[str]):
    """With the field names of the file."""
    _, reported = read_texts(site=SITE, synonyms=SYNONYMS, redirects=text)
    assert sorted(reported) == [f"data/redirects.yml{line}" for line in problems]


@pytest.mark.parametrize("old", ["/../../etc/", "/a/../b/", "//a.example/", "/a//b/"])
def test_an_old_address_is_inside_the_site(old: str):
    """A page is written there, so it cannot be above the site or on another one."""
    _, problems = read_texts(site=SITE, synonyms=SYNONYMS, redirects=f"redirects:\n- from: {old}\n  to: /about/\n")
    assert len(problems) == 1
    assert problems[0].startswith("data/redirects.yml:2:9: ")


def test_words_to_avoid_come_with_better_ones():
    settings, problems = read_texts(
        site=SITE, synonyms=SYNONYMS, **{"words-to-avoid": "words:\n- avoid: bookworm\n  write: reader\n"}
    )
    assert problems == []
    assert settings.words_to_avoid.words[0].write == "reader"
