"""Practice answers as a file: saved, opened again, and refused in plain words where it is another's."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from practice_page import ADDRESS, DRAFT, button, field, fill, keep, kept, note, opened, part, read


@pytest.fixture
def disk(open_tab, offline):
    """A tab on the unpacked zip."""
    return open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")


def whole(answers: Any, **changes: Any) -> str:
    """The text of a file as the page saves it."""
    file = {
        "format": "prss-practice-answers",
        "pathway": "mentee",
        "version": 1,
        "saved": "2026-11-21T20:04:00.000Z",
        "answers": answers,
    }
    return json.dumps({**file, **changes})


def save(page: Page) -> tuple[str, dict[str, Any]]:
    """Save the answers; the name and the content of the file."""
    with page.expect_download() as download:
        button(page, "Save my answers as a file").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def choose(page: Page, text: str | bytes, name: str = "answers.json") -> None:
    """Choose a file to open."""
    content = text.encode() if isinstance(text, str) else text
    page.get_by_label("Open a file you saved here").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )


def test_what_is_saved_can_be_opened_again(tab, open_tab, server):
    """On another device too; nothing is asked of the host."""
    page = opened(tab)
    fill(page, DRAFT)
    asked = len(server.asked)
    name, file = save(page)
    assert name == "practice-answers-mentee.json"
    assert sorted(file) == ["answers", "format", "pathway", "saved", "version"]
    assert (file["format"], file["pathway"], file["version"]) == ("prss-practice-answers", "mentee", 1)
    assert file["answers"] == DRAFT
    assert server.asked[asked:] == []
    assert tab.faults == []
    other = open_tab()
    page = opened(other)
    choose(page, json.dumps(file))
    expect(note(page)).to_contain_text(re.compile(r"^Opened 6 answers from the file saved on .+\."))
    assert read(page) == DRAFT
    expect(page.locator(".practice-state[data-section=program]")).to_have_text("In progress")
    assert kept(page) is None
    assert save(page)[1]["answers"] == DRAFT
    button(page, "Undo").click()
    assert read(page) == {}
    assert other.faults == []


def test_answers_on_the_page_are_replaced_only_on_request(tab):
    page = opened(tab)
    field(page, "goals").fill("To learn")
    keep(page)
    choose(page, whole(DRAFT))
    expect(note(page)).to_contain_text("Replace the answers on this page")
    assert "Replace the answers" in page.evaluate("document.activeElement.textContent")
    button(page, "Keep my answers").click()
    assert read(page) == {"goals": "To learn"}
    expect(note(page)).to_have_count(0)
    choose(page, whole(DRAFT))
    button(page, "Replace my answers").click()
    assert read(page) == DRAFT
    assert kept(page)["answers"] == DRAFT
    button(page, "Undo").click()
    assert read(page) == {"goals": "To learn"}
    assert kept(page)["answers"] == {"goals": "To learn"}
    assert tab.faults == []


WRONG = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "It is damaged or is not a practice answers file."),
    "an empty file": ("", "It is damaged or is not a practice answers file."),
    "half of a file": (whole(DRAFT)[:200], "It is damaged or is not a practice answers file."),
    "another program's data": ('{"name": "package"}', "It is damaged or is not a practice answers file."),
    "a list": ("[1, 2]", "It is damaged or is not a practice answers file."),
    "nothing": ("null", "It is damaged or is not a practice answers file."),
    "another format": (whole(DRAFT, format="geo"), "It is damaged or is not a practice answers file."),
    "another pathway": (
        whole(DRAFT, pathway="mentor"),
        "It has answers for “Mentor site”. The questions on this page are for “Mentee site”. "
        "Open it on the practice page for “Mentor site”.",
    ),
    "a version in words": (whole(DRAFT, version="one"), "Its version is “one”. It should be a whole number"),
    "half a version": (whole(DRAFT, version=1.5), "Its version is “1.5”."),
    "no version": (whole(DRAFT, version=None), "Its version is “null”."),
    "no date": (whole(DRAFT, saved="yesterday"), "The date it was saved is “yesterday”, which is not a date."),
    "no answers": (whole(None), "It is damaged or is not a practice answers file."),
    "answers in a list": (whole(["a"]), "It is damaged or is not a practice answers file."),
    "a number for an answer": (whole({"goals": 4}), "Its answer to “goals” is not text."),
    "an answer within another": (whole({"goals": {"a": "b"}}), "Its answer to “goals” is not text."),
    "a number among choices": (whole({"community": ["City", 4]}), "Its answer to “community” is not text."),
    "others that are no texts": (whole(DRAFT, others={"old": 4}), "Its answer to “old” is not text."),
    "a file too large": (
        whole({"goals": "x" * 2 * 1024 * 1024}),
        "It is 2.0 MB. Files saved from this page are never larger than 1 MB.",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG.keys())
def test_another_file_is_refused_and_changes_nothing(tab, text, message):
    """With what was found and what would be right; the focus goes there, and back to the choice of a file."""
    page = opened(tab)
    fill(page, DRAFT)
    choose(page, text, "holiday.json")
    expect(note(page)).to_contain_text("“holiday.json” could not be opened.")
    expect(note(page)).to_contain_text(message)
    expect(note(page)).to_contain_text("Nothing on this page was changed.")
    expect(note(page)).to_be_focused()
    assert read(page) == DRAFT
    button(page, "Close").click()
    expect(page.locator("#keep-file")).to_be_focused()
    expect(note(page)).to_have_count(0)
    assert tab.faults == []


def test_a_long_value_is_not_repeated_whole(tab):
    page = opened(tab)
    choose(page, whole({}, format="x" * 5000))
    expect(note(page)).to_be_focused()
    assert len(note(page).inner_text()) < 400


def test_answers_to_questions_that_are_not_asked_are_named_and_not_dropped(tab):
    page = opened(tab)
    choose(page, whole({**DRAFT, "budget": "Ten dollars", "sessions": "perhaps"}, version=3))
    told = note(page).filter(
        has_text="The file also has answers to questions that are not on this page: sessions, budget."
    )
    expect(told).to_have_count(1)
    expect(page.get_by_label("Answers to earlier questions")).to_have_value(
        "sessions:\nperhaps\n\nbudget:\nTen dollars"
    )
    assert save(page)[1]["others"] == {"sessions": "perhaps", "budget": "Ten dollars"}


def test_html_in_a_file_is_text(tab):
    page = opened(tab)
    choose(page, whole({"goals": "<img src=x onerror=alert(1)>", "<b>x</b>": "<script>alert(1)</script>"}))
    expect(field(page, "goals")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator(".practice b, .practice img").count() == 0
    page.emulate_media(media="print")
    expect(part(page, "goals").locator(".practice-given")).to_have_text("<img src=x onerror=alert(1)>")
    assert tab.faults == []


def test_it_all_works_from_a_folder(disk):
    """Kept, back, saved and opened in the unpacked zip, without a server."""
    page = opened(disk)
    fill(page, DRAFT)
    keep(page)
    page.reload()
    expect(note(page)).to_contain_text("are back")
    assert read(page) == DRAFT
    name, file = save(page)
    assert name == "practice-answers-mentee.json"
    button(page, "Erase now").first.click()
    assert read(page) == {}
    choose(page, json.dumps(file))
    expect(note(page)).to_contain_text("Opened 6 answers")
    assert read(page) == DRAFT
    button(page, "Copy this part as text : Your peer program").click()
    assert page.url == f"{disk.root}{ADDRESS}index.html"
    page.get_by_role("link", name="Can we take part? See the checklist").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Can we take part?")
    assert disk.faults == []
