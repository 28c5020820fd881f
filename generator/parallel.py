"""Work on a list in several processes, with the results in the order of the list."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Items that a process works on before it hands over their results."""

FEWEST = 300
"""Items below which the work is done before a second process would have started to pay."""

MOST = 4
"""Processes that one build may use: each may come to hold a copy of all records."""


def in_order(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The result of each item, in order; of a long list, made in as many processes as there are processors.

    A process starts as a copy of this one, so `work` and `items` need not be sent, only results (which must be
    picklable). A process that fails leaves its chunk to this one, where an exception is raised as if there was no
    other. This process only receives, so few results are held at any time.
    """
    processes = min(len(os.sched_getaffinity(0)), MOST) if hasattr(os, "sched_getaffinity") else 1
    if len(items) < FEWEST or processes < 2:
        yield from map(work, items)
        return
    chunks = _chunks(items)
    # Collected now and then left alone: an object that nobody touches stays shared between the processes.
    gc.collect()
    gc.freeze()
    workers: list[_Worker] = []
    try:
        workers += (_Worker(work, chunks[first::processes]) for first in range(processes))
        for number, chunk in enumerate(chunks):
            results = workers[number % processes].receive()
            yield from map(work, chunk) if results is None else results
    finally:
        for worker in workers:
            worker.end()
        gc.unfreeze()


def _chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Items in chunks; the last ones singly, so that no process waits long for another at the end."""
    single = max(0, len(items) - 2 * CHUNK)
    return [
        *(items[start : min(start + CHUNK, single)] for start in range(0, single, CHUNK)),
        *(items[start : start + 1] for start in range(single, len(items))),
    ]


class _Worker:
    """A process that works on chunks, one after the other, and sends the results of each."""

    def __init__(self, work: Callable[[Any], Any], chunks: Sequence[Sequence[Any]]) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            _run(work, chunks, writing)
        os.close(writing)
        self._results: BinaryIO | None = os.fdopen(reading, "rb")

    def receive(self) -> list[Any] | None:
        """The results of the next chunk; None where the process could not make them, and from then on."""
        if self._results is not None:
            try:
                results: list[Any] | None = pickle.load(self._results)  # noqa: S301 (from our own process)
            except (EOFError, pickle.UnpicklingError):
                results = None
            if results is not None:
                return results
            self.end()
        return None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._results is not None:
            self._results.close()
            self._results = None
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _run(work: Callable[[Any], Any], chunks: Sequence[Sequence[Any]], writing: int) -> None:
    """The life of a worker. It never returns, and touches nothing of its parent's but the pipe."""
    try:
        gc.disable()
        # A lock that the parent holds on an open file must not outlive the parent.
        os.closerange(3, writing)
        os.closerange(writing + 1, os.sysconf("SC_OPEN_MAX"))
        with os.fdopen(writing, "wb", buffering=1 << 20) as file:
            for chunk in chunks:
                file.write(pickle.dumps(list(map(work, chunk)), pickle.HIGHEST_PROTOCOL))
                file.flush()
                gc.collect()
    finally:
        # Also after an exception: the parent sees that nothing more comes, and does the work itself.
        os._exit(0)
