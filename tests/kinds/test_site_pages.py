"""A site's page: what its sources state, each fact with its mark, and what they do not."""

import pytest

from generator.kinds.site.list.facets import values_of
from generator.kinds.site.matcher.related_sites import related_sites
from generator.kinds.site.view import facts_of, roles_of

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


def numbers_in(part) -> set[int]:
    """The sources to which the marks in a part of a page lead."""
    links = (link.attributes.get("href", "") for link in part.all("a"))
    return {int(link.removeprefix("#source-")) for link in links if link.startswith("#source-")}


def test_each_fact_has_a_mark_that_leads_to_its_source(site):
    """Neighbors from the same sources share the mark behind them, so a row holds the marks of all of its facts."""
    seen = 0
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"]
        number = {source.id: at for at, source in enumerate(record.citations, 1)}
        rows = [row for part in page.all("dl") if part.attributes.get("class") == "facts" for row in part.all("div")]
        shown = {row.one("dt").text: numbers_in(row) for row in rows}
        for title, _, facts in facts_of(record):
            assert shown[title] == ({number[name] for fact in facts for name in fact.source} or {1}), title
            seen += 1
        roles = [part for part in page.all("p") if part.attributes.get("class") == "roles"]
        for role, part in zip(roles_of(record), roles, strict=True):
            assert numbers_in(part) == ({number[name] for name in role.sources} or {1})
    assert seen > len(site.project.catalog.all("sites"))


def test_what_one_could_learn_has_its_marks_too(site):
    seen = 0
    for record in site.project.catalog.all("sites"):
        found = [
            part
            for part in site.pages[f"sites/{record.slug}/"].all("section")
            if part.attributes.get("aria-labelledby") == "what-peers-do"
        ]
        facts = (*record.strengths, *record.services)
        assert bool(found) == bool(facts)
        number = {source.id: at for at, source in enumerate(record.citations, 1)}
        for part in found:
            assert numbers_in(part) == ({number[name] for fact in facts for name in fact.source} or {1})
            seen += 1
    assert seen


def test_similar_sites_are_named_with_what_they_have_in_common(site):
    catalog = site.project.catalog
    shown = 0
    for record in catalog.all("sites"):
        text = site.pages[catalog.url(record)].text
        alike = related_sites(catalog, record)
        assert ("Similar sites" in text) == bool(alike)
        for other in alike:
            shown += 1
            assert f"{other.site.called} In common: {', '.join(other.shared)}" in text
    assert shown


def test_the_short_name_leads_and_the_full_name_is_below(site):
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"]
        assert page.one("h1").text == record.called
        assert record.name in page.text


def test_each_page_says_what_is_known_before_it_says_whom_to_ask_and_ends_in_a_next_step(site):
    for record in site.project.catalog.all("sites"):
        page = site.pages[f"sites/{record.slug}/"].one("div", id="main")
        titles = [title.text for title in page.all("h2")]
        known = ["At a glance", "What they do", "Next step"]
        assert [title for title in titles if title in known] == known
        folded = {title.text for fold in page.all("details") for title in fold.all("h2")}
        open_titles = [title for title in titles if title not in folded]
        assert open_titles[-1] == "Next step", record.slug
        assert {title.split(" (")[0] for title in folded} <= {
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
def test_years_without_a_pairing_stand_in_the_timeline(site):
    text = site.pages["sites/favor-greenville/"].text
    assert "2019 Mentor site. Its mentee site has not been named." in text
