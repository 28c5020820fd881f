"""The commands that change records: plain sentences, all or nothing, and never a traceback."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys.library import THEME, lay, lines, minimal, minimal_project

from generator.base.problems import has_errors
from generator.cli import group, records
from generator.editing.records.record_actions import period_kind
from generator.kinds import KINDS
from generator.project.file_changes import RefusedError
from generator.project.project import open_project

PERIODS, PATHWAY = period_kind(KINDS)
WAITING = f"data/{PERIODS.name}/minimal.yml"
SITE = "data/sites/minimal.yml"
DATES = ("--opens", "2027-01-02", "--closes", "2027-02-01", "--timezone", "America/New_York")
SOURCE = ("--source", "The program's page: dates", "--url", "https://a.example/")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that holds each kind's smallest record."""
    (tmp_path / "theme").symlink_to(THEME)
    waiting = "\n".join(row for row in minimal(PERIODS).split("\n") if not row.startswith(("opens", "closes", "timez")))
    root = lay(tmp_path, minimal_project(KINDS), {WAITING: waiting})
    assert not has_errors(open_project(root, KINDS)[1])
    return root


def run(root: Path, *words: str) -> Result:
    """A command's answer on the second day of 2026; what it raises but its own exit is raised here too."""
    result = CliRunner().invoke(group.main, ["--root", str(root), *words], env={"TODAY": "2026-01-02"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(root: Path, *words: str) -> tuple[int, str]:
    """The exit code and the last line of what is printed."""
    result = run(root, *words)
    return result.exit_code, result.output.strip().split("\n")[-1]


def files(root: Path) -> dict[str, bytes]:
    found = [path for folder in ("data", "content") for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def added(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines that each file has and had not."""
    return {
        name: [row for row in content.decode().split("\n") if row not in before.get(name, b"").decode().split("\n")]
        for name, content in after.items()
        if before.get(name) != content
    }


# new


def test_a_record_is_begun(project: Path):
    """One file more, of which the check names what is to be filled in; it names its schema as every record does."""
    before = files(project)
    assert answer(project, "new", "sites", "new-place") == (
        0,
        "Wrote data/sites/new-place.yml. Fill in its lines; the check names what is missing.",
    )
    text = files(project)["data/sites/new-place.yml"].decode()
    assert files(project).keys() - before.keys() == {"data/sites/new-place.yml"}
    assert text.startswith("# yaml-language-server: $schema=../.schemas/sites.json\n## data/sites/new-place.yml, read")
    _, problems = open_project(project, KINDS)
    assert {problem.place.path for problem in problems if problem.severity == "error"} == {"data/sites/new-place.yml"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sites", "minimal"), (1, "The name 'minimal' is taken. Try 'minimal-2'.")),
        (
            ("sites", "Mini Mal"),
            (
                1,
                "'Mini Mal' cannot be an address: it may have small letters, digits and single hyphens, 80 in all. "
                "Try 'mini-mal'.",
            ),
        ),
        (("site", "x"), (2, "Error: Invalid value for 'KIND': 'site' is not a kind of record. Did you mean 'sites'?")),
    ],
)
def test_a_record_that_cannot_be_begun_is_refused(project: Path, words: tuple[str, ...], told: tuple[int, str]):
    """With the nearest name that is free."""
    before = files(project)
    assert answer(project, "new", *words) == told
    assert files(project) == before


# rename


def test_a_rename_is_shown_before_it_is_done(project: Path):
    """Nothing is written without --write."""
    before = files(project)
    result = run(project, "rename", "sites/minimal", "sites/winthrop")
    assert result.exit_code == 0
    assert "rename from data/sites/minimal.yml\nrename to data/sites/winthrop.yml\n" in result.output
    assert "Would rename sites/minimal to sites/winthrop and change " in result.output
    assert result.output.endswith("Nothing is written yet. To write it, run the same command with --write.\n")
    assert files(project) == before


def test_a_rename_is_done(project: Path):
    """The check has nothing to say afterwards."""
    assert answer(project, "rename", "sites/minimal", "sites/winthrop", "--write")[1].startswith(
        "Renamed sites/minimal to sites/winthrop and change"
    )
    assert (project / "data/sites/winthrop.yml").is_file()
    assert not (project / SITE).exists()
    assert lines(open_project(project, KINDS)[1]) == []


def test_a_rename_of_nothing_is_refused(project: Path):
    """With the record that was probably meant."""
    assert answer(project, "rename", "sites/minimall", "sites/x", "--write") == (
        1,
        "There is no data/sites/minimall.yml. Did you mean 'minimal'?",
    )


@pytest.mark.parametrize("new", ["winthrop", "data/sites/winthrop.yml"])
def test_the_new_name_may_be_written_shortly_or_as_a_file(project: Path, new: str):
    """The kind cannot change."""
    assert run(project, "rename", "sites/minimal", new, "--write").exit_code == 0
    assert (project / "data/sites/winthrop.yml").is_file()
    assert answer(project, "rename", "sites/winthrop", "faqs/winthrop", "--write") == (
        2,
        "Error: Invalid value for 'KIND/NEW': A record keeps its kind. Write it as sites/new-name.",
    )


# reviewed


@pytest.mark.parametrize("name", ["sites/minimal", "data/sites/minimal.yml"])
def test_a_record_is_marked_as_checked(project: Path, name: str):
    """With the day and the role, above what every record ends with; the day is today's, if none is given."""
    before = files(project)
    assert answer(project, "reviewed", name, "--by", "Program: coordinator") == (
        0,
        f"{SITE} is marked as checked on January 2, 2026 by: Program: coordinator.",
    )
    assert added(before, files(project)) == {
        SITE: ["reviewed:", "  on: 2026-01-02", "  by_role: 'Program: coordinator'"]
    }
    text = files(project)[SITE].decode()
    assert text.index("reviewed:") < text.index("fact_status:")
    assert lines(open_project(project, KINDS)[1]) == []


def test_a_newer_check_replaces_an_older_one(project: Path):
    """The comment beside it stays."""
    text = (project / SITE).read_text() + "reviewed:  # by phone\n  on: 2025-01-01  # a day\n  by_role: Liaison\n"
    (project / SITE).write_text(text)
    run(project, "reviewed", "sites/minimal", "--by", "Coordinator", "--on", "May 3, 2025")
    assert (project / SITE).read_text() == text.replace("2025-01-01", "2025-05-03").replace("Liaison", "Coordinator")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sites/minimall", "--by", "x"), (1, "There is no data/sites/minimall.yml. Did you mean 'minimal'?")),
        (
            ("minimal", "--by", "x"),
            (
                2,
                "Error: Invalid value for 'KIND/SLUG': 'minimal' is not a record. "
                "Write its kind and its name with a '/' between.",
            ),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "5/3/2026"),
            (
                2,
                "Error: Invalid value for '--on': '5/3/2026' may be March 5, 2026 or May 3, 2026. "
                "Write it as in 2026-05-03.",
            ),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "soon"),
            (
                2,
                "Error: Invalid value for '--on': 'soon' is not a date. Write year-month-day, as in 2026-05-03.",
            ),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "2062-01-01"),
            (2, "Error: Invalid value for '--on': January 1, 2062 has not come yet."),
        ),
        (("sites/minimal", "--by", " "), (2, "Error: Invalid value for '--by': Write a line of plain words.")),
        (("sites/minimal",), (2, "Error: Missing option '--by'.")),
        (("sites/minimal", "--by", "<b>x"), (1, "Nothing was changed: the check would not accept it.")),
    ],
)
def test_a_mark_that_cannot_be_is_refused(project: Path, words: tuple[str, ...], told: tuple[int, str]):
    """Nothing is written."""
    before = files(project)
    assert answer(project, "reviewed", *words) == told
    assert files(project) == before


