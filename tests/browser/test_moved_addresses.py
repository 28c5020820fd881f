"""Old addresses still work: of a renamed question, a moved page and a moved file."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from practice_page import WRITE, field, open_page, read_answers, saved_text
from shortlist_page import bar, open_with_shortlist, shortlist_button
from site_fixture import ROOT, real_project, shared

from generator.checks.published_urls import PUBLISHED_URLS
from generator.cli.build import build_project
from generator.editing.records.rename import plan_rename
from generator.kinds import KINDS
from generator.pages.offline import NAME
from generator.project.file_changes import apply

KINDS_BY_NAME = {kind.name: kind for kind in KINDS}
QUESTION, PATHWAY, SITE = (next(iter(real_project().catalog.all(kind))).slug for kind in ("faqs", "pathways", "sites"))
"""Slugs of any three records, which the tests rename."""


def make_site(root: Path) -> None:
    """Build the site after a question, a pathway and a site were renamed, and unpack its offline copy."""
    for folder in ("data", "content", "theme"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    # As if everything on the site had been published.
    (root / PUBLISHED_URLS).write_text(real_project().to_published_urls(), encoding="utf-8")
    for kind, old in (("faqs", QUESTION), ("pathways", PATHWAY), ("sites", SITE)):
        apply(root, plan_rename(root, KINDS, KINDS_BY_NAME[kind], old, "renamed"))
    build_project(root / "mkdocs.yml", KINDS, root / "site")
    with zipfile.ZipFile(root / "site" / NAME) as archive:
        archive.extractall(root / "disk")


@pytest.fixture(scope="session")
def renamed(tmp_path_factory) -> Path:
    """Return the folder of that site."""
    return shared(tmp_path_factory, "site-after-renames", make_site)


@pytest.fixture(scope="session")
def address(renamed, serve) -> str:
    """Return the URL at which it is served."""
    return str(serve(renamed / "site").url)


def test_the_old_address_of_a_question_opens_the_renamed_question(open_tab, address):
    tab = open_tab(root=address)
    page = tab.go(f"questions/#{QUESTION}")
    expect(page.locator("#renamed")).to_have_attribute("open", "")
    assert page.url == f"{address}questions/#renamed"
    page = tab.go("questions/")
    page.evaluate("hash => { window.location.hash = hash; }", QUESTION)
    expect(page.locator("#renamed")).to_have_attribute("open", "")
    assert tab.faults == []


def test_without_scripts_the_old_address_shows_the_answer(open_tab, address):
    page = open_tab(root=address, java_script_enabled=False).go(f"questions/#{QUESTION}")
    expect(page.locator("#renamed > :not(summary, .old-part)").first).to_be_in_viewport()


def test_old_addresses_redirect_in_the_offline_copy(open_tab, renamed):
    tab = open_tab(root=f"{next((renamed / 'disk').iterdir()).as_uri()}/", home="index.html")
    page = tab.go(f"questions/#{QUESTION}")
    expect(page.locator("#renamed")).to_have_attribute("open", "")
    page = tab.go(f"apply/{PATHWAY}/#steps")
    page.wait_for_url("**/apply/renamed/index.html#steps")
    assert tab.faults == []


@pytest.mark.parametrize("fragment", ["", "#steps"])
def test_a_moved_page_redirects_and_keeps_the_fragment(open_tab, address, fragment):
    tab = open_tab(root=address)
    page = tab.go(f"apply/{PATHWAY}/{fragment}")
    page.wait_for_url(f"{address}apply/renamed/{fragment}")
    expect(page.locator("h1")).not_to_have_text("This page moved")
    assert tab.faults == []


def test_a_moved_file_is_also_at_its_old_address(renamed):
    old, new = (renamed / "site" / "apply" / name for name in (PATHWAY, "renamed"))
    files = sorted(path.name for path in new.glob("*.pdf"))
    assert files
    assert [(old / name).read_bytes() for name in files] == [(new / name).read_bytes() for name in files]


def test_answers_saved_under_an_old_slug_of_the_pathway_are_restored(open_tab, address):
    tab = open_tab(root=address)
    tab.go("about/").evaluate(WRITE, [f"practice-answers.{PATHWAY}.1", saved_text({"goals": "To learn"})])
    page = open_page(tab, "apply/renamed/practice/")
    assert read_answers(page) == {"goals": "To learn"}
    assert page.evaluate("Object.keys(localStorage)") == [
        page.evaluate("site.storage.key('practice-answers.renamed.1')")
    ]
    assert tab.faults == []


def test_an_answers_file_with_an_old_slug_of_the_pathway_opens(open_tab, address):
    tab = open_tab(root=address)
    page = open_page(tab, "apply/renamed/practice/")
    file = {"format": "prss-practice-answers", "pathway": PATHWAY, "version": 1, "saved": "2026-11-21T15:04:00Z"}
    text = json.dumps({**file, "answers": {"goals": "To learn"}}).encode()
    page.locator("#keep-file").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": text})
    expect(field(page, "goals")).to_have_value("To learn")
    assert tab.faults == []


@pytest.mark.parametrize("page_address", ["sites/", "sites/renamed/", "sites/shortlist/"])
def test_a_site_saved_under_its_old_slug_is_still_on_the_shortlist(open_tab, address, page_address):
    page = open_with_shortlist(open_tab(root=address), page_address, [SITE])
    expect(
        page.locator("[data-keep='renamed']").first.or_(page.locator(".shortlist-compare th[scope=col]"))
    ).to_be_visible()
    if page_address == "sites/shortlist/":
        expect(page.locator(".shortlist-compare th[scope=col]")).to_have_count(1)
    else:
        expect(shortlist_button(page, "renamed")).to_have_attribute("aria-pressed", "true")


def test_another_sites_page_keeps_a_site_saved_under_its_old_slug(open_tab, address):
    """That page does not know the old slugs of other sites."""
    other = list(real_project().catalog.all("sites"))[1].slug
    tab = open_tab(root=address)
    page = open_with_shortlist(tab, f"sites/{other}/", [SITE])
    shortlist_button(page, other).click()
    expect(bar(page)).to_contain_text("2 sites on your shortlist")
    page = tab.go("sites/shortlist/")
    links = page.locator(".shortlist-compare th[scope=col] a").evaluate_all("all => all.map(link => link.pathname)")
    assert [link.split("/")[-2] for link in links] == ["renamed", other]
    assert tab.faults == []
