"""A filled shell is the page that MkDocs would have built."""

import dataclasses

import pytest
from bench.generated_sites import make_project
from markupsafe import Markup
from toys import TOYS
from toys.library import SITE

from generator.base.cache import open_cache
from generator.cli.build import build_project
from generator.kinds import KINDS
from generator.pages.filling import Filler
from generator.pages.page import Page
from generator.pages.shell import CLOSE, GAPS, OPEN, UnsafePageError, check_policy, cut, fill, gap_markers, tidy
from generator.plugin import ResourceCenterPlugin, build_frames
from generator.project.frames import load_frames
from generator.project.project import open_project
from generator.project.publish import read
from generator.records.fields.types import DETAILS, ROOT


def frame_of(*gaps: str) -> str:
    return "<html>" + "".join(f"<p>{OPEN}{gap}{CLOSE}</p>" for gap in gaps) + "</html>"


def test_a_filled_shell_is_the_frame_with_the_parts_in_it():
    shell = cut(frame_of(*GAPS))

    filled = fill(shell, {gap: gap.upper() for gap in GAPS})

    assert filled == "<html>" + "".join(f"<p>{gap.upper()}</p>" for gap in GAPS) + "</html>"


def test_a_gap_can_occur_twice():
    shell = cut(frame_of(*GAPS, "title"))

    assert fill(shell, dict.fromkeys(GAPS, "x")).count("<p>x</p>") == len(GAPS) + 1


def test_a_frame_without_a_gap_is_refused():
    with pytest.raises(ValueError, match="has no gap for body, head"):
        cut(frame_of(*(gap for gap in GAPS if gap not in ("body", "head"))))


def test_each_gap_has_a_marker():
    assert cut("".join(gap_markers().values())).gaps == GAPS


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        "<SCRIPT type='module'>x</SCRIPT>",
        '<script type="text/javascript">x</script>',
        '<script data-src="x.js">y</script>',
    ],
)
def test_an_inline_script_fails_the_build(script):
    with pytest.raises(UnsafePageError, match=r"a\.html contains an inline script"):
        check_policy("a.html", f"<p>{script}</p>")


def test_script_files_and_structured_data_are_not_inline_scripts():
    check_policy("a.html", '<script src="a.js" defer></script><script type="application/ld+json">{}</script>')


def test_tidy_removes_what_only_materials_scripts_use():
    frame = tidy('<body>\n    <input class="md-toggle" id="__drawer" autocomplete="off">\n    <main>kept</main></body>')

    assert frame == "<body>\n    <main>kept</main></body>"


@pytest.mark.slow
def test_a_filled_page_equals_what_mkdocs_builds(tmp_path, monkeypatch):
    """Each page is built once with a shell and once by MkDocs itself, with the same result."""
    root = make_project(tmp_path / "project", sites=0)
    project = build_project(root / "mkdocs.yml", KINDS, root / "filled").project
    filler = Filler(project.frame(""), {}, project.file_details)
    pages = {f"page-{number}.md": page for number, page in enumerate(project.pages)}
    direct: dict[str, str] = {}

    def keep(plugin, output, *, page, config):
        direct[pages[page.file.src_uri].file] = tidy(output)
        return ""

    each = {
        name: (filler.frame.key(page), {gap: Markup(part) for gap, part in filler.parts(page).items()})  # noqa: S704 (it is HTML)
        for name, page in pages.items()
    }
    monkeypatch.setattr(ResourceCenterPlugin, "pages_to_build", lambda plugin: each)
    monkeypatch.setattr(ResourceCenterPlugin, "on_post_page", keep)
    build_frames(project, root / "mkdocs.yml")

    filled = {path.relative_to(root / "filled").as_posix(): path for path in (root / "filled").rglob("*.html")}
    assert filled.keys() == direct.keys()
    assert len(filled) > 20
    for name, path in filled.items():
        # Empty lines are removed from a frame before it is filled, and here from the whole page.
        assert tidy(path.read_text()) == direct[name], name


@pytest.mark.slow
def test_frames_are_not_cached_if_the_theme_was_saved_while_mkdocs_read_it(tmp_path, monkeypatch):
    """It is unknown which theme they contain, and they would be reused as frames of the new theme."""
    root = make_project(tmp_path / "project", sites=0)
    settings, frame = root / "mkdocs.yml", root / "theme/main.html"
    project = read(root, KINDS, open_cache(root, "program"))
    on_post_page = ResourceCenterPlugin.on_post_page

    def save_and_go_on(plugin, output, *, page, config):
        frame.write_text(frame.read_text() + "\n")
        return on_post_page(plugin, output, page=page, config=config)

    with monkeypatch.context() as patch:
        patch.setattr(ResourceCenterPlugin, "on_post_page", save_and_go_on)
        build_frames(project, settings)
    assert load_frames(project, settings) is None

    build_frames(project, settings)
    assert load_frames(project, settings) is not None


@pytest.mark.slow
def test_no_filled_page_contains_the_root_placeholder(tmp_path):
    root = make_project(tmp_path / "project", sites=0)
    build_project(root / "mkdocs.yml", KINDS, root / "out")

    for path in (root / "out").rglob("*.html"):
        text = path.read_text()
        assert ROOT not in text, path
        assert DETAILS not in text, path


def test_a_page_has_a_file_a_section_and_a_depth():
    page = Page("sites/a/", "A", "About A", Markup(""), "data/sites/a.yml")

    assert (page.file, page.section, page.depth) == ("sites/a/index.html", "sites", 2)
    assert dataclasses.replace(page, address="").file == "index.html"
    assert dataclasses.replace(page, address="404.html").file == "404.html"


REPOSITORY = "https://code.example/prss/center/"
PRIVATE = "mailto:editors@center.example"


def correction_links(library, address: str, *, repository: bool, private: bool) -> str:
    """Return the links for corrections at the end of a page of the toy library."""
    site = SITE.replace("  note: Ask", f"  private: {PRIVATE}\n  note: Ask") if private else SITE
    root = library({"data/site.yml": site + (f"repository: {REPOSITORY}\n" if repository else "")})
    project, problems = open_project(root, TOYS)
    assert project is not None, problems
    page = next(page for page in project.pages if page.address == address)
    return str(project.frame("").parts(page)["source"])


def test_a_record_page_links_to_its_file_and_to_a_form_with_its_id_filled_in(library):
    shown = correction_links(library, "books/the-tides/", repository=True, private=True)
    home = REPOSITORY.rstrip("/")
    assert (
        f'<a href="{home}/issues/new?template=correction.yml&amp;record=books%2Fthe-tides">Suggest a change</a>'
        in shown
    )
    assert f'<a href="{home}/edit/main/data/books/the-tides.yml">' in shown
    assert f'<a href="{PRIVATE}">Report an error privately</a>' in shown


def test_other_pages_link_to_their_file_or_folder(library):
    home = REPOSITORY.rstrip("/")
    assert f"{home}/edit/main/content/about.md" in correction_links(library, "about/", repository=True, private=True)
    assert f"{home}/tree/main/data/books" in correction_links(library, "books/", repository=True, private=False)


def test_without_a_repository_only_the_private_contact_is_shown(library):
    shown = correction_links(library, "books/the-tides/", repository=False, private=True)
    assert shown == f'<p class="edit"><a href="{PRIVATE}">Report an error privately</a></p>'
    assert correction_links(library, "about/", repository=False, private=True) == ""
    assert correction_links(library, "books/the-tides/", repository=False, private=False) == ""
