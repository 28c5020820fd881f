"""Practice answers: answering, checking and printing. Nothing is saved unless the reader turns saving on."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from practice_page import (
    ADDRESS,
    ADDRESSES,
    BACKUP_TEXTS,
    DRAFT,
    button,
    field,
    fill,
    open_page,
    question_of,
    saving_checkbox,
)
from site_fixture import assert_none

NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
"""Simulates a page without HTTPS."""

KEEP_COPIED = "document.addEventListener('copy', () => { window.copied = document.activeElement.value; });"
"""Keeps the text that is copied with the selection, since the clipboard cannot be read."""

NO_COPYING = f"{NO_CLIPBOARD} Document.prototype.execCommand = () => false;"
"""Simulates a browser that does not allow copying at all."""

# ---- word count ----


def test_the_word_count_updates_while_typing_and_nothing_is_cut_off(tab):
    page = open_page(tab)
    count = page.locator("#q-visit-count")
    expect(count).to_have_text("0 of 30 words.")
    field(page, "visit").fill("the director, two peers")
    expect(count).to_have_text("4 of 30 words.")
    field(page, "visit").fill("word " * 32)
    expect(count).to_have_text("32 words, 2 over the limit of 30.")
    expect(count).to_have_class(re.compile("over"))
    assert field(page, "visit").input_value() == "word " * 32
    expect(page.get_by_role("status")).to_contain_text("32 words, 2 over the limit of 30.")


# ---- the questions ----


@pytest.mark.parametrize("slug", ["mentee", "mentor"])
def test_every_question_of_the_record_can_be_answered(tab, site, slug):
    """With its reason, hint, limit, and whether it is optional."""
    page = open_page(tab, f"apply/{slug}/practice/")
    practice = site.project.catalog.get("pathways", slug).practice
    assert page.locator("h2[id^=s-]").all_text_contents() == [
        f"Part {number} of {len(practice.sections)}: {section.title}"
        for number, section in enumerate(practice.sections, 1)
    ]
    for question in (question for section in practice.sections for question in section.questions):
        shown = question_of(page, question.id)
        words = shown.inner_text()
        assert question.text in words
        assert f"Why we ask: {question.why}" in words
        assert (question.hint or "") in words
        assert ("Recommended" in words, "Optional" in words) == (question.required, not question.required)
        assert not question.words or f"p to {question.words} words" in words
        role = {"yes_no": "radio", "choice": "radio", "choices": "checkbox"}.get(question.kind, "textbox")
        names = list(question.choices) or ["Yes", "No"] if role != "textbox" else [question.text]
        assert [item.count() for item in (shown.get_by_role(role, name=name) for name in names)] == [1] * len(names)
        field(page, question.id).focus()
        assert shown.evaluate("part => part.contains(document.activeElement)")


def test_the_page_says_what_it_is_and_what_not_to_write(tab):
    page = open_page(tab)
    main = page.locator("#main")
    expect(main).to_contain_text("Practice questions, not the official application.")
    expect(main).to_contain_text("not about the people you serve")
    expect(main).to_contain_text("is not sent anywhere and never appears in this page’s web address")
    expect(main).to_contain_text("Anyone who uses this browser on this device can read your saved answers.")


def test_a_choice_can_be_cleared(tab):
    page = open_page(tab)
    unset = button(page, "Clear this answer : Can everyone join a virtual session about once a month?")
    expect(unset).to_be_hidden()
    field(page, "sessions").check()
    unset.press("Enter")
    expect(field(page, "sessions")).not_to_be_checked()
    expect(field(page, "sessions")).to_be_focused()
    expect(unset).to_be_hidden()


def test_the_list_of_parts_shows_the_progress_of_each(tab):
    """In words and with a symbol. A part is complete when no required answer is missing or too long."""
    page = open_page(tab)
    state = page.locator(".practice-state[data-section=team]")
    expect(state).to_have_text("Not started")
    signs = {state.evaluate("one => getComputedStyle(one, '::before').content")}
    field(page, "team-size").fill("four")
    expect(state).to_have_text("In progress")
    signs.add(state.evaluate("one => getComputedStyle(one, '::before').content"))
    answers = {"roles": "A director", "sessions": "no", "visit": "A peer", "workplan": "The director", "team-size": "4"}
    fill(page, answers)
    expect(state).to_have_text("Complete")
    signs.add(state.evaluate("one => getComputedStyle(one, '::before').content"))
    assert len(signs) == 3
    field(page, "visit").fill("word " * 31)
    expect(state).to_have_text("In progress")
    page.get_by_role("link", name="Your team and your time").click()
    assert page.url.endswith("#s-team")


# ---- the check ----


def test_the_check_lists_missing_answers_and_works_by_keyboard(tab):
    """The summary is an alert and gets the focus. Each link leads to a field with an error message of its own."""
    page = open_page(tab)
    title = page.title()
    fill(page, {**DRAFT, "team-size": "four", "visit": "word " * 31})
    button(page, "Check my answers").press("Enter")
    summary = page.locator(".practice-faults")
    heading = page.get_by_role("heading", name="8 answers need another look")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.get_by_role("alert").filter(has=heading)).to_have_count(1)
    assert page.title() == f"Error: {title}"
    links = summary.get_by_role("link").all_inner_texts()
    assert "How many people will be on your team? Write a whole number, such as 3." in links
    assert "Who would travel to the site visit? Cut 1 word: the limit is 30." in links
    assert not [text for text in links if text.startswith("What do you want to be different")]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    partners = field(page, "partners")
    expect(partners).to_be_focused()
    expect(partners).to_be_in_viewport()
    expect(page.locator("[for=q-partners]")).to_be_in_viewport()
    expect(partners).to_have_attribute("aria-invalid", "true")
    expect(partners).to_have_accessible_description(re.compile("^Write an answer Why we ask"))
    assert tab.faults == []


@pytest.mark.parametrize(("written", "named"), [("0", True), ("2", True), ("3", False), ("5", False), ("7", True)])
def test_a_number_outside_the_published_range_is_an_error(tab, written, named):
    page = open_page(tab)
    field(page, "team-size").fill(written)
    button(page, "Check my answers").press("Enter")
    links = page.locator(".practice-faults").get_by_role("link").all_inner_texts()
    expected = "How many people will be on your team? Check this number: the program asks for 3 to 5."
    assert (expected in links) is named
    assert any(text.startswith("How many people") for text in links) is named


def test_a_fixed_error_disappears_at_once(tab):
    page = open_page(tab)
    title = page.title()
    fill(page, {name: answer for name, answer in whole_draft().items() if name not in ("sessions", "community")})
    button(page, "Check my answers").click()
    group, boxes = question_of(page, "sessions"), question_of(page, "community")
    expect(group).to_have_attribute("aria-invalid", "true")
    expect(group).to_have_accessible_description(re.compile("^Choose one Why"))
    expect(boxes.locator("[aria-invalid=true]")).to_have_count(6)
    page.locator(".practice-faults a").first.click()
    expect(field(page, "community")).to_be_focused()
    page.keyboard.press("Space")
    expect(boxes.locator("[aria-invalid]")).to_have_count(0)
    expect(page.get_by_role("heading", name="1 answer needs another look")).to_be_visible()
    field(page, "sessions").check()
    expect(page.locator(".practice-faults")).to_be_hidden()
    expect(page.locator(".practice-fault:visible")).to_have_count(0)
    assert page.title() == title
    button(page, "Check my answers").click()
    expect(page.locator(".practice-done")).to_be_focused()
    expect(page.locator(".practice-done")).to_contain_text("Only the program decides")


def whole_draft() -> dict[str, Any]:
    """Return an answer to each required question."""
    texts = ("partners", "program-type", "focus", "goals", "roles", "workplan")
    return {**DRAFT, **{name: f"About {name}" for name in texts}}


# ---- privacy ----


def test_nothing_is_requested_saved_or_added_to_the_url(tab, server):
    """While saving is off, what is typed leaves no trace on the device, in the URL or on the server."""
    tab.page.clock.install()
    page = open_page(tab)
    asked, requests = len(server.asked), len(tab.requests)
    fill(page, DRAFT)
    button(page, "Check my answers").click()
    page.clock.run_for(5000)
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert page.evaluate("indexedDB.databases().then(all => all.length)") in (0, 1)
    assert page.evaluate(BACKUP_TEXTS) == []
    assert page.evaluate("document.cookie") == ""
    assert page.url == f"{tab.root}{ADDRESS}"
    assert server.asked[asked:] == []
    assert tab.requests[requests:] == []
    expect(page.locator(".practice-bar")).to_contain_text(
        "Not saved. Your answers will be lost when you leave this page."
    )
    assert tab.faults == []


def test_the_enter_key_submits_no_form(tab):
    page = open_page(tab)
    field(page, "team-size").fill("4")
    field(page, "team-size").press("Enter")
    expect(field(page, "team-size")).to_be_focused()
    assert page.url == f"{tab.root}{ADDRESS}"
    expect(page.locator(".practice-faults")).to_be_hidden()


def test_leaving_with_unsaved_answers_asks_first(tab):
    """By the browser, and only if something would be lost."""
    page = open_page(tab)
    field(page, "goals").click()
    page.keyboard.type("To learn")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert not page.is_closed()
    assert [error for error in tab.errors if error.startswith("dialog:")]
    saving_checkbox(page).check()
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_a_part_is_copied_as_text(open_tab):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = open_page(tab)
    fill(page, DRAFT)
    button(page, "Copy this part as text : Your team and your time").click()
    expect(page.get_by_role("status")).to_contain_text("Copied: Your team and your time")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Your team and your time\n\nWhich roles will be on your team?\n[Not answered]\n\n"
        "How many people will be on your team?\n4\n\nCan everyone join a virtual session about once a month?\nYes\n\n"
        "Who would travel to the site visit?\nThe director & one peer\n\n"
        "Who will write the workplan, and who will approve it?\n[Not answered]\n"
    )


def test_without_https_a_part_is_copied_too(open_tab):
    tab = open_tab(before=f"{NO_CLIPBOARD} {KEEP_COPIED}")
    page = open_page(tab)
    fill(page, DRAFT)
    copy = button(page, "Copy this part as text : Your organization and community")
    copy.click()
    expect(page.get_by_role("status")).to_contain_text("Copied: Your organization and community")
    assert DRAFT["organization"] in page.evaluate("window.copied")
    expect(copy).to_be_focused()
    assert tab.faults == []


def test_without_clipboard_access_the_text_is_shown_to_copy(open_tab):
    tab = open_tab(before=NO_COPYING)
    page = open_page(tab)
    fill(page, DRAFT)
    button(page, "Copy this part as text : Your organization and community").click()
    shown = page.get_by_label("Your browser could not copy the text. Copy it here:")
    expect(shown).to_be_focused()
    assert shown.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == shown.input_value()
    assert DRAFT["organization"] in shown.input_value()
    assert "Rural area\nSmall town" in shown.input_value()
    assert tab.faults == []


# ---- printing ----


def test_the_printout_has_all_answers_and_lines_for_missing_ones(tab):
    page = open_page(tab)
    fill(page, {**DRAFT, "organization": "A long line of words. " * 60})
    button(page, "Check my answers").click()
    page.emulate_media(media="print")
    main = page.locator("#main")
    expect(main).to_contain_text("Practice questions, not the official application.")
    for name in (
        "button",
        "input",
        "textarea",
        ".practice-faults",
        ".practice-keep",
        ".practice-bar",
        ".practice-fault",
    ):
        assert main.locator(f"{name}:visible").count() == 0, name
    shown = question_of(page, "organization").locator(".practice-given")
    assert shown.inner_text().strip() == ("A long line of words. " * 60).strip()
    assert shown.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    expect(question_of(page, "organization").locator(".pathway-rule:visible")).to_have_count(0)
    expect(question_of(page, "sessions").locator(".is-marked")).to_have_text("Yes")
    assert question_of(page, "community").locator(".is-marked").all_inner_texts() == DRAFT["community"]
    lines = {
        name: question_of(page, name).locator(".pathway-rule:visible").count()
        for name in ("goals", "partners", "workplan")
    }
    assert lines["goals"] > lines["partners"] > lines["workplan"] == 1
    assert page.pdf().startswith(b"%PDF")


def test_without_scripts_the_page_has_all_questions_with_blank_lines(open_tab, site):
    tab = open_tab(width=320, java_script_enabled=False)
    for address in ADDRESSES:
        page = tab.go(address)
        practice = site.project.catalog.get("pathways", address.split("/")[1]).practice
        for question in (question for section in practice.sections for question in section.questions):
            shown = question_of(page, question.id)
            expect(shown).to_contain_text(question.why)
            assert shown.locator(".pathway-rule:visible, .pathway-print-boxes li:visible").count() >= 1
            assert shown.locator("input:visible, textarea:visible").count() == 0
        assert_none([*tab.measure("dead"), *tab.measure("sideways"), *tab.measure("clipped"), *tab.faults])


# ---- appearance ----


def fill_with_errors(page: Page) -> None:
    """Bring the page to a state in which it shows everything that it can show."""
    fill(page, {**DRAFT, "visit": "word " * 31})
    saving_checkbox(page).check()
    page.evaluate("site.practice.draft.replace({ ...site.practice.draft.current(), others: { gone: 'A text' } })")
    # By keyboard, because browsers show the focus ring only then.
    button(page, "Check my answers").press("Enter")


@pytest.mark.parametrize("state", ["empty", "with errors"])
@pytest.mark.parametrize(("width", "scheme", "other"), [(320, "light", "dark"), (1280, "dark", "light")])
def test_everyone_can_use_it(open_tab, state, width, scheme, other):
    """No axe violation, and nothing cut off, hidden or too small, on small and large screens.

    Contrast and focus rings are measured in both color schemes on each screen. Nothing else depends on both.
    """
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    for address in ADDRESSES if state == "empty" else (ADDRESS,):
        page = open_page(tab, address)
        if state == "with errors":
            fill_with_errors(page)
        faults = [fault for name in ("sideways", "clipped", "small", "unlined") for fault in tab.measure(name)]
        faults += [*tab.axe(), *tab.measure("ringless")]
        page.emulate_media(color_scheme=other)
        faults += [*tab.measure("faint"), *tab.measure("ringless")]
        page.emulate_media(color_scheme=scheme)
        assert_none([*faults, *tab.faults])


def test_targets_are_large_on_phones(open_tab):
    tab = open_tab(width=320)
    page = open_page(tab)
    fill_with_errors(page)
    names = "button, label.choice, textarea, nav a, [type=file], [inputmode]"
    small = page.locator(f".practice :is({names})").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML)"
    )
    assert_none(small)


COVERED = """() => {
    const bar = document.querySelector(".practice-bar").getBoundingClientRect();
    /* After the last link, no element has the focus. */
    if (document.activeElement === document.body) { return []; }
    const focused = document.activeElement, box = focused.getBoundingClientRect();
    return !focused.closest(".practice-bar") && box.bottom > bar.top + 1 && box.top < bar.bottom
        ? [focused.outerHTML] : [];
}"""
"""The focused element, if the status bar covers it."""


def test_the_status_bar_never_covers_the_focused_element(open_tab):
    page = open_page(open_tab(width=768, height=600))
    field(page, "organization").fill("We are new")
    covered = []
    for _ in range(40):
        page.keyboard.press("Tab")
        covered += page.evaluate(COVERED)
    assert_none(covered)


def test_it_works_at_400_percent_zoom(open_tab):
    """The status bar does not stick on low screens."""
    tab = open_tab(width=320, height=256)
    page = open_page(tab)
    fill_with_errors(page)
    assert_none(tab.measure("sideways"))
    assert page.locator(".practice-bar").evaluate("bar => getComputedStyle(bar).position") == "static"


def test_states_and_errors_are_visible_in_forced_colors(open_tab):
    tab = open_tab(forced_colors="active")
    page = open_page(tab)
    fill_with_errors(page)
    for name in (".practice-faults", ".is-invalid", "button.second"):
        width = page.locator(name).first.evaluate("one => getComputedStyle(one).borderLeftWidth")
        assert float(width.removesuffix("px")) >= 1
