"""The preview shows a saved page immediately, and builds exactly what a fresh start would build."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from toys import TOYS
from toys.library import SOURCES, lines

from generator.base.memory import Memory
from generator.pages.shell import cut, gap_markers
from generator.project.frames import Frames
from generator.project.preview import Screen, SupersededError, publish_preview
from generator.project.project import Project, read_project
from generator.project.site_files import files_of, shell_keys
from generator.project.site_folder import STAGING

TIDES = "data/books/the-tides.yml"
TIDES_PAGE = "books/the-tides/index.html"
LIST = "books/index.html"
ANN = "data/authors/ann-lee.yml"


@dataclass
class Session:
    """A server without a network: a project, its memory, and the folder that browsers see."""

    root: Path
    memory: Memory = field(default_factory=Memory)
    shown: list[dict[str, str]] = field(default_factory=list)
    """The site's pages each time browsers were made to reload."""

    @property
    def folder(self) -> Path:
        return self.root / "preview"

    def save(self, name: str, text: str | None) -> None:
        path = self.root / name
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        before = (self.root / name).read_text(encoding="utf-8")
        assert old in before
        self.save(name, before.replace(old, new))

    def build(self, is_superseded: Callable[[], bool] = lambda: False) -> None:
        self.memory.begin()
        project, problems = read_project(self.root, TOYS, memory=self.memory)
        assert project is not None, lines(problems)
        screen = Screen(lambda: self.shown.append(self.pages()), is_superseded)
        publish_preview(project, frames_of(project), self.folder, self.memory, screen)

    def pages(self) -> dict[str, str]:
        paths = (path for path in self.folder.rglob("*.html") if STAGING not in path.parts)
        return {path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def frames_of(project: Project) -> Frames:
    """Return frames that contain nothing but a page's own parts."""
    shell = cut("".join(gap_markers().values()))
    return Frames(dict.fromkeys(shell_keys(project, ""), shell), "", "site", True)


@pytest.fixture
def session(library) -> Session:
    """A session after its first build."""
    session = Session(library({}))
    session.build()
    session.shown.clear()
    return session


def test_the_saved_page_is_shown_before_the_rest(session):
    session.replace(TIDES, "The Tides", "The Ebbs")

    session.build()

    [early] = session.shown
    assert "The Ebbs" in early[TIDES_PAGE]
    assert "The Ebbs" not in early[LIST]
    assert "The Ebbs" in session.pages()[LIST]


def test_a_saved_hand_written_page_is_shown_before_the_rest(session):
    session.replace("content/about.md", "A toy.", "A small toy.")

    session.build()

    assert "A small toy." in session.shown[0]["about/index.html"]


def test_for_a_record_without_a_page_the_list_with_it_is_shown(session):
    session.replace(ANN, "Ann Lee", "Ann Leigh")

    session.build()

    assert "Ann Leigh" in session.shown[0]["authors/index.html"]


def test_a_new_record_is_shown_together_with_the_lists_that_link_to_it(session):
    session.save("data/books/new.yml", "name: Brand New\nauthor: ann-lee\npublished: 2021\n" + SOURCES)

    session.build()

    assert "books/new/index.html" not in session.shown[0]
    assert "books/new/" in session.pages()[LIST]
    assert "Brand New" in session.pages()["books/new/index.html"]


def test_nothing_is_shown_early_if_nothing_was_saved(session):
    session.build()

    assert session.shown == []


def test_another_save_ends_a_build_that_would_be_out_of_date(session):
    session.replace(TIDES, "The Tides", "The Ebbs")
    before = session.pages()

    with pytest.raises(SupersededError):
        session.build(is_superseded=lambda: True)

    assert session.pages() == {**before, TIDES_PAGE: session.pages()[TIDES_PAGE]}
    assert not (session.folder / STAGING).exists()
    session.build()
    assert "The Ebbs" in session.pages()[LIST]


def test_only_what_was_saved_is_read_again(session):
    session.replace(TIDES, "The Tides", "The Ebbs")

    session.build()

    read = {key[:2] for key in session.memory.recomputed if key[0] in ("source", "record", "content")}
    assert read == {("source", TIDES), ("record", TIDES)}


def test_no_offline_copy_is_built(session):
    assert not (session.folder / "offline.zip").exists()


BOOK = "name: Book {0}\nauthor: ann-lee\npublished: {1}\nsummary: See [the tides](books:the-tides).\n" + SOURCES


def step(session: Session, chance: random.Random) -> str:
    """Make a random change, as an editor might, and return its kind."""
    books = sorted((session.root / "data/books").glob("book-*.yml"))
    kinds = ["add", "page", "setting", "author"] + (["edit", "delete", "rename", "break", "hide"] if books else [])
    kind = chance.choice(kinds)
    book = chance.choice(books) if books else None
    number = chance.randrange(1000)
    if kind == "add":
        session.save(f"data/books/book-{number}.yml", BOOK.format(number, 1990 + number % 30))
    elif kind == "page":
        session.replace("content/about.md", "toy", f"toy number {number} toy"[: 3 + number % 20])
    elif kind == "setting":
        session.save("data/synonyms.yml", f"groups:\n- - novel\n  - word{number}\n")
    elif kind == "author":
        session.save(ANN, f"name: Ann {number}\nborn: 1990\nused_by:\n- books.illustrators\n" + SOURCES)
    elif book is None:
        raise AssertionError(f"There is no book for '{kind}'.")
    elif kind == "delete":
        book.unlink()
    elif kind == "rename":
        book.rename(book.with_name(f"book-{number + 1000}.yml"))
    elif kind == "break":
        book.write_text("name: [\n")
    elif kind == "hide":
        book.write_text(BOOK.format(number, 2000).replace("(books:the-tides)", "(books:gone)"))
    else:
        book.write_text(BOOK.format(number, 1990 + number % 30))
    return kind


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_memory_never_changes_what_is_built(library, seed):
    """After each of many random changes, problems and files are the same as without a memory."""
    session, chance, kinds = Session(library({})), random.Random(seed), set()
    valid = 0
    for _ in range(25):
        kinds.add(step(session, chance))
        session.memory.begin()
        project, problems = read_project(session.root, TOYS, memory=session.memory)
        fresh, fresh_problems = read_project(session.root, TOYS)
        assert lines(problems) == lines(fresh_problems)
        assert (project is None) == (fresh is None)
        if project is not None and fresh is not None:
            valid += 1
            assert files_or_error(project) == files_or_error(fresh)
    assert valid > 3
    assert len(kinds) > 5


def files_or_error(project: Project) -> object:
    """Return every file of a site, or its error."""
    frames = frames_of(project)
    try:
        return dict(files_of(project, frames.shells, "", serving=True))
    except Exception as error:
        return repr(error)
