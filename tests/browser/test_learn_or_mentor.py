"""Take part: four cards, and for those who are not sure questions that lead to one of them, without scripts too."""

import pytest
from playwright.sync_api import Page, expect


def asked(tab, fragment: str = "") -> Page:
    """The page with its questions open."""
    page: Page = tab.go(f"apply/{fragment}")
    page.locator(".picker-fold > summary").click()
    return page


def answer(page: Page, label: str) -> None:
    """Choose an answer and go on."""
    page.get_by_role("radio", name=label).check()
    page.get_by_role("button", name="Next").press("Enter")


def shown(page: Page) -> list[str]:
    """The titles of the ways in view."""
    return [str(title) for title in page.locator(".picker-exits > li:visible h3").all_inner_texts()]


WAYS = [
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


@pytest.mark.parametrize(("answers", "title", "address"), WAYS)
def test_each_way_ends_with_a_reason_and_a_link(tab, server, answers, title, address):
    page = asked(tab)
    for label in answers:
        answer(page, label)
    expect(page.locator(".picker-exits > li:visible h3")).to_have_text([title])
    heading = page.locator(".picker").get_by_role("heading", name=title)
    expect(heading).to_be_focused()
    link = page.locator(".picker-exits > li:visible a")
    assert link.evaluate("link => link.href") == f"{server.url.rstrip('/')}{address}"
    assert tab.faults == []
    assert not [path for path in server.asked if "?" in path]


def test_four_cards_come_first_and_the_questions_are_folded(tab):
    page = tab.go("apply/")
    assert len(shown(page)) == 4
    expect(page.locator(".picker-fold")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("button", name="Start over")).to_be_hidden()


def test_next_without_an_answer_says_what_to_do(tab):
    page = asked(tab)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_have_text("Choose an answer, then select Next.")
    expect(page.get_by_role("radio").first).to_be_focused()


def test_back_undoes_an_answer_in_the_page_and_in_the_browser(tab):
    page = asked(tab)
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


def test_a_way_can_be_shared_and_begun_again(tab):
    page = tab.go("apply/#for=2")
    assert shown(page) == ["Help for you or someone you love"]
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("legend", has_text="Who is this for?")).to_be_focused()
    page = tab.go("apply/#for=2")
    page.get_by_role("button", name="Show all options").click()
    assert len(shown(page)) == 4
    expect(page.locator(".picker-exits h3").first).to_be_focused()
    assert page.url == f"{tab.root}apply/#"


@pytest.mark.parametrize(
    "fragment", ["#for=9", "#for=x", "#stage=1", "#=", "#for", "#talk-to-the-program-first", '#for=1"]']
)
def test_a_broken_fragment_begins_at_the_first_question(tab, fragment):
    page = asked(tab, fragment)
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    assert len(shown(page)) == 4
    assert tab.faults == []


def test_without_scripts_all_ways_stand_on_the_page(open_tab):
    page = open_tab(java_script_enabled=False).go("apply/")
    assert len(shown(page)) == 4
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
    """The fragments that name no part of the page."""
    return [target for target in targets if page.locator(target).count() != 1]


def test_the_way_works_from_a_disk(open_tab, offline):
    tab = open_tab(root=f"file://{offline.folder}/", home="index.html")
    page = asked(tab)
    for label in WAYS[1][0]:
        answer(page, label)
    page.locator(".picker-exits > li:visible a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Become a mentor site")
    assert tab.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_step_passes_axe_on_a_small_screen(open_tab, scheme):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    page = asked(tab)
    for label in WAYS[1][0]:
        assert tab.axe() == []
        answer(page, label)
    assert tab.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
