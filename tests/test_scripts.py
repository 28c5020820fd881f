"""The unit tests of the scripts, which Node.js runs without a browser."""

import re
import subprocess
from pathlib import Path

import pytest

from generator.kinds import KINDS

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_unit_tests_of_scripts_pass():
    files = sorted(map(str, (ROOT / "tests/js").glob("*.test.mjs")))
    assert files
    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout


SITES = next(kind for kind in KINDS if kind.name == "sites")
LOADED = re.compile(rf"assets/js/{SITES.name}/([\w-]+)\.js")
NAME = re.compile(r"^  (\w+):", re.MULTILINE)
USED = re.compile(r"\bmessages\.(?!sites\b)(\w+)")


TEMPLATES = [
    path for path in SITES.paths("*.html") if set(LOADED.findall(path.read_text("utf-8"))) & set(SITES.scripts)
]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_page_loads_the_texts_that_its_scripts_show_and_no_others(template):
    """Each feature has a file of texts, which its script must list."""
    scripts = dict(SITES.script_files())
    loaded = LOADED.findall(template.read_text(encoding="utf-8"))
    files = {path for name in loaded if name in scripts for path in scripts[name]}
    defined: set[str] = set()
    used: set[str] = set()
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.stem.startswith("messages"):
            defined |= set(NAME.findall(text))
        else:
            used |= set(USED.findall(text))
    assert used == defined


OURS = [
    path
    for folder in ("theme/assets", "generator/kinds", "tests/js", "tests/browser")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".js", ".mjs", ".ts", ".css")
]


def test_lines_have_at_most_120_columns():
    """The formatter does not break texts and comments."""
    assert len(OURS) > 60
    assert not [
        f"{path.relative_to(ROOT)}:{number}"
        for path in OURS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
