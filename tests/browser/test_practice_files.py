"""Practice answers as a file: saved, opened again, and rejected with a reason if it is another kind of file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from practice_page import (
    ADDRESS,
    DRAFT,
    button,
    field,
    fill,
    notices,
    open_page,
    question_of,
    read_answers,
    saved_record,
    turn_on_saving,
)


@pytest.fixture
def offline_tab(open_tab, offline):
    """A tab with the unpacked offline copy."""
    return open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")


def file_text(answers: Any, **changes: Any) -> str:
    """Return the text of a file as the page saves it."""
    file = {
        "format": "prss-practice-answers",
        "pathway": "mentee",
        "version": 1,
        "saved": "2026-11-21T20:04:00.000Z",
        "answers": answers,
    }
    return json.dumps({**file, **changes})


def save(page: Page) -> tuple[str, dict[str, Any]]:
    """Save the answers, and return the name and the content of the file."""
    with page.expect_download() as download:
        button(page, "Save my answers as a file").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def choose(page: Page, text: str | bytes, name: str = "answers.json") -> None:
    """Choose a file to open."""
    content = text.encode() if isinstance(text, str) else text
    page.get_by_label("Open a file you saved here").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )


def test_a_saved_file_can_be_opened_again(tab, open_tab, server):
    """On another device too, and without any request to the server."""
    page = open_page(tab)
    fill(page, DRAFT)
    asked = len(server.asked)
    name, file = save(page)
    assert name == "practice-answers-mentee.json"
    assert sorted(file) == ["answers", "format", "pathway", "saved", "version"]
    assert (file["format"], file["pathway"], file["version"]) == ("practice-answers", "mentee", 1)
    assert file["answers"] == DRAFT
    assert server.asked[asked:] == []
    assert tab.faults == []
    other = open_tab()
    page = open_page(other)
    choose(page, json.dumps(file))
    expect(notices(page)).to_contain_text(re.compile(r"^Opened 6 answers from the file saved on .+\."))
    assert read_answers(page) == DRAFT
    expect(page.locator(".practice-state[data-section=program]")).to_have_text("In progress")
    assert saved_record(page) is None
    assert save(page)[1]["answers"] == DRAFT
    button(page, "Undo").click()
    assert read_answers(page) == {}
    assert other.faults == []


def test_answers_on_the_page_are_replaced_only_after_confirmation(tab):
    page = open_page(tab)
    field(page, "goals").fill("To learn")
    turn_on_saving(page)
    choose(page, file_text(DRAFT))
    expect(notices(page)).to_contain_text("Replace the answers on this page")
    assert "Replace the answers" in page.evaluate("document.activeElement.textContent")
    button(page, "Keep my answers").click()
    assert read_answers(page) == {"goals": "To learn"}
    expect(notices(page)).to_have_count(0)
    choose(page, file_text(DRAFT))
    button(page, "Replace my answers").click()
    assert read_answers(page) == DRAFT
    assert saved_record(page)["answers"] == DRAFT
    button(page, "Undo").click()
    assert read_answers(page) == {"goals": "To learn"}
    assert saved_record(page)["answers"] == {"goals": "To learn"}
    assert tab.faults == []


WRONG_FILES = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "It is damaged or is not a practice answers file."),
    "an empty file": ("", "It is damaged or is not a practice answers file."),
    "half of a file": (file_text(DRAFT)[:200], "It is damaged or is not a practice answers file."),
    "another program's data": ('{"name": "package"}', "It is damaged or is not a practice answers file."),
    "a list": ("[1, 2]", "It is damaged or is not a practice answers file."),
    "nothing": ("null", "It is damaged or is not a practice answers file."),
    "another format": (file_text(DRAFT, format="geo"), "It is damaged or is not a practice answers file."),
    "another pathway": (
        file_text(DRAFT, pathway="mentor"),
        "It has answers for “Mentor site”. The questions on this page are for “Mentee site”. "
        "Open it on the practice page for “Mentor site”.",
    ),
    "a version in words": (file_text(DRAFT, version="one"), "Its version is “one”. It should be a whole number"),
    "half a version": (file_text(DRAFT, version=1.5), "Its version is “1.5”."),
    "no version": (file_text(DRAFT, version=None), "Its version is “null”."),
    "no date": (file_text(DRAFT, saved="yesterday"), "The date it was saved is “yesterday”, which is not a date."),
    "no answers": (file_text(None), "It is damaged or is not a practice answers file."),
    "answers in a list": (file_text(["a"]), "It is damaged or is not a practice answers file."),
    "a number for an answer": (file_text({"goals": 4}), "Its answer to “goals” is not text."),
    "an answer within another": (file_text({"goals": {"a": "b"}}), "Its answer to “goals” is not text."),
    "a number among choices": (file_text({"community": ["City", 4]}), "Its answer to “community” is not text."),
    "others that are no texts": (file_text(DRAFT, others={"old": 4}), "Its answer to “old” is not text."),
    "a file too large": (
        file_text({"goals": "x" * 2 * 1024 * 1024}),
        "It is 2.0 MB. Files saved from this page are never larger than 1 MB.",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG_FILES.values(), ids=WRONG_FILES.keys())
def test_a_wrong_file_is_rejected_and_changes_nothing(tab, text, message):
    """With the reason. The focus moves to the notice, and back to the file input when it is closed."""
    page = open_page(tab)
    fill(page, DRAFT)
    choose(page, text, "holiday.json")
    expect(notices(page)).to_contain_text("“holiday.json” could not be opened.")
    expect(notices(page)).to_contain_text(message)
    expect(notices(page)).to_contain_text("Nothing on this page was changed.")
    expect(notices(page)).to_be_focused()
    assert read_answers(page) == DRAFT
    button(page, "Close").click()
    expect(page.locator("#keep-file")).to_be_focused()
    expect(notices(page)).to_have_count(0)
    assert tab.faults == []


def test_a_long_value_is_shortened_in_the_message(tab):
    page = open_page(tab)
    choose(page, file_text({}, format="x" * 5000))
    expect(notices(page)).to_be_focused()
    assert len(notices(page).inner_text()) < 400


def test_answers_to_unknown_questions_are_listed_and_kept(tab):
    page = open_page(tab)
    choose(page, file_text({**DRAFT, "budget": "Ten dollars", "sessions": "perhaps"}, version=3))
    notice = notices(page).filter(
        has_text="The file also has answers to questions that are not on this page: sessions, budget."
    )
    expect(notice).to_have_count(1)
    expect(page.get_by_label("Answers to earlier questions")).to_have_value(
        "sessions:\nperhaps\n\nbudget:\nTen dollars"
    )
    assert save(page)[1]["others"] == {"sessions": "perhaps", "budget": "Ten dollars"}


def test_html_in_a_file_is_shown_as_text(tab):
    page = open_page(tab)
    choose(page, file_text({"goals": "<img src=x onerror=alert(1)>", "<b>x</b>": "<script>alert(1)</script>"}))
    expect(field(page, "goals")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator(".practice b, .practice img").count() == 0
    page.emulate_media(media="print")
    expect(question_of(page, "goals").locator(".practice-given")).to_have_text("<img src=x onerror=alert(1)>")
    assert tab.faults == []


def test_everything_works_in_the_offline_copy(offline_tab):
    """Saving, restoring and opening files work in the unpacked offline copy, without a server."""
    page = open_page(offline_tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    page.reload()
    expect(notices(page)).to_contain_text("are back")
    assert read_answers(page) == DRAFT
    name, file = save(page)
    assert name == "practice-answers-mentee.json"
    button(page, "Erase now").first.click()
    assert read_answers(page) == {}
    choose(page, json.dumps(file))
    expect(notices(page)).to_contain_text("Opened 6 answers")
    assert read_answers(page) == DRAFT
    button(page, "Copy this part as text : Your peer program").click()
    assert page.url == f"{offline_tab.root}{ADDRESS}index.html"
    page.get_by_role("link", name="Can we take part? See the checklist").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Can we take part?")
    assert offline_tab.faults == []
