"""The order of the fields in a YAML file: its lines are moved, with the comments above them."""

from collections import Counter
from collections.abc import Callable, Sequence

from generator.yaml_files.yaml_edit.edited_file import EditedFile
from generator.yaml_files.yaml_emit import NotWritableError
from generator.yaml_files.yaml_source import KeyPath, YamlValue, get, read

OrderOf = Callable[[KeyPath], Sequence[str]]
"""Returns the names of the fields at a path, in order; empty if they have none."""

MOST_MOVES = 200
"""A file with more groups of fields in a wrong order is left alone."""


def sort_fields(name: str, content: bytes, order_of: OrderOf) -> bytes:
    """Return a file with its fields in order; the same file if it cannot be read or sorted."""
    for _ in range(MOST_MOVES):
        source, _ = read(name, content)
        path = _unsorted(source.data, order_of) if source else None
        edited = _sorted_at(name, content, path, order_of(path)) if path is not None else None
        if edited is None:
            return content
        content = edited
    return content


def _unsorted(data: YamlValue, order_of: OrderOf, path: KeyPath = ()) -> KeyPath | None:
    """Return the path of the first group of fields in a wrong order."""
    inner: list[tuple[str | int, YamlValue]] = []
    if isinstance(data, dict):
        order = order_of(path)
        if set(data) <= set(order) and list(data) != sorted(data, key=order.index):
            return path
        inner = list(data.items())
    elif isinstance(data, list):
        inner = list(enumerate(data))
    found = (_unsorted(value, order_of, (*path, key)) for key, value in inner)
    return next((one for one in found if one is not None), None)


def _sorted_at(name: str, content: bytes, path: KeyPath, order: Sequence[str]) -> bytes | None:
    """Return a file with the fields at a path in order; None if their lines cannot be moved."""
    try:
        edited = EditedFile(name, content).sort(path, order).encode()
    except (NotWritableError, LookupError):
        return None
    after, _ = read(name, edited)
    before, _ = read(name, content)
    is_same = after is not None and before is not None and after.data == before.data
    fields = get(after.data, path) if after else None
    is_sorted = isinstance(fields, dict) and list(fields) == sorted(fields, key=order.index)
    is_complete = _words(content) == _words(edited)
    return edited if is_same and is_sorted and is_complete else None


def _words(content: bytes) -> Counter[str]:
    """Return the words of a file, comments included. The hyphen of an item is on the line of another field now."""
    return Counter(content.decode("utf-8-sig").replace("- ", "  ").split())
