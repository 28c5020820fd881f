"""The diff report: each change as readers see it, the most important first, and no text of removed records."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hostile_text import HOSTILE, outside_code
from toys import AUTHORS, BOOKS, TOYS, Shelved, with_behavior
from toys.library import LIBRARY, SITE, SOURCES, Files, catalog_of, lay
from toys.periods import SOURCES as PERIOD_SOURCES
from toys.periods import files_with

from generator.cli import group
from generator.cli.workspace import Workspace
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.behavior import DerivedPage
from generator.records.content_pages import read_content
from generator.records.kind import Kind
from generator.records.linked_records import Records
from generator.review.diff_report import to_diff_report, to_file_report
from generator.review.snapshot import Snapshot, snapshot_of

ROOT = Path(__file__).parents[2]
SHELVED = (replace(BOOKS, record=Shelved), AUTHORS)

Diff = Callable[..., str]


def snapshot(root: Path, kinds: Iterable[Kind]) -> Snapshot:
    project, problems = open_project(root, kinds)
    assert project is not None, problems
    return snapshot_of(project, read_content(root)[0])


@pytest.fixture
def diff(tmp_path: Path) -> Diff:
    """Return the report between two versions of the library."""

    def report(before: Files, after: Files, kinds: Iterable[Kind] = TOYS) -> str:
        base, head = (
            lay(tmp_path / name, LIBRARY, files) for name, files in (("a", before), ("b", {**before, **after}))
        )
        return to_diff_report(snapshot(base, kinds), snapshot(head, kinds))

    return report


def section(text: str, title: str) -> list[str]:
    """Return the lines below a heading of the report."""
    parts = text.split(f"### {title}\n\n")
    return parts[1].split("\n\n###")[0].strip().split("\n") if len(parts) > 1 else []


def book(text: str, name: str = "One") -> str:
    return f"name: {name}\n{text}{SOURCES}"


ONE = "data/books/one.yml"


def test_the_report_says_if_nothing_changes_for_readers(diff: Diff):
    """Readers do not see comments in a file or the order of its lines."""
    assert diff({ONE: book("summary: S.\n")}, {ONE: "# A word.\nsummary: S.\nname: One\n" + SOURCES}) == (
        "## What readers will see\n\nNothing changes for readers.\n"
    )


def test_line_breaks_within_paragraphs_are_no_change(diff: Diff):
    """Where a text is wrapped is for editors. A word that changes on one of the lines is listed alone."""
    before = {ONE: book("body: |\n  They help. They\n  listen.\n")}
    assert "Nothing changes for readers." in diff(before, {ONE: book("body: |\n  They help.\n  They listen.\n")})
    changed = diff(before, {ONE: book("body: |\n  They help.\n  They talk.\n")})
    assert section(changed, "Records changed")[-1].strip() == (
        "- Body: `They help. They listen.` → `They help. They talk.`"
    )


def test_every_field_of_an_added_record_is_listed(diff: Diff):
    text = diff({}, {ONE: book("summary: It begins.\nauthor: ann-lee\nbought: 2026-05-03\nlent: true\n")})
    assert text.startswith("## What readers will see\n\nRecords added: 1.\n")
    assert section(text, "Records added") == [
        "- Book `One`, `/books/one/`",
        "  - sources: `title: Example County Gazette; url: https://gazette.example/1; seen on: January 2, 2026`",
        "  - fact status: `from source`",
        "  - name: `One`",
        "  - summary: `It begins.`",
        "  - author: `Ann Lee`",
        "  - bought: `May 3, 2026`",
        "  - lent: `yes`",
    ]


CHANGES = {
    "a text": ("summary: It begins.\n", "summary: It ends.\n", "Summary: `It begins.` → `It ends.`"),
    "a long text": (
        f"summary: {'a b c ' * 30}old {'x y z ' * 30}\n",
        f"summary: {'a b c ' * 30}new {'x y z ' * 30}\n",
        "Summary: `… b c a b c old x y z x y …` → `… b c a b c new x y z x y …`",
    ),
    "a value": ("published: 2020\n", "published: 2021\n", "Published: `2020` → `2021`"),
    "a date": ("bought: 2026-05-03\n", "bought: 2026-05-04\n", "Bought: `May 3, 2026` → `May 4, 2026`"),
    "an added value": ("", "published: 2021\n", "Published: added `2021`"),
    "a deleted value": ("published: 2020\n", "", "Published: deleted `2020`"),
    "yes and no": ("lent: true\n", "", "Lent: `yes` → `no`"),
    "a choice": ("form: novel\n", "form: poem\n", "Form: `novel` → `poem`"),
    "a record's name": ("author: ann-lee\n", "author: bea\n", "Author: `Ann Lee` → `Bea Moe`"),
    "prose": ("body: An *old* one.\n", "body: A **new** one.\n", "Body: `An old one.` → `A new one.`"),
    "a link in prose": (
        "body: See [it](/about/).\n",
        "body: See [it](/).\n",
        "Body: `See [it](/about/).` → `See [it](/).`",
    ),
    "a list that grows": ("also: [A]\n", "also: [A, B]\n", "Also: added `B`"),
    "a list that shrinks": ("also: [A, B]\n", "also: [A]\n", "Also: deleted `B`"),
    "an item of a list": ("also: [A, B]\n", "also: [A, C]\n", "Also: `B` → `C`"),
    "an order": ("also: [A, B]\n", "also: [B, A]\n", "Also: order changed"),
    "a group": (
        "parts:\n- heading: I\n  pages: 3\n",
        "parts:\n- heading: I\n  pages: 4\n",
        "Parts: `heading: I; pages: 3` → `heading: I; pages: 4`",
    ),
}


@pytest.mark.parametrize(("old", "new", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_listed_field_by_field(diff: Diff, old: str, new: str, line: str):
    """With the old and the new text, as pages display them."""
    bea = {"data/authors/bea.yml": f"name: Bea Moe\n{SOURCES}"}
    text = diff({ONE: book(old), **bea}, {ONE: book(new)})
    assert section(text, "Records changed") == ["- Book `One`, `/books/one/`", f"  - {line}"]


def test_a_different_source_for_the_same_fact_is_listed(diff: Diff):
    two = "name: One\nform:\n  value: novel\n  source: {}\nfact_status: from_source\nsources:\n" + "".join(
        f"- id: {name}\n  title: {name}\n  seen_on: 2026-01-02\n" for name in ("a", "b")
    )
    assert section(diff({ONE: two.format("a")}, {ONE: two.format("b")}), "Records changed")[1:] == [
        "  - Form: `novel` (source or format changed)"
    ]


def test_a_retired_record_is_listed_with_its_reason(diff: Diff):
    """Once: its other changes are listed with the changed records."""
    text = diff({ONE: book("")}, {ONE: book("retired:\n  on: 2026-01-02\n  why: It fell apart.\n")})
    assert section(text, "Records retired") == ["- Book `One`, `/books/one/`: `It fell apart.`"]
    assert section(text, "Records changed") == []


def test_a_deleted_record_is_listed_with_the_url_that_would_stop_working(diff: Diff):
    text = diff({ONE: book("summary: It begins.\n")}, {ONE: None})
    assert section(text, "URLs that would stop working") == ["- `/books/one/`: add a redirect to data/redirects.yml"]
    assert section(text, "Records deleted") == ["- Book `One`, `/books/one/`"]
    assert "It begins" not in text


def test_a_moved_record_is_listed_as_moved(diff: Diff):
    """Not as deleted and added. Its changes are listed with the changed records."""
    moved = {
        ONE: None,
        "data/books/first.yml": book("summary: It ends.\n"),
        "data/redirects.yml": "redirects:\n- from: /books/one/\n  to: /books/first/\n",
    }
    text = diff({ONE: book("summary: It begins.\n")}, moved)
    assert section(text, "Records moved") == ["- Book `One`, `/books/first/`, formerly `/books/one/`"]
    assert section(text, "Records changed") == [
        "- Book `One`, `/books/first/`",
        "  - Summary: `It begins.` → `It ends.`",
    ]
    assert text.count("### ") == 2


# Removed records

SECRET = book("summary: The secret summary.\nbody: The secret body of it.\nlent: {}\n", "A secret name here")


def test_of_a_removed_record_only_the_url_is_shown(diff: Diff):
    text = diff({ONE: SECRET.format("false")}, {ONE: SECRET.format("true")}, SHELVED)
    assert section(text, "Records removed on request") == ["- `/books/one/`"]
    assert "secret" not in text


def test_other_text_about_a_removed_record_is_not_repeated(diff: Diff):
    """Neither its name in a field, nor text with a link to it, in records and pages."""
    before = {
        ONE: SECRET.format("false"),
        "data/books/two.yml": book("follows: one\nbody: After [the secret](books:one).\n", "Two"),
        "data/books/three.yml": book("summary: Like a secret name here.\n", "Three"),
        "content/more.md": "---\ntitle: More\ndescription: D.\n---\nSee [the secret](/books/one/).\n",
    }
    after = {
        ONE: SECRET.format("true"),
        "data/books/two.yml": book("body: After.\n", "Two"),
        "data/books/three.yml": book("summary: Like another.\n", "Three"),
        "content/more.md": "---\ntitle: More\ndescription: D.\n---\nSee nothing.\n",
    }
    text = diff(before, after, SHELVED)
    assert "secret" not in text.lower()
    assert "  - Follows: deleted `a removed record`" in section(text, "Records changed")
    assert "  - Text: `text about a removed record` → `See nothing.`" in section(text, "Pages changed")


@pytest.mark.parametrize("after", [SECRET.format("true").replace("secret", "hidden"), None], ids=["changed", "deleted"])
def test_a_record_that_was_removed_before_stays_hidden(diff: Diff, after: str | None):
    text = diff({ONE: SECRET.format("true")}, {ONE: after}, SHELVED)
    assert "secret" not in text
    assert "hidden" not in text


def test_a_record_that_is_shown_again_counts_as_added(diff: Diff):
    """Its former text is not shown."""
    text = diff({ONE: SECRET.format("true")}, {ONE: book("summary: New.\n")}, SHELVED)
    assert "  - summary: `New.`" in section(text, "Records added")
    assert "secret" not in text


# Pages


def page(text: str, title: str = "More") -> str:
    return f"---\ntitle: {title}\ndescription: All of it.\n---\n{text}\n"


def test_a_page_is_compared_paragraph_by_paragraph(diff: Diff):
    """Without Markdown formatting. A line that places a block stays as it is."""
    old = page("First.\n\nSee [it](/about/).\n\n::: books.list")
    new = page("First.\n\nSee [all of it](/about/).\n\n::: books.newest\n\nLast.", "Still more")
    assert section(diff({"content/more.md": old}, {"content/more.md": new}), "Pages changed") == [
        "- `Still more`, `/more/`",
        "  - Title: `More` → `Still more`",
        "  - Text: `See it.` → `See all of it.`",
        "  - Text: `::: books.list` → `::: books.newest`",
        "  - Text: added `Last.`",
    ]


def test_added_and_deleted_pages_are_listed(diff: Diff):
    text = diff({"content/more.md": page("M.")}, {"content/more.md": None, "content/new.md": page("N.", "New")})
    assert section(text, "URLs that would stop working") == ["- `/more/`: add a redirect to data/redirects.yml"]
    assert section(text, "Pages deleted") == ["- `More`, `/more/`"]
    assert section(text, "Pages added") == ["- `New`, `/new/`"]


def test_a_heading_that_other_sites_may_link_to_is_listed_if_it_is_gone(diff: Diff):
    """The check only knows the links of this site."""
    text = diff({"content/more.md": page("## One\n\n## Two")}, {"content/more.md": page("## One\n\n## Three")})
    assert section(text, "Links to headings that would break") == ["- `/more/#two`"]


def test_changes_to_site_wide_text_are_listed(diff: Diff):
    new = {"data/site.yml": SITE.replace("draft_notice: A draft.", "draft_notice: Still a draft.")}
    assert section(diff({}, new), "Site-wide text changed") == [
        "- `data/site.yml`",
        "  - Draft notice: `A draft.` → `Still a draft.`",
    ]


@pytest.mark.parametrize("size", [1, 2], ids=["a list of one record", "a list of two"])
def test_a_new_page_with_a_list_is_an_added_page(diff: Diff, size: int):
    """A list of a single record is a page too, though no list of pages has it."""
    novels = DerivedPage("by/novel", "Novels", "All novels.", "newest", lambda _: {"books": []}, size)

    def pages(records: Records) -> Iterator[DerivedPage]:
        return iter([novels] if any(record.lent for record in records.all("books")) else [])

    kinds = (with_behavior(BOOKS, derived_pages=pages), AUTHORS)
    text = diff({ONE: book("")}, {ONE: book("lent: true\n")}, kinds)
    assert section(text, "Pages added") == ["- `Novels`, `/books/by/novel/`"]
    assert section(diff({ONE: book("lent: true\n")}, {ONE: book("")}, kinds), "Pages deleted") == [
        "- `Novels`, `/books/by/novel/`"
    ]


DATES = "pathway: minimal\nopens: 2027-04-01\ncloses: 2027-05-03\ntimezone: America/New_York\n"
TIMES = {
    "added": ("", "closes_at: 05:00\n", "Closes at: added `5:00 a.m. Eastern time`"),
    "changed": (
        "closes_at: 17:30\n",
        "closes_at: 12:00\n",
        "Closes at: `5:30 p.m. Eastern time` → `noon Eastern time`",
    ),
    "deleted": ("opens_at: 09:00\n", "", "Opens at: deleted `9:00 a.m. Eastern time`"),
}


@pytest.mark.parametrize(("old", "new", "line"), TIMES.values(), ids=TIMES)
def test_a_time_of_day_is_shown_as_people_say_it(tmp_path: Path, old: str, new: str, line: str):
    """With its time zone."""
    base, head = (
        lay(tmp_path / name, files_with({"spring": DATES + times + PERIOD_SOURCES}, "The other way"))
        for name, times in (("a", old), ("b", new))
    )
    text = to_diff_report(snapshot(base, KINDS), snapshot(head, KINDS))
    assert section(text, "Records changed")[1:] == [f"  - {line}"]


def test_a_time_zone_is_shown_by_its_name(tmp_path: Path):
    period = DATES + "closes_at: 17:00\n" + PERIOD_SOURCES
    base, head = (
        lay(tmp_path / name, files_with({"spring": text}, "The other way"))
        for name, text in (("a", period), ("b", period.replace("America/New_York", "Pacific/Guam")))
    )
    assert section(to_diff_report(snapshot(base, KINDS), snapshot(head, KINDS)), "Records changed")[1:] == [
        "  - Timezone: `Eastern time` → `Guam time`",
    ]


# Warnings


ADDICTS = "summary: A book for addicts.\n"
TWO = "data/books/two.yml"
WARNINGS: dict[str, tuple[Files, Files, str, list[tuple[str, int]]]] = {
    "a new one": (
        {ONE: book(""), TWO: book(ADDICTS, "Two")},
        {ONE: book(ADDICTS)},
        "1 new warning in your files; 1 older one elsewhere.",
        [(ONE, 2)],
    ),
    "an older one on another line": (
        {ONE: book(ADDICTS)},
        {ONE: f"# A note.\n{book(ADDICTS)}"},
        "No new warnings; 1 older one in your files.",
        [],
    ),
    "one more in the same file": (
        {ONE: book(ADDICTS)},
        {ONE: book(ADDICTS + "body: For addicts.\n")},
        "1 new warning in your files; 1 older one in your files.",
        [(ONE, 3)],
    ),
    "in a new file": ({}, {ONE: book(ADDICTS)}, "1 new warning in your files.", [(ONE, 2)]),
    "in a renamed file": (
        {ONE: book(ADDICTS)},
        {ONE: None, TWO: book(ADDICTS), "data/redirects.yml": "redirects:\n- from: /books/one/\n  to: /books/two/\n"},
        "No new warnings; 1 older one in your files.",
        [],
    ),
    "in a file that did not change": (
        {ONE: book(ADDICTS), "data/words-to-avoid.yml": "words: []\n"},
        {"data/words-to-avoid.yml": "words:\n- avoid: addict\n  write: a person\n"},
        "1 new warning in other files.",
        [(ONE, 2)],
    ),
    "none": ({ONE: book("")}, {ONE: book("summary: Fine.\n")}, "", []),
    "fixed": ({ONE: book(ADDICTS)}, {ONE: book("summary: Fine.\n")}, "", []),
}


@pytest.mark.parametrize(("before", "after", "counted", "new"), WARNINGS.values(), ids=WARNINGS)
def test_new_warnings_are_listed_and_older_ones_are_counted(
    tmp_path: Path,
    run: Callable[..., Result],
    before: Files,
    after: Files,
    counted: str,
    new: list[tuple[str, int]],
):
    """Wherever they are now: lines move, and files are renamed. Beside errors, it is the same."""
    words = {"data/words-to-avoid.yml": "words:\n- avoid: addict\n  write: a person\n"}
    base = lay(tmp_path / "a", LIBRARY, words, before)
    for broken in ({}, {"data/books/broken.yml": "name: [\n"}):
        head = lay(tmp_path / f"b{len(broken)}", LIBRARY, words, before, after, broken)
        text = run(head, base).output
        found = re.findall(r"(?m)^(?:No new|[1-9][0-9]* (?:new|older)) .*\.$", text)
        assert found == ([counted] if counted else []), text
        listed = section(text, "New warnings")
        assert [line.partition(": `'addict'")[0] for line in listed] == [
            f"- `{path}`: Line {line}" for path, line in new
        ]
        assert all("[word-to-avoid](data/PROBLEMS.md#word-to-avoid)" in line for line in listed)


# Hostile text, and many changes


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_from_a_fork_is_never_interpreted(diff: Diff, hostile: str):
    """In a title, a text or a reason, all of it is inside a code span."""
    typed = " ".join(hostile.split()).replace("'", "''").replace("\u202e", "").replace("\u2066", "")
    plain = typed.replace("<", "< ") or "Nothing"
    new = book(f"summary: '{plain}'\nretired:\n  on: 2026-01-02\n  why: '{plain}'\n", f"'{plain}'")
    text = diff({ONE: book("summary: S.\n")}, {ONE: new, "data/books/two.yml": new.replace("name: '", "name: '2 ")})
    left = re.sub("^#+ ", "", outside_code(text), flags=re.MULTILINE)
    assert set("@<!#[") & set(left) == set()
    assert "evil" not in left


@pytest.mark.slow
def test_the_report_of_thousands_of_changes_is_short():
    """The most important changes are listed, and the rest is counted."""
    records = {
        word: {f"books/n-{n}": f"name: Book {n}\nsummary: {word} {'x ' * 50}\n" for n in range(2_000)}
        for word in ("old", "new")
    }
    del records["new"]["books/n-0"]
    records["new"]["books/one"] = "name: One\n"
    base, head = (Snapshot(catalog_of(records[word])[0]) for word in ("old", "new"))
    text = to_diff_report(base, head)
    assert 50_000 <= len(text.encode()) <= 60_000
    assert section(text, "Records deleted") == ["- Book `Book 0`, `/books/n-0/`"]
    assert section(text, "Records added")[0] == "- Book `One`, `/books/one/`"
    assert "more entries did not fit here.** See the changed files." in text
    assert "records changed: 1,999." in text


def test_a_long_list_of_changes_to_one_record_is_cut(diff: Diff):
    """So that no record crowds out the others."""
    parts = "parts:\n" + "".join(f"- heading: H{number}\n  pages: 3\n" for number in range(40))
    lines = section(diff({ONE: book("")}, {ONE: book(parts)}), "Records changed")
    assert (len(lines), lines[-1]) == (26, "  - and 16 more")


# The real project


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return copies of the project's records and pages."""

    def copy(name: str) -> Path:
        root = tmp_path_factory.mktemp("real") / name
        for folder in ("data", "content", "theme"):
            shutil.copytree(ROOT / folder, root / folder)
        return root

    return copy


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text, path
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.content
@pytest.mark.slow
def test_changes_to_real_records_are_listed(real: Callable[[str], Path]):
    """Some changed, retired, removed and moved at the same time."""
    base, head = real("base"), real("head")
    kind = next(kind for kind in KINDS if kind.name == "success-stories")
    before = snapshot(base, KINDS)
    record = before.catalog.all(kind.name)[0]
    story = head / "data" / kind.name / f"{record.slug}.yml"
    edit(head, f"data/{kind.name}/{story.name}", "consent:\n", "consent:\n  withdrawn_on: 2026-11-22\n")
    edit(head, "data/sites/winthrop-clear.yml", "city: Winthrop", "city: Revere")
    edit(head, "data/terms/veterans.yml", "sources:", "retired:\n  on: 2026-11-22\n  why: Nobody uses it.\nsources:")
    (head / "data/terms/recovery-capital.yml").rename(head / "data/terms/recovery-assets.yml")
    with (head / "data/redirects.yml").open("a", encoding="utf-8") as redirects:
        redirects.write("- from: /glossary/#recovery-capital\n  to: /glossary/#recovery-assets\n")
    text = to_diff_report(before, snapshot(head, KINDS))
    assert section(text, "Records removed on request") == [f"- `/success-stories/{story.stem}/`"]
    assert record.name not in text
    assert record.body[:60] not in text
    assert "  - City: `Winthrop` → `Revere`" in section(text, "Records changed")
    assert section(text, "Records retired")[0].endswith("`/glossary/#veterans`: `Nobody uses it.`")
    assert section(text, "Records moved")[0].endswith(
        "`/glossary/#recovery-assets`, formerly `/glossary/#recovery-capital`"
    )
    assert len(text) < 4_000


