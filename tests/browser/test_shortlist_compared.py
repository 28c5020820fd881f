"""The shortlist's own page: sites side by side, and links that share a list."""

import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import expect
from shortlist_page import (
    FIRST,
    FOURTH,
    NO_CLIPBOARD,
    NO_COPY_COMMAND,
    READ,
    REFUSED_CLIPBOARD,
    SECOND,
    THIRD,
    THREE,
    bar,
    columns,
    open_with_shortlist,
    shortlist_button,
    stored,
)
from site_fixture import assert_none

from generator.base.counts import plural
from generator.kinds.site.list.facets import SITE_FACETS, facets_of, values_of
from generator.text.sentences import format_list, in_sentence

# ---- side by side ----


def expected(site: Any, slugs: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """Return what the page should show: rows, facets that only one site states, and the line for what none states."""
    catalog = site.project.catalog
    labels = {facet.key: dict(facet.values) for facet in facets_of(catalog)}
    titles = {facet.key: facet.title for facet in SITE_FACETS} | {"state": "Place"}
    order = ["state", "role", *(facet.key for facet in SITE_FACETS if facet.key not in ("state", "role"))]
    records = [catalog.get("sites", slug) for slug in slugs]
    values = [values_of(catalog, record) for record in records]

    def shown_labels(number: int, key: str) -> list[str]:
        town = f"{records[number].city}, " if key == "state" and records[number].city else ""
        return [town + labels[key].get(value, value) for value in values[number].get(key, ())]

    result: dict[str, Any] = {"rows": [], "single": [], "unknown": []}
    unknown = []
    for key in order:
        stating = [number for number, by_facet in enumerate(values) if by_facet.get(key)]
        if len(stating) >= min(2, len(slugs)):
            result["rows"].append([key, [shown_labels(number, key) for number in range(len(slugs))]])
        elif stating:
            result["single"].append([key, f"{records[stating[0]].called}: {', '.join(shown_labels(stating[0], key))}"])
        else:
            unknown.append(titles[key][0].lower() + titles[key][1:])
    if unknown:
        sites = plural(slugs, "this site", "any of these sites")
        result["unknown"] = [f"Not published for {sites}: {format_list(unknown)}. “Not published” does not mean “no.”"]
    return result


def test_any_sites_are_shown_as_their_records_say(tab, site):
    """Tries every site, every pair, every triple, and longer lists."""
    page = tab.go("sites/shortlist/")
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    lists = [
        *(list(subset) for size in (1, 2, 3) for subset in combinations(slugs, size)),
        slugs[:12],
        slugs[::-1][:7],
    ]
    shown = page.evaluate(
        f"""lists => {{
            const sites = site.facets.read(site.data.sites).sites, read = {READ};
            return lists.map(slugs => {{
                const view = document.createElement("div");
                site.sideBySide(view, slugs.map(slug => sites.find(listed => listed.slug === slug)));
                return read(view);
            }});
        }}""",
        lists,
    )
    assert len(shown) > 400
    assert_none(
        f"{slugs}: {result}" for slugs, result in zip(lists, shown, strict=True) if result != expected(site, slugs)
    )


@pytest.mark.parametrize(
    "slugs",
    [
        [FIRST.slug],
        [FOURTH.slug, FIRST.slug],
        [THIRD.slug, SECOND.slug],
        [SECOND.slug, FOURTH.slug, FIRST.slug],
    ],
    ids=len,
)
def test_the_page_shows_sites_in_the_order_in_which_they_were_added(tab, site, slugs):
    """Values that have a page are links. Unknown values are "not published"."""
    page = open_with_shortlist(tab, "sites/shortlist/", slugs)
    names = [site.project.catalog.get("sites", slug).called for slug in slugs]
    assert columns(page) == names
    rows = expected(site, slugs)
    assert page.locator("[data-part=view]").evaluate(READ) == rows
    unknown = sum(not labels for _, cells in rows["rows"] for labels in cells)
    expect(page.locator(".shortlist-compare").get_by_text("not published", exact=True)).to_have_count(unknown)
    links = page.locator("[data-part=view] a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    paged = {facet.key for facet in SITE_FACETS if facet.page}
    values = [values_of(site.project.catalog, site.project.catalog.get("sites", slug)) for slug in slugs]
    assert len(links) == len(slugs) + sum(
        len(slugs) for by_facet in values for key, slugs in by_facet.items() if key in paged
    )
    assert_none(fault for link in links if (fault := site.fault_of("sites/shortlist/", link)))


def test_a_single_site_is_shown_with_a_hint_and_an_empty_list_with_a_link_to_the_sites(tab):
    page = open_with_shortlist(tab, "sites/shortlist/", [FIRST.slug])
    expect(page.get_by_text("Add another site")).to_be_visible()
    page = open_with_shortlist(tab, "sites/shortlist/", [])
    expect(page.get_by_text("Your shortlist is empty.").first).to_be_visible()
    for name in ("Copy a link", "Print", "Clear shortlist", "Undo"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    page.locator(".shortlist-page").get_by_role("link", name="list of sites").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a site")


def test_the_page_ranks_no_site_and_says_who_makes_the_match(tab):
    text = open_with_shortlist(tab, "sites/shortlist/", THREE).locator("#main").inner_text()
    assert "This is not a ranking." in text
    assert "The program makes the match" in text
    assert not re.search(r"\b(score|best|winner|recommended)\b|\d ?%", text, re.IGNORECASE)


# ---- links ----


def test_a_copied_link_shows_the_same_sites_to_someone_else(open_tab, server):
    """Their own list changes only if they add the sites, and they can undo that."""
    mine = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = open_with_shortlist(mine, "sites/shortlist/", THREE[:2])
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator(".undo-notice")).to_contain_text("Link copied.")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_have_count(1)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}sites/shortlist/#sites={FIRST.slug},{SECOND.slug}"

    theirs = open_tab()
    page = open_with_shortlist(theirs, link.removeprefix(server.url), [SECOND.slug, FOURTH.slug])
    assert columns(page) == [FIRST.called, SECOND.called]
    notice = page.locator("[data-part=shared]")
    expect(notice).to_contain_text("This list is from the link you opened.")
    expect(notice).to_contain_text("Your own shortlist (2 sites) has not changed.")
    assert stored(page) == [SECOND.slug, FOURTH.slug]
    expect(page.get_by_role("button", name="Clear shortlist")).to_be_hidden()
    notice.get_by_role("button", name="Add these to my shortlist").click()
    assert stored(page) == [SECOND.slug, FOURTH.slug, FIRST.slug]
    assert page.url == f"{server.url}sites/shortlist/"
    assert columns(page) == [SECOND.called, FOURTH.called, FIRST.called]
    page.get_by_role("button", name="Undo").click()
    assert stored(page) == [SECOND.slug, FOURTH.slug]
    page.go_back()
    expect(page.get_by_role("columnheader")).to_have_text([FIRST.called, SECOND.called])
    assert theirs.faults == []


def test_a_single_site_of_a_link_can_be_added(tab):
    page = open_with_shortlist(tab, f"sites/shortlist/#sites={FIRST.slug},{THIRD.slug}", [FIRST.slug])
    expect(shortlist_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "true")
    shortlist_button(page, THIRD.slug).press("Enter")
    expect(shortlist_button(page, THIRD.slug)).to_be_focused()
    assert stored(page) == [FIRST.slug, THIRD.slug]
    expect(page.locator("[data-part=shared]")).to_contain_text("All of these sites are already on your own shortlist.")
    expect(page.get_by_role("button", name="Add these")).to_be_hidden()
    page.get_by_role("link", name="See my own shortlist").click()
    expect(page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}")).to_be_visible()


def test_a_link_with_too_many_sites_for_the_list_changes_nothing(tab, site):
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    page = open_with_shortlist(tab, f"sites/shortlist/#sites={slugs[11]},{slugs[12]}", slugs[:11])
    page.get_by_role("button", name="Add these").click()
    expect(page.locator(".undo-notice")).to_contain_text("can have up to 12 sites. With these, yours would have 13.")
    assert stored(page) == slugs[:11]


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        (f"#sites=no-such-site,{FIRST.slug}", [FIRST.called]),
        (f"#sites={FIRST.slug}%2C{THIRD.slug}", [FIRST.called, THIRD.called]),
        ("#sites=%E0%A4%A", [FOURTH.called]),
        ("#sites=", [FOURTH.called]),
        ("#sites=<img src=x onerror=alert(1)>", [FOURTH.called]),
        ("#main", [FOURTH.called]),
    ],
)
def test_a_broken_link_shows_its_valid_sites_or_else_the_readers_own_list(tab, fragment, shown):
    page = open_with_shortlist(tab, f"sites/shortlist/{fragment}", [FOURTH.slug])
    assert columns(page) == shown
    assert page.locator("img").count() == 0
    assert stored(page) == [FOURTH.slug]
    assert tab.faults == []


