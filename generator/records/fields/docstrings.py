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


def words_of(model: type[BaseModel], *, of_types: bool = True) -> dict[str, str]:
    """What stands under each field of a class, those it inherits too; else what its type says of itself.

    Without `of_types` only the field's own words count.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        for name, annotation, words in _fields(base):
            other = _of_types(base.__module__, annotation) if of_types else ""
            found[name] = words or other or found.get(name, "")
    return {name: words for name, words in found.items() if words}


def first_sentence(text: str) -> str:
    """A text up to its first full stop or semicolon, on one line."""
    return re.split(r"[.;] ", " ".join(text.split()))[0].rstrip(".") + "." if text.strip() else ""


def _fields(base: type) -> Iterator[tuple[str, ast.expr, str]]:
    """The fields that a class writes down itself, each with its type and the string below it."""
    body = _classes(base.__module__).get(base.__name__, []) if issubclass(base, BaseModel) else []
    for place, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.annotation, _string(body[place + 1 : place + 2])


def _of_types(module: str, annotation: ast.expr) -> str:
    """The first sentence of what a type of ours says of itself, where an annotation names one."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name) and (words := _of_type(module, node.id)):
            return first_sentence(words)
    return ""


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    # Pydantic's own classes say nothing to editors.
    ours = _top(module) != "pydantic"
    return {node.name: node.body for node in _tree(module).body if isinstance(node, ast.ClassDef)} if ours else {}


@cache
def _of_type(module: str, name: str) -> str:
    """What stands below a named type that a module can see: one of its own, or one that it imports from ours."""
    body = _tree(module).body
    for place, node in enumerate(body):
        if isinstance(node, ast.ImportFrom) and node.module != module and _top(node.module or "") in _ours(module):
            for imported in node.names:
                if (imported.asname or imported.name) == name:
                    return _of_type(str(node.module), imported.name)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return _string(body[place + 1 : place + 2])
        elif isinstance(node, ast.ClassDef) and node.name == name:
            # A class of fields speaks for itself, in its own schema; a kind of text does not.
            return (ast.get_docstring(node) or "") if [ast.unparse(base) for base in node.bases] == ["str"] else ""
    return ""


def _ours(module: str) -> tuple[str, str]:
    """The packages whose words are for editors: that of a class, and this one."""
    return _top(module), _top(__name__)


def _top(module: str) -> str:
    return module.split(".")[0]


def _string(body: list[ast.stmt]) -> str:
    """The text of a statement that is a string and nothing else."""
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return " ".join(node.value.value.split())
    return ""
