"""Jobs of program staff who do exactly what each message says: few pushes are refused until the check passes."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from toys.library import REPOSITORY, THEME

from generator.base.problems import Problem, sort
from generator.checks.privacy import names_of
from generator.editing.records.changes import open_records
from generator.kinds import KINDS
from generator.project.project import open_project

Edit = tuple[str, str, str, str]
"""The code of a problem, a text on the line that it names, the text that an editor replaces, and the new text."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this repository's records and pages."""
    for folder in ("data", "content"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    return tmp_path


def errors(root: Path) -> list[Problem]:
    _, problems = open_project(root, KINDS, theme=THEME)
    return [problem for problem in sort(problems) if problem.severity == "error"]


def refused(file: Path, right_name: str, edits: Iterable[Edit]) -> int:
    """Return how often the check refused a record of an editor, who edits only what it reports, where it reports it."""
    left, count, root = list(edits), 0, file.parents[2]
    while found := errors(root):
        count += 1
        text = file.read_text(encoding="utf-8")
        reported = {(problem.code, problem.place.line) for problem in found if problem.place.path.endswith(file.name)}
        now = [edit for edit in left if edit[1] in text and (edit[0], line_of(text, edit[1])) in reported]
        is_misnamed = any(problem.code in ("bad-name", "starter-name") for problem in found)
        assert now or is_misnamed, found
        for _, _, old, new in now:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
        left = [edit for edit in left if edit not in now]
        if is_misnamed:
            file = file.rename(file.with_name(right_name))
    assert not left
    return count


def line_of(text: str, part: str) -> int:
    return text.count("\n", 0, text.index(part)) + 1


SITE = """\
name: Erie County Jail: Peer Program
summary: “Peers in the jail meet people before release.”
city: Erie
state: PA
roles:
- value: mentee
  source: county
mentee_years:
- 2025
settings: jail, prisons
populations:
- veterans
services:
- value: one-to-one coaching
  source: altarum-article
phone: 814 555 0100
program_types:
- value: reentry
- source: altarum-article
listing:
  status: public
on: 2026-11-20
fact_status: from_source
sources:
- altarum-article
- title: County annual report 2025
  seen_on: 2026-11-20
"""
TO_SITE: tuple[Edit, ...] = (
    ("yaml-colon", "name: Erie", "Erie County Jail: Peer Program", "'Erie County Jail: Peer Program'"),
    ("curly-quotes", "summary:", "“Peers in the jail meet people before release.”", "Peers in the jail meet people."),
    ("unknown-source", "source: county", "- title: County", "- id: county\n  title: County"),
    ("fact-without-source", "- 2025", "- 2025\n", "- value: 2025\n  source: county\n"),
    (
        "not-a-list",
        "settings:",
        " jail, prisons",
        "\n- value: jail\n  source: county\n- value: prisons\n  source: county",
    ),
    ("fact-without-source", "- veterans", "- veterans", "- value: veterans\n  source: county"),
    ("unknown-reference", "one-to-one coaching", "one-to-one coaching", "one-to-one-coaching"),
    ("unknown-field", "phone:", "phone: 814 555 0100\n", ""),
    ("split-item", "- source: altarum-article", "- source: altarum-article", "  source: altarum-article"),
    ("wrong-choice", "status: public\n", "status: public\n", "status: public_source\n"),
    ("unknown-field", "on: 2026-11-20\nfact", "on: 2026-11-20\nfact", "  on: 2026-11-20\nfact"),
    ("unknown-reference", "value: prisons", "value: prisons", "value: prison"),
)


@pytest.mark.content
def test_a_new_site_with_typical_mistakes(project: Path):
    """Its name, a colon, curly quotes, lists, facts without sources, choices, fields, indentation, and no id.

    The second push still has a wrong choice: it was no choice before its list was written as one.
    """
    file = project / "data/sites/Erie County Jail.yml"
    file.write_text(SITE, encoding="utf-8")
    assert refused(file, "erie-county-jail.yml", TO_SITE) <= 3


MENTORSHIP = """\
mentor: winthrop-clear, hope-coalition
mentee: Erie County Jail
year: spring 2024
focus: Peers in jail: first steps
what_happened: |
  The two teams met every month.
  See [the mentor](winthrop-clear).
fact_status: from_source
sources:
- The Altarum article
"""
TO_MENTORSHIP: tuple[Edit, ...] = (
    ("unknown-reference", "mentor:", "winthrop-clear, hope-coalition", "winthrop-clear"),
    (
        "unknown-reference",
        "mentee:",
        "mentee: Erie County Jail",
        "mentee_unnamed:\n  description: A county jail\n  state: PA",
    ),
    ("not-a-number", "year:", "spring 2024", "2024"),
    ("yaml-colon", "focus:", "Peers in jail: first steps", "'Peers in jail: first steps'"),
    ("bad-link", "See [", "(winthrop-clear)", "(sites:winthrop-clear)"),
    ("unknown-reference", "- The Altarum", "The Altarum article", "altarum-article"),
)


@pytest.mark.content
def test_a_new_mentorship_with_typical_mistakes(project: Path):
    """The name of the form's example, two sites, a site without a page, text for a number, a colon, a link, a title."""
    file = project / "data/mentorships/new-mentorship.yml"
    file.write_text(MENTORSHIP, encoding="utf-8")
    assert refused(file, "winthrop-clear-erie-2024.yml", TO_MENTORSHIP) <= 2


DELETE = re.compile(r"delete (\S+), and in data/redirects\.yml add '- from: (\S+)' and 'to:'")


@pytest.mark.content
def test_a_site_that_asks_to_be_removed(project: Path):
    """Every text that names it is in the first report: of records, pages and settings, and of records to take down."""
    site = project / "data/sites/hope-coalition.yml"
    names = names_of(open_records(project, KINDS)[1].get("sites", site.stem))
    site.write_text(
        site.read_text(encoding="utf-8").replace("status: public_source", "status: removed\n  on: 2026-11-20"),
        encoding="utf-8",
    )
    count = 0
    while found := errors(project):
        count += 1
        assert count <= 2, found
        # From the last line of a file to its first, so that the lines above keep their numbers.
        for problem in reversed(found):
            follow(project, problem, names)
    assert count


def follow(root: Path, problem: Problem, names: Iterable[str]) -> None:
    """Do what the message about a removed site says."""
    file = root / problem.place.path
    redirects = root / "data/redirects.yml"
    if match := DELETE.search(problem.hint):
        (root / match[1]).unlink()
        redirects.write_text(f"{redirects.read_text()}- from: {match[2]}\n  to: /sites/\n", encoding="utf-8")
        for path in re.findall(r"data/[\w/-]+\.yml", problem.hint.partition("Delete '")[2]):
            referrer = root / path
            line = f"- {Path(match[1]).stem}\n"
            referrer.write_text(referrer.read_text(encoding="utf-8").replace(line, "", 1), encoding="utf-8")
        return
    if not file.exists():
        return
    text = file.read_text(encoding="utf-8")
    if "Set 'consent: withdrawn_on' to the date" in problem.hint:
        file.write_text(text.replace("consent:\n", "consent:\n  withdrawn_on: 2026-11-20\n"), encoding="utf-8")
        return
    assert problem.hint in ("Delete this reference.", "Remove the name."), problem
    lines = text.split("\n")
    line = re.sub(r"\[[^\]]*\]\(sites:hope-coalition\)", "one program", lines[problem.place.line - 1])
    line = re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))), "one program", line)
    lines[problem.place.line - 1] = line
    file.write_text("\n".join(lines), encoding="utf-8")
