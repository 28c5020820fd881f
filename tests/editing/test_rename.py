"""Renaming a record updates everything that refers to it and redirects its old URL, or changes nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import AUTHORS, BOOKS, TOYS
from toys.library import LIBRARY, REPOSITORY, SITE, SOURCES, Files, lay, lines, minimal_project

from generator.base.problems import has_errors
from generator.checks.published_urls import PUBLISHED_URLS
from generator.editing.records import changes
from generator.editing.records.changes import check_slug, new_problems, to_diff
from generator.editing.records.rename import plan_rename
from generator.kinds import KINDS
from generator.project.file_changes import Change, RefusedError, apply
from generator.project.project import open_project, read_project
from generator.records.kind import Kind
from generator.text.slugs import slugify

REDIRECTS = "data/redirects.yml"
NAMED: Files = {
    "data/books/the-ebb.yml": (
        "# The second part.\r\nname: The Ebb\r\nfollows: the-tides  # the first\r\nbody: |\r\n"
        "  After [The Tides](books:the-tides), see [it](/books/the-tides/) and [Ann](authors:ann-lee).\r\n"
        + SOURCES.replace("\n", "\r\n")
    ),
    "content/about.md": (
        "---\ntitle: About\ndescription: What this is.\n---\n"
        "[The tides](books:the-tides) and [here](</books/the-tides/>), [again][1], not books:the-tides alone.\n\n"
        "::: books.newest 1\n\n[1]: books:the-tides\n"
    ),
    "data/site.yml": SITE.replace(
        "    links:\n    - label", "    links:\n    - label: Tides\n      url: /books/the-tides/\n    - label"
    ),
    PUBLISHED_URLS: "/\n/authors/#ann-lee\n/books/the-tides/\n",
}


def files(root: Path) -> dict[str, bytes]:
    """Return every file in `data/` and `content/`."""
    paths = (path for folder in ("data", "content") for path in sorted((root / folder).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def rename(root: Path, kind: Kind, old: str, new: str) -> list[Change]:
    """Rename a record of the toy library, and write the changes."""
    changes = plan_rename(root, TOYS, kind, old, new)
    apply(root, changes)
    return changes


def refused(root: Path, kind: Kind, old: str, new: str) -> RefusedError:
    """Return why a record cannot be renamed. Nothing is changed."""
    before = files(root)
    with pytest.raises(RefusedError) as caught:
        plan_rename(root, TOYS, kind, old, new)
    assert files(root) == before
    return caught.value


@pytest.fixture
def named(library: Callable[[Files], Path]) -> Path:
    """A library in which records, a page and the menu refer to a book in every possible way."""
    root = library(NAMED)
    assert not has_errors(open_project(root, TOYS)[1])
    return root


def test_everything_that_refers_to_a_record_is_updated(named: Path):
    """Fields, links in records and pages, URLs in texts and settings. Comments and line endings stay."""
    before = files(named)
    rename(named, BOOKS, "the-tides", "tides")
    after = files(named)
    assert after["data/books/tides.yml"] == before["data/books/the-tides.yml"]
    assert "data/books/the-tides.yml" not in after
    assert after["data/books/the-ebb.yml"] == before["data/books/the-ebb.yml"].replace(b"the-tides", b"tides")
    assert after["data/site.yml"] == before["data/site.yml"].replace(b"the-tides", b"tides")
    about = before["content/about.md"].replace(b"(books:the-tides)", b"(books:tides)")
    about = about.replace(b"/books/the-tides/", b"/books/tides/").replace(b"[1]: books:the-tides", b"[1]: books:tides")
    assert after["content/about.md"] == about
    assert lines(open_project(named, TOYS)[1]) == []


def test_the_old_url_redirects_to_the_new_one(named: Path):
    rename(named, BOOKS, "the-tides", "tides")
    assert (named / REDIRECTS).read_bytes() == b"redirects:\n- from: /books/the-tides/\n  to: /books/tides/\n"
    project, _ = open_project(named, TOYS)
    assert project is not None
    moved = [page for page in project.pages if page.address == "books/the-tides/"]
    assert [page.moved_to for page in moved] == ["books/tides/"]


def test_a_record_within_a_page_gets_a_redirect_too(named: Path):
    """Its URL has a '#'."""
    rename(named, AUTHORS, "ann-lee", "ann")
    assert (named / REDIRECTS).read_bytes() == b"redirects:\n- from: /authors/#ann-lee\n  to: /authors/#ann\n"
    assert b"author: ann\n" in (named / "data/books/the-tides.yml").read_bytes()
    assert lines(open_project(named, TOYS)[1]) == []


def test_renaming_twice_leaves_no_chain_of_redirects(named: Path):
    """Both old URLs redirect to the current one. A record with its first name again does not redirect."""
    comment = b"# None is ever deleted.\n"
    (named / REDIRECTS).write_bytes(comment + b"redirects: []\n")
    before = files(named)
    rename(named, BOOKS, "the-tides", "tides")
    rename(named, BOOKS, "tides", "sea")
    assert (named / REDIRECTS).read_bytes() == comment + (
        b"redirects:\n- from: /books/the-tides/\n  to: /books/sea/\n- from: /books/tides/\n  to: /books/sea/\n"
    )
    rename(named, BOOKS, "sea", "the-tides")
    assert lines(open_project(named, TOYS)[1]) == []
    assert (named / REDIRECTS).read_bytes() == comment + (
        b"redirects:\n- from: /books/tides/\n  to: /books/the-tides/\n- from: /books/sea/\n  to: /books/the-tides/\n"
    )
    after = files(named)
    assert {name for name in before if before[name] != after.get(name)} == {REDIRECTS}


def test_links_of_a_record_to_itself_are_updated(library: Callable[[Files], Path]):
    text = "name: The Tides\nbody: See [here](books:the-tides).\n" + SOURCES
    root = library({"data/books/the-tides.yml": text})
    rename(root, BOOKS, "the-tides", "tides")
    assert (root / "data/books/tides.yml").read_text() == text.replace("the-tides", "tides")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tides", "sea", "There is no data/books/tides.yml. Did you mean 'the-tides'?"),
        ("the-tides", "the-ebb", "The name 'the-ebb' is taken. Try 'the-ebb-2'."),
        ("the-tides", "The Sea!", "'The Sea!' cannot be part of a web address. Use lowercase letters, digits and "
         "single hyphens, up to 80 characters. Try 'the-sea'."),
        ("the-tides", "the-tides", "The name 'the-tides' is taken. Try 'the-tides-2'."),
        ("../site", "sea", "There is no data/books/../site.yml."),
        ("the-tides", "a" * 300, f"'{'a' * 300}' cannot be part of a web address. Use lowercase letters, digits and "
         f"single hyphens, up to 80 characters. Try '{'a' * 80}'."),
    ],
)  # fmt: skip
def test_an_impossible_name_is_refused(named: Path, old: str, new: str, message: str):
    """The message suggests the nearest possible one."""
    assert str(refused(named, BOOKS, old, new)) == message


def test_with_errors_in_the_project_nothing_is_renamed(named: Path):
    """References in broken records could not be found."""
    lay(named, {"data/books/broken.yml": "name: [\n"})
    error = refused(named, BOOKS, "the-tides", "sea")
    assert str(error) == "Nothing was renamed: the check finds errors. Fix them first."
    assert [problem.place.path for problem in error.problems] == ["data/books/broken.yml"]


def test_new_problems_are_reported(named: Path):
    """A URL that a page already has, and a link in a form that only browsers understand."""
    lay(named, {"content/books/sea.md": "---\ntitle: Sea\ndescription: The sea.\n---\nWater.\n"})
    error = refused(named, BOOKS, "the-tides", "sea")
    assert str(error) == "Nothing was renamed: the check would find new problems. Change these places first."
    assert [problem.code for problem in error.problems] == ["duplicate-address"]
    lay(named, {"content/odd.md": "---\ntitle: Odd\ndescription: Odd.\n---\n[x](books&#58;the-tides)\n"})
    error = refused(named, BOOKS, "the-tides", "tides")
    assert [(problem.place.path, problem.code) for problem in error.problems] == [("content/odd.md", "unknown-link")]


def test_redirects_in_brackets_must_be_edited_by_hand(named: Path):
    lay(named, {REDIRECTS: "redirects: [{from: /old/, to: /about/}]\n"})
    assert str(refused(named, BOOKS, "the-tides", "tides")) == (
        "Nothing was renamed: data/redirects.yml cannot be edited. Put each value on its own line, and try again."
    )


def test_the_diff_shows_the_rename_and_each_changed_line(named: Path):
    """As Git shows them. Nothing is written."""
    before = files(named)
    assert to_diff(plan_rename(named, TOYS, AUTHORS, "ann-lee", "ann")).split("\n") == [
        "rename from data/authors/ann-lee.yml",
        "rename to data/authors/ann.yml",
        "--- a/data/books/the-ebb.yml",
        "+++ b/data/books/the-ebb.yml",
        "@@ -4,3 +4,3 @@",
        " body: |",
        "-  After [The Tides](books:the-tides), see [it](/books/the-tides/) and [Ann](authors:ann-lee).",
        "+  After [The Tides](books:the-tides), see [it](/books/the-tides/) and [Ann](authors:ann).",
        f" {SOURCES.splitlines()[0]}",
        "--- a/data/books/the-tides.yml",
        "+++ b/data/books/the-tides.yml",
        "@@ -1,3 +1,3 @@",
        " name: The Tides",
        "-author: ann-lee",
        "+author: ann",
        " published: 2020",
        "--- /dev/null",
        "+++ b/data/redirects.yml",
        "@@ -0,0 +1,3 @@",
        "+redirects:",
        "+- from: /authors/#ann-lee",
        "+  to: /authors/#ann",
    ]
    assert files(named) == before


# All changes or none


@pytest.mark.parametrize("broken_at", range(6))
def test_if_one_file_cannot_be_replaced_none_is_changed(named: Path, monkeypatch: pytest.MonkeyPatch, broken_at: int):
    """Whichever file it is."""
    planned = plan_rename(named, TOYS, BOOKS, "the-tides", "tides")
    before = files(named)
    real, calls = Path.replace, iter(range(100))

    def replace(self: Path, target: Path) -> Path:
        if next(calls) == broken_at:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    if broken_at < len(planned) - 1:
        with pytest.raises(RefusedError, match=r"^Nothing was changed\.$") as caught:
            apply(named, planned)
        assert [problem.code for problem in caught.value.problems] == ["unwritable"]
        assert files(named) == before
    else:
        apply(named, planned)
        assert lines(open_project(named, TOYS)[1]) == []


def test_an_interrupted_process_changes_nothing(named: Path, monkeypatch: pytest.MonkeyPatch):
    """By Ctrl+C, after some files have been written."""
    planned = plan_rename(named, TOYS, BOOKS, "the-tides", "tides")
    before = files(named)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if not missing_ok:
            raise KeyboardInterrupt
        real(self, missing_ok=True)

    real = Path.unlink
    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(KeyboardInterrupt):
        apply(named, planned)
    assert files(named) == before


def test_a_file_that_was_saved_meanwhile_is_not_overwritten(named: Path):
    planned = plan_rename(named, TOYS, BOOKS, "the-tides", "tides")
    lay(named, {"content/about.md": "---\ntitle: New\ndescription: New.\n---\nNew.\n"})
    before = files(named)
    with pytest.raises(RefusedError, match=r"someone else has just changed content/about\.md"):
        apply(named, planned)
    assert files(named) == before


def test_a_file_keeps_its_permissions(named: Path):
    (named / "content/about.md").chmod(0o640)
    rename(named, BOOKS, "the-tides", "tides")
    assert (named / "content/about.md").stat().st_mode & 0o777 == 0o640


def test_a_problem_that_only_moved_to_another_line_is_not_new(named: Path):
    """A warning below an added line was there before."""
    text = "name: Sea\nsummary: An addict.\n" + SOURCES
    lay(named, {"data/books/sea.yml": text, "data/words-to-avoid.yml": "words:\n- avoid: addict\n  write: a person\n"})
    before = (named / "data/books/sea.yml").read_bytes()
    assert new_problems(named, TOYS, [Change("data/books/sea.yml", before, b"# More.\n" + before)]) == []
    twice = before + b"also:\n- An addict.\nbody: An addict.\n"
    assert len(new_problems(named, TOYS, [Change("data/books/sea.yml", before, twice)])) == 1


@given(st.text(max_size=90), st.frozensets(st.sampled_from(["a", "a-2", "con", "b"])))
def test_the_suggested_name_is_free_and_well_formed(slug: str, taken: frozenset[str]):
    try:
        check_slug(slug, taken)
    except RefusedError as error:
        _, found, suggested = str(error).rpartition("Try '")
        if found:
            check_slug(suggested.removesuffix("'."), taken)
        else:
            # Nothing could be suggested for a name without letters and digits.
            assert suggested.endswith("up to 80 characters.")
            assert not slugify(slug)
    else:
        assert slug not in taken


# The real project


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real records and pages, all of whose URLs have been published."""
    root = tmp_path_factory.mktemp("published") / "project"
    for folder in ("data", "content"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    (root / "theme").symlink_to(REPOSITORY / "theme")
    project, problems = read_project(root, KINDS)
    assert project is not None, lines(problems)
    (root / PUBLISHED_URLS).write_text("".join(f"/{address}\n" for address in sorted(project.addresses.ids)))
    return root


@pytest.fixture
def real(published: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(published, tmp_path / "project", symlinks=True))


def most_named(root: Path, kind: Kind) -> str:
    """Return the record of a kind whose name is most frequent in the project's files."""
    texts = b"".join(files(root).values()).decode()
    return max((path.stem for path in (root / "data" / kind.name).glob("*.yml")), key=texts.count)


def test_real_records_can_be_renamed(real: Path, monkeypatch: pytest.MonkeyPatch):
    """One of each kind, one after the other.

    Afterward, every published URL still works, the check finds no errors, and the old names are gone.
    """
    # Pages are checked once, after the last rename: what one of them leaves wrong on a page stays wrong.
    monkeypatch.setattr(changes, "open_project", read_project)
    renamed = []
    for kind in KINDS:
        old = most_named(real, kind)
        renamed.append((kind, old))
        planned = plan_rename(real, KINDS, kind, old, f"a-new-name-in-{kind.name}")
        assert len(planned) >= 3
        apply(real, planned)
    project, problems = open_project(real, KINDS)
    assert project is not None, lines(problems)
    moves = {move.old: move.new for move in project.settings.redirects.redirects}
    for kind, old in renamed:
        assert project.catalog.get(kind.name, old) is None
        address = "/" + kind.address_of(old)
        assert moves[address] == "/" + kind.address_of(f"a-new-name-in-{kind.name}")
        assert [name for name, content in files(real).items() if f"({kind.name}:{old})".encode() in content] == []


def test_a_real_record_can_be_renamed_and_back(real: Path):
    """Afterward, only the redirects have changed."""
    before, kind = files(real), KINDS[0]
    old = most_named(real, kind)
    apply(real, plan_rename(real, KINDS, kind, old, "another"))
    apply(real, plan_rename(real, KINDS, kind, "another", old))
    after = files(real)
    assert {name for name in before if before[name] != after.get(name)} == {REDIRECTS}
    assert after.keys() == before.keys()


def test_derived_pages_of_a_record_move_with_it(real: Path):
    """Each of their published URLs gets a redirect, like the record's own."""
    project, _ = read_project(real, KINDS)
    assert project is not None
    derived_pages = sorted(project.catalog.derived_pages.keys() & project.addresses.ids)
    record = next(one for one in project.catalog if any(f"/{one.slug}/" in f"/{address}" for address in derived_pages))
    planned = plan_rename(real, KINDS, project.catalog.kinds[record.kind], record.slug, "other")
    redirects = next(change.after or b"" for change in planned if change.path == REDIRECTS).decode()
    own = [address for address in derived_pages if f"/{record.slug}/" in f"/{address}"]
    for address in [project.catalog.url(record), *own]:
        assert f"from: /{address}\n" in redirects


@settings(max_examples=15)
@given(st.sampled_from(["tides", "a", "ann-lee", "newest", "list", "books", "the-tides-2", "0", "x-1-y"]))
def test_any_free_name_works(tmp_path_factory: pytest.TempPathFactory, new: str):
    """Even one that another kind has, or that means something elsewhere."""
    root = lay(tmp_path_factory.mktemp("names"), LIBRARY, NAMED)
    rename(root, BOOKS, "the-tides", new)
    assert not has_errors(open_project(root, TOYS)[1])


def test_a_trial_is_a_temporary_copy_with_the_changes(named: Path):
    change = Change("data/books/new.yml", None, b"name: New\n")
    with changes.trial(named, [change]) as folder:
        assert files(folder) == {**files(named), "data/books/new.yml": b"name: New\n"}
    assert not folder.exists()


def test_a_word_of_a_block_is_a_name_only_for_its_own_kind(tmp_path: Path):
    """The words of a block of questions are names of questions."""
    kind = next(kind for kind in KINDS if "few" in kind.behavior.blocks)
    page = "---\ntitle: A few\ndescription: Some.\n---\n::: {0}.few minimal\n\n## minimal\n\nThe word minimal.\n"
    home = page.format(kind.name)
    root = lay(tmp_path, minimal_project(KINDS), {"content/index.md": home})
    apply(root, plan_rename(root, KINDS, kind, "minimal", "other"))
    assert (root / "content/index.md").read_text() == home.replace(".few minimal", ".few other")
