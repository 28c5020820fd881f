"""Everything can be done with a keyboard, and it always shows where one is."""

import pytest
from playwright.sync_api import Page, expect

BLOCKED_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}
"""
"""As in a browser whose reader has blocked all site data."""


@pytest.mark.any_records
def test_the_tab_key_walks_through_a_page_and_out_of_it(tab):
    """No part keeps the focus."""
    page = tab.go("questions/")
    targets = page.locator("a[href]:visible, button:visible, input:visible, summary:visible, [tabindex='0']:visible")
    for _ in range(targets.count() + 1):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in ("BODY", "HTML")


# ---- the menu of small screens ----


@pytest.fixture
def phone(open_tab) -> Page:
    """The home page on a small screen."""
    page: Page = open_tab(width=320, height=640).go()
    return page


def menu_of(page: Page):
    """The button and what it opens."""
    return page.locator(".menu-button"), page.locator("#menu")


def test_the_menu_opens_and_closes_by_enter_and_by_space(phone):
    """And says which it is."""
    button, menu = menu_of(phone)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_have_attribute("aria-controls", "menu")
    expect(menu).to_be_hidden()
    button.focus()
    for key in ("Enter", "Space"):
        phone.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(menu.get_by_role("link")).to_have_count(6)
        expect(menu.get_by_role("link").first).to_be_visible()
        phone.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(menu).to_be_hidden()


def test_buttons_are_called_what_they_say(phone):
    """Signs that are drawn before a word are no part of its name, whichever state they show."""
    menu, colors = phone.locator(".menu-button"), phone.locator(".color-button")
    expect(menu).to_have_accessible_name("Menu")
    menu.click()
    expect(menu).to_have_accessible_name("Menu")
    expect(colors).to_have_accessible_name("Dark mode")
    colors.click()
    expect(colors).to_have_accessible_name("Dark mode")


def test_a_closed_menu_takes_no_focus(phone):
    """Tab goes past its links; when it is open, Tab reaches them all."""
    button, menu = menu_of(phone)

    def reached() -> set[str]:
        button.focus()
        found = set()
        for _ in range(12):
            phone.keyboard.press("Tab")
            found.add(
                phone.evaluate("document.activeElement.closest('#menu') ? document.activeElement.textContent : ''")
            )
        return found - {""}

    assert reached() == set()
    button.click()
    expect(menu).to_be_visible()
    assert reached() == set(menu.get_by_role("link").all_inner_texts())


def test_escape_closes_the_menu_and_gives_the_focus_back(phone):
    """From a link within it."""
    button, menu = menu_of(phone)
    button.focus()
    phone.keyboard.press("Enter")
    menu.get_by_role("link").nth(2).focus()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_a_link_of_the_menu_can_be_followed_on_a_small_screen(phone, server):
    """By keyboard alone, from the top of the page."""
    button, menu = menu_of(phone)
    button.focus()
    phone.keyboard.press("Enter")
    menu.get_by_role("link", name="Questions").focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"{server.url}questions/")
    expect(menu_of(phone)[1]).to_be_hidden()


def test_on_a_wide_screen_the_menu_needs_no_button(tab):
    page = tab.go()
    button, menu = menu_of(page)
    expect(button).to_be_hidden()
    expect(menu.get_by_role("link").first).to_be_visible()


# ---- the colors ----


def ground(page: Page) -> str:
    """The color of the page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_colors_are_switched_by_keyboard_and_stay_switched(tab):
    """After a reload, and on other pages."""
    page = tab.go()
    light = ground(page)
    button = page.get_by_role("button", name="Dark mode")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    page.keyboard.press("Enter")
    root = page.locator("html")
    expect(root).to_have_attribute("data-scheme", "dark")
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = ground(page)
    assert dark != light
    for address in ("", "sites/"):
        tab.go(address)
        expect(root).to_have_attribute("data-scheme", "dark")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert ground(page) == dark
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.focus()
    page.keyboard.press("Space")
    expect(root).to_have_attribute("data-scheme", "light")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert ground(page) == light


def test_the_switch_knows_what_the_system_asks_for(open_tab):
    """In a dark system it is pressed from the start, and its first use gives light."""
    page = open_tab(color_scheme="dark").go()
    dark = ground(page)
    button = page.get_by_role("button", name="Dark mode")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")
    assert ground(page) != dark


def test_the_switch_works_where_storage_is_blocked(open_tab):
    """For the page that is open; nothing breaks."""
    tab = open_tab(before=BLOCKED_STORAGE)
    page = tab.go()
    button = page.get_by_role("button", name="Dark mode")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    expect(button).to_have_attribute("aria-pressed", "true")
    tab.go("search/#q=jail")
    expect(page.get_by_role("status")).to_contain_text("results for")
    assert tab.faults == []


def test_the_switch_can_be_reached_on_a_small_screen(phone):
    """It opens with the menu."""
    button, _ = menu_of(phone)
    colors = phone.get_by_role("button", name="Dark mode")
    expect(colors).to_be_hidden()
    button.click()
    expect(colors).to_be_visible()
    colors.press("Enter")
    expect(phone.locator("html")).to_have_attribute("data-scheme", "dark")


def test_what_the_switch_keeps_stays_on_the_device(tab, server):
    """No cookie, and nothing in an address that a server would log."""
    page = tab.go()
    page.get_by_role("button", name="Dark mode").click()
    since = len(server.asked)
    page.reload()
    assert page.context.cookies() == []
    assert not [path for path in server.asked[since:] if "?" in path]
