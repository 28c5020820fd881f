"""Long words, URLs and numbers without spaces fit a small phone: they never make a page wider than the screen."""

import pytest

LONG = ("w" * 120, f"https://example.org/{'path-' * 22}", "1234567890" * 12)

FILL = """word => {
    document.querySelectorAll("#main details").forEach(details => { details.open = true; });
    const excluded = "script, noscript, svg, button, select, .badge, .hidden-text, .mark, .count, .map-legend";
    const walker = document.createTreeWalker(document.querySelector("#main .body"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) { texts.push(walker.currentNode); }
    const filled = texts.filter(text => text.data.trim() && !text.parentElement.closest(excluded));
    filled.forEach(text => { text.data = word; });
    const wide = filled.map(text => text.parentElement).filter(element => element.getBoundingClientRect().right > 320);
    return {
        filled: filled.length,
        width: document.documentElement.scrollWidth,
        wide: [...new Set(wide.map(element => element.outerHTML.slice(0, 60)))].slice(0, 5),
    };
}"""
"""Replaces each text of a page that comes from a record or an editor with one word, and measures the page."""


def addresses(site) -> list[str]:
    """Return pages about sites: the shortest and longest record page, the list, filtered lists and related pages."""
    pages = sorted(
        (site.project.catalog.url(record) for record in site.project.catalog.all("sites")),
        key=lambda address: len(site.pages[address].text),
    )
    story = site.project.catalog.url(site.project.catalog.all("success-stories")[0])
    lists = ["sites/", "sites/#where=jail", "sites/where/jail/", "sites/like-yours/#a.where=jail", "success-stories/"]
    return [pages[0], pages[-1], *lists, "how-sites-are-listed/", story]


@pytest.mark.parametrize("word", LONG, ids=["word", "address", "number"])
def test_a_long_word_never_makes_a_page_about_sites_wider(open_tab, site, word):
    tab = open_tab(width=320, height=640)
    for address in addresses(site):
        result = tab.go(address).evaluate(FILL, word)
        assert result["filled"] > 10, address
        assert result["width"] <= 320, (address, result["wide"])
