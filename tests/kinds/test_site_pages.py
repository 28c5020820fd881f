"""Pages of sites: each fact with its source marks, related sites, and what sources do not say."""

import pytest

from generator.kinds.site.list.facets import values_of
from generator.kinds.site.matcher.related_sites import related_sites
from generator.kinds.site.view import facts_of, roles_of

PAGED = ("where", "state", "organization")


def test_each_fact_whose_value_has_a_page_links_to_it(site):
    catalog = site.project.catalog
    linked_facets = set()
    for record in catalog.all("sites"):
        links = {link.attributes.get("href", "") for link in site.pages[catalog.url(record)].all("a")}
        for facet in PAGED:
            for value in values_of(catalog, record).get(facet, ()):
                assert f"../../sites/{facet}/{value}/" in links, record.slug
                linked_facets.add(facet)
    assert linked_facets == set(PAGED)


def cited_numbers(part) -> set[int]:
    """Return the numbers of the sources to which the marks in a part of a page link."""
    links = (link.attributes.get("href", "") for link in part.all("a"))
    return {int(link.removeprefix("#source-")) for link in links if link.startswith("#source-")}


def test_each_fact_has_a_mark_that_links_to_its_source(site):
    """Adjacent facts from the same sources share a mark, so the marks are compared by row."""
    compared = 0
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"]
        numbers = {source.id: number for number, source in enumerate(record.citations, 1)}
        rows = [row for part in page.all("dl") if part.attributes.get("class") == "facts" for row in part.all("div")]
        cited = {row.one("dt").text: cited_numbers(row) for row in rows}
        for title, _, facts in facts_of(record):
            assert cited[title] == ({numbers[name] for fact in facts for name in fact.source} or {1}), title
            compared += 1
        parts = [part for part in page.all("p") if part.attributes.get("class") == "roles"]
        for role, part in zip(roles_of(record), parts, strict=True):
            assert cited_numbers(part) == ({numbers[name] for name in role.sources} or {1})
    assert compared > len(site.project.catalog.all("sites"))


def test_the_section_on_what_one_can_learn_has_source_marks(site):
    compared = 0
    for record in site.project.catalog.all("sites"):
        sections = [
            part
            for part in site.pages[f"sites/{record.slug}/"].all("section")
            if part.attributes.get("aria-labelledby") == "what-peers-do"
        ]
        facts = (*record.strengths, *record.services)
        assert bool(sections) == bool(facts)
        numbers = {source.id: number for number, source in enumerate(record.citations, 1)}
        for section in sections:
            assert cited_numbers(section) == ({numbers[name] for fact in facts for name in fact.source} or {1})
            compared += 1
    assert compared


def test_similar_sites_are_named_with_what_they_have_in_common(site):
    catalog = site.project.catalog
    shown = 0
    for record in catalog.all("sites"):
        text = site.pages[catalog.url(record)].text
        related = related_sites(catalog, record)
        assert ("Similar sites" in text) == bool(related)
        for match in related:
            shown += 1
            assert f"{match.site.called} In common: {', '.join(match.shared)}" in text
    assert shown


def test_the_short_name_is_the_heading_and_the_full_name_is_below(site):
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"]
        assert page.one("h1").text == record.called
        assert record.name in page.text


def test_each_page_starts_with_facts_and_ends_with_a_next_step(site):
    """Open questions, sources and citation are collapsed."""
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"].one("div", id="main")
        titles = [title.text for title in page.all("h2")]
        main_titles = ["At a glance", "What they do", "Next step"]
        assert [title for title in titles if title in main_titles] == main_titles
        folded_titles = {title.text for fold in page.all("details") for title in fold.all("h2")}
        open_titles = [title for title in titles if title not in folded_titles]
        assert open_titles[-1] == "Next step", record.slug
        assert {title.split(" (")[0] for title in folded_titles} <= {
            "Ask the program",
            "Sources",
            "Cite and correct this page",
        }


@pytest.mark.content
@pytest.mark.parametrize("address", ["sites/hope-coalition/", "sites/winthrop-clear/"])
def test_a_site_page_says_what_is_not_published_and_how_to_cite_it(site, address):
    text = site.pages[address].text
    assert "Ask the program Public documents do not answer these questions." in text
    assert "Cite this page:" in text


@pytest.mark.content
def test_a_year_without_a_named_mentorship_is_in_the_timeline(site):
    text = site.pages["sites/favor-greenville/"].text
    assert "2019 Mentor site. Its mentee site has not been named." in text
