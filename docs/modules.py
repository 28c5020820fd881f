"""Writes the picture and the table of modules in docs/architecture.md from the generator's own code."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "generator"
PAGE = ROOT / "docs" / "architecture.md"
GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    """Return the names of all modules that a file imports, those for type checkers too."""
    names: list[str] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return tuple(names)


def name_of(path: Path) -> str:
    """Return a file's name as a module below `generator`; a package's for its `__init__.py`."""
    return ".".join(path.relative_to(CODE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def package_of(module: str) -> str:
    """Return the longest entry of `PACKAGES` that holds a module, named below `generator`; "" for none."""
    return max((name for name in PACKAGES if f"{module}.".startswith(f"{name}.")), key=len, default="")


def picture() -> str:
    """Return the top-level packages as a Mermaid graph; arrows that follow from others are left out."""
    order = tuple(dict.fromkeys(name.split(".")[0] for name in PACKAGES))
    uses: dict[str, set[str]] = {name: set() for name in order}
    for path in sorted(CODE.rglob("*.py")):
        here = name_of(path).split(".")[0]
        for name in imports_of(path):
            top = name.removeprefix("generator.").split(".")[0]
            if name.startswith("generator.") and here in uses and top != here:
                uses[here].add(top)
    reached: dict[str, set[str]] = {}
    lines = ["```mermaid", "graph BT"]
    for name in order:
        reached[name] = uses[name].union(*(reached[other] for other in uses[name]))
        direct = {other for other in uses[name] if not any(other in reached[third] for third in uses[name] - {other})}
        lines += [f"  {name} --> {other}" for other in order if other in direct]
    return "\n".join([*lines, "```"])


def table() -> str:
    """Return one section for each package: what belongs there, and the first sentence of each of its modules."""
    return "\n\n".join(_section(package) for package in PACKAGES)


def _section(package: str) -> str:
    folder = CODE / package.replace(".", "/")
    paths = sorted(folder.glob("*.py")) if folder.is_dir() else []
    head = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    words = " ".join((ast.get_docstring(parsed(head)) or "").split())
    kinds = [path for path in folder.glob("*/__init__.py") if package == "kinds"]
    rows = [*_rows(path for path in paths if path != head), *_rows(sorted(kinds))]
    return "\n".join(
        [f"### `{package}`", "", words, *(["", "| module | purpose |", "|---|---|", *rows] if rows else [])]
    )


def _rows(paths: Iterator[Path] | list[Path]) -> Iterator[str]:
    for path in paths:
        first = (ast.get_docstring(parsed(path)) or "").partition("\n\n")[0]
        name = path.parent.name if path.name == "__init__.py" else path.stem
        yield f"| `{name}` | {' '.join(first.split())} |".replace("**/", r"\*\*/")


def page() -> str:
    """Return docs/architecture.md with its generated parts as they should be now."""
    parts = {"picture": picture, "table": table}
    text = PAGE.read_text(encoding="utf-8")
    return GENERATED.sub(lambda match: f"{match[1]}\n{parts[match[2]]()}\n\n{match[3]}", text)


if __name__ == "__main__":
    sys.exit(0 if PAGE.write_text(page(), encoding="utf-8") else 1)