def test_a_record_that_cannot_be_read_is_not_marked(project: Path):
    """And a mark in a form that no program can change is left."""
    (project / SITE).write_text("name: [\n")
    assert answer(project, "reviewed", "sites/minimal", "--by", "x") == (
        1,
        f"{SITE} cannot take 'reviewed' without changing more. Change the file by hand.",
    )


# fix


def test_what_has_one_answer_is_shown_and_then_mended(project: Path):
    """What may be meant in two ways is named, and stays."""
    run(project, "fix", "--write")
    wrong = (project / SITE).read_text().replace("state: OH", "state: ohio  # theirs\nmentor_years: []")
    (project / SITE).write_text(wrong)
    document = project / "data/sources/example-county-gazette.yml"
    document.write_text(document.read_text().replace("2026-01-02", "1/2/2026"))
    result = run(project, "fix")
    assert result.exit_code == 0
    assert "-state: ohio  # theirs\n+state: OH  # theirs\n" in result.output
    assert "'1/2/2026' may be January 2 or February 1." in result.output
    assert "These can be meant in two ways, so they stay as they are.\n" in result.output
    assert result.output.endswith(
        "Would mend 1 file. The check names what is left.\n"
        "Nothing is written yet. To write it, run the same command with --write.\n"
    )
    assert (project / SITE).read_text() == wrong
    assert answer(project, "fix", "--write") == (0, "Mended 1 file. The check names what is left.")
    assert (project / SITE).read_text() == wrong.replace("ohio", "OH")
    assert answer(project, "fix", "--write") == (0, "There is nothing that has one answer only.")


