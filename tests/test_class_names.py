"""A class of a kind begins with a name of that kind, and a class that two kinds use belongs to the theme."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from stylesheets import ROOT, SHEETS, rules

STATE = "is-"
"""Begins a class that scripts set, such as `is-open`. It counts only beside a class that says what is open."""


MARKDOWN = "prose"
"""Marks rendered Markdown, which looks like any other text."""


def prefixes_of(folder: Path) -> set[str]:
    """Return the words that may begin a class of a kind: its name, and those of its features."""
    features = [path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.html"))]
    scripts = [path.stem for path in folder.rglob("*.js") if not path.stem.startswith("messages")]
    return {folder.name.replace("_", "-"), *features, *(name.split("-")[0] for name in scripts)}


def classes_of(tokens) -> list[str]:
    """Return the classes in a selector, also those inside functions such as `:has()`."""
    found = [name.value for dot, name in pairwise(tokens) if dot == "." and name.type == "ident"]
    inner = [token.arguments for token in tokens if token.type == "function"]
    return found + [name for part in inner for name in classes_of(part)]


def styled(folder: Path) -> set[str]:
    """Return the classes in the styles below a folder."""
    sheets = (path.read_text(encoding="utf-8") for path in folder.rglob("*.css"))
    return {name for sheet in sheets for rule in rules(sheet) for part in rule.selectors for name in classes_of(part)}


def shown(folder: Path) -> set[str]:
    """Return the classes that the templates and scripts below a folder give to elements."""
    found = set()
    for path in (*folder.rglob("*.html"), *folder.rglob("*.js")):
        for words in re.findall(r"""class["']?\s*[=:]\s*["']([^"']+)["']""", path.read_text(encoding="utf-8")):
            found |= set(re.sub(r"\{[{%].*?[%}]\}", " ", words).split())
    return found


FOLDERS = sorted(path.parent for path in (ROOT / "generator/kinds").glob("*/record.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_classes_of_a_kind_begin_with_a_name_of_that_kind(folder):
    """A page loads the styles of the kinds that it shows, so a class that two kinds use belongs to the theme."""
    prefixes = prefixes_of(folder)
    own = {name for name in styled(folder) - styled(ROOT / "theme") - {MARKDOWN} if not name.startswith(STATE)}
    assert not {name for name in own if not any(f"{name}-".startswith(f"{prefix}-") for prefix in prefixes)}
    for other in FOLDERS:
        assert other == folder or prefixes.isdisjoint(prefixes_of(other)), other.name
        assert other == folder or not own & shown(other), other.name
    assert not own & shown(ROOT / "theme")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_state_is_that_of_a_class(path):
    for rule in rules(path.read_text(encoding="utf-8")):
        for selector in rule.selectors:
            names = classes_of(selector)
            assert not names or not all(name.startswith(STATE) for name in names), str(rule)
