"""Learn or mentor? Four cards, and questions that help readers choose one of them, also without scripts."""

import pytest
from playwright.sync_api import Page, expect


def open_questions(tab, fragment: str = "") -> Page:
    """Open the page and expand its questions."""
    page: Page = tab.go(f"apply/{fragment}")
    page.locator(".picker-fold > summary").click()
    return page


def answer(page: Page, label: str) -> None:
    """Choose an answer and select Next."""
    page.get_by_role("radio", name=label).check()
    page.get_by_role("button", name="Next").press("Enter")


def visible_titles(page: Page) -> list[str]:
    """Return the titles of the visible cards."""
    return [str(title) for title in page.locator(".picker-exits > li:visible h3").all_inner_texts()]


EXITS = [
    (["A program or an organization", "We are planning one"], "Become a mentee site", "/apply/mentee/"),
    (["A program", "We already have peers", "Share how we work"], "Become a mentor site", "/apply/mentor/"),
    (["A program", "Hard to say"], "Talk to the program first", "/apply/#talk-to-the-program-first"),
    (
        ["A program", "We already have peers", "Both, or not sure"],
        "Talk to the program first",
        "/apply/#talk-to-the-program-first",
    ),
    (["Me, or someone I care about"], "Help for you or someone you love", "/help/"),
]


@pytest.mark.parametrize(("answers", "title", "address"), EXITS)
def test_each_series_of_answers_leads_to_a_card_with_a_link(tab, server, answers, title, address):
    page = open_questions(tab)
    for label in answers:
        answer(page, label)
    expect(page.locator(".picker-exits > li:visible h3")).to_have_text([title])
    heading = page.locator(".picker").get_by_role("heading", name=title)
    expect(heading).to_be_focused()
    link = page.locator(".picker-exits > li:visible a")
    assert link.evaluate("link => link.href") == f"{server.url.rstrip('/')}{address}"
    assert tab.faults == []
    assert not [path for path in server.asked if "?" in path]


def test_four_cards_come_first_and_the_questions_are_collapsed(tab):
    page = tab.go("apply/")
    assert len(visible_titles(page)) == 4
    expect(page.locator(".picker-fold")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("button", name="Start over")).to_be_hidden()


def test_next_without_an_answer_shows_an_error(tab):
    page = open_questions(tab)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_have_text("Choose an answer, then select Next.")
    expect(page.get_by_role("radio").first).to_be_focused()


def test_the_back_buttons_of_the_page_and_the_browser_undo_an_answer(tab):
    page = open_questions(tab)
    answer(page, "A program")
    expect(page.locator("legend", has_text="How far along is your peer program?")).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("radio", name="Me, or someone")).to_be_visible()
    answer(page, "A program")
    answer(page, "We already have peers")
    page.go_back()
    expect(page.get_by_role("radio", name="We already have peers")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("radio", name="Me, or someone")).to_be_visible()


def test_answers_can_be_shared_by_link_and_cleared(tab):
    page = tab.go("apply/#for=2")
    assert visible_titles(page) == ["Help for you or someone you love"]
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("legend", has_text="Who is this for?")).to_be_focused()
    page = tab.go("apply/#for=2")
    page.get_by_role("button", name="Show all options").click()
    assert len(visible_titles(page)) == 4
    expect(page.locator(".picker-exits h3").first).to_be_focused()
    assert page.url == f"{tab.root}apply/#"


@pytest.mark.parametrize(
    "fragment", ["#for=9", "#for=x", "#stage=1", "#=", "#for", "#talk-to-the-program-first", '#for=1"]']
)
def test_an_invalid_fragment_shows_the_first_question(tab, fragment):
    page = open_questions(tab, fragment)
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    assert len(visible_titles(page)) == 4
    assert tab.faults == []


def test_without_scripts_all_cards_and_questions_are_on_the_page(open_tab):
    page = open_tab(java_script_enabled=False).go("apply/")
    assert len(visible_titles(page)) == 4
    page.locator(".picker-fold > summary").click()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    steps = page.locator(".picker-list > li")
    expect(steps).to_have_count(3)
    targets = page.locator(".picker-list a").evaluate_all("all => all.map(link => link.hash)")
    assert set(targets) == {
        *("#picker-stage", "#picker-wish"),
        *("#exit-learn", "#exit-mentor", "#exit-talk", "#exit-help"),
    }
    assert missing(page, targets) == []


def missing(page: Page, targets: list[str]) -> list[str]:
    """Return the fragments that name no element of the page."""
    return [target for target in targets if page.locator(target).count() != 1]


def test_it_works_in_the_offline_copy(open_tab, offline):
    tab = open_tab(root=f"file://{offline.folder}/", home="index.html")
    page = open_questions(tab)
    for label in EXITS[1][0]:
        answer(page, label)
    page.locator(".picker-exits > li:visible a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Become a mentor site")
    assert tab.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_step_passes_axe_on_a_small_screen(open_tab, scheme):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    page = open_questions(tab)
    for label in EXITS[1][0]:
        assert tab.axe() == []
        answer(page, label)
    assert tab.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
