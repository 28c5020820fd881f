"""A site's page: what its sources state, each fact with its mark, and what they do not."""

import pytest

from generator.kinds.site.facets import values_of
from generator.kinds.site.similar import similar

PAGED = ("where", "state", "organization")


def test_each_fact_that_has_a_page_leads_to_it(site):
    catalog = site.project.catalog
    seen = set()
    for record in catalog.all("sites"):
        links = {link.attributes.get("href", "") for link in site.pages[catalog.url(record)].all("a")}
        for side in PAGED:
            for value in values_of(catalog, record).get(side, ()):
                assert f"../../sites/{side}/{value}/" in links, record.slug
                seen.add(side)
    assert seen == set(PAGED)


def test_each_fact_has_a_mark_that_leads_to_its_source(site):
    seen = 0
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"]
        [facts] = [part for part in page.all("dl") if part.attributes.get("class") == "facts"]
        for row in facts.all("div"):
            if row.one("dt").text == "Website":
                continue
            for fact in row.all("dd"):
                assert [link for link in fact.all("a") if link.attributes.get("href", "").startswith("#source-")], (
                    fact.text
                )
                seen += 1
    assert seen > len(site.project.catalog.all("sites"))


def test_similar_sites_are_named_with_what_they_have_in_common(site):
    catalog = site.project.catalog
    shown = 0
    for record in catalog.all("sites"):
        text = site.pages[catalog.url(record)].text
        alike = similar(catalog, record)
        assert ("Similar sites" in text) == bool(alike)
        for other in alike:
            shown += 1
            assert f"{other.site.called} In common: {', '.join(other.shared)}" in text
    assert shown


@pytest.mark.content
@pytest.mark.parametrize("address", ["sites/hope-coalition/", "sites/winthrop-clear/"])
def test_a_site_page_says_what_is_not_published_and_how_to_cite_it(site, address):
    text = site.pages[address].text
    assert "Ask the program The answers to these questions are not published." in text
    assert "Cite this page:" in text


@pytest.mark.content
def test_years_without_a_pairing_stand_in_the_timeline(site):
    text = site.pages["sites/favor-greenville/"].text
    assert "2019 Named as a mentor site. No mentee site is published for this year." in text
