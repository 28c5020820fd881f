"""Old addresses lead to what they named: a renamed question, a moved page and a moved file."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from practice_page import field, opened, read, record
from shortlist_page import keep_button, keeping
from site_fixture import ROOT, real_project, shared

from generator.checks.published_urls import PUBLISHED_URLS
from generator.cli.build import run
from generator.editing.records.rename import plan_rename
from generator.kinds import KINDS
from generator.pages.offline import FOLDER, NAME
from generator.project.file_changes import apply

KINDS_BY_NAME = {kind.name: kind for kind in KINDS}
QUESTION, PATHWAY, SITE = (next(iter(real_project().catalog.all(kind))).slug for kind in ("faqs", "pathways", "sites"))
"""Records, whichever they are, that get other names."""


def make_site(root: Path) -> None:
    """The site after a question, a pathway and a site have got new names, and its offline copy."""
    for folder in ("data", "content", "theme"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    # As the site is once everything on it has been published.
    (root / PUBLISHED_URLS).write_text(real_project().to_published_urls(), encoding="utf-8")
    for kind, old in (("faqs", QUESTION), ("pathways", PATHWAY), ("sites", SITE)):
        apply(root, plan_rename(root, KINDS, KINDS_BY_NAME[kind], old, "renamed"))
    run(root / "mkdocs.yml", root / "site")
    with zipfile.ZipFile(root / "site" / NAME) as packed:
        packed.extractall(root / "disk")


@pytest.fixture(scope="session")
def renamed(tmp_path_factory) -> Path:
    """The folder of that site."""
    return shared(tmp_path_factory, "site-after-renames", make_site)


@pytest.fixture(scope="session")
def address(renamed, serve) -> str:
    """Where it is served."""
    return str(serve(renamed / "site").url)


def test_the_old_address_of_a_question_opens_it_under_its_new_one(open_tab, address):
    tab = open_tab(root=address)
    page = tab.go(f"questions/#{QUESTION}")
    expect(page.locator("#renamed")).to_have_attribute("open", "")
    assert page.url == f"{address}questions/#renamed"
    page = tab.go("questions/")
    page.evaluate("part => { window.location.hash = part; }", QUESTION)
    expect(page.locator("#renamed")).to_have_attribute("open", "")
    assert tab.faults == []


def test_without_scripts_the_old_address_shows_the_answer(open_tab, address):
    page = open_tab(root=address, java_script_enabled=False).go(f"questions/#{QUESTION}")
    expect(page.locator("#renamed > :not(summary, .old-part)").first).to_be_in_viewport()


def test_in_the_offline_copy_old_addresses_lead_on_too(open_tab, renamed):
    tab = open_tab(root=f"{(renamed / 'disk' / FOLDER).as_uri()}/", home="index.html")
    page = tab.go(f"questions/#{QUESTION}")
    expect(page.locator("#renamed")).to_have_attribute("open", "")
    page = tab.go(f"apply/{PATHWAY}/#steps")
    page.wait_for_url("**/apply/renamed/index.html#steps")
    assert tab.faults == []


@pytest.mark.parametrize("fragment", ["", "#steps"])
def test_a_page_that_moved_leads_on_and_keeps_the_part(open_tab, address, fragment):
    tab = open_tab(root=address)
    page = tab.go(f"apply/{PATHWAY}/{fragment}")
    page.wait_for_url(f"{address}apply/renamed/{fragment}")
    expect(page.locator("h1")).not_to_have_text("This page moved")
    assert tab.faults == []


def test_a_file_that_moved_is_still_where_it_was(renamed):
    old, new = (renamed / "site" / "apply" / name for name in (PATHWAY, "renamed"))
    files = sorted(path.name for path in new.glob("*.pdf"))
    assert files
    assert [(old / name).read_bytes() for name in files] == [(new / name).read_bytes() for name in files]


def test_answers_kept_under_a_former_name_of_the_pathway_are_there(open_tab, address):
    tab = open_tab(root=address)
    key = f"practice-answers.{PATHWAY}.1"
    tab.go("about/").evaluate("([key, text]) => localStorage.setItem(key, text)", [key, record({"goals": "To learn"})])
    page = opened(tab, "apply/renamed/practice/")
    assert read(page) == {"goals": "To learn"}
    assert page.evaluate("Object.keys(localStorage)") == ["practice-answers.renamed.1"]
    assert tab.faults == []


def test_a_file_saved_under_a_former_name_of_the_pathway_opens(open_tab, address):
    tab = open_tab(root=address)
    page = opened(tab, "apply/renamed/practice/")
    file = {"format": "prss-practice-answers", "pathway": PATHWAY, "version": 1, "saved": "2026-11-21T15:04:00Z"}
    text = json.dumps({**file, "answers": {"goals": "To learn"}}).encode()
    page.locator("#keep-file").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": text})
    expect(field(page, "goals")).to_have_value("To learn")
    assert tab.faults == []


@pytest.mark.parametrize("page_of", ["sites/", "sites/renamed/", "sites/shortlist/"])
def test_a_site_kept_under_a_former_name_is_still_on_the_shortlist(open_tab, address, page_of):
    page = keeping(open_tab(root=address), page_of, [SITE])
    expect(page.locator("[data-keep='renamed']").first.or_(page.locator(".compare th[scope=col]"))).to_be_visible()
    if page_of == "sites/shortlist/":
        expect(page.locator(".compare th[scope=col]")).to_have_count(1)
    else:
        expect(keep_button(page, "renamed")).to_have_attribute("aria-pressed", "true")
