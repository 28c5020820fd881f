"""The shortlist: sites that a reader marks, kept on the device, shown side by side, forgotten on demand."""

import json
import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from site_fixture import assert_none

from generator.kinds.site.facets import SIDES, facets_of, values_of

THREE = ["pro-act", "project-fort", "winthrop-clear"]

BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
"""
"""As in a browser whose reader has blocked all site data."""

NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
"""As on a site without https."""

REFUSED_CLIPBOARD = "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"

READ = """view => ({
    rows: [...view.querySelectorAll("tr[data-side]")].map(row => [row.getAttribute("data-side"),
        [...row.querySelectorAll("td")].map(cell => [...cell.querySelectorAll("li")].map(item => item.textContent))]),
    single: [...view.querySelectorAll("div[data-side]")].map(pair =>
        [pair.getAttribute("data-side"), pair.querySelector("dd").textContent]),
    silent: [...view.querySelectorAll(".silent")].map(line => line.textContent),
})"""
"""What a view of sites side by side says."""

Keeping = Callable[..., Page]


@pytest.fixture
def keeping() -> Keeping:
    """Open a page in a tab whose reader kept these sites before: `keeping(tab, "sites/", slugs)`."""

    def opened(tab: Any, address: str, slugs: object, raw: str | None = None) -> Page:
        page: Page = tab.go("about/")
        page.evaluate("text => localStorage.setItem('shortlist', text)", json.dumps(slugs) if raw is None else raw)
        return tab.go(address)

    return opened


def stored(page: Page) -> Any:
    """The list on the device; None where there is no trace of one."""
    return json.loads(page.evaluate("localStorage.getItem('shortlist')") or "null")


def keep_button(page: Page, slug: str) -> Locator:
    """The button that adds a site and takes it off."""
    return page.locator(f"[data-keep='{slug}']").first


def bar(page: Page) -> Locator:
    """The bar that says how many sites are kept."""
    return page.get_by_role("region", name="Your shortlist")


def columns(page: Page) -> list[str]:
    """The sites that the shortlist shows, in its order."""
    return page.locator(".compare th[scope=col]").all_inner_texts()


# ---- adding and taking off ----


@pytest.mark.parametrize("address", ["sites/", "sites/state/pa/", "sites/pro-act/"])
def test_a_site_is_added_and_taken_off_wherever_it_is_shown(tab, address):
    """In the list, on the page of a value, on its own page: the button says which it is, in words and by a sign."""
    page = tab.go(address)
    button = keep_button(page, "pro-act")
    expect(button).to_have_accessible_name(re.compile(r"Add to shortlist ?: PRO-ACT"))
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()
    before = button.evaluate("button => getComputedStyle(button, '::before').content")
    button.click()
    expect(button).to_have_accessible_name(re.compile(r"On your shortlist ?: PRO-ACT"))
    expect(button).to_have_attribute("aria-pressed", "true")
    assert button.evaluate("button => getComputedStyle(button, '::before').content") != before
    expect(bar(page)).to_contain_text("1 site on your shortlist, kept on this device.")
    assert stored(page) == ["pro-act"]
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()
    assert stored(page) is None
    assert tab.faults == []


def test_changes_are_announced_and_the_focus_stays(tab):
    page = tab.go("sites/")
    status = page.get_by_role("status").filter(has_text="shortlist")
    keep_button(page, "pro-act").press("Enter")
    expect(status).to_have_text("Added PRO-ACT. 1 site on your shortlist, kept on this device.")
    keep_button(page, "project-fort").press("Space")
    expect(status).to_have_text("Added Project FORT. 2 sites on your shortlist, kept on this device.")
    expect(keep_button(page, "project-fort")).to_be_focused()
    keep_button(page, "pro-act").press("Enter")
    expect(status).to_have_text("Taken off: PRO-ACT. 1 site on your shortlist, kept on this device.")


def test_nothing_moves_under_the_finger(tab):
    """The bar comes into view where the reader is, and the page stays where it was."""
    page = tab.go("sites/")
    button = keep_button(page, "project-fort")
    button.scroll_into_view_if_needed()
    top = button.bounding_box()["y"]
    button.click()
    expect(bar(page)).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["y"] == top
    box = bar(page).get_by_role("button", name="Forget your shortlist").bounding_box()
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    expect(bar(page)).to_contain_text("forgotten")
    assert button.bounding_box()["y"] == top


def test_the_buttons_of_a_filtered_list_know_what_is_kept(tab, keeping):
    page = keeping(tab, "sites/#where=jail", ["pro-act"])
    expect(page.locator(".answer")).to_be_visible()
    expect(keep_button(page, "pro-act")).to_have_attribute("aria-pressed", "true")
    keep_button(page, "butler-county-mhars").click()
    page.evaluate("location.hash = ''")
    expect(page.locator(".answer")).to_be_hidden()
    expect(keep_button(page, "butler-county-mhars")).to_have_attribute("aria-pressed", "true")


def test_a_thirteenth_site_is_refused_in_plain_words(tab, keeping, site):
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    page = keeping(tab, "sites/", slugs[:12])
    button = keep_button(page, slugs[12])
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_contain_text("it holds 12 sites. Take one off")
    expect(page.get_by_role("status").filter(has_text="full")).to_have_count(1)
    assert stored(page) == slugs[:12]
    keep_button(page, slugs[0]).click()
    button.click()
    assert stored(page) == slugs[1:13]


# ---- keeping and forgetting ----


def test_the_list_survives_a_reload_and_stands_in_every_tab(tab):
    """A change in one tab shows in the other at once."""
    page = tab.go("sites/")
    keep_button(page, "pro-act").click()
    page.reload()
    expect(keep_button(page, "pro-act")).to_have_attribute("aria-pressed", "true")
    other = page.context.new_page()
    other.goto(f"{tab.root}sites/shortlist/")
    assert columns(other) == ["PRO-ACT"]
    keep_button(page, "winthrop-clear").click()
    expect(other.get_by_role("columnheader")).to_have_text(["PRO-ACT", "Winthrop CLEAR"])
    other.get_by_role("button", name="Forget all").click()
    expect(keep_button(page, "pro-act")).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()


def test_going_back_shows_what_was_changed_since(tab):
    page = tab.go("sites/")
    keep_button(page, "pro-act").click()
    bar(page).get_by_role("link").click()
    page.get_by_role("button", name="Remove PRO-ACT").click()
    page.go_back()
    expect(keep_button(page, "pro-act")).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()


def test_the_list_is_forgotten_and_brought_back_from_the_bar(tab, keeping):
    page = keeping(tab, "sites/", THREE)
    bar(page).get_by_role("button", name="Forget your shortlist").click()
    assert stored(page) is None
    expect(bar(page)).to_contain_text("Your shortlist is forgotten.")
    assert page.evaluate("document.activeElement.textContent") == "Your shortlist is forgotten."
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert stored(page) == THREE
    expect(bar(page)).to_contain_text("3 sites on your shortlist")
    expect(bar(page).get_by_role("button", name="Undo")).to_be_hidden()


def test_a_site_is_removed_from_the_shortlist_itself_and_brought_back(tab, keeping):
    """The focus goes to what was done; the next step undoes it."""
    page = keeping(tab, "sites/shortlist/", THREE)
    page.get_by_role("button", name="Remove Project FORT from your shortlist").press("Enter")
    assert columns(page) == ["PRO-ACT", "Winthrop CLEAR"]
    assert page.evaluate("document.activeElement.innerText").startswith("Project FORT is off your shortlist.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert columns(page) == ["PRO-ACT", "Project FORT", "Winthrop CLEAR"]
    assert stored(page) == THREE
    assert page.evaluate("document.activeElement.innerText") == "Your shortlist is as it was."


def test_the_whole_list_is_forgotten_on_its_own_page_and_brought_back(tab, keeping):
    page = keeping(tab, "sites/shortlist/", THREE)
    page.get_by_role("button", name="Forget all").click()
    assert stored(page) is None
    expect(page.get_by_text("No site is on your shortlist.")).to_be_visible()
    assert columns(page) == []
    page.get_by_role("button", name="Undo").click()
    assert stored(page) == THREE
    assert columns(page) == ["PRO-ACT", "Project FORT", "Winthrop CLEAR"]


def test_where_storage_is_blocked_the_list_lasts_for_the_page_and_says_so(open_tab):
    """And the way to the shortlist carries it in the address."""
    tab = open_tab(before=BLOCKED)
    page = tab.go("sites/")
    for slug in THREE[:2]:
        keep_button(page, slug).click()
    expect(bar(page)).to_contain_text("2 sites on your shortlist. Your browser stores nothing")
    bar(page).get_by_role("link", name="See them together").click()
    page.wait_for_url("**/sites/shortlist/#sites=pro-act,project-fort")
    assert columns(page) == ["PRO-ACT", "Project FORT"]
    expect(page.locator("[data-part=shared]")).to_contain_text("cannot be kept here")
    expect(page.get_by_role("button", name="Keep these")).to_be_hidden()
    assert page.locator("[data-keep]").count() == 0
    tab.go("sites/shortlist/")
    expect(page.get_by_text("No site is on your shortlist.")).to_be_visible()
    assert tab.faults == []


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("{", []),
        ("null", []),
        ("7", []),
        ('"pro-act"', []),
        ('{"0": "pro-act", "length": 1}', []),
        ('[1, null, ["pro-act"], "<b>", "", "pro-act", "pro-act"]', ["PRO-ACT"]),
        ('["__proto__", "constructor", "no-such-site", "winthrop-clear"]', ["Winthrop CLEAR"]),
        (json.dumps([f"gone-{number}" for number in range(40)]), []),
    ],
)
def test_a_spoiled_list_breaks_nothing(tab, keeping, raw, left):
    """What is no site is dropped where the list is shown; what is no list is none."""
    page = keeping(tab, "sites/", None, raw)
    keep_button(page, "pro-act").click()
    keep_button(page, "pro-act").click()
    assert tab.faults == []
    page = keeping(tab, "sites/shortlist/", None, raw)
    assert columns(page) == left
    assert tab.faults == []


def test_a_site_that_is_not_listed_any_more_is_taken_off(tab, keeping):
    page = keeping(tab, "sites/shortlist/", ["pro-act", "no-such-site"])
    expect(page.get_by_text("1 site of your shortlist is not listed here now, and left out.")).to_be_visible()
    assert stored(page) == ["pro-act"]


# ---- side by side ----


def expected(site: Any, slugs: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """What the page should say of these sites: rows, what one alone states, and the line for what nobody states."""
    catalog = site.project.catalog
    labels = {facet.key: dict(facet.values) for facet in facets_of(catalog)}
    titles = {side.key: side.title for side in SIDES} | {"state": "Place"}
    order = ["state", "role", *(side.key for side in SIDES if side.key not in ("state", "role"))]
    records = [catalog.get("sites", slug) for slug in slugs]
    values = [values_of(catalog, record) for record in records]

    def words(number: int, key: str) -> list[str]:
        town = f"{records[number].city}, " if key == "state" and records[number].city else ""
        return [town + labels[key].get(value, value) for value in values[number].get(key, ())]

    found: dict[str, Any] = {"rows": [], "single": [], "silent": []}
    silent = []
    for key in order:
        stating = [number for number, held in enumerate(values) if held.get(key)]
        if len(stating) >= min(2, len(slugs)):
            found["rows"].append([key, [words(number, key) for number in range(len(slugs))]])
        elif stating:
            found["single"].append([key, f"{records[stating[0]].called}: {', '.join(words(stating[0], key))}"])
        else:
            silent.append(titles[key][0].lower() + titles[key][1:])
    if silent:
        start = "Its sources do not state" if len(slugs) == 1 else "None of their sources state"
        found["silent"] = [f"{start}: {', '.join(silent)}. What is not stated may still be true."]
    return found


def test_a_row_stands_for_what_at_least_two_sites_state(tab, site):
    """Every site alone, every pair, every triple, and more at once: as the records say."""
    page = tab.go("sites/shortlist/")
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    chosen = [
        *(list(some) for size in (1, 2, 3) for some in combinations(slugs, size)),
        slugs[:12],
        slugs[::-1][:7],
    ]
    shown = page.evaluate(
        f"""chosen => {{
            const sites = window.siteFacets.read(window.siteData.sites).sites, read = {READ};
            return chosen.map(slugs => {{
                const view = document.createElement("div");
                window.sitesSideBySide(view, slugs.map(slug => sites.find(site => site.slug === slug)));
                return read(view);
            }});
        }}""",
        chosen,
    )
    assert len(shown) > 400
    assert_none(
        f"{slugs}: {found}" for slugs, found in zip(chosen, shown, strict=True) if found != expected(site, slugs)
    )


@pytest.mark.parametrize(
    "slugs",
    [
        ["pro-act"],
        ["hope-coalition", "colorado-doc"],
        ["winthrop-clear", "virginia-doc"],
        ["favor-greenville", "wyoming-doc", "project-fort"],
    ],
    ids=len,
)
def test_the_page_shows_these_rows_in_the_order_of_keeping(tab, keeping, site, slugs):
    """With a link for each value that has a page, and 'not stated' where sources are silent."""
    page = keeping(tab, "sites/shortlist/", slugs)
    names = [site.project.catalog.get("sites", slug).called for slug in slugs]
    assert columns(page) == names
    rows = expected(site, slugs)
    assert page.locator("[data-part=view]").evaluate(READ) == rows
    silent = sum(not words for _, cells in rows["rows"] for words in cells)
    expect(page.locator(".compare").get_by_text("not stated", exact=True)).to_have_count(silent)
    links = page.locator("[data-part=view] a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    paged = {side.key for side in SIDES if side.page}
    values = [values_of(site.project.catalog, site.project.catalog.get("sites", slug)) for slug in slugs]
    assert len(links) == len(slugs) + sum(len(held) for value in values for key, held in value.items() if key in paged)
    assert_none(fault for link in links if (fault := site.fault_of("sites/shortlist/", link)))


def test_one_site_is_shown_with_a_hint_and_none_with_the_way_to_the_list(tab, keeping):
    page = keeping(tab, "sites/shortlist/", ["pro-act"])
    expect(page.get_by_text("Add another site")).to_be_visible()
    page = keeping(tab, "sites/shortlist/", [])
    expect(page.get_by_text("No site is on your shortlist.")).to_be_visible()
    for name in ("Copy a link", "Print", "Forget all", "Undo"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    page.locator(".shortlist-page").get_by_role("link", name="list of sites").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sites")


def test_the_page_ranks_nobody_and_says_who_matches(tab, keeping):
    words = keeping(tab, "sites/shortlist/", THREE).locator("#main").inner_text()
    assert "This is not a ranking." in words
    assert "The program makes the matches" in words
    assert not re.search(r"\b(score|best|winner|recommended)\b|\d ?%", words, re.IGNORECASE)


# ---- a link ----


def test_a_link_is_copied_and_shows_the_same_sites_elsewhere(open_tab, keeping, server):
    """To someone else, whose own list stays as it is until they take the sites over; which can be undone."""
    mine = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = keeping(mine, "sites/shortlist/", THREE[:2])
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("[data-part=said]")).to_contain_text("Link copied.")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_have_count(1)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}sites/shortlist/#sites=pro-act,project-fort"

    theirs = open_tab()
    page = keeping(theirs, link.removeprefix(server.url), ["project-fort", "hope-coalition"])
    assert columns(page) == ["PRO-ACT", "Project FORT"]
    notice = page.locator("[data-part=shared]")
    expect(notice).to_contain_text("This list came with the link that you opened.")
    expect(notice).to_contain_text("your own shortlist (2 sites) stays as it is")
    assert stored(page) == ["project-fort", "hope-coalition"]
    expect(page.get_by_role("button", name="Forget all")).to_be_hidden()
    notice.get_by_role("button", name="Keep these on this device").click()
    assert stored(page) == ["project-fort", "hope-coalition", "pro-act"]
    assert page.url == f"{server.url}sites/shortlist/"
    assert columns(page) == ["Project FORT", "Hope Coalition", "PRO-ACT"]
    page.get_by_role("button", name="Undo").click()
    assert stored(page) == ["project-fort", "hope-coalition"]
    page.go_back()
    expect(page.get_by_role("columnheader")).to_have_text(["PRO-ACT", "Project FORT"])
    assert theirs.faults == []


def test_a_single_site_of_a_link_can_be_kept(tab, keeping):
    page = keeping(tab, "sites/shortlist/#sites=pro-act,winthrop-clear", ["pro-act"])
    expect(keep_button(page, "pro-act")).to_have_attribute("aria-pressed", "true")
    keep_button(page, "winthrop-clear").press("Enter")
    expect(keep_button(page, "winthrop-clear")).to_be_focused()
    assert stored(page) == ["pro-act", "winthrop-clear"]
    expect(page.locator("[data-part=shared]")).to_contain_text("All of it is on your own shortlist.")
    expect(page.get_by_role("button", name="Keep these")).to_be_hidden()
    page.get_by_role("link", name="See your own shortlist").click()
    expect(page.get_by_role("button", name="Remove PRO-ACT")).to_be_visible()


def test_a_link_that_would_fill_the_list_beyond_its_size_changes_nothing(tab, keeping, site):
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    page = keeping(tab, f"sites/shortlist/#sites={slugs[11]},{slugs[12]}", slugs[:11])
    page.get_by_role("button", name="Keep these").click()
    expect(page.locator("[data-part=said]")).to_contain_text("holds 12 sites, and with these yours would hold 13")
    assert stored(page) == slugs[:11]


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("#sites=no-such-site,pro-act", ["PRO-ACT"]),
        ("#sites=pro-act%2Cwinthrop-clear", ["PRO-ACT", "Winthrop CLEAR"]),
        ("#sites=%E0%A4%A", ["Hope Coalition"]),
        ("#sites=", ["Hope Coalition"]),
        ("#sites=<img src=x onerror=alert(1)>", ["Hope Coalition"]),
        ("#main", ["Hope Coalition"]),
    ],
)
def test_a_broken_link_shows_what_is_left_of_it(tab, keeping, fragment, shown):
    """Or the reader's own list, where nothing is."""
    page = keeping(tab, f"sites/shortlist/{fragment}", ["hope-coalition"])
    assert columns(page) == shown
    assert page.locator("img").count() == 0
    assert stored(page) == ["hope-coalition"]
    assert tab.faults == []


