"""Names that were taken down appear nowhere, and no text contains an email address or a phone number."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from toys import AUTHORS, BOOKS, Shelved
from toys.library import SITE, SOURCES, Files, lay, lines, minimal_project

from generator.kinds import KINDS
from generator.project.project import open_project

Library = Callable[[Files], Path]

SHELVED = (replace(BOOKS, record=Shelved), AUTHORS)
LENT = f"name: Ann's Long Tide (ALT)\nlent: true\n{SOURCES}"
PAGE = "---\ntitle: More\ndescription: All of it.\n---\n"
GONE = (
    "This text names 'books:gone'. It was taken down at the request of the people it describes and is no longer named "
    "on this site. Remove the name. [names-removed-record]"
)
EMAIL = "The text contains an email address."
PHONE = "The text contains a phone number."


def errors(root: Path) -> list[str]:
    """The errors of a project in which books can be taken down."""
    return lines(problem for problem in open_project(root, SHELVED)[1] if problem.severity == "error")


# Names


def test_a_name_is_reported_on_its_line_in_records_pages_and_settings(library: Library):
    """Also across a line break, with another apostrophe, or without the short form."""
    files = {
        "data/books/gone.yml": LENT,
        "data/books/b.yml": f"name: After Ann's Long Tide\nsummary: More.\n{SOURCES}",
        "data/books/c.yml": f"name: C\nbody: |\n  One.\n\n  So ann’s\n  long tide ended.\n{SOURCES}",
        "content/more.md": f"{PAGE}One.\n\nAs in Ann's Long Tide (ALT).\n",
        "data/site.yml": SITE.replace("tagline: A few books", "tagline: Ann's Long Tide and a few books"),
        "data/synonyms.yml": "groups:\n- - tide\n  - Ann's Long Tide\n",
    }
    assert errors(library(files)) == [
        f"content/more.md:7: {GONE}",
        # A book's name is its own, even where it holds another's.
        f"data/books/c.yml:5: {GONE}",
        f"data/site.yml:3:10: {GONE}",
        f"data/synonyms.yml:3:5: {GONE}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("Peer\u2011Led Tide House", "Peer\u2010Led Tide House", "Peer–Led Tide House", "Peer\u2212Led Tide House"),
        *("Peer&#45;Led Tide House", "Peer\\-Led Tide House", "Peer - Led Tide House", "Peer-Led\u00a0Tide House"),
        *("Peer-Led&nbsp;Tide House", "Peer\u00ad-Led Tide House", "Ｐeer-Led Tide House", "*Peer*-Led Tide House"),
        *(
            "Peer-Led **Tide House**",
            "[Peer-Led](/more/) Tide House",
            "> Peer-Led\n> Tide House",
            "`Peer-Led` Tide House",
        ),
    ],
)
def test_a_name_is_reported_however_it_is_typed(library: Library, text: str):
    """Readers see the same name."""
    changes = {
        "data/books/gone.yml": LENT.replace("Ann's Long Tide (ALT)", "Peer-Led Tide House"),
        "content/more.md": f"{PAGE}One.\n\n{text}\n",
    }
    assert errors(library(changes)) == [f"content/more.md:7: {GONE}"]


def test_a_name_is_reported_if_the_record_has_a_dash_or_an_entity_in_it(library: Library):
    changes = {
        "data/books/gone.yml": LENT.replace("Ann's Long Tide (ALT)", "Peer\u2011Led Tide House"),
        "content/more.md": f"{PAGE}Peer-Led Tide House\n",
    }
    assert errors(library(changes)) == [f"content/more.md:5: {GONE}"]


def test_another_record_may_have_a_longer_name_typed_otherwise(library: Library):
    changes = {
        "data/books/gone.yml": LENT.replace("Ann's Long Tide (ALT)", "Peer-Led Tide House"),
        "data/books/b.yml": f"name: Old Peer\u2011Led Tide House\n{SOURCES}",
        "content/more.md": f"{PAGE}The Old Peer–Led Tide House\n",
    }
    assert errors(library(changes)) == []


@pytest.mark.parametrize(
    "text",
    ["Ann's long tides.", "Ann is long gone.", "Ann's Long Tidewater.", "See https://gazette.example/anns-long-tide."],
)
def test_other_words_are_not_reported_as_the_name(library: Library, text: str):
    assert errors(library({"data/books/gone.yml": LENT, "content/more.md": f"{PAGE}{text}\n"})) == []


def test_a_name_of_one_word_is_case_sensitive(library: Library):
    changes = {
        "data/books/gone.yml": LENT.replace("Ann's Long Tide (ALT)", "CLEAR"),
        "content/more.md": f"{PAGE}It is clear.\n\nIt is CLEAR.\n",
    }
    assert errors(library(changes)) == [f"content/more.md:7: {GONE}"]


def test_a_hidden_record_may_contain_the_name(library: Library):
    """In its text and as a link, in the file of another record that was taken down."""
    other = f"name: B\nlent: true\nfollows: gone\nbody: After [Ann's Long Tide](books:gone).\n{SOURCES}"
    assert errors(library({"data/books/gone.yml": LENT, "data/books/b.yml": other})) == []


def test_a_record_that_depends_on_a_hidden_record_gets_a_hint_to_remove_it(tmp_path):
    """A story is taken down, a mentorship deleted."""
    files = minimal_project(KINDS)
    site = files["data/sites/minimal.yml"]
    removed = site.replace("status: public_source", "status: removed\n  on: 2026-01-05")
    _, problems = open_project(lay(tmp_path, files, {"data/sites/minimal.yml": removed}), KINDS)
    dependent = [line for line in lines(problems) if "This record depends on it" in line]
    assert [line.partition("This record depends on it: ")[2] for line in dependent] == [
        "delete data/mentorships/minimal.yml, and in data/redirects.yml add '- from: /sites/#minimal' and 'to:' with "
        "the page to show instead. [names-removed-record]",
        "take it down too. Set 'consent: withdrawn_on' to the date. [names-removed-record]",
    ]


def test_the_title_of_a_document_is_reported_once_in_its_own_file(tmp_path):
    """Not again in each record that cites it. What that record adds to the citation is reported there."""
    files = minimal_project(KINDS)
    site = files["data/sites/minimal.yml"].replace("status: public_source", "status: removed\n  on: 2026-01-05")
    name = next(line for line in site.splitlines() if line.startswith("name: ")).removeprefix("name: ")
    cites = files["data/faqs/minimal.yml"].partition("sources:\n")[0] + "sources:\n- minimal\n"
    cites_a_page = cites + f"- source: other\n  where: The page about {name}\n"
    source = files["data/sources/minimal.yml"]
    titled = "\n".join(f"name: At {name}" if line.startswith("name:") else line for line in source.split("\n"))
    layers = {
        "data/sites/minimal.yml": site,
        "data/sources/minimal.yml": titled,
        "data/sources/other.yml": source.replace("name: ", "name: The other "),
        "data/faqs/minimal.yml": cites_a_page,
    }
    _, problems = open_project(lay(tmp_path, files, layers), KINDS)
    named = [str(problem.place) for problem in problems if problem.message.startswith("This text names")]
    page = cites_a_page.splitlines().index(f"  where: The page about {name}") + 1
    assert [place for place in named if "/sources/" in place or "/faqs/" in place] == [
        f"data/faqs/minimal.yml:{page}:10",
        "data/sources/minimal.yml:1:7",
    ]


# Email addresses and phone numbers


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ask jane.doe@example.gov.", EMAIL),
        ("[Write](mailto:jane@example.gov).", EMAIL),
        ("Call 617-555-0100.", PHONE),
        ("Call (617) 555-0100.", PHONE),
        ("Call 617.555.0100 today.", PHONE),
        ("Call +1 617 555 0100.", PHONE),
        ("[Call](tel:+16175550100).", PHONE),
    ],
)
def test_an_email_address_or_phone_number_is_an_error_in_records_and_pages(library: Library, text: str, what: str):
    """The message does not repeat it."""
    book = f"name: B\nbody: |\n  One.\n\n  {text}\n{SOURCES}"
    messages = errors(library({"data/books/b.yml": book, "content/more.md": f"{PAGE}One.\n\n{text}\n"}))
    assert [line.partition(what)[0] for line in messages] == ["content/more.md:7: ", "data/books/b.yml:5: "]
    assert not [line for line in messages if "617" in line or "jane" in line]


@pytest.mark.parametrize(
    "text",
    [
        "Call or text 988, or 911.",
        "It is NCJ 252970, of 2026-11-21, from 2024 to 2026.",
        "It got 2,024,200,000 dollars.",
        "See https://example.gov/617-555-0100/jane@example.gov.",
        "Number 1-978-0-306-40615-7.",
    ],
)
def test_other_numbers_and_addresses_are_allowed(library: Library, text: str):
    assert errors(library({"content/more.md": f"{PAGE}{text}\n"})) == []


def test_contacts_in_the_settings_are_allowed_in_any_format(library: Library):
    """The numbers of public services, and the links of the settings."""
    site = SITE.replace("tel:555", "tel:1-617-555-0199") + "public_contacts:\n- 1-617-555-0100\n- Desk@example.gov\n"
    text = "Call (617) 555-0100 or [this](tel:617-555-0199), or write to desk@example.gov."
    assert errors(library({"data/site.yml": site, "content/more.md": f"{PAGE}{text}\n"})) == []


@pytest.mark.parametrize(
    "files",
    [
        {"data/synonyms.yml": "groups:\n- - tide\n  - jane@example.gov\n"},
        {"content/more.md": PAGE.replace("title: More", "title: More\nmenu_title: Call 617–555–0100") + "One.\n"},
        {"content/more.md": PAGE.replace("title: More", "title: More\nalso_asked:\n- 617 / 555 / 0100") + "One.\n"},
    ],
    ids=["settings", "a menu", "searches"],
)
def test_a_contact_is_an_error_wherever_readers_can_find_it(library: Library, files: Files):
    [message] = errors(library(files))
    assert message.startswith(f"{next(iter(files))}:")
    assert message.endswith("[private-contact]")


def test_a_field_for_an_email_address_may_contain_one(tmp_path):
    """Its kind requires consent."""
    files = minimal_project(KINDS)
    site = files["data/sites/minimal.yml"].replace("status: public_source", "status: agreed\n  on: 2026-01-05")
    site = f"contact:\n  role: Peer office\n  email: peers@example.org\n{site}"
    _, problems = open_project(lay(tmp_path, files, {"data/sites/minimal.yml": site}), KINDS)
    assert not [line for line in lines(problems) if "private-contact" in line]
