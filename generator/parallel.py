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
from typing import Any, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Items that a process takes at a time."""

FEWEST = 300
"""Below this many items, starting processes costs more than it saves."""

GARBAGE = 100_000
"""New objects after which a process looks for garbage."""

SHARES = 16
"""Parts into which `in_shares` cuts a list: so many that no process waits long for another at the end."""

MOST = 4
"""Processes that one build may use: each may come to hold a copy of all records."""


def in_order(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The result of each item, in order; of a long list, made in as many processes as there are processors.

    A process starts as a copy of this one, so `work` and `items` need not be sent, only results (which must be
    picklable). Whichever is free takes the next few items. What a process fails to do is done in this one, where an
    exception is raised as if there was no other.
    """
    if len(items) < FEWEST or _processes() < 2:
        yield from map(work, items)
    else:
        for results in _share_out(lambda chunk: list(map(work, chunk)), _chunks(items)):
            yield from results


def in_shares(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of all items, or of a long list's equal shares one after the other; otherwise as `in_order`."""
    if len(items) < FEWEST or _processes() < 2:
        yield work(items)
    else:
        size = -(-len(items) // SHARES)
        yield from _share_out(work, [items[start : start + size] for start in range(0, len(items), size)])


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


def _share_out(work: Callable[[Any], R], chunks: Sequence[Any]) -> Iterator[R]:
    """What `work` makes of each chunk, in order, made in several processes."""
    # Collected now and then left alone: an object that nobody touches stays shared between the processes.
    gc.collect()
    gc.freeze()
    workers = _start(work, chunks, _processes())
    early: dict[int, R | None] = {}
    try:
        for number, chunk in enumerate(chunks):
            while number not in early and workers:
                _receive(workers, early)
            result = early.pop(number, None)
            yield work(chunk) if result is None else result
    finally:
        for connection, process in workers.items():
            _end(connection, process)
        gc.unfreeze()


def _chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Items in chunks. The first and the last are alone in theirs: the largest are there, and would hold others up."""
    first = min(2 * CHUNK, len(items))
    last = max(first, len(items) - 2 * CHUNK)
    edges = (*range(first), *range(first, last, CHUNK), *range(last, len(items)), len(items))
    return [items[start:end] for start, end in pairwise(edges)]


def _start(work: Callable[[Any], Any], chunks: Sequence[Any], processes: int) -> dict[Connection, int]:
    """Start processes that share out chunks; for each, where its results come from, and its id."""
    taking, giving = os.pipe()
    workers: dict[Connection, int] = {}
    for _ in range(processes):
        reading, writing = os.pipe()
        try:
            process = os.fork()
        except OSError:
            # The system cannot start another process: those already running do the work, or this one alone.
            os.close(reading)
            os.close(writing)
            break
        if process == 0:
            _run(work, chunks, taking, Connection(writing, readable=False))
        os.close(writing)
        workers[Connection(reading, writable=False)] = process
    # Few enough bytes to fit into the pipe; each process reads the next four.
    os.write(giving, b"".join(number.to_bytes(4, "big") for number in range(len(chunks))))
    os.close(taking)
    os.close(giving)
    return workers


def _run(work: Callable[[Any], Any], chunks: Sequence[Any], taking: int, results: Connection) -> None:
    """The main loop of a process. It never returns, and of its parent's open files it keeps two pipes."""
    try:
        # What was there before is frozen, and little of what comes is garbage.
        gc.set_threshold(GARBAGE)
        # A lock that the parent holds on an open file must not outlive the parent.
        kept = sorted((2, taking, results.fileno(), os.sysconf("SC_OPEN_MAX")))
        for last, following in pairwise(kept):
            os.closerange(last + 1, following)
        while number := os.read(taking, 4):
            place = int.from_bytes(number, "big")
            results.send_bytes(pickle.dumps((place, _try(work, chunks[place])), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)


def _try(work: Callable[[Any], Any], chunk: Any) -> Any:
    """The result of a chunk; None where there is an exception, so that the parent does the chunk and meets it too."""
    try:
        return work(chunk)
    except Exception:
        return None


def _receive(workers: dict[Connection, int], early: dict[int, Any]) -> None:
    """Take in the results that have come; a process from which nothing more comes has ended."""
    for connection in cast("list[Connection]", wait(list(workers))):
        try:
            place, results = pickle.loads(connection.recv_bytes())  # noqa: S301 (from our own process)
            early[place] = results
        except (EOFError, OSError, pickle.UnpicklingError):
            _end(connection, workers.pop(connection))


def _end(connection: Connection, process: int) -> None:
    """End a process, whatever it is doing."""
    connection.close()
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
