"""Taking a record down: what depends on it goes too, and one list names every line that is left."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from site_fixture import ROOT
from toys.library import THEME, lay, minimal_project

from generator.base.problems import Problem, has_errors
from generator.checks.privacy import names_of, officials_of
from generator.cli import group
from generator.editing.records.remove import without
from generator.kinds import KINDS
from generator.project.project import open_project

SITE, STORY, PAIR = (f"data/{kind}/minimal.yml" for kind in ("sites", "success-stories", "mentorships"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the smallest record of each kind, and another site with its own story and mentorship."""
    (tmp_path / "theme").symlink_to(THEME)
    files = minimal_project(KINDS)
    for path, name in {SITE: "The Other Site", STORY: "Another story", PAIR: "The others"}.items():
        text = re.sub("(?m)^(mentor:|-) minimal$", r"\1 other", files[path])
        files[path.replace("minimal", "other")] = re.sub("(?m)^name: .*", f"name: {name}", text)
    root = lay(tmp_path, files)
    assert errors(root) == []
    return root


def errors(root: Path) -> list[Problem]:
    return [problem for problem in open_project(root, KINDS)[1] if problem.severity == "error"]


def run(root: Path, *words: str) -> Result:
    result = CliRunner().invoke(group.main, ["--root", str(root), "remove", *words], env={"TODAY": "2026-11-28"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def contents(root: Path) -> dict[str, bytes]:
    found = [path for folder in ("data", "content") for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_site_is_taken_down_with_what_depends_on_it(project: Path):
    """Its story is withdrawn, its mentorship is deleted and redirected, and the check finds no error."""
    result = run(project, "sites/minimal", "--write")
    assert result.exit_code == 0, result.output
    assert set(result.output.splitlines()) == {
        f"{SITE}: taken down as of November 28, 2026.",
        f"{STORY}: taken down as of November 28, 2026, because it depends on {SITE}.",
        f"{PAIR}: deleted, because it depends on {SITE}. Its address, /sites/#minimal, now leads to /sites/.",
    }
    assert "status: removed\n  on: 2026-11-28\n" in (project / SITE).read_text()
    assert "  withdrawn_on: 2026-11-28\n" in (project / STORY).read_text()
    assert not (project / PAIR).exists()
    assert "- from: /sites/#minimal\n  to: /sites/\n" in (project / "data/redirects.yml").read_text()
    assert errors(project) == []


def test_without_write_nothing_changes(project: Path):
    before = contents(project)
    result = run(project, "sites/minimal", "--on", "November 20, 2026")
    assert f"{SITE}: taken down as of November 20, 2026.\n" in result.output
    assert result.output.endswith("This was a dry run. To make the changes, run the command again with --write.\n")
    assert contents(project) == before


def test_a_record_about_others_too_only_loses_the_reference(project: Path):
    edit(project, STORY, "sites:\n- minimal\n", "sites:\n- other\n- minimal  # and a note\n")
    edit(project, PAIR, "mentor: minimal", "mentor: other")
    result = run(project, "sites/minimal", "--write")
    assert f"{STORY}: the reference to {SITE} is deleted.\n" in result.output
    assert "sites:\n- other\n" in (project / STORY).read_text()
    assert "withdrawn_on" not in (project / STORY).read_text()
    assert (project / PAIR).exists()
    assert errors(project) == []


def test_what_needs_consent_goes_and_comments_stay(project: Path):
    edit(project, SITE, "  status: public_source", "  status: agreed  # by phone\n  on: 2025-05-03")
    with (project / SITE).open("a") as file:
        file.write("contact:\n  role: Peers\n  email: peers@a.example\n# The end.\n")
    assert errors(project) == []
    assert run(project, "sites/minimal", "--write").exit_code == 0
    text = (project / SITE).read_text()
    assert "  status: removed  # by phone\n  on: 2026-11-28\n" in text
    assert "contact" not in text
    assert text.endswith("# The end.\n")
    assert errors(project) == []


def test_every_text_that_still_names_it_is_listed_once_per_line(project: Path):
    """In records, pages and settings, with file and line. A link by that name is one line."""
    name = next(line for line in (project / SITE).read_text().splitlines() if line.startswith("name:"))[6:]
    edit(project, "content/index.md", "\n---\n", f"\n---\nFirst.\n\nSee [{name}](sites:minimal).\n\n{name} too.\n\n")
    with (project / "data/faqs/minimal.yml").open("a") as file:
        file.write(f"also_asked:\n- Who leads {name}?\n")
    line = (project / "content/index.md").read_text().splitlines().index(f"{name} too.") + 1
    faq = (project / "data/faqs/minimal.yml").read_text().count("\n")
    result = run(project, "sites/minimal", "--write")
    assert result.exit_code == 0
    assert "The check finds 3 lines to change by hand, in the same pull request:\n" in result.output
    assert re.findall(r"^(?:content|data)/\S+:\d+(?=[: ])", result.output, re.MULTILINE) == [
        f"content/index.md:{line - 2}",
        f"content/index.md:{line}",
        f"data/faqs/minimal.yml:{faq}:3",
    ]
    assert {problem.place.path for problem in errors(project)} == {"content/index.md", "data/faqs/minimal.yml"}


def test_an_item_in_brackets_is_left_for_the_editor(project: Path):
    """No other item is lost with it."""
    edit(project, STORY, "sites:\n- minimal\n", "sites: [other, minimal]\n")
    result = run(project, "sites/minimal", "--write")
    assert "sites: [other, minimal]\n" in (project / STORY).read_text()
    assert re.search(rf"(?m)^{STORY}:\d+:\d+: 'minimal' was taken down .* Delete this reference\.", result.output)


def test_addresses_that_led_to_a_deleted_record_lead_on(project: Path):
    """In one step."""
    (project / "data/redirects.yml").write_text("redirects:\n- from: /sites/#old\n  to: /sites/#minimal\n")
    assert errors(project) == []
    run(project, "sites/minimal", "--write")
    assert (project / "data/redirects.yml").read_text() == (
        "redirects:\n- from: /sites/#old\n  to: /sites/\n- from: /sites/#minimal\n  to: /sites/\n"
    )
    assert errors(project) == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["sites/minimall"], 1, "There is no data/sites/minimall.yml. Did you mean 'minimal'?"),
        (
            ["faqs/minimal"],
            1,
            "data/faqs/minimal.yml cannot be taken down. Only records in data/sites/ or data/success-stories/ can be. "
            "If it is out of date, add 'retired:' to it.",
        ),
        (["sites/removed"], 1, "data/sites/removed.yml is already taken down."),
        (["sites/broken"], 1, "data/sites/broken.yml has errors. Run the check and fix them first."),
        (["sites/minimal", "--on", "2027-05-03"], 2, "Error: Invalid value for '--on': May 3, 2027 is in the future."),
    ],
)
def test_what_cannot_be_taken_down_is_refused(project: Path, words: list[str], code: int, message: str):
    text = (project / SITE).read_text().replace("status: public_source", "status: removed\n  on: 2026-11-01")
    (project / "data/sites/removed.yml").write_text(re.sub("(?m)^name: .*", "name: Gone", text))
    (project / "data/sites/broken.yml").write_text("name: [\n")
    before = contents(project)
    result = run(project, *words, "--write")
    assert (result.exit_code, result.output.splitlines()[-1]) == (code, message)
    assert contents(project) == before