# The command


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    return lambda root, *words: CliRunner().invoke(
        group.main, ["--root", str(root), "diff", *map(str, words)], obj=Workspace(kinds=TOYS)
    )


def test_the_command_compares_two_folders(tmp_path: Path, run: Callable[..., Result]):
    base, head = lay(tmp_path / "a", LIBRARY), lay(tmp_path / "b", LIBRARY, {ONE: book("")})
    result = run(head, base)
    assert result.exit_code == 0
    assert "### Records added\n\n- Book `One`, `/books/one/`\n" in result.output
    output = tmp_path / "report.md"
    assert run(head, base, "--output", output).output == ""
    assert output.read_text(encoding="utf-8") == result.output
    assert run(head, base, "--output", tmp_path / "no" / "where").output.startswith("Error: Could not open file")


def git(root: Path, *words: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(root), *names, *words], check=True, capture_output=True)


def committed(root: Path, *layers: Files) -> Path:
    """Write a library and commit it."""
    lay(root, LIBRARY, *layers)
    git(root, "init")
    git(root, "add", "data", "content")
    git(root, "commit", "-m", "First")
    return root


def test_the_command_compares_with_a_revision(tmp_path: Path, run: Callable[..., Result]):
    """Without touching the checkout. A symbolic link in the old version is not followed."""
    (tmp_path / "data/books").mkdir(parents=True)
    (tmp_path / "data/books/link.yml").symlink_to("/etc/hostname")
    root = committed(tmp_path)
    lay(root, {"data/books/link.yml": None, ONE: book("")})
    result = run(root, "HEAD")
    assert result.exit_code == 0, result.output
    assert "### Records added\n\n- Book `One`, `/books/one/`\n" in result.output
    assert (root / ONE).is_file()


