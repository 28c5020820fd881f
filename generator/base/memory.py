"""What a server remembers from one build to the next: results, each with what it was made of."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """The last result under each key. It belongs to whoever builds again and again, and ends with it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], tuple[Any, Any]] = {}
        self.remade: set[tuple[str, ...]] = set()
        """The keys of results that were made since the last `begin`."""

    def begin(self) -> None:
        """Begin another build."""
        self.remade.clear()

    def recall(self, key: tuple[str, ...], made_of: Any, make: Callable[[], T]) -> T:
        """The last result under a key, if it was made of the same; else a new one. A key begins with what it is."""
        kept = self._kept.get(key)
        if kept is None or (kept[0] is not made_of and kept[0] != made_of):
            kept = self._kept[key] = made_of, make()
            self.remade.add(key)
        result: T = kept[1]
        return result
