"""What the strings under fields and types say: the words that editors read beside a field.

Read from the classes' own source, once and only where they are asked for: a build never needs them.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel


def words_of(shape: type[BaseModel]) -> dict[str, str]:
    """What stands under each field of a class, those it inherits too; else what its type says of itself."""
    found: dict[str, str] = {}
    for base in reversed(shape.__mro__):
        for name, annotation, words in _fields(base):
            found[name] = words or _of_types(base.__module__, annotation) or found.get(name, "")
    return {name: words for name, words in found.items() if words}


def first_sentence(text: str) -> str:
    """A text up to its first full stop or semicolon, on one line."""
    return re.split(r"[.;] ", " ".join(text.split()))[0].rstrip(".") + "." if text.strip() else ""


def _fields(base: type) -> Iterator[tuple[str, ast.expr, str]]:
    """The fields that a class writes down itself, each with its type and the string below it."""
    body = _classes(base.__module__).get(base.__name__, ()) if issubclass(base, BaseModel) else ()
    for place, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.annotation, _string(body[place + 1 : place + 2])


def _of_types(module: str, annotation: ast.expr) -> str:
    """The first sentence of what a type of ours says of itself, where an annotation names one."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name) and (words := _types(module).get(node.id)):
            return first_sentence(words)
    return ""


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    # Pydantic's own classes say nothing to editors.
    ours = module.split(".")[0] != "pydantic"
    return {node.name: node.body for node in _tree(module).body if isinstance(node, ast.ClassDef)} if ours else {}


@cache
def _types(module: str) -> dict[str, str]:
    """The named types that a module can see, with the string below each: its own, and those it imports from ours."""
    found: dict[str, str] = {}
    body = _tree(module).body
    for place, node in enumerate(body):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == module.split(".")[0]:
            theirs = _types(str(node.module))
            found |= {name.asname or name.name: theirs[name.name] for name in node.names if name.name in theirs}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = _string(body[place + 1 : place + 2])
        elif isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == "str" for base in node.bases):
            found[node.name] = ast.get_docstring(node) or ""
    return {name: words for name, words in found.items() if words}


def _string(body: list[ast.stmt]) -> str:
    """The text of a statement that is a string and nothing else."""
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return " ".join(node.value.value.split())
    return ""