WITHOUT = {
    "an item": ("a:\n- b\n- c  # note\nd: e\n", ("a", 1), "a:\n- b\nd: e\n"),
    "the only item": ("a:\n- b\nd: e\n", ("a", 0), "d: e\n"),
    "the only item in brackets": ("a: [b]\nd: e\n", ("a", 0), "d: e\n"),
    "one of two items in brackets": ("a: [b, c]\nd: e\n", ("a", 0), None),
    "a field": ("a: b\nd: e\n", ("a",), "d: e\n"),
    "the last field": ("a: b\nd:\n  e: f\n  g: h\n", ("d",), "a: b\n"),
    "a field of a group": ("a:\n  b: c\n  d: e\n", ("a", "b"), "a:\n  d: e\n"),
    "a field in braces": ("a: {b: c, d: e}\n", ("a", "b"), None),
    "brackets over several lines": ("a: [b,\n  c]\nd: e\n", ("a",), "d: e\n"),
    "a bracket on its own line": ("a: [b,\n  c\n]\nd: e\n", ("a",), None),
    "a comment after it": ("a:\n- b\n# of d\nd: e\n", ("a",), "# of d\nd: e\n"),
    "a comment after a long text": ("a: |\n  b\n  # c\n\n# of d\nd: e\n", ("a",), "\n# of d\nd: e\n"),
    "a comment at the end": ("d: e\na:\n  b: c\n# The end.\n", ("a",), "d: e\n# The end.\n"),
    "a long text": ("a: |\n  b\n\n  c\nd: e\n", ("a",), "d: e\n"),
    "no such field": ("a: b\n", ("c",), None),
    "a field beside a hyphen": ("a:\n- b: c\n  d: e\n", ("a", 0, "b"), None),
    "no file that can be read": ("a: [\n", ("a",), None),
}


@pytest.mark.parametrize(("text", "at", "left"), WITHOUT.values(), ids=WITHOUT)
def test_only_whole_lines_are_deleted(text: str, at: tuple[str | int, ...], left: str | None):
    edited = without("a.yml", text.encode(), at)
    assert (edited.decode() if edited is not None else None) == left


@pytest.mark.content
@pytest.mark.slow
@pytest.mark.parametrize("slug", ["winthrop-clear", "hope-coalition"])
def test_one_more_round_is_enough(tmp_path: Path, slug: str):
    """After the listed lines of the real project are changed, the check finds no other error."""
    for folder in ("data", "content", "theme"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    project, problems = open_project(tmp_path, KINDS)
    assert project is not None, problems
    site = project.catalog.get("sites", slug)
    names = sorted(names_of(site) | officials_of(site), key=len, reverse=True)
    result = run(tmp_path, f"sites/{slug}", "--write")
    listed = re.findall(r"^((?:content|data)/\S+?):(\d+)(?::\d+)?: '?(?:sites|This)", result.output, re.MULTILINE)
    assert len(listed) > 3
    for path in {path for path, _ in listed}:
        text = (tmp_path / path).read_text(encoding="utf-8")
        text = re.sub(rf"\[([^\]]*)\]\(sites:{slug}\)", r"\1", text)
        for name in names:
            text = re.sub(r"\s+".join(map(re.escape, name.split())), "one organization", text, flags=re.IGNORECASE)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert not has_errors(open_project(tmp_path, KINDS)[1]), result.output
