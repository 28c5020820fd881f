"""Results that a preview server keeps in memory from one build to the next, each with the inputs it came from."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """The latest result for each key. A server owns one and passes it to each of its builds."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, ...], tuple[object, Any]] = {}
        self.recomputed: set[tuple[str, ...]] = set()
        """The keys of the results that were computed since the last call of `begin`."""

    def begin(self) -> None:
        """Start another build."""
        self.recomputed.clear()

    def recall(self, key: tuple[str, ...], inputs: object, compute: Callable[[], T]) -> T:
        """Return the latest result for a key if its inputs are unchanged; otherwise compute it.

        The first part of a key names the kind of result.
        """
        entry = self._results.get(key)
        if entry is None or (entry[0] is not inputs and entry[0] != inputs):
            entry = self._results[key] = inputs, compute()
            self.recomputed.add(key)
        result: T = entry[1]
        return result
