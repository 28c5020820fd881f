"""Any text fits a small phone: the name of a file, an address or a number without a space widens no page."""

import pytest

LONG = ("w" * 120, f"https://example.org/{'path-' * 22}", "1234567890" * 12)

FILL = """word => {
    document.querySelectorAll("#main details").forEach(one => { one.open = true; });
    const own = "script, noscript, svg, button, select, .badge, .hidden-text, .mark, .count, .map-legend";
    const walker = document.createTreeWalker(document.querySelector("#main .body"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) { texts.push(walker.currentNode); }
    const filled = texts.filter(text => text.data.trim() && !text.parentElement.closest(own));
    filled.forEach(text => { text.data = word; });
    const wide = filled.map(text => text.parentElement).filter(one => one.getBoundingClientRect().right > 320);
    return {
        filled: filled.length,
        width: document.documentElement.scrollWidth,
        wide: [...new Set(wide.map(one => one.outerHTML.slice(0, 60)))].slice(0, 5),
    };
}"""
"""Puts a word in place of every text of a page that a record or an editor may have written."""


def addresses(site) -> list[str]:
    """The pages of sites: the longest, the shortest, the list and its answers, and those that lead there."""
    pages = sorted(
        (site.project.catalog.url(one) for one in site.project.catalog.all("sites")),
        key=lambda address: len(site.pages[address].text),
    )
    story = site.project.catalog.url(site.project.catalog.all("success-stories")[0])
    lists = ["sites/", "sites/#where=jail", "sites/where/jail/", "sites/like-yours/#a.where=jail", "success-stories/"]
    return [pages[0], pages[-1], *lists, "how-sites-are-listed/", story]


@pytest.mark.parametrize("word", LONG, ids=["word", "address", "number"])
def test_a_long_word_in_any_text_widens_no_page_of_sites(open_tab, site, word):
    tab = open_tab(width=320, height=640)
    for address in addresses(site):
        found = tab.go(address).evaluate(FILL, word)
        assert found["filled"] > 10, address
        assert found["width"] <= 320, (address, found["wide"])
