"""The sites of a shortlist side by side, and a link that shows them elsewhere."""

import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import expect
from shortlist_page import (
    FIRST,
    FOURTH,
    NO_CLIPBOARD,
    READ,
    REFUSED_CLIPBOARD,
    SECOND,
    THIRD,
    THREE,
    bar,
    columns,
    keep_button,
    keeping,
    stored,
)
from site_fixture import assert_none

from generator.base.counts import plural
from generator.kinds.site.list.facets import SITE_FACETS, facets_of, values_of
from generator.text.sentences import format_list, in_sentence

# ---- side by side ----


def expected(site: Any, slugs: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """What the page should say of these sites: rows, what one alone states, and the line for what nobody states."""
    catalog = site.project.catalog
    labels = {facet.key: dict(facet.values) for facet in facets_of(catalog)}
    titles = {side.key: side.title for side in SITE_FACETS} | {"state": "Place"}
    order = ["state", "role", *(side.key for side in SITE_FACETS if side.key not in ("state", "role"))]
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
        whose = plural(slugs, "this site", "any of these sites")
        found["silent"] = [f"Not published for {whose}: {format_list(silent)}. “Not published” does not mean “no.”"]
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
        [FIRST.slug],
        [FOURTH.slug, FIRST.slug],
        [THIRD.slug, SECOND.slug],
        [SECOND.slug, FOURTH.slug, FIRST.slug],
    ],
    ids=len,
)
def test_the_page_shows_these_rows_in_the_order_of_keeping(tab, site, slugs):
    """With a link for each value that has a page, and 'not published' where sources are silent."""
    page = keeping(tab, "sites/shortlist/", slugs)
    names = [site.project.catalog.get("sites", slug).called for slug in slugs]
    assert columns(page) == names
    rows = expected(site, slugs)
    assert page.locator("[data-part=view]").evaluate(READ) == rows
    silent = sum(not words for _, cells in rows["rows"] for words in cells)
    expect(page.locator(".compare").get_by_text("not published", exact=True)).to_have_count(silent)
    links = page.locator("[data-part=view] a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    paged = {side.key for side in SITE_FACETS if side.page}
    values = [values_of(site.project.catalog, site.project.catalog.get("sites", slug)) for slug in slugs]
    assert len(links) == len(slugs) + sum(len(held) for value in values for key, held in value.items() if key in paged)
    assert_none(fault for link in links if (fault := site.fault_of("sites/shortlist/", link)))


def test_one_site_is_shown_with_a_hint_and_none_with_the_way_to_the_list(tab):
    page = keeping(tab, "sites/shortlist/", [FIRST.slug])
    expect(page.get_by_text("Add another site")).to_be_visible()
    page = keeping(tab, "sites/shortlist/", [])
    expect(page.get_by_text("Your shortlist is empty.").first).to_be_visible()
    for name in ("Copy a link", "Print", "Clear shortlist", "Undo"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    page.locator(".shortlist-page").get_by_role("link", name="list of sites").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a site")


def test_the_page_ranks_nobody_and_says_who_matches(tab):
    words = keeping(tab, "sites/shortlist/", THREE).locator("#main").inner_text()
    assert "This is not a ranking." in words
    assert "The program makes the match" in words
    assert not re.search(r"\b(score|best|winner|recommended)\b|\d ?%", words, re.IGNORECASE)


# ---- a link ----


def test_a_link_is_copied_and_shows_the_same_sites_elsewhere(open_tab, server):
    """To someone else, whose own list stays as it is until they take the sites over; which can be undone."""
    mine = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = keeping(mine, "sites/shortlist/", THREE[:2])
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("[data-part=said]")).to_contain_text("Link copied.")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_have_count(1)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}sites/shortlist/#sites={FIRST.slug},{SECOND.slug}"

    theirs = open_tab()
    page = keeping(theirs, link.removeprefix(server.url), [SECOND.slug, FOURTH.slug])
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


def test_a_single_site_of_a_link_can_be_kept(tab):
    page = keeping(tab, f"sites/shortlist/#sites={FIRST.slug},{THIRD.slug}", [FIRST.slug])
    expect(keep_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "true")
    keep_button(page, THIRD.slug).press("Enter")
    expect(keep_button(page, THIRD.slug)).to_be_focused()
    assert stored(page) == [FIRST.slug, THIRD.slug]
    expect(page.locator("[data-part=shared]")).to_contain_text("All of these sites are already on your own shortlist.")
    expect(page.get_by_role("button", name="Add these")).to_be_hidden()
    page.get_by_role("link", name="See my own shortlist").click()
    expect(page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}")).to_be_visible()


def test_a_link_that_would_fill_the_list_beyond_its_size_changes_nothing(tab, site):
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    page = keeping(tab, f"sites/shortlist/#sites={slugs[11]},{slugs[12]}", slugs[:11])
    page.get_by_role("button", name="Add these").click()
    expect(page.locator("[data-part=said]")).to_contain_text(
        "can have up to 12 sites. With these, yours would have 13."
    )
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
def test_a_broken_link_shows_what_is_left_of_it(tab, fragment, shown):
    """Or the reader's own list, where nothing is."""
    page = keeping(tab, f"sites/shortlist/{fragment}", [FOURTH.slug])
    assert columns(page) == shown
    assert page.locator("img").count() == 0
    assert stored(page) == [FOURTH.slug]
    assert tab.faults == []


def test_a_jump_within_the_page_leaves_a_links_list_in_place(tab):
    page = tab.go(f"sites/shortlist/#sites={FIRST.slug},{THIRD.slug}")
    page.locator(".skip").press("Enter")
    assert columns(page) == [FIRST.called, THIRD.called]


@pytest.mark.parametrize("before", [NO_CLIPBOARD, REFUSED_CLIPBOARD], ids=["none", "refused"])
def test_where_nothing_may_be_copied_the_link_stands_ready_in_a_field(open_tab, server, before):
    page = keeping(open_tab(before=before), "sites/shortlist/", THREE[:2])
    page.get_by_role("button", name="Copy a link").click()
    field = page.get_by_label("Link to these sites")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{server.url}sites/shortlist/#sites={FIRST.slug},{SECOND.slug}")
    expect(field).not_to_be_editable()
    assert page.evaluate("getSelection().toString()") == field.input_value()


def test_no_server_learns_what_is_kept(tab, server):
    """Not by a query, a cookie, or a request at the moment of keeping."""
    page = tab.go("sites/")
    page.wait_for_load_state("networkidle")
    since = len(server.asked)
    keep_button(page, THIRD.slug).click()
    keep_button(page, FIRST.slug).click()
    assert server.asked[since:] == []
    bar(page).get_by_role("link").click()
    expect(page.locator(".compare")).to_be_visible()
    page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}").click()
    assert not [path for path in server.asked[since:] if "?" in path or THIRD.slug in path]
    assert page.context.cookies() == []
    assert tab.faults == []
