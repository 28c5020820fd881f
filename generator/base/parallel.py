"""Process a list in several processes and return the results in the order of the list."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

CHUNK_SIZE = 16
"""Items that a process takes at a time. Lists with more than `MAX_CHUNKS` times as many items have larger chunks."""

MAX_CHUNKS = 8_000
"""The limit for the chunks of a list: all their numbers must fit into a pipe."""

MAX_WAITING = 32
"""The limit for results that wait for an earlier one. More would only use memory."""

MIN_ITEMS = 100
"""For fewer items, `in_order` starts no process: starting one would take longer than it saves."""

MIN_ITEMS_TO_SHARE = 300
"""The same limit for `in_shares`, whose items take less work."""

SHARES = 16
"""The number of shares that `in_shares` makes of a list: enough that no process waits long for another at the end."""

MAX_PROCESSES = 4
"""The limit for the processes of a build, including this one: each may end up with a copy of all records."""


def map_in_order(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """Yield the result of each item, in order. A long list is processed in as many processes as there are processors.

    Each process starts as a copy of this one, so only results are sent, and must be picklable; `work` and `items` need
    not be. Whichever process is free takes the next few items. If a worker fails, this process repeats its items, so
    that an exception is raised as if there were no workers.
    """
    if len(items) < MIN_ITEMS or _processes() < 2:
        yield from map(work, items)
    else:
        for results in _Pool(lambda chunk: list(map(work, chunk)), _chunks(items)).results():
            yield from results


def map_in_shares(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """Yield the result of `work` for all items at once or, for a long list, for each share of it in order.

    Otherwise like `in_order`.
    """
    if len(items) < MIN_ITEMS_TO_SHARE or _processes() < 2:
        yield work(items)
    else:
        size = -(-len(items) // SHARES)
        shares = [items[start : start + size] for start in range(0, len(items), size)]
        yield from _Pool(work, shares).results()


def _processes() -> int:
    """Return how many processes to use: only this one if it has threads, since a copy would keep their locks locked."""
    if not hasattr(os, "sched_getaffinity") or _has_threads():
        return 1
    return min(len(os.sched_getaffinity(0)), MAX_PROCESSES)


def _has_threads() -> bool:
    """Return whether this process has several threads, counting those of libraries: a server or typst starts some."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) > 1
    except OSError:
        return True


class _Pool(Generic[T, R]):
    """This process and its workers, which are copies of it. Whichever is free takes the next chunk of a list."""

    def __init__(self, work: Callable[[T], R], chunks: Sequence[T]) -> None:
        self._work = work
        self._chunks = chunks
        self._numbers = _Numbers(len(chunks))
        self._workers: dict[Connection, int] = {}
        """The process ID of each worker, by the connection that its results arrive on."""
        self._waiting: dict[int, R | None] = {}
        """Results that arrived early, by chunk number; None if the chunk must be repeated, to raise its exception."""

    def results(self) -> Iterator[R]:
        """Yield the result of each chunk, in order."""
        # Collect garbage now and then freeze: objects that stay untouched remain shared between the processes.
        gc.collect()
        gc.freeze()
        try:
            self._start()
            for number, chunk in enumerate(self._chunks):
                while number not in self._waiting and self._advance():
                    pass
                result = self._waiting.pop(number, None)
                yield self._work(chunk) if result is None else result
        finally:
            for connection, process in self._workers.items():
                _end(connection, process)
            self._numbers.close()
            gc.unfreeze()

    def _start(self) -> None:
        """Start the workers."""
        for _ in range(_processes() - 1):
            reading, writing = os.pipe()
            try:
                process = os.fork()
            except OSError:
                # The system cannot start another process: continue with those that are running.
                os.close(reading)
                os.close(writing)
                break
            if process == 0:
                _run(self._work, self._chunks, self._numbers, Connection(writing, readable=False))
            os.close(writing)
            self._workers[Connection(reading, writable=False)] = process

    def _advance(self) -> bool:
        """Receive results of workers, process a chunk, or wait for workers. Return False when nothing is left to do."""
        if self._receive(wait_for=0):
            return True
        number = self._numbers.take() if len(self._waiting) < MAX_WAITING else None
        if number is not None:
            self._waiting[number] = _try(self._work, self._chunks[number])
            return True
        return bool(self._workers) and self._receive(wait_for=None)

    def _receive(self, wait_for: float | None) -> bool:
        """Receive a result from each worker that has one, waiting up to this many seconds (None: as long as it takes).

        Remove workers that have ended. Return whether there was a result or an ended worker.
        """
        ready = cast("list[Connection]", wait(list(self._workers), wait_for))
        for connection in ready:
            try:
                number, results = pickle.loads(connection.recv_bytes())  # noqa: S301 (from our own process)
                self._waiting[number] = results
            except (EOFError, OSError, pickle.UnpicklingError):
                _end(connection, self._workers.pop(connection))
        return bool(ready)


class _Numbers:
    """The numbers of the chunks, from 0, in a pipe. Each process takes the next one when it is free."""

    def __init__(self, count: int) -> None:
        self._reading, writing = os.pipe()
        os.write(writing, b"".join(number.to_bytes(4, "big") for number in range(count)))
        os.close(writing)

    def fileno(self) -> int:
        """Return the descriptor of the pipe, which a worker must keep open."""
        return self._reading

    def take(self) -> int | None:
        """Return the next number; None if all are taken."""
        number = os.read(self._reading, 4)
        return int.from_bytes(number, "big") if number else None

    def close(self) -> None:
        """Close the pipe."""
        os.close(self._reading)


def _chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Split items into chunks. Chunks at both ends have one item: the largest are there, and would delay the others."""
    size = max(CHUNK_SIZE, -(-len(items) // MAX_CHUNKS))
    first = min(2 * CHUNK_SIZE, len(items))
    last = max(first, len(items) - 2 * CHUNK_SIZE)
    edges = (*range(first), *range(first, last, size), *range(last, len(items)), len(items))
    return [items[start:end] for start, end in pairwise(edges)]


def _run(work: Callable[[T], object], chunks: Sequence[T], numbers: _Numbers, results: Connection) -> None:
    """Run a worker; this never returns. A worker keeps two pipes and the standard streams of its parent."""
    try:
        # The parent's file locks must not outlive the parent.
        kept = sorted((2, numbers.fileno(), results.fileno(), os.sysconf("SC_OPEN_MAX")))
        for descriptor, next_kept in pairwise(kept):
            os.closerange(descriptor + 1, next_kept)
        messages: SimpleQueue[bytes | None] = SimpleQueue()
        sender = Thread(target=_send, args=(messages, results))
        sender.start()
        while (number := numbers.take()) is not None:
            messages.put(pickle.dumps((number, _try(work, chunks[number])), pickle.HIGHEST_PROTOCOL))
        messages.put(None)
        sender.join()
    finally:
        os._exit(0)


def _send(messages: "SimpleQueue[bytes | None]", results: Connection) -> None:
    """Send messages until None. This runs in a thread, because a pipe fills up while the parent is busy."""
    try:
        while (message := messages.get()) is not None:
            results.send_bytes(message)
    except OSError:
        os._exit(0)  # the parent has ended


def _try(work: Callable[[T], R], chunk: T) -> R | None:
    """Return the result of a chunk; None on an exception, so that the parent repeats the chunk and raises it."""
    try:
        return work(chunk)
    except Exception:
        return None


def _end(connection: Connection, process: int) -> None:
    """End a process at once."""
    connection.close()
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
