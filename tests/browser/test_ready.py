"""The checklist "Can we take part?": three answers to each criterion, a summary without a score, nothing saved."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from site_fixture import assert_none

LEARNING, MENTOR = "apply/mentee/ready/", "apply/mentor/ready/"

ADVOCACY = (
    "Speak up for the value of peer support within the larger context of behavioral health, "
    "recovery-oriented systems of care, criminal justice and/or child welfare"
)
TRAINING = "Provide (or require) training for peers in core competencies (basic) and specialized skills (advanced)"

SCORES = re.compile(r"\d+ ?%|\d+ (of|out of) \d+|\bscore:|you fit|you are ready|\beligible\b", re.IGNORECASE)
"""Words that would score a team."""


def open_page(tab: Any, address: str = MENTOR) -> Page:
    """Open the page and wait until its script has run."""
    page: Page = tab.go(address)
    expect(page.locator(".ready.is-live")).to_be_attached()
    return page


def item(page: Page, name: str) -> Locator:
    """Return the element of a criterion."""
    return page.locator(f"[data-criterion={name}]")


def answer(page: Page, **answers: str) -> None:
    """Answer criteria: each keyword is an id, each value the label of an answer."""
    for name, label in answers.items():
        item(page, name.replace("_", "-")).get_by_label(label).check()


def group(page: Page, heading: str) -> list[str]:
    """Return the criteria under a heading of the summary."""
    texts: list[str] = page.locator(f".ready-groups h3:text-is('{heading}') + ul > li > p").all_inner_texts()
    return texts


def test_each_criterion_has_its_reason_and_help(tab, site):
    """With reason, examples, resources, example sites, what to ask, and three answers, none of them checked."""
    catalog = site.project.catalog
    for pathway in catalog.all("pathways"):
        page = open_page(tab, f"apply/{pathway.slug}/ready/")
        criteria = [criterion for criterion in pathway.criteria if criterion.basis != "reported"]
        assert page.locator(".ready-item h3").all_inner_texts() == [criterion.text for criterion in criteria]
        for criterion in criteria:
            shown = item(page, criterion.id)
            assert shown.get_by_role("radio").evaluate_all("all => all.map(one => one.checked)") == [False] * 3
            assert shown.locator("label").all_inner_texts() == ["We can show this", "Not yet", "Not sure"]
            for words in filter(None, (criterion.why, *criterion.evidence, criterion.ask)):
                expect(shown).to_contain_text(words)
            links = shown.locator("dl a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            linked = [
                *catalog.many("resources", criterion.resources),
                *catalog.many("sites", criterion.shown_by),
            ]
            assert links == [f"../../../{catalog.url(record)}" for record in linked]
            expect(shown.locator("fieldset")).to_have_accessible_name(f"Can you show this? {criterion.text}")


def test_the_page_says_what_each_list_is_based_on(tab):
    expect(open_page(tab, LEARNING).locator("section[aria-labelledby=asked]")).to_contain_text(
        "Based on Bureau of Justice Assistance (BJA), COSSUP"
    )
    expect(open_page(tab).locator("section[aria-labelledby=sought-2019]")).to_contain_text(
        "The 2019 call for applications listed these 12 qualities. Ask the program whether they still apply."
    )


@pytest.mark.content
def test_the_summary_shows_only_answered_criteria(tab):
    """The summary grows with each answer."""
    page = open_page(tab)
    result = page.locator(".ready-result")
    expect(result).to_contain_text("No answers yet.")
    expect(result.locator("h3")).to_have_count(0)
    answer(page, advocacy="We can show this", training="Not yet")
    expect(result).to_contain_text("Answered: 2. Skipped: 10.")
    assert group(page, "What you already have") == [ADVOCACY]
    assert group(page, "What to work on") == [TRAINING]
    assert group(page, "What to find out") == []
    work = result.locator(".ready-open > li")
    expect(work.get_by_role("link", name="Virginia DOC")).to_be_visible()
    expect(work).to_contain_text("HHS Publishes National Model Standards")
    expect(work).to_contain_text("Does state certification count as core training?")
    answer(page, training="Not sure")
    assert group(page, "What to work on") == []
    assert group(page, "What to find out") == [TRAINING]
    expect(result).to_contain_text("Only the program decides who takes part.")
    expect(page.get_by_role("status")).to_have_text("Answered: 2. Skipped: 10.")
    assert tab.faults == []


@pytest.mark.parametrize("words", ["We can show this", "Not yet", "Not sure"])
def test_answers_never_lead_to_a_score(tab, words):
    page = open_page(tab)
    for shown in page.locator(".ready-item").all():
        shown.get_by_label(words).check()
    text = page.locator("#main").inner_text()
    assert SCORES.findall(text) == []
    assert text.count("Only the program decides who takes part.") == 2


def test_start_over_clears_all_answers_and_can_be_undone(tab):
    page = open_page(tab)
    answer(page, advocacy="We can show this", training="Not yet")
    page.get_by_role("button", name="Start over").press("Enter")
    expect(page.locator(".ready-item :checked")).to_have_count(0)
    expect(page.locator(".ready-result")).to_contain_text("No answers yet.")
    assert "Your answers were cleared." in page.evaluate("document.activeElement.textContent")
    expect(page.locator(".undo-notice")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ready-item :checked")).to_have_count(2)
    assert group(page, "What to work on") == [TRAINING]


def test_answers_are_saved_nowhere(tab, server):
    tab.page.clock.install()
    page = open_page(tab)
    asked, requests = len(server.asked), len(tab.requests)
    answer(page, advocacy="We can show this", training="Not yet")
    page.clock.run_for(5000)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]") == [0, 0, 0]
    assert page.url == f"{tab.root}{MENTOR}"
    assert server.asked[asked:] == []
    assert tab.requests[requests:] == []
    tab.page.context.new_page().goto(f"{tab.root}{MENTOR}")
    expect(tab.page.context.pages[-1].locator(".ready-item :checked")).to_have_count(0)
    assert tab.faults == []


def test_answers_are_still_there_after_following_a_link_and_going_back(tab):
    page = open_page(tab)
    answer(page, advocacy="We can show this", training="Not yet")
    page.locator(".ready-result a[href^='../']").first.click()
    expect(page.locator(".ready")).to_have_count(0)
    page.go_back()
    expect(page.locator(".ready-item :checked")).to_have_count(2)
    assert group(page, "What to work on") == [TRAINING]


@pytest.mark.content
def test_it_prints_as_a_page_for_a_meeting(tab):
    """With the answers marked, a line for notes and all help. Without answers, there is no summary."""
    page = open_page(tab)
    page.emulate_media(media="print")
    expect(page.locator(".ready-result")).to_be_hidden()
    page.emulate_media(media="screen")
    answer(page, advocacy="We can show this", training="Not yet")
    page.emulate_media(media="print")
    expect(page.locator("#main button:visible, #main input:visible")).to_have_count(0)
    expect(page.locator(".ready-print .is-marked")).to_have_text(["We can show this", "Not yet"])
    expect(page.locator(".ready-notes:visible")).to_have_count(12)
    expect(item(page, "partners")).to_contain_text("Winthrop CLEAR")
    expect(page.locator(".ready-help:visible")).to_have_count(13)
    expect(page.locator(".ready-result")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_without_scripts_there_is_a_box_for_each_answer(open_tab):
    tab = open_tab(width=320, java_script_enabled=False)
    for address, number in ((LEARNING, 6), (MENTOR, 12)):
        page = tab.go(address)
        expect(page.locator(".ready-print li:visible")).to_have_count(3 * number)
        expect(page.locator(".ready-ask:visible")).to_have_count(number)
        expect(page.locator("#main button:visible, #main input:visible")).to_have_count(0)
        expect(page.locator(".ready-result")).to_be_hidden()
        assert_none([*tab.measure("sideways"), *tab.measure("clipped"), *tab.measure("dead"), *tab.faults])


@pytest.mark.content
def test_it_works_in_the_offline_copy(open_tab, offline):
    tab = open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")
    page = open_page(tab)
    answer(page, training="Not yet")
    page.locator(".ready-result").get_by_role("link", name="Virginia DOC").click()
    expect(page).to_have_url(f"{tab.root}sites/virginia-doc/index.html")
    assert tab.faults == []


def test_on_a_phone_help_appears_with_the_answer(open_tab):
    page = open_page(open_tab(width=320))
    help_ = item(page, "training").locator(".ready-help")
    expect(help_).to_be_hidden()
    answer(page, training="Not yet")
    expect(help_).to_be_visible()
    answer(page, training="We can show this")
    expect(help_).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme", "other"), [(320, "light", "dark"), (1280, "dark", "light")])
def test_everyone_can_use_it(open_tab, width, scheme, other):
    """No axe violation, and nothing cut off, hidden or too small, with and without answers, on any screen size.

    Contrast and focus rings in both schemes on each screen; nothing else depends on both at once.
    """
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    for address in (LEARNING, MENTOR):
        page = open_page(tab, address)
        assert_none(problems_on(tab, scheme, other))
        for number, words in enumerate(("We can show this", "Not yet", "Not sure")):
            page.locator(".ready-item").nth(number).get_by_label(words).check()
        assert_none(problems_on(tab, scheme, other))
        page.keyboard.press("Tab")
        for name in (other, scheme):
            page.emulate_media(color_scheme=name)
            assert_none(tab.measure("ringless"))


def problems_on(tab: Any, scheme: str, other: str) -> list[str]:
    """Return the problems of the page as it is now, with its contrast in both schemes."""
    rules = ("sideways", "clipped", "small", "unlined")
    problems = [*tab.axe(), *(problem for rule in rules for problem in tab.measure(rule))]
    tab.page.emulate_media(color_scheme=other)
    problems += tab.measure("faint")
    tab.page.emulate_media(color_scheme=scheme)
    return [*problems, *tab.faults]


def test_targets_are_large_on_phones(open_tab):
    page = open_page(open_tab(width=320))
    small = page.locator(".ready label.choice, .ready button").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML)"
    )
    assert_none(small)