# open-period and close-period


def test_dates_go_into_the_record_that_waits_for_them(project: Path):
    """Three lines, at their place in the order; with --source one source more."""
    before = files(project)
    assert answer(project, "open-period", "minimal", *DATES, *SOURCE) == (
        0,
        f"{WAITING}: open from January 2, 2027 to February 1, 2027 (America/New_York).",
    )
    assert added(before, files(project)) == {
        WAITING: [
            "opens: 2027-01-02",
            "closes: 2027-02-01",
            "timezone: America/New_York",
            '- title: "The program\'s page: dates"',
            "  url: https://a.example/",
        ]
    }
    assert not has_errors(open_project(project, KINDS)[1])


def test_without_such_a_record_a_new_one_is_made(project: Path):
    """It says where its dates were read."""
    run(project, "open-period", "minimal", *DATES)
    later = ("--opens", "2028-01-02", "--closes", "Feb 1, 2028", "--timezone", "America/Chicago")
    assert answer(project, "open-period", "minimal", *later) == (
        1,
        f"No record in data/{PERIODS.name}/ waits for these dates, and a new one needs its source. "
        "Say with --source where they were announced, or add the file by hand.",
    )
    path = f"data/{PERIODS.name}/minimal-2028.yml"
    assert answer(project, "open-period", "minimal", *later, *SOURCE)[0] == 0
    assert (project / path).read_text() == (
        f"# yaml-language-server: $schema=../.schemas/{PERIODS.name}.json\n"
        f"{PATHWAY.name}: minimal\nopens: 2028-01-02\ncloses: 2028-02-01\ntimezone: America/Chicago\n"
        'fact_status: from_source\nsources:\n- title: "The program\'s page: dates"\n'
        "  url: https://a.example/\n  seen_on: 2026-01-02\n"
    )
    assert not has_errors(open_project(project, KINDS)[1])
    assert answer(project, "open-period", "minimal", *DATES, *SOURCE, "--slug", "minimal-2028") == (
        1,
        f"{path} has dates already, or is about something else.",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("minimall", *DATES), f"'minimall' is not a {PATHWAY.name}. Did you mean 'minimal'?"),
        (("zzz", *DATES), f"'zzz' is not a {PATHWAY.name}. Write one of minimal."),
        (("minimal", *DATES[:4], "--timezone", "Eastern"), "Nothing was changed: the check would not accept it."),
        (("minimal", "--opens", "2027-03-01", *DATES[2:]), "Nothing was changed: the check would not accept it."),
        (("minimal", *DATES, "--slug", "Next!", *SOURCE), "'Next!' cannot be an address: it may have small letters, "
         "digits and single hyphens, 80 in all. Try 'next'."),
    ],
)  # fmt: skip
def test_dates_that_cannot_be_are_refused(project: Path, words: tuple[str, ...], told: str):
    """By the words of the check, where it would name them."""
    before = files(project)
    assert answer(project, "open-period", *words) == (1, told)
    assert files(project) == before


def test_of_several_records_that_wait_one_must_be_named(project: Path):
    """Nobody can tell which of them is meant."""
    second = WAITING.replace("minimal", "second")
    (project / second).write_bytes((project / WAITING).read_bytes())
    assert answer(project, "open-period", "minimal", *DATES) == (
        1,
        "Several records wait for dates: minimal, second. Name one of them with --slug.",
    )
    assert answer(project, "open-period", "minimal", *DATES, "--slug", "second")[1].startswith(f"{second}: open from")


def test_a_period_is_closed_early(project: Path):
    """Its last day is another one; not before it opened."""
    run(project, "open-period", "minimal", *DATES)
    before = files(project)
    assert answer(project, "close-period", "minimal", "--on", "2027-01-20") == (
        0,
        f"{WAITING}: the last day is January 20, 2027.",
    )
    assert added(before, files(project)) == {WAITING: ["closes: 2027-01-20"]}
    before = files(project)
    result = run(project, "close-period", "minimal", "--on", "2027-01-01")
    assert "The period closes before it opens." in result.output
    assert result.exit_code == 1
    assert files(project) == before