WRONG_BASES = {
    "empty": ("", "BASE is empty."),
    "blank": (" ", "BASE is empty."),
    "a folder of the project": ("data", "'data' is neither a Git revision that exists here nor a folder with another"),
    "its folder by path": ("./data", "'./data' is neither"),
    "the project": (".", "The folder '.' is the project itself."),
    "the project by another name": ("../project", "The folder '../project' is the project itself."),
    "a file": ("mkdocs.yml", "'mkdocs.yml' is neither"),
    "nothing": ("nowhere", "'nowhere' is neither"),
    "an option": ("--help-me", "'--help-me' is neither"),
    "a folder in a revision": ("HEAD:data", "'HEAD:data' is neither"),
    "a commit that does not exist": ("0" * 40, "Fetch the revision first."),
    "before the first commit": ("HEAD~7", "Fetch the revision first."),
    "two revisions": ("HEAD..main", "Fetch the revision first."),
    "too long": ("x" * 5000, "Fetch the revision first."),
    "a null character": ("a\0b", "Git cannot look it up as a revision: git cannot be started"),
    "a revision without records": ("empty", "The revision 'empty' has no folder data/."),
}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a revision that has no records."""
    root = committed(tmp_path_factory.mktemp("history") / "project", {"mkdocs.yml": ""})
    git(root, "switch", "--orphan", "empty")
    git(root, "commit", "--allow-empty", "-m", "Empty")
    git(root, "switch", "main")
    return root


@pytest.mark.parametrize(("base", "message"), WRONG_BASES.values(), ids=WRONG_BASES)
def test_a_base_with_nothing_to_compare_with_is_refused(
    history: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result], base: str, message: str
):
    """A report would say that nothing changes, or that everything is new."""
    monkeypatch.chdir(history)
    result = run(history, "--", base)
    assert (result.exit_code, message in " ".join(result.output.split())) == (2, True), result.output
    assert "Nothing changes" not in result.output


@pytest.mark.parametrize("name", ["data", "tests"])
def test_a_branch_with_the_name_of_a_folder_is_a_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result], name: str
):
    root = committed(tmp_path)
    git(root, "branch", name)
    lay(root, {ONE: book(""), "tests/a.txt": ""})
    monkeypatch.chdir(root)
    result = run(root, name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "### Records added\n\n- Book `One`, `/books/one/`\n" in result.output


def test_if_a_revision_and_a_checkout_have_the_same_name_the_command_says_which_it_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]
):
    root = committed(tmp_path)
    git(root, "branch", "old")
    lay(root / "old", LIBRARY, {ONE: book("")})
    lay(root, {ONE: book("")})
    monkeypatch.chdir(root)
    revision, folder = run(root, "old"), run(root, "./old")
    assert "### Records added" in revision.stdout
    assert revision.stderr == (
        "'old' is a Git revision and a folder. This compares with the revision. For the folder, use './old'.\n"
    )
    assert "Nothing changes for readers." in folder.stdout
    assert folder.stderr == ""


def test_the_report_names_gits_own_reason(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]
):
    """Fetching would not help."""
    outside = run(lay(tmp_path / "outside", LIBRARY), "main")
    assert (outside.exit_code, "fatal: not a git repository" in outside.output) == (2, True)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    owned = run(history, "main")
    assert (owned.exit_code, "detected dubious ownership" in owned.output) == (2, True)
    assert "git config --global --add safe.directory" in owned.output
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = run(history, "main")
    assert (missing.exit_code, "Git is not installed, or not in PATH." in missing.output) == (2, True)
    # A folder needs no Git.
    assert "Nothing changes for readers." in run(history, tmp_path / "outside").stdout


def test_a_commit_that_a_shallow_clone_does_not_have_is_explained(
    history: Path, tmp_path: Path, run: Callable[..., Result]
):
    git(tmp_path, "clone", "--depth", "1", f"file://{history}", "clone")
    (tmp_path / "clone/theme").symlink_to(history / "theme")
    result = run(tmp_path / "clone", "HEAD~1")
    assert result.exit_code == 2
    assert "This clone is shallow" in result.output
    assert "git fetch --unshallow" in result.output


def test_a_commit_whose_files_are_missing_is_no_empty_version(tmp_path: Path, run: Callable[..., Result]):
    """As in a damaged or partial clone: everything would be reported as new."""
    root = committed(tmp_path)
    tree = subprocess.run(
        ["git", "-C", str(root), "rev-parse", "HEAD:data/books"], capture_output=True, text=True, check=True
    ).stdout.strip()
    (root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    result = run(root, "HEAD")
    assert (result.exit_code, "Git cannot read the files of 'HEAD': " in result.output) == (2, True), result.output
    assert tree in result.output


def test_if_the_new_version_has_errors_the_report_lists_them(tmp_path: Path, run: Callable[..., Result]):
    base, head = lay(tmp_path / "a", LIBRARY), lay(tmp_path / "b", LIBRARY, {ONE: "nam: @octocat\n"})
    result = run(head, base)
    assert result.exit_code == 0
    assert result.output.startswith("## What readers will see: no changes yet\n\n")
    assert "### Errors in `data/books/one.yml`" in result.output
    assert "@octocat" not in outside_code(result.output)


def test_if_the_old_version_cannot_be_read_the_report_lists_files(tmp_path: Path, run: Callable[..., Result]):
    """Without any of their content."""
    base = lay(tmp_path / "a", LIBRARY, {ONE: "nam: x\n", "content/old.md": page("O.", "Old")})
    head = lay(tmp_path / "b", LIBRARY, {ONE: book(""), "data/books/two.yml": book("", "Two")})
    text = run(head, base).output
    assert "cannot be read with the current program" in text
    assert section(text, "Files deleted") == ["- `content/old.md`"]
    assert section(text, "Files added") == ["- `data/books/two.yml`"]
    assert section(text, "Files changed") == ["- `data/books/one.yml`"]
    assert to_file_report(base, base).count("###") == 0
