"""Work on a list in several processes, with the results in the order of the list."""

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
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Items that a process takes at a time, unless there are more than `MOST_CHUNKS` times as many."""

MOST_CHUNKS = 8_000
"""Chunks of a list: so few that all their numbers fit into a pipe."""

MOST_EARLY = 32
"""Results that may wait for those before them. More would only take memory."""

FEWEST = 100
"""Below this many items, `in_order` starts no process: that would cost more than it saves."""

FEWEST_TO_SHARE = 300
"""The same for `in_shares`, whose items are less work."""

SHARES = 16
"""Parts into which `in_shares` cuts a list: so many that no process waits long for another at the end."""

MOST = 4
"""Processes that one build may use, with this one: each may come to hold a copy of all records."""


def in_order(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The result of each item, in order; of a long list, made in as many processes as there are processors.

    A process starts as a copy of this one, so `work` and `items` need not be sent, only results (which must be
    picklable). Whichever is free takes the next few items. What a process fails to do is done in this one, where an
    exception is raised as if there was no other.
    """
    if len(items) < FEWEST or _processes() < 2:
        yield from map(work, items)
    else:
        for results in _Team(lambda chunk: list(map(work, chunk)), _chunks(items)).results():
            yield from results


def in_shares(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of all items, or of a long list's equal shares one after the other; otherwise as `in_order`."""
    if len(items) < FEWEST_TO_SHARE or _processes() < 2:
        yield work(items)
    else:
        size = -(-len(items) // SHARES)
        shares = [items[start : start + size] for start in range(0, len(items), size)]
        yield from _Team(work, shares).results()


def _processes() -> int:
    """How many processes to use. One that has threads is never copied: a lock that a thread holds would stay locked."""
    if not hasattr(os, "sched_getaffinity") or _has_threads():
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def _has_threads() -> bool:
    """Whether this process has more than one thread, of Python or of a library. A server has, and so has typst."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) > 1
    except OSError:
        return True


class _Team(Generic[R]):
    """This process and copies of it, its workers. Whichever is free takes the next chunk of a list."""

    def __init__(self, work: Callable[[Any], R], chunks: Sequence[Any]) -> None:
        self._work = work
        self._chunks = chunks
        self._numbers = _Numbers(len(chunks))
        self._workers: dict[Connection, int] = {}
        """Where the results of each come from, and its process ID."""
        self._early: dict[int, R | None] = {}
        """Results that came before their turn; None where a chunk has to be done again, to raise its exception."""

    def results(self) -> Iterator[R]:
        """What is made of each chunk, in order."""
        # Collected now and then left alone: an object that nobody touches stays shared between the processes.
        gc.collect()
        gc.freeze()
        try:
            self._start()
            for number, chunk in enumerate(self._chunks):
                while number not in self._early and self._advance():
                    pass
                result = self._early.pop(number, None)
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
                # The system cannot start another process: those already running do the work, or this one alone.
                os.close(reading)
                os.close(writing)
                break
            if process == 0:
                _run(self._work, self._chunks, self._numbers, Connection(writing, readable=False))
            os.close(writing)
            self._workers[Connection(reading, writable=False)] = process

    def _advance(self) -> bool:
        """Take in what workers have made, or do a chunk, or else wait for workers. Returns False when all is done."""
        if self._receive(wait_for=0):
            return True
        number = self._numbers.take() if len(self._early) < MOST_EARLY else None
        if number is not None:
            self._early[number] = _try(self._work, self._chunks[number])
            return True
        return bool(self._workers) and self._receive(wait_for=None)

    def _receive(self, wait_for: float | None) -> bool:
        """Take in a result from each worker that has one, or has one after some seconds (None: whenever that is).

        A worker from which nothing more comes has ended. Returns whether there was a result or an end.
        """
        ready = cast("list[Connection]", wait(list(self._workers), wait_for))
        for connection in ready:
            try:
                number, results = pickle.loads(connection.recv_bytes())  # noqa: S301 (from our own process)
                self._early[number] = results
            except (EOFError, OSError, pickle.UnpicklingError):
                _end(connection, self._workers.pop(connection))
        return bool(ready)


class _Numbers:
    """The numbers of chunks, from 0. Each process of a team takes the next one when it is free."""

    def __init__(self, count: int) -> None:
        self._taking, giving = os.pipe()
        os.write(giving, b"".join(number.to_bytes(4, "big") for number in range(count)))
        os.close(giving)

    def fileno(self) -> int:
        """The open file that a worker has to keep."""
        return self._taking

    def take(self) -> int | None:
        """The next number; None where all are taken."""
        taken = os.read(self._taking, 4)
        return int.from_bytes(taken, "big") if taken else None

    def close(self) -> None:
        """Close the open file."""
        os.close(self._taking)


def _chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Items in chunks. The first and the last are alone in theirs: the largest are there, and would hold others up."""
    size = max(CHUNK, -(-len(items) // MOST_CHUNKS))
    first = min(2 * CHUNK, len(items))
    last = max(first, len(items) - 2 * CHUNK)
    edges = (*range(first), *range(first, last, size), *range(last, len(items)), len(items))
    return [items[start:end] for start, end in pairwise(edges)]


def _run(work: Callable[[Any], Any], chunks: Sequence[Any], numbers: _Numbers, results: Connection) -> None:
    """The main loop of a worker. It never returns, and of its parent's open files it keeps two pipes."""
    try:
        # A lock that the parent holds on an open file must not outlive the parent.
        kept = sorted((2, numbers.fileno(), results.fileno(), os.sysconf("SC_OPEN_MAX")))
        for last, following in pairwise(kept):
            os.closerange(last + 1, following)
        made: SimpleQueue[bytes | None] = SimpleQueue()
        sender = Thread(target=_send, args=(made, results))
        sender.start()
        while (number := numbers.take()) is not None:
            made.put(pickle.dumps((number, _try(work, chunks[number])), pickle.HIGHEST_PROTOCOL))
        made.put(None)
        sender.join()
    finally:
        os._exit(0)


def _send(made: "SimpleQueue[bytes | None]", results: Connection) -> None:
    """Send what is made, up to None. In a thread: a pipe is soon full, and the parent is often busy."""
    try:
        while (message := made.get()) is not None:
            results.send_bytes(message)
    except OSError:
        os._exit(0)  # the parent has ended


def _try(work: Callable[[Any], Any], chunk: Any) -> Any:
    """The result of a chunk; None where there is an exception, so that the parent does the chunk and meets it too."""
    try:
        return work(chunk)
    except Exception:
        return None


def _end(connection: Connection, process: int) -> None:
    """End a process, whatever it is doing."""
    connection.close()
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