def test_a_jump_within_the_page_keeps_the_list_of_a_link(tab):
    page = tab.go(f"sites/shortlist/#sites={FIRST.slug},{THIRD.slug}")
    page.locator(".skip").press("Enter")
    assert columns(page) == [FIRST.called, THIRD.called]


@pytest.mark.parametrize("before", [NO_CLIPBOARD, REFUSED_CLIPBOARD], ids=["none", "refused"])
def test_without_the_clipboard_the_link_is_in_a_field(open_tab, server, before):
    page = open_with_shortlist(open_tab(before=before + NO_COPY_COMMAND), "sites/shortlist/", THREE[:2])
    page.get_by_role("button", name="Copy a link").click()
    field = page.get_by_label("Link to these sites")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{server.url}sites/shortlist/#sites={FIRST.slug},{SECOND.slug}")
    expect(field).not_to_be_editable()
    assert page.evaluate("getSelection().toString()") == field.input_value()


@pytest.mark.parametrize("before", [NO_CLIPBOARD, REFUSED_CLIPBOARD], ids=["none", "refused"])
def test_without_the_clipboard_the_copy_command_copies_the_link(open_tab, before):
    """The focus stays on the button."""
    page = open_with_shortlist(open_tab(before=before), "sites/shortlist/", THREE[:2])
    button = page.get_by_role("button", name="Copy a link")
    button.click()
    expect(page.get_by_text("Link copied. Anyone who opens it sees these sites")).to_have_count(2)
    expect(button).to_be_focused()


def test_the_server_does_not_learn_what_is_on_the_shortlist(tab, server):
    """There is no query, no cookie, and no request when a site is added."""
    page = tab.go("sites/")
    page.wait_for_load_state("networkidle")
    since = len(server.asked)
    shortlist_button(page, THIRD.slug).click()
    shortlist_button(page, FIRST.slug).click()
    assert server.asked[since:] == []
    bar(page).get_by_role("link").click()
    expect(page.locator(".shortlist-compare")).to_be_visible()
    page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}").click()
    assert not [path for path in server.asked[since:] if "?" in path or THIRD.slug in path]
    assert page.context.cookies() == []
    assert tab.faults == []