def test_what_has_no_dates_cannot_be_closed(project: Path):
    """Nor what is not there, or cannot be read."""
    assert answer(project, "close-period", "minimal", "--on", "2027-01-20") == (
        1,
        f"{WAITING} has no dates, so there is nothing to close.",
    )
    assert answer(project, "close-period", "minimall", "--on", "2027-01-20") == (
        1,
        f"There is no {WAITING.replace('minimal', 'minimall')}. Did you mean 'minimal'?",
    )
    (project / WAITING).write_text("a: [\n")
    assert answer(project, "close-period", "minimal", "--on", "2027-01-20") == (
        1,
        f"{WAITING} has errors. Mend what the check names first.",
    )


def test_without_a_kind_that_opens_there_is_nothing_to_open():
    """The kind is known by its fields, not by its name."""
    with pytest.raises(RefusedError, match="No kind of record has days on which it opens and closes"):
        period_kind([kind for kind in KINDS if kind is not PERIODS])


# Any words, any folder


@pytest.mark.parametrize("command", records.COMMANDS, ids=lambda command: command.name)
def test_each_command_explains_itself(project: Path, command: click.Command):
    """In whole sentences, with every option."""
    assert run(project, str(command.name), "--help").exit_code == 0
    assert str(command.help).rstrip().endswith(".")
    for option in command.params:
        assert isinstance(option, click.Argument) or str(getattr(option, "help", "")).endswith("."), option.name


EVERY = [
    ("new", "sites", "x"),
    ("rename", "sites/minimal", "sites/x", "--write"),
    ("reviewed", "sites/minimal", "--by", "x"),
    ("fix", "--write"),
    ("open-period", "minimal", *DATES, *SOURCE),
    ("close-period", "minimal", "--on", "2027-01-20"),
]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
@pytest.mark.parametrize("folder", ["", "data", "data/sites"])
def test_a_folder_that_holds_nothing_raises_nothing(tmp_path: Path, folder: str, words: tuple[str, ...]):
    """An exit code and a sentence."""
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    result = run(tmp_path, *words)
    assert result.exit_code in (0, 1)
    assert result.output


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_broken_files_raise_nothing(project: Path, words: tuple[str, ...]):
    """Bytes that are no text, links, folders where files belong, a file that is too large."""
    (project / "data/sites/bytes.yml").write_bytes(b"\xff\x00\xfe")
    (project / "data/sites/link.yml").symlink_to("/etc/hostname")
    (project / "data/sites/folder.yml").mkdir()
    (project / "data/sites/large.yml").write_bytes(b"a: b\n" * 50000)
    (project / "data/redirects.yml").write_text("[")
    (project / "content/bytes.md").write_bytes(b"---\ntitle: \x81\n---\n")
    before = files(project)
    result = run(project, *words)
    assert result.exit_code in (0, 1)
    if words[0] == "rename":
        assert files(project) == before


def test_a_folder_that_may_not_be_written_is_said(project: Path, monkeypatch: pytest.MonkeyPatch):
    """And nothing is half written."""
    before = files(project)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    for words in EVERY[:3]:
        result = run(project, *words)
        assert "The file cannot be written: Permission denied." in result.output
        assert (result.exit_code, result.output.splitlines()[-1]) == (1, "Nothing was changed.")
    assert files(project) == before
    assert [*project.rglob("*.new"), *project.rglob("*.old")] == []


OPTIONS = ("--by", "--on", "--write", "--opens", "--closes", "--timezone", "--source", "--slug", "--", "-x")
WORDS = st.text(max_size=12) | st.sampled_from(
    ["sites", "minimal", "sites/minimal", "../x", "a/b/c", "\udcff", "2027-01-02", "America/New_York", "x", *OPTIONS]
)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(EVERY), st.lists(WORDS, max_size=3), st.integers(0, 8))
def test_no_words_raise(project: Path, words: tuple[str, ...], more: list[str], place: int):
    """Whatever is typed, or put into a form: an exit code, and only records are touched."""
    before = files(project)
    result = run(project, *words[:1], *words[1:place], *more, *words[place:])
    assert result.exit_code in (0, 1, 2)
    after = files(project)
    for name in {name for name in {*before, *after} if before.get(name) != after.get(name)}:
        assert name.startswith("data/")
        assert result.exit_code == 0
        (project / name).unlink(missing_ok=True)
    for name, content in before.items():
        (project / name).write_bytes(content)