def test_a_jump_within_the_page_leaves_a_links_list_in_place(tab):
    page = tab.go("sites/shortlist/#sites=pro-act,winthrop-clear")
    page.locator(".skip").press("Enter")
    assert columns(page) == ["PRO-ACT", "Winthrop CLEAR"]


@pytest.mark.parametrize("before", [NO_CLIPBOARD, REFUSED_CLIPBOARD], ids=["none", "refused"])
def test_where_nothing_may_be_copied_the_link_stands_ready_in_a_field(open_tab, keeping, server, before):
    page = keeping(open_tab(before=before), "sites/shortlist/", THREE[:2])
    page.get_by_role("button", name="Copy a link").click()
    field = page.get_by_label("Link to these sites")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{server.url}sites/shortlist/#sites=pro-act,project-fort")
    expect(field).not_to_be_editable()
    assert page.evaluate("getSelection().toString()") == field.input_value()


def test_no_server_learns_what_is_kept(tab, server):
    """Not by a query, a cookie, or a request at the moment of keeping."""
    page = tab.go("sites/")
    page.wait_for_load_state("networkidle")
    since = len(server.asked)
    keep_button(page, "winthrop-clear").click()
    keep_button(page, "pro-act").click()
    assert server.asked[since:] == []
    bar(page).get_by_role("link").click()
    expect(page.locator(".compare")).to_be_visible()
    page.get_by_role("button", name="Remove PRO-ACT").click()
    assert not [path for path in server.asked[since:] if "?" in path or "winthrop" in path]
    assert page.context.cookies() == []
    assert tab.faults == []


