"""Contract: everything works with a keyboard, and the focus is always visible."""

import pytest
from playwright.sync_api import Page, expect

BLOCKED_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}
"""
"""Simulates a browser that blocks all site data."""


@pytest.mark.any_records
def test_tab_moves_through_a_page_and_out_of_it(tab):
    """Nothing traps the focus."""
    page = tab.go("questions/")
    targets = page.locator("a[href]:visible, button:visible, input:visible, summary:visible, [tabindex='0']:visible")
    for _ in range(targets.count() + 1):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in ("BODY", "HTML")


# ---- the menu on small screens ----


@pytest.fixture
def phone(open_tab) -> Page:
    """Return the home page on a small screen."""
    page: Page = open_tab(width=320, height=640).go()
    return page


def menu_of(page: Page):
    """Return the menu button and the menu."""
    return page.locator(".menu-button"), page.locator("#menu")


def test_enter_and_space_open_and_close_the_menu(phone):
    """And aria-expanded follows."""
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


def test_the_accessible_names_of_buttons_are_their_labels(phone):
    """Icons before a label are not part of the name, whatever state they show."""
    menu, colors = phone.locator(".menu-button"), phone.locator(".color-button")
    expect(menu).to_have_accessible_name("Menu")
    menu.click()
    expect(menu).to_have_accessible_name("Menu")
    expect(colors).to_have_accessible_name("Dark mode")
    colors.click()
    expect(colors).to_have_accessible_name("Dark mode")


def test_a_closed_menu_gets_no_focus(phone):
    """Tab skips its links; when the menu is open, Tab reaches them all."""
    button, menu = menu_of(phone)

    def focused_links() -> set[str]:
        button.focus()
        links = set()
        for _ in range(12):
            phone.keyboard.press("Tab")
            links.add(
                phone.evaluate("document.activeElement.closest('#menu') ? document.activeElement.textContent : ''")
            )
        return links - {""}

    assert focused_links() == set()
    button.click()
    expect(menu).to_be_visible()
    assert focused_links() == set(menu.get_by_role("link").all_inner_texts())


def test_escape_closes_the_menu_and_returns_the_focus(phone):
    """From a link in the menu to its button."""
    button, menu = menu_of(phone)
    button.focus()
    phone.keyboard.press("Enter")
    menu.get_by_role("link").nth(2).focus()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_a_menu_link_works_on_a_small_screen(phone, server):
    """With the keyboard alone, from the top of the page."""
    button, menu = menu_of(phone)
    button.focus()
    phone.keyboard.press("Enter")
    menu.get_by_role("link", name="Questions").focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"{server.url}questions/")
    expect(menu_of(phone)[1]).to_be_hidden()


def test_on_a_wide_screen_the_menu_has_no_button(tab):
    page = tab.go()
    button, menu = menu_of(page)
    expect(button).to_be_hidden()
    expect(menu.get_by_role("link").first).to_be_visible()


# ---- the color scheme ----


def background(page: Page) -> str:
    """Return the background color of the page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_color_scheme_can_be_switched_by_keyboard_and_is_remembered(tab):
    """After a reload, and on other pages."""
    page = tab.go()
    light = background(page)
    button = page.get_by_role("button", name="Dark mode")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    page.keyboard.press("Enter")
    root = page.locator("html")
    expect(root).to_have_attribute("data-scheme", "dark")
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = background(page)
    assert dark != light
    for address in ("", "sites/"):
        tab.go(address)
        expect(root).to_have_attribute("data-scheme", "dark")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert background(page) == dark
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.focus()
    page.keyboard.press("Space")
    expect(root).to_have_attribute("data-scheme", "light")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert background(page) == light


def test_the_switch_follows_the_system_preference(open_tab):
    """If the system prefers dark, the switch is on from the start, and its first use turns the page light."""
    page = open_tab(color_scheme="dark").go()
    dark = background(page)
    button = page.get_by_role("button", name="Dark mode")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")
    assert background(page) != dark


def test_the_switch_works_if_storage_is_blocked(open_tab):
    """On the open page; no script fails."""
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


def test_the_switch_is_available_on_a_small_screen(phone):
    """It appears when the menu is open."""
    button, _ = menu_of(phone)
    colors = phone.get_by_role("button", name="Dark mode")
    expect(colors).to_be_hidden()
    button.click()
    expect(colors).to_be_visible()
    colors.press("Enter")
    expect(phone.locator("html")).to_have_attribute("data-scheme", "dark")


def test_the_remembered_scheme_stays_on_the_device(tab, server):
    """No cookie, and nothing in a URL that a server would log."""
    page = tab.go()
    page.get_by_role("button", name="Dark mode").click()
    since = len(server.asked)
    page.reload()
    assert page.context.cookies() == []
    assert not [path for path in server.asked[since:] if "?" in path]