# ---- by keyboard ----


def test_sites_are_added_compared_and_forgotten_by_keyboard_alone(tab):
    page = tab.go("sites/")
    for slug in THREE[:2]:
        keep_button(page, slug).focus()
        page.keyboard.press("Space")
    page.get_by_role("link", name="See them together").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shortlist")
    reached = []
    page.locator("#main").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent || document.activeElement.innerText"))
    steps = ["Copy a link", "Print", "Forget all", "PRO-ACT", "Project FORT"]
    places = [next(at for at, text in enumerate(reached) if text.startswith(step)) for step in steps]
    assert places == sorted(places)
    page.get_by_role("button", name="Forget all").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


OBSCURED = """() => {
    const bar = document.querySelector(".shortlist-bar").getBoundingClientRect(), at = document.activeElement;
    const box = at.getBoundingClientRect();
    return at.closest(".shortlist-bar, .skip, body:not(:focus-within)") || !box.width || box.top < bar.top - 8 ||
        box.top > bar.bottom ? "" : at.outerHTML.slice(0, 80);
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 640), (320, 256)])
def test_the_bar_never_hides_what_has_the_focus(open_tab, keeping, width, height):
    """Forwards through the list; where there is little room, the bar stays at the end of the page."""
    tab = open_tab(width=width, height=height)
    page = keeping(tab, "sites/", THREE)
    expect(bar(page)).to_be_visible()
    hidden = []
    for _ in range(110):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(OBSCURED))
    assert_none(filter(None, hidden))
    assert bar(page).evaluate("bar => getComputedStyle(bar).position") == ("static" if height < 300 else "sticky")


# ---- for everyone ----


ADDRESSES = (
    "sites/",
    "sites/pro-act/",
    "sites/state/pa/",
    "sites/shortlist/",
    "sites/shortlist/#sites=pro-act,hope-coalition",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_with_three_sites_kept_are_accessible(open_tab, keeping, scheme, width):
    """The bar, the buttons, the table: axe finds nothing, nothing is cut off, small or without a ring."""
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    faults = []
    for address in ADDRESSES:
        page = keeping(tab, address, THREE)
        expect(page.locator(".compare, .shortlist-bar").first).to_be_visible()
        if "shortlist" in address:
            faults += [f"/{address}: {fault}" for fault in tab.measure("overlapping")]
        for measure in ("sideways", "clipped", "small", "unlined", "ringless"):
            faults += [f"/{address}: {fault}" for fault in tab.measure(measure)]
        faults += [f"/{address}: {fault}" for fault in (*tab.axe(), *tab.faults)]
    assert_none(faults)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (768, 1024), (1280, 900)])
def test_twelve_sites_never_widen_the_page(open_tab, keeping, site, width, height):
    """They stand below one another on small screens, and scroll within their own place on wide ones."""
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    tab = open_tab(width=width, height=height)
    page = keeping(tab, "sites/shortlist/", slugs[:12])
    assert len(columns(page)) == 12
    assert_none(tab.measure("sideways"))
    place = page.get_by_role("region", name="Sites side by side")
    assert place.evaluate("place => place.scrollWidth > place.clientWidth") is (width >= 768)


def test_targets_are_large_on_a_phone(open_tab, keeping):
    """44 px, for each button and each link that is no part of a sentence."""
    tab = open_tab(width=320, height=640, has_touch=True)
    targets = ".keep, .remove, .shortlist-page button, .shortlist-bar :is(a, button), .compare thead a"
    low = """found => found.map(target => [target.textContent, target.getBoundingClientRect().height])
        .filter(([, height]) => height && height < 44)"""
    faults = []
    for address in ADDRESSES:
        found = keeping(tab, address, THREE).locator(targets)
        assert found.count()
        faults += [f"/{address}: {name} is {height} px high" for name, height in found.evaluate_all(low)]
    assert_none(faults)


def test_forced_colors_keep_the_state_visible(open_tab, keeping):
    page = keeping(open_tab(forced_colors="active"), "sites/", ["pro-act"])
    borders = [
        keep_button(page, slug).evaluate("button => getComputedStyle(button).borderTopWidth") for slug in THREE[:2]
    ]
    assert borders == ["3px", "1px"]


def test_on_paper_the_sites_stand_side_by_side_and_nothing_is_to_be_pressed(tab, keeping):
    page = keeping(tab, "sites/shortlist/", THREE)
    page.emulate_media(media="print")
    for shown in ("h1", ".compare", ".compare th[scope=col]", ".silent"):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.get_by_text("The program makes the matches")).to_be_visible()
    assert page.locator("#main button:visible, #main input:visible, .notice:visible, .lead:visible").count() == 0
    page = tab.go("sites/")
    page.emulate_media(media="print")
    expect(page.locator(".shortlist-bar")).to_be_hidden()


# ---- without scripts, and from a disk ----


def test_without_scripts_the_page_says_so_and_shows_all_sites(open_tab, site):
    """And no button stands on any page."""
    tab = open_tab(width=1280, java_script_enabled=False)
    page = tab.go("sites/shortlist/")
    expect(page.locator("noscript p").first).to_contain_text("The shortlist needs a script")
    expect(page.locator("noscript table")).to_be_visible()
    catalog = site.project.catalog
    rows = page.locator("noscript tbody tr")
    assert {row.locator("th").inner_text() for row in rows.all()} == {record.called for record in catalog.all("sites")}
    words = {row.locator("th").inner_text(): row.inner_text() for row in rows.all()}
    assert "Winthrop, Massachusetts" in words["Winthrop CLEAR"]
    assert "2020, 2022, 2024" in words["Winthrop CLEAR"]
    assert "not stated" in words["Hope Coalition"]
    assert_none(tab.measure("sideways"))
    for address in ADDRESSES:
        assert tab.go(address).locator("[data-keep]:visible, [data-act]:visible").count() == 0


def test_the_shortlist_works_in_the_offline_copy(open_tab, offline):
    """From the list to the comparison, to a value's page, by links that name files; or for the page, where it must."""
    tab = open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")
    page = tab.go("sites/")
    for slug in THREE[:2]:
        keep_button(page, slug).click()
    bar(page).get_by_role("link", name="See them together").click()
    page.wait_for_url("**/sites/shortlist/index.html*")
    assert columns(page) == ["PRO-ACT", "Project FORT"]
    links = page.locator(".compare a").evaluate_all("links => links.map(link => link.href)")
    assert_none(link for link in links if link.removeprefix(tab.root) not in offline.files)
    page.get_by_role("button", name="Remove PRO-ACT").click()
    assert columns(page) == ["Project FORT"]
    tab.go("sites/shortlist/#sites=winthrop-clear,pro-act")
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_role("columnheader")).to_have_text(["Project FORT", "Winthrop CLEAR", "PRO-ACT"])
    assert tab.faults == []
